"""Which statements stand in which list of a report.

A list is made from what is shown and from nothing else, so that standing in it gives no hidden number away. What the
rules ask for holds in any case: an "about 6 in 10" may be 55 in 100, so it does not count as 60.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from wholeroom.analysis.opinion import findings
from wholeroom.analysis.opinion.findings import APART, FEWEST_VOTERS, LISTED, NEARLY_ALL, in_hundred
from wholeroom.analysis.opinion.result import OpinionMap, Tally
from wholeroom.analysis.opinion.safe_answers import HIDDEN, NAMES, SafeRow, total_of
from wholeroom.web.activities.statement_vote.figures import NEARLY

OF_THE_ROOM = 10 * NEARLY  # in 100 of all who voted
FEW = 30  # in 100 who agree: below it few do
MARKS = 5  # statements that mark off a group, at most
WAYS = NAMES[:2]
HALF_A_TENTH = 5
Rows = Mapping[str, Mapping[str, SafeRow]]


class Share(NamedTuple):
    """How many in 100 who voted give an answer: between these two."""

    least: int
    most: int


@dataclass(frozen=True)
class Known:
    """A statement as whoever reads the page knows it: the row of the room, and those of its opinion groups."""

    name: str
    room: SafeRow
    groups: Mapping[str, SafeRow]

    def shares(self, way: str) -> dict[str, Share]:
        """Of each group that shows and in which enough people voted."""
        found = {letter: share(row, way) for letter, row in self.groups.items()}
        return {letter: one for letter, one in found.items() if one is not None}

    def of_hidden(self, way: str) -> Share | None:
        """Of all who stand in no exact row, taken together: what a reader can work out."""
        if self.room.answers is None:
            return None
        shown = total_of(row.answers for row in self.groups.values() if row.answers is not None)
        agree, disagree, passed = (whole - part for whole, part in zip(self.room.answers, shown, strict=True))
        return share(SafeRow(answers=(agree, disagree, passed)), way)


def share(row: SafeRow, way: str) -> Share | None:
    """None where the row tells nothing, or where fewer than five people voted.

    >>> share(SafeRow(answers=(5, 1, 1)), "agree"), share(SafeRow(tenths=(6, 3)), "disagree"), share(HIDDEN, "agree")
    (Share(least=71, most=71), Share(least=25, most=35), None)
    """
    place = WAYS.index(way)
    if row.answers is not None:
        exact = in_hundred(row.answers[place], sum(row.answers))
        return Share(exact, exact) if sum(row.answers) >= FEWEST_VOTERS else None
    if row.tenths is not None:
        about = 10 * row.tenths[place]
        return Share(max(0, about - HALF_A_TENTH), min(100, about + HALF_A_TENTH))
    return None


def lists(result: OpinionMap, room: Mapping[str, SafeRow], opinion: Rows) -> dict[str, list[str]]:
    """The numbers of the statements that stand in each part of the report."""
    on_page = [one for one in result.statements if not one.moderated_out and not one.meta]
    here = [Known(one.statement, room[one.statement], opinion.get(one.statement, {})) for one in on_page]
    seldom = seldom_heard(result, room)
    often = [one for one in here if one.name not in seldom]
    agree = clearest(often, lambda one: said_by_most(one, "agree"), NEARLY_ALL)
    disagree = clearest(often, lambda one: said_by_most(one, "disagree"), NEARLY_ALL)
    divided = [name for name in clearest(here, apart, APART) if name not in (*agree, *disagree)]
    listed = {*agree, *disagree, *divided}
    few = [one.name for one in here if one.name in seldom or few_agree(one.room) or one.room == HIDDEN]
    return {
        "agree": agree,
        "disagree": disagree,
        "divided": divided,
        "few": [name for name in few if name not in listed],
    }


def seldom_heard(result: OpinionMap, room: Mapping[str, SafeRow]) -> set[str]:
    """Statements with fewer than half the votes that one usually has, as far as votes show."""
    shown = {name: Tally(*row.answers) for name, row in room.items() if row.answers is not None}
    statements = tuple(replace(one, room=shown.get(one.statement, Tally(0, 0, 0))) for one in result.statements)
    return {one.statement for one in findings.seldom_heard(replace(result, statements=statements))}


def clearest(here: Iterable[Known], far: Callable[[Known], int], least: int) -> list[str]:
    """Those that reach ``least``, the clearest first; at most ten."""
    reached = {one.name: how_far for one in here if (how_far := far(one)) >= least}
    return sorted(reached, key=lambda name: -reached[name])[:LISTED]


def said_by_most(one: Known, way: str) -> int:
    """In 100 of every opinion group who say the same. Where one is hidden, as many of the whole room as on its screens
    have to; and then it is the share of all parts that are known, with those who are hidden as one of them.
    """
    shares = one.shares(way)
    if one.groups and len(shares) == len(one.groups):
        return min(part.least for part in shares.values())
    room = share(one.room, way)
    if room is None or room.least < OF_THE_ROOM:
        return 0
    return min(part.least for part in (room, one.of_hidden(way), *shares.values()) if part is not None)


def apart(one: Known) -> int:
    """How far in 100 two groups lie apart in how many agree; or, where that is hidden, the smaller side of the room."""
    shares = one.shares("agree").values()
    if len(shares) > 1:
        return max(part.least for part in shares) - min(part.most for part in shares)
    sides = [share(one.room, way) for way in WAYS]
    return min(0 if side is None else side.least for side in sides)


def few_agree(room: SafeRow) -> bool:
    return room.answers is not None and in_hundred(room.answers[0], sum(room.answers)) < FEW


def marks_off(result: OpinionMap, room: Mapping[str, SafeRow], opinion: Rows, letter: str) -> list[str]:
    """What a group says, and clearly more of it than each other one: 60 in 100, and 30 in 100 more than there. At most
    five, those furthest apart first.
    """
    on_map = [one.statement for one in findings.on_the_map(result)]
    here = [Known(name, room[name], opinion.get(name, {})) for name in on_map]
    return clearest(here, lambda one: _more_than_others(one, letter), APART)[:MARKS]


def _more_than_others(one: Known, letter: str) -> int:
    """How much more of its answer a group says than any other: in 100, or 0 where most of it say no such thing."""
    far = 0
    for way in WAYS:
        shares = one.shares(way)
        if len(shares) < len(one.groups) or letter not in shares:
            continue
        own = shares.pop(letter)
        if own.least >= NEARLY_ALL:
            far = max(far, own.least - max((other.most for other in shares.values()), default=0))
    return far
