"""The figures of a report as they are kept: each as it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE, may_show_row
from wholeroom.analysis.opinion.result import OpinionMap, StatementResult, Tally
from wholeroom.analysis.opinion.safe_answers import (
    HIDDEN,
    NAMES,
    ROOM,
    RULE,
    Answered,
    Groups,
    SafeRow,
    safe_answers,
    total_of,
)
from wholeroom.web.activities.statement_vote.report_lists import Rows, lists, marks_off, on_page

OUTSIDE = "outside"  # of every opinion group: who voted on too few statements to be placed
OTHERS = "others"  # of self-described groups: who named several or none, or one of a few people
# Caveats that say nothing where no map is drawn, or count the few people who are there or are not.
ABOUT_MAP = ("few_people", "no_stable_groups", "no_clear_gap", "not_drawn", "not_counted", "sparse")


@dataclass(frozen=True)
class Shown:
    """All rows that may be shown, by statement: the room's own, by opinion group and by stakeholder group."""

    room: Mapping[str, SafeRow]
    opinion: Rows
    described: Rows


def kept_figures(result: OpinionMap, described: Mapping[str, Groups]) -> dict[str, Any]:
    """As plain JSON. ``described`` has the answers to each statement by stakeholder group, each voter in one.

    With fewer people placed than a map needs, nothing is kept by group.
    """
    shown = shown_rows(result, described)
    found = result.groups if shown.opinion else ()
    here = on_page(result, shown.room, without_outside(shown.opinion))
    return {
        "groups": [{"letter": one.opinion_group, "size": one.size} for one in found],
        "statements": [_statement(one, shown) for one in result.statements],
        "lists": {name: listed._asdict() for name, listed in lists(here).items()},
        "usual": here.usual,
        "marks_off": {one.opinion_group: marks_off(here, one.opinion_group)._asdict() for one in found},
        "stability": next((one.stability for one in result.evidence if one.chosen), None) if found else None,
        "caveats": [
            {"code": one.code, "words": one.words, "values": dict(one.values)}
            for one in result.caveats
            if not tells_of_few(one, is_drawn=result.drawn)
        ],
        "people": len(result.places),
        "votes": None if HIDDEN in shown.room.values() else result.votes,  # it would tell a hidden one
        "counted": result.counted,
        "drawn": result.drawn,
    }


def tells_of_few(caveat: Caveat, *, is_drawn: bool) -> bool:
    """Whether a caveat is about a map that is not there, or counts fewer people than may be told."""
    if not is_drawn:
        return caveat.code in ABOUT_MAP
    return caveat.code == "not_counted" and int(caveat.values["people"]) < FEWEST_PEOPLE


def shown_rows(result: OpinionMap, described: Mapping[str, Groups]) -> Shown:
    totals = {one.statement: answered(one.room) for one in result.statements}
    room = {name: SafeRow(total) if may_show_row(total, RULE) else HIDDEN for name, total in totals.items()}
    if not result.drawn:
        return Shown(room, {}, {})
    all_are_placed = len(result.places) == result.counted
    by_opinion = {one.statement: _by_opinion(one, all_are_placed) for one in result.statements}
    return Shown(
        room,
        _safe(by_opinion if result.groups else {}),
        _safe({name: described.get(name, {}) for name in totals}),
    )


def _by_opinion(statement: StatementResult, all_are_placed: bool) -> Groups:
    """Everybody who voted is in one row: else what is left of the total would be a row that nothing guards. That all
    are placed is no secret, so then there is no such row.
    """
    rows = {letter: answered(tally) for letter, tally in statement.groups.items()}
    if all_are_placed:
        return rows
    agree, disagree, passed = (
        whole - part for whole, part in zip(answered(statement.room), total_of(rows.values()), strict=True)
    )
    return {**rows, OUTSIDE: (agree, disagree, passed)}


def _safe(tables: Mapping[str, Groups]) -> Rows:
    safe = safe_answers({name: groups for name, groups in tables.items() if groups})
    return {name: {group: row for group, row in rows.items() if group != ROOM} for name, rows in safe.items()}


def without_outside(opinion: Rows) -> Rows:
    """The rows of opinion groups alone."""
    return {name: {group: row for group, row in rows.items() if group != OUTSIDE} for name, rows in opinion.items()}


def answered(tally: Tally) -> Answered:
    return tally.agree, tally.disagree, tally.passed


def _statement(one: StatementResult, shown: Shown) -> dict[str, Any]:
    return {
        "number": int(one.statement),
        "about_vote": one.meta,
        "room": _kept(shown.room[one.statement]),
        "opinion": {group: _kept(row) for group, row in shown.opinion.get(one.statement, {}).items()},
        "described": {group: _kept(row) for group, row in shown.described.get(one.statement, {}).items()},
    }


def _kept(row: SafeRow) -> dict[str, Any]:
    if row.answers is not None:
        return dict(zip(NAMES, row.answers, strict=True))
    return {"tenths": list(row.tenths)} if row.tenths is not None else {}
