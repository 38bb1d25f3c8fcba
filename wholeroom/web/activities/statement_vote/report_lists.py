"""Which statements stand in which list of a report.

A list is made from what is shown and from nothing else, so that standing in it gives no hidden number away. It holds
those for which its rule is certain; those that may belong there too are named apart. An "about 6 in 10" may be 55 in
100 or almost 65. Where groups are hidden, all who are not shown count as one group: a reader can work out what they
say. Each list is whole: which of it a page shows in full is up to the page, and it says which it does not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from wholeroom.analysis.disclosure.rules import may_show_row
from wholeroom.analysis.opinion import findings
from wholeroom.analysis.opinion.findings import APART, FEWEST_VOTERS, MOST, NEARLY_EVERYONE, in_hundred
from wholeroom.analysis.opinion.result import OpinionMap, Tally
from wholeroom.analysis.opinion.safe_answers import HIDDEN, NAMES, RULE, SafeRow, total_of

FEW = 30  # in 100 who agree: below it few do
WAYS = NAMES[:2]
HALF_A_TENTH = 5
Rows = Mapping[str, Mapping[str, SafeRow]]


class Between(NamedTuple):
    """A number in 100 that is known to lie between these two."""

    least: Fraction
    most: Fraction


NEVER = Between(Fraction(0), Fraction(0))
ALL = Fraction(100)


@dataclass(frozen=True)
class Parts:
    """The shares of all parts of a room that a reader knows; ``is_whole`` where there is no other part."""

    shares: tuple[Between, ...]
    is_whole: bool

    @property
    def smallest(self) -> Between:
        least = min((one.least for one in self.shares), default=Fraction(0))
        return Between(least if self.is_whole else Fraction(0), min((one.most for one in self.shares), default=ALL))

    @property
    def gap(self) -> Between:
        """Between the two that lie furthest apart."""
        if len(self.shares) < 2:
            return Between(Fraction(0), ALL)
        least = max(one.least for one in self.shares) - min(one.most for one in self.shares)
        most = max(one.most for one in self.shares) - min(one.least for one in self.shares)
        return Between(max(least, Fraction(0)), most if self.is_whole else ALL)


@dataclass(frozen=True)
class Known:
    """A statement as whoever reads the page knows it: the row of the room, and those of its opinion groups."""

    name: str
    room: SafeRow
    groups: Mapping[str, SafeRow]

    def shares(self, way: str) -> dict[str, Between]:
        """Of each group that shows and in which enough people voted."""
        found = {letter: share(row, way) for letter, row in self.groups.items()}
        return {letter: one for letter, one in found.items() if one is not None}

    def parts(self, way: str) -> Parts:
        shares = self.shares(way)
        if not self.groups:
            room = share(self.room, way)
            return Parts((room,) if room else (), is_whole=room is not None)
        if len(shares) == len(self.groups):
            return Parts(tuple(shares.values()), is_whole=True)
        rest = not_shown(self.room, self.groups.values())
        of_rest = None if rest is None else share(rest, way)
        return Parts((*shares.values(), *([of_rest] if of_rest else [])), is_whole=of_rest is not None)


def share(row: SafeRow, way: str) -> Between | None:
    """How many in 100 who voted give an answer. None where the row tells nothing, or where fewer than five voted.

    >>> share(SafeRow(answers=(5, 1, 2)), "agree").least, share(HIDDEN, "agree")
    (Fraction(125, 2), None)
    """
    place = WAYS.index(way)
    if row.answers is not None:
        voters = sum(row.answers)
        if voters < FEWEST_VOTERS:
            return None
        exact = Fraction(100 * row.answers[place], voters)
        return Between(exact, exact)
    if row.tenths is not None:
        about = 10 * row.tenths[place]
        return Between(Fraction(max(0, about - HALF_A_TENTH)), Fraction(min(100, about + HALF_A_TENTH)))
    return None


def not_shown(room: SafeRow, groups: Iterable[SafeRow]) -> SafeRow | None:
    """The answers of all who stand in no exact row, taken together: what a reader can work out. None where they are too
    few to show as a row of their own.
    """
    if room.answers is None:
        return None
    exact = total_of(row.answers for row in groups if row.answers is not None)
    agree, disagree, passed = (whole - part for whole, part in zip(room.answers, exact, strict=True))
    rest = (agree, disagree, passed)
    return SafeRow(answers=rest) if may_show_row(rest, RULE) else None


@dataclass(frozen=True)
class OnPage:
    """The statements of a page that may stand in a list: those with votes enough to be compared, and the others, with
    fewer than half of the ``usual`` number of votes.
    """

    often: tuple[Known, ...]
    seldom: tuple[Known, ...]
    usual: float


def on_page(result: OpinionMap, room: Mapping[str, SafeRow], opinion: Rows) -> OnPage:
    """Neither those that moderators took out nor those about the vote itself. Votes count as far as they show."""
    shown = {name: Tally(*row.answers) for name, row in room.items() if row.answers is not None}
    statements = tuple(replace(one, room=shown.get(one.statement, Tally(0, 0, 0))) for one in result.statements)
    as_shown = replace(result, statements=statements)
    few_votes = {one.statement for one in findings.seldom_heard(as_shown)}
    names = [one.statement for one in result.statements if not one.moderated_out and not one.meta]
    here = [Known(name, room[name], opinion.get(name, {})) for name in names]
    seldom = tuple(one for one in here if one.room == HIDDEN or one.name in few_votes)
    usual = median([one.room.votes for one in findings.on_the_map(as_shown)] or [0])
    return OnPage(tuple(one for one in here if one not in seldom), seldom, usual)


class Listed(NamedTuple):
    """The names of those that a rule takes in for certain, the clearest first, and of those that it may take in."""

    certain: list[str]
    unsure: list[str]


def lists(here: OnPage) -> dict[str, Listed]:
    """All statements that a rule takes in, by the name of the list. A statement may stand in several; one that few have
    voted on stands in no other.
    """
    often = here.often
    found = {
        "agree": listed(often, lambda one: nearly_everyone(one, "agree"), MOST),
        "disagree": listed(often, lambda one: nearly_everyone(one, "disagree"), MOST),
        "most_agree": listed(often, lambda one: most_of_every_group(one, "agree"), MOST),
        "most_disagree": listed(often, lambda one: most_of_every_group(one, "disagree"), MOST),
        "apart": listed(often, between_groups, APART),
    }
    return {
        **found,
        "split": Listed(both_sides(often), []),
        "few_agree": Listed([one.name for one in often if few_agree(one.room)], []),
        "few_voted": Listed([one.name for one in here.seldom], []),
    }


def listed(here: Iterable[Known], far: Callable[[Known], Between], least: int) -> Listed:
    """Those that reach ``least``, the clearest first, and those that may reach it."""
    found = {one.name: far(one) for one in here}
    certain = [name for name, one in found.items() if one.least >= least]
    unsure = [name for name, one in found.items() if one.least < least <= one.most]
    return Listed(sorted(certain, key=lambda name: -found[name].least), unsure)


def nearly_everyone(one: Known, way: str) -> Between:
    """In 100 of the part that says it least, where 90 in 100 of all who voted do."""
    room = share(one.room, way)
    return one.parts(way).smallest if room and room.least >= NEARLY_EVERYONE else NEVER


def most_of_every_group(one: Known, way: str) -> Between:
    """In 100 of the part that says it least, where fewer than 90 in 100 of all who voted do. Where there are groups and
    none shows, it is not known.
    """
    room = share(one.room, way)
    if room is None or room.least >= NEARLY_EVERYONE:
        return NEVER
    if one.groups and not one.shares(way):
        return Between(Fraction(0), room.most)
    return one.parts(way).smallest


def between_groups(one: Known) -> Between:
    """How far in 100 two groups lie apart in how many agree."""
    return one.parts("agree").gap if one.groups else NEVER


def both_sides(here: Iterable[Known]) -> list[str]:
    """Those with 30 in 100 of all who voted on either side, the most even first."""
    apart = {}
    for one in here:
        agree, disagree = (share(one.room, way) for way in WAYS)
        if agree and disagree and min(agree.least, disagree.least) >= APART:
            apart[one.name] = abs(agree.least - disagree.least)
    return sorted(apart, key=apart.__getitem__)


def few_agree(room: SafeRow) -> bool:
    return room.answers is not None and in_hundred(room.answers[0], sum(room.answers)) < FEW


def marks_off(here: OnPage, letter: str) -> Listed:
    """What a group says, and more of it than each other one: 60 in 100, and 30 in 100 more than there."""
    return listed(here.often, lambda one: _more_than_others(one, letter), APART)


def _more_than_others(one: Known, letter: str) -> Between:
    """How much more of its answer a group says than any other; 0 where most of it say no such thing."""
    ways = [_more_of(one, letter, way) for way in WAYS]
    return Between(max(way.least for way in ways), max(way.most for way in ways))


def _more_of(one: Known, letter: str, way: str) -> Between:
    """Whoever is hidden counts as one group with those in none: as the group itself, or as the others."""
    others = [row for name, row in one.groups.items() if name != letter]
    rest = not_shown(one.room, one.groups.values())
    own = share(one.groups[letter], way)
    if own is None and rest and all(row.answers is not None for row in others):
        own = share(rest, way)
    shares = [share(row, way) for row in others if row != HIDDEN]
    if HIDDEN in others:
        shares.append(share(rest, way) if rest and one.groups[letter].answers is not None else None)
    if own is None or None in shares:
        return Between(Fraction(0), ALL)
    if own.most < MOST:
        return NEVER
    known = [part for part in shares if part is not None]
    least = own.least - max((part.most for part in known), default=Fraction(0))
    most = own.most - max((part.least for part in known), default=Fraction(0))
    return Between(least if own.least >= MOST else Fraction(0), most)
