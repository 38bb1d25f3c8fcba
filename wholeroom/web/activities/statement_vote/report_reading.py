"""Turns the kept figures of a report and today's words into what is shown, so that an erased word is nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.opinion.doubts import place_of
from wholeroom.analysis.opinion.live_map import Crowd, LiveGroup, LiveMap
from wholeroom.analysis.opinion.safe_answers import HIDDEN, NAMES, SafeRow
from wholeroom.web.activities.statement_vote.models import VoteReport
from wholeroom.web.activities.statement_vote.report_figures import OTHERS, OUTSIDE
from wholeroom.web.activities.statement_vote.report_lists import few_agree
from wholeroom.web.documents.blocks import Seats
from wholeroom.web.documents.words import KeptWords, Words, clean
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms import registry


@dataclass(frozen=True)
class Row:
    """The answers of the room, or of a group of it, to one statement. ``short`` is what it is called within a line."""

    who: str
    row: SafeRow
    short: str = ""

    @property
    def is_shown(self) -> bool:
        return self.row != HIDDEN


@dataclass(frozen=True)
class StatementRead:
    """A statement with its rows, and with what was said under it."""

    number: int
    is_about_vote: bool
    words: Words
    because: tuple[Words, ...]
    room: Row
    opinion: tuple[Row, ...]
    described: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Of stakeholder groups only those that show something: whether others are here at all is not told."""
        return (self.room, *self.groups, *(one for one in self.described if one.is_shown))

    @property
    def groups(self) -> tuple[Row, ...]:
        """Every opinion group; who is in none, only where that shows."""
        return tuple(one for one in self.opinion if one.is_shown or one.short)


@dataclass(frozen=True)
class Group:
    letter: str
    size: int
    marks_off: tuple[StatementRead, ...]


@dataclass(frozen=True)
class Report:
    """What the report of a vote says, as plain values in the reader's language. Every format is made from these."""

    question: str
    given: str
    decided_by: str
    method: str
    day: date
    results: str
    after: int
    may_add: bool
    may_pass_on: bool
    brought_in: bool
    people: int
    votes: int | None
    counted: int
    is_drawn: bool
    seats: tuple[Seats, ...]
    statements: tuple[StatementRead, ...]
    agree: tuple[StatementRead, ...]
    disagree: tuple[StatementRead, ...]
    divided: tuple[StatementRead, ...]
    few: tuple[StatementRead, ...]
    groups: tuple[Group, ...]
    stability: float | None
    caveats: tuple[Caveat, ...]
    map: LiveMap | None

    @property
    def missing(self) -> tuple[Seats, ...]:
        """The groups of whom nobody was there."""
        return tuple(one for one in self.seats if not one.taken)

    @property
    def few_agree(self) -> tuple[StatementRead, ...]:
        return tuple(one for one in self.few if few_agree(one.room.row))

    @property
    def few_voted(self) -> tuple[StatementRead, ...]:
        return tuple(one for one in self.few if not few_agree(one.room.row))

    @property
    def taken_out(self) -> tuple[StatementRead, ...]:
        """Of a vote that was brought in: words that were taken out there never were here."""
        return tuple(one for one in self.statements if self.brought_in and not one.words.is_shown)

    def caveats_at(self, place: str) -> list[str]:
        """What must be said where a claim stands: "shared", "map", "missing" or "left_out"."""
        return [one.text(_) for one in self.caveats if place_of(one) == place]


def read(report: VoteReport) -> Report:
    """The whole report, in one query for its words."""
    page, room = report.page, report.step.room
    ids = [key for one in page["words"].values() for key in (one["words"], *one["because"])]
    words = KeptWords(ids)
    statements = [_statement(one, page["words"][str(one["number"])], words) for one in page["statements"]]
    by_number = {str(one.number): one for one in statements}
    lists = {name: tuple(by_number[number] for number in numbers) for name, numbers in page["lists"].items()}
    return Report(
        question=clean(room.question),
        given=clean(room.given),
        decided_by=clean(room.decided_by).rstrip("."),
        method=_(str(registry.method(room.method).title)),
        day=date.fromisoformat(page["day"]),
        results=page["results"],
        after=page["after"],
        may_add=page["may_add"],
        may_pass_on=page["may_pass_on"],
        brought_in=page["brought_in"],
        people=page["people"],
        votes=page["votes"],
        counted=page["counted"],
        is_drawn=page["drawn"],
        seats=tuple(Seats(group_name(one["group"]), one["taken"], one["empty"]) for one in page["seats"]),
        statements=tuple(statements),
        **lists,
        groups=tuple(
            Group(one["letter"], one["size"], tuple(by_number[name] for name in page["marks_off"][one["letter"]]))
            for one in page["groups"]
        ),
        stability=page["stability"],
        caveats=tuple(Caveat(one["code"], one["words"], one["values"]) for one in page["caveats"]),
        map=_map(page["map"]),
    )


def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))


def _statement(kept: dict[str, Any], ids: dict[str, Any], words: KeptWords) -> StatementRead:
    described = kept["described"]
    order = [code for code in (*GROUPS, OTHERS) if code in described]
    return StatementRead(
        number=kept["number"],
        is_about_vote=kept["about_vote"],
        words=words.one(ids["words"]),
        because=words.all_words(ids["because"]),
        room=Row(_("Everyone who voted on it"), row_of(kept["room"])),
        opinion=tuple(opinion_row(letter, row_of(row)) for letter, row in kept["opinion"].items()),
        described=tuple(Row(described_name(code), row_of(described[code])) for code in order),
    )


def row_of(kept: dict[str, Any]) -> SafeRow:
    if "tenths" in kept:
        agree, disagree = kept["tenths"]
        return SafeRow(tenths=(agree, disagree))
    if not kept:
        return HIDDEN
    agree, disagree, passed = (kept[name] for name in NAMES)
    return SafeRow(answers=(agree, disagree, passed))


def opinion_row(letter: str, row: SafeRow) -> Row:
    if letter == OUTSIDE:
        return Row(_("In no opinion group: too few votes"), row)
    return Row(_("Opinion group {letter}").format(letter=letter), row, _("Group {letter}").format(letter=letter))


def described_name(code: str) -> str:
    if code == OTHERS:
        return _("Self-described: others, several groups or none")
    return _("Self-described: {group}").format(group=GROUPS[code])


def _map(kept: dict[str, Any] | None) -> LiveMap | None:
    if kept is None:
        return None
    groups = tuple(LiveGroup(**one) for one in kept["groups"])
    crowds = tuple(Crowd(**one) for one in kept["crowds"])
    return LiveMap((), (), ((), ()), 1.0, kept["people"], groups, crowds)
