"""Turns the kept figures of a report and today's words into what is shown, so that an erased word is nowhere."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.opinion.doubts import place_of
from wholeroom.analysis.opinion.live_map import Crowd, LiveGroup, LiveMap
from wholeroom.analysis.opinion.safe_answers import HIDDEN, NAMES, SafeRow
from wholeroom.web.activities.statement_vote.models import VoteReport
from wholeroom.web.activities.statement_vote.report_figures import OTHERS, OUTSIDE
from wholeroom.web.activities.statement_vote.report_lists import not_shown
from wholeroom.web.documents.blocks import Seats
from wholeroom.web.documents.words import KeptWords, Words, clean
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms import registry


@dataclass(frozen=True)
class Row:
    """The answers of the room, or of a group of it, to one statement. ``short`` is what an opinion group is called
    within a line, ``letter`` its letter.
    """

    who: str
    row: SafeRow
    short: str = ""
    letter: str = ""

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
    few_of: int | None  # all people, where fewer than half of them voted on it and that may be told

    def mostly_agrees(self, letter: str) -> bool:
        """Whether more of an opinion group agree than disagree; of all who are not shown, where it is hidden."""
        row = self._row(letter) if self.shows(letter) else self.not_shown or HIDDEN
        agree, disagree = (row.answers or row.tenths or (0, 0))[:2]
        return agree > disagree

    def shows(self, letter: str) -> bool:
        return self._row(letter) != HIDDEN

    def _row(self, letter: str) -> SafeRow:
        return next(one.row for one in self.opinion if one.letter == letter)

    @property
    def not_shown(self) -> SafeRow | None:
        """Those of hidden groups, and who is in none, together: where it says more than the row of the room does."""
        groups = [one.row for one in self.opinion if one.short]
        is_exact = any(row.answers is not None for row in groups)
        return not_shown(self.room.row, groups) if is_exact and self.has_hidden_group else None

    @property
    def has_hidden_group(self) -> bool:
        return any(one.short and not one.is_shown for one in self.opinion)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Of stakeholder groups only those that show something: whether others are here at all is not told."""
        rest = () if self.not_shown is None else (Row(_("All not shown, as one"), self.not_shown),)
        return (self.room, *self.groups, *rest, *(one for one in self.described if one.is_shown))

    @property
    def groups(self) -> tuple[Row, ...]:
        """Every opinion group; who is in none, only where that shows."""
        return tuple(one for one in self.opinion if one.is_shown or one.short)


@dataclass(frozen=True)
class Listed:
    """All statements that a rule takes in for certain, and those that it may take in."""

    certain: tuple[StatementRead, ...]
    unsure: tuple[StatementRead, ...]

    def __bool__(self) -> bool:
        return bool(self.certain or self.unsure)


@dataclass(frozen=True)
class Group:
    letter: str
    size: int
    marks_off: Listed


@dataclass(frozen=True)
class Lists:
    """One statement may stand in several; what few voted on, in no other."""

    agree: Listed
    disagree: Listed
    most_agree: Listed
    most_disagree: Listed
    apart: Listed
    split: Listed
    few_agree: Listed
    few_voted: Listed

    @property
    def told(self) -> set[int]:
        """The numbers of all that stand in a list."""
        every = (getattr(self, one.name) for one in fields(self))
        return {one.number for found in every for one in found.certain}


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
    held: str
    opened_again: bool
    people: int
    votes: int | None
    counted: int
    is_drawn: bool
    seats: tuple[Seats, ...]
    statements: tuple[StatementRead, ...]
    lists: Lists
    usual: float  # votes on a statement
    groups: tuple[Group, ...]
    stability: float | None
    caveats: tuple[Caveat, ...]
    map: LiveMap | None

    @property
    def missing(self) -> tuple[Seats, ...]:
        """The groups of whom nobody was there."""
        return tuple(one for one in self.seats if not one.taken)

    @property
    def taken_out(self) -> tuple[StatementRead, ...]:
        """Of a vote that was brought in: words that were taken out there never were here."""
        return tuple(one for one in self.statements if self.brought_in and not one.words.is_shown)

    @property
    def votes_told(self) -> int | None:
        """All votes on the statements that are told of. None where it would tell a hidden number."""
        if not self.taken_out:
            return self.votes
        rows = [one.room.row.answers for one in self.statements if one not in self.taken_out]
        return None if None in rows else sum(sum(row) for row in rows if row is not None)

    @property
    def in_no_list(self) -> tuple[StatementRead, ...]:
        told, gone = self.lists.told, self.taken_out
        return tuple(one for one in self.statements if one.number not in told and one not in gone)

    @property
    def has_hidden_groups(self) -> bool:
        return any(one.has_hidden_group for one in self.statements if one not in self.taken_out)

    def caveats_at(self, place: str) -> list[str]:
        """What must be said where a claim stands: "shared", "map", "missing" or "left_out"."""
        return [one.text(_) for one in self.caveats if place_of(one) == place]

    def caveats_of(self, *codes: str) -> list[str]:
        return [one.text(_) for one in self.caveats if one.code in codes]


def read(report: VoteReport) -> Report:
    """The whole report, in one query for its words."""
    page, room = report.page, report.step.room
    ids = [key for one in page["words"].values() for key in (one["words"], *one["because"])]
    words = KeptWords(ids)
    people = page["people"] if page["drawn"] else None
    statements = [_statement(one, page["words"][str(one["number"])], words, people) for one in page["statements"]]
    by_number = {str(one.number): one for one in statements}

    def listed(kept: dict[str, list[str]]) -> Listed:
        return Listed(**{name: tuple(by_number[number] for number in numbers) for name, numbers in kept.items()})

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
        held=clean(page["held"]),
        opened_again=page["opened_again"],
        people=page["people"],
        votes=page["votes"],
        counted=page["counted"],
        is_drawn=page["drawn"],
        seats=tuple(Seats(group_name(one["group"]), one["taken"], one["empty"]) for one in page["seats"]),
        statements=tuple(statements),
        lists=Lists(**{name: listed(kept) for name, kept in page["lists"].items()}),
        usual=page["usual"],
        groups=tuple(
            Group(one["letter"], one["size"], listed(page["marks_off"][one["letter"]])) for one in page["groups"]
        ),
        stability=page["stability"],
        caveats=tuple(Caveat(one["code"], one["words"], one["values"]) for one in page["caveats"]),
        map=_map(page["map"]),
    )


def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))


def _statement(kept: dict[str, Any], ids: dict[str, Any], words: KeptWords, people: int | None) -> StatementRead:
    described, room = kept["described"], row_of(kept["room"])
    are_few = people is not None and room.answers is not None and 2 * sum(room.answers) < people
    order = [code for code in (*GROUPS, OTHERS) if code in described]
    return StatementRead(
        number=kept["number"],
        is_about_vote=kept["about_vote"],
        words=words.one(ids["words"]),
        because=words.all_words(ids["because"]),
        room=Row(_("Everyone who voted on it"), room),
        opinion=tuple(opinion_row(letter, row_of(row)) for letter, row in kept["opinion"].items()),
        described=tuple(Row(described_name(code), row_of(described[code])) for code in order),
        few_of=people if are_few else None,
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
        return Row(_("In no opinion group (too few votes)"), row)
    who, short = _("Opinion group {letter}"), _("Group {letter}")
    return Row(who.format(letter=letter), row, short.format(letter=letter), letter)


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
