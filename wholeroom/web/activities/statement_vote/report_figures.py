"""The figures of a report as they are kept: each as it may be shown, and which statements stand in which list.

A list is made from what is shown and from nothing else, so that standing in it gives no hidden number away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE, may_show_row
from wholeroom.analysis.opinion import findings
from wholeroom.analysis.opinion.findings import APART, NEARLY_ALL, in_hundred
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
from wholeroom.web.activities.statement_vote.figures import NEARLY

OUTSIDE = "outside"  # of every opinion group: who voted on too few statements to be placed
OTHERS = "others"  # of self-described groups: who named several or none, or one of a few people
OF_THE_ROOM = 10 * NEARLY  # in 100 of all who voted
FEW = 30  # in 100 who agree: below it few said this
TEN = 10
MARKS = 5  # statements that mark off a group, at most
# Caveats that say nothing where no map is drawn, or count the few people who are there or are not.
ABOUT_MAP = ("few_people", "no_stable_groups", "no_clear_gap", "not_drawn", "not_counted", "sparse")
Rows = Mapping[str, Mapping[str, SafeRow]]


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
    seen = as_shown(result, shown)
    return {
        "groups": [{"letter": one.opinion_group, "size": one.size} for one in seen.groups],
        "statements": [_statement(one, shown) for one in result.statements],
        "lists": lists(seen, shown),
        "marks_off": {one.opinion_group: marks_off(seen, one.opinion_group) for one in seen.groups},
        "stability": next((one.stability for one in seen.evidence if one.chosen), None),
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


def answered(tally: Tally) -> Answered:
    return tally.agree, tally.disagree, tally.passed


def as_shown(result: OpinionMap, shown: Shown) -> OpinionMap:
    """The map as whoever reads the page knows it. A statement of which a group's row is hidden has the room's only."""
    letters = [one.opinion_group for one in result.groups] if shown.opinion else []
    statements = []
    for one in result.statements:
        rows = {letter: told_by(shown.opinion[one.statement][letter]) for letter in letters}
        known = {letter: row for letter, row in rows.items() if row is not None}
        groups = known if len(known) == len(letters) else {}
        room = told_by(shown.room[one.statement]) or Tally(0, 0, 0)
        statements.append(replace(one, room=room, groups=groups))
    return replace(
        result,
        statements=tuple(statements),
        groups=result.groups if letters else (),
        evidence=result.evidence if letters else (),
    )


def told_by(row: SafeRow) -> Tally | None:
    """What a row tells: tenths are ten imagined voters."""
    if row.answers is not None:
        return Tally(*row.answers)
    if row.tenths is None:
        return None
    agree, disagree = row.tenths
    return Tally(agree, disagree, max(0, TEN - agree - disagree))


def lists(seen: OpinionMap, shown: Shown) -> dict[str, list[str]]:
    """The numbers of the statements that stand in each part of the report."""
    agree, disagree = (said_by_nearly_all(seen, way) for way in ("agree", "disagree"))
    differ = [one.statement.statement for one in findings.divided(seen)]
    found = {
        "agree": agree,
        "disagree": disagree,
        "divided": [name for name in differ if name not in (*agree, *disagree)],
    }
    listed = {name for names in found.values() for name in names}
    seldom = {one.statement for one in findings.seldom_heard(seen)}
    few = [
        one.statement
        for one in seen.statements
        if not one.moderated_out and one.statement not in listed and (one.statement in seldom or said_by_few(one))
    ]
    return {**found, "few": few}


def said_by_nearly_all(seen: OpinionMap, way: str) -> list[str]:
    """What most of every group says. Where only the whole room can be asked, it has to be as many as on its screens."""
    found = findings.shared(seen, way)
    return [one.statement.statement for one in found if one.statement.groups or one.least >= OF_THE_ROOM]


def said_by_few(one: StatementResult) -> bool:
    """Few agree; or so few voted on it that no figure shows."""
    return in_hundred(one.room.agree, one.room.votes) < FEW


def marks_off(seen: OpinionMap, letter: str) -> list[str]:
    """What a group says, and clearly more of it than of each other one: 60 in 100, and 30 in 100 more than there. At
    most five, those furthest apart first.
    """
    apart = {one.statement: _apart(one, letter) for one in findings.on_the_map(seen) if one.groups}
    found = [name for name, far in apart.items() if far >= APART]
    return sorted(found, key=lambda name: -apart[name])[:MARKS]


def _apart(statement: StatementResult, letter: str) -> int:
    """How much more of its answer a group says than any other: in 100, or 0 where most of it say no such thing."""
    far = 0
    for way in ("agree", "disagree"):
        shares = {group: in_hundred(getattr(one, way), one.votes) for group, one in statement.groups.items()}
        own = shares.pop(letter)
        if own >= NEARLY_ALL:
            far = max(far, own - max(shares.values(), default=0))
    return far


def _statement(one: StatementResult, shown: Shown) -> dict[str, Any]:
    return {
        "number": int(one.statement),
        "room": _kept(shown.room[one.statement]),
        "opinion": {group: _kept(row) for group, row in shown.opinion.get(one.statement, {}).items()},
        "described": {group: _kept(row) for group, row in shown.described.get(one.statement, {}).items()},
    }


def _kept(row: SafeRow) -> dict[str, Any]:
    if row.answers is not None:
        return dict(zip(NAMES, row.answers, strict=True))
    return {"tenths": list(row.tenths)} if row.tenths is not None else {}
