"""What an opinion map has to say: what all groups share, where people differ, and what few have heard yet.

Statements are picked from the counts by rules a reader can check. People and groups are never put in an order of worth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from statistics import median

from wholeroom.analysis.opinion.result import OpinionGroup, OpinionMap, Representative, StatementResult, Tally

FEWEST_VOTERS = 5
"""Votes needed in every group before a statement is listed: a share of fewer people means too little."""

NEARLY_EVERYONE = 90
"""In 100 of all who voted on a statement who must say the same before nearly everyone is said to."""

MOST = 60
"""In 100 of a group who must say the same before most of it is said to: clearly more than half."""

APART = 30
"""In 100 that the shares of two groups must lie apart, or that each side of the room must have, for a difference."""

LISTED = 10
"""Statements of a list that a page shows in full. It says how many more there are."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that every group answers alike: ``least`` in 100 of each say ``direction`` ("agree", "disagree").

    Without groups the whole room counts as one.
    """

    statement: StatementResult
    direction: str
    least: int


@dataclass(frozen=True, slots=True)
class Divided:
    """A statement on which shares that agree run from ``low`` to ``high`` in 100, and the groups where they do."""

    statement: StatementResult
    low: int
    high: int
    low_group: str
    high_group: str


def in_hundred(part: int, whole: int) -> int:
    """A share in 100, rounded down, so that "at least" stays true; 0 of nobody.

    >>> in_hundred(5, 7)
    71
    """
    return 100 * part // whole if whole else 0


def on_the_map(result: OpinionMap) -> list[StatementResult]:
    """Statements that shape the map: with votes, and neither moderated out nor about the conversation itself."""
    return [one for one in result.statements if one.room.votes and not one.moderated_out and not one.meta]


def often_heard(result: OpinionMap) -> list[StatementResult]:
    """Those of the map on which people voted as often as usual, or nearly: from these alone the lists are made."""
    seldom = {one.statement for one in seldom_heard(result)}
    return [one for one in on_the_map(result) if one.statement not in seldom]


def every_group(statement: StatementResult) -> tuple[Tally, ...]:
    """The answers of each group, or of the whole room as if it were one where there are no groups."""
    return tuple(statement.groups.values()) or (statement.room,)


def shared(result: OpinionMap, direction: str) -> tuple[Shared, ...]:
    """What nearly everyone says: at least 90 in 100 of all who voted, and 60 in 100 of every group, of 5 votes or more.

    "agree" stands in the order of group-informed consensus (Small et al. 2021), "disagree" in that of the same product
    over the shares that disagree: the strongest common answer first.
    """
    return tuple(one for one in _in_common(result, direction) if _is_of_nearly_everyone(one))


def said_by_most(result: OpinionMap, direction: str) -> tuple[Shared, ...]:
    """What at least 60 in 100 of every group say, of 5 votes or more, but not 90 in 100 of all; in the same order.

    Without groups: what at least 60 in 100 of all say, but not 90.
    """
    return tuple(one for one in _in_common(result, direction) if not _is_of_nearly_everyone(one))


ANSWERED: dict[str, Callable[[Tally], int]] = {"agree": lambda one: one.agree, "disagree": lambda one: one.disagree}


def _in_common(result: OpinionMap, direction: str) -> tuple[Shared, ...]:
    answered = ANSWERED[direction]
    found: list[tuple[float, Shared]] = []
    for statement in often_heard(result):
        tallies = every_group(statement)
        if min(one.votes for one in tallies) < FEWEST_VOTERS:
            continue
        least = min(in_hundred(answered(one), one.votes) for one in tallies)
        if least >= MOST:
            strength = prod((answered(one) + 1) / (one.votes + 2) for one in tallies)
            found.append((strength, Shared(statement, direction, least)))
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _is_of_nearly_everyone(one: Shared) -> bool:
    room = one.statement.room
    return in_hundred(ANSWERED[one.direction](room), room.votes) >= NEARLY_EVERYONE


def divided(result: OpinionMap) -> tuple[Divided, ...]:
    """Where groups differ: the shares of two that agree lie at least 30 in 100 apart, the widest first.

    Groups with fewer than 5 votes on a statement are not held against others. None without groups.
    """
    found = [(_gap(statement), statement) for statement in often_heard(result)]
    apart = sorted((one for one in found if one[0] >= APART), key=lambda one: -one[0])
    return tuple(_divided(statement) for _, statement in apart)


def _shares(statement: StatementResult) -> dict[str, Fraction]:
    """In 100 of each group that agree, not rounded: of two rounded shares the gap may be off by one."""
    enough = {letter: one for letter, one in statement.groups.items() if one.votes >= FEWEST_VOTERS}
    return {letter: Fraction(100 * one.agree, one.votes) for letter, one in enough.items()}


def _gap(statement: StatementResult) -> Fraction:
    shares = _shares(statement).values()
    return max(shares) - min(shares) if len(shares) > 1 else Fraction(0)


def _divided(statement: StatementResult) -> Divided:
    shares = _shares(statement)
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return Divided(statement, int(shares[low]), int(shares[high]), low, high)


def split(result: OpinionMap) -> tuple[StatementResult, ...]:
    """Where many stand on each side: at least 30 in 100 of all who voted agree and 30 in 100 disagree, of 5 votes or
    more; the most even first.
    """
    found = [one for one in often_heard(result) if one.room.votes >= FEWEST_VOTERS and _has_two_sides(one.room)]
    return tuple(sorted(found, key=lambda one: Fraction(abs(one.room.agree - one.room.disagree), one.room.votes)))


def _has_two_sides(room: Tally) -> bool:
    return in_hundred(min(room.agree, room.disagree), room.votes) >= APART


def marks_off(group: OpinionGroup) -> tuple[Representative, ...]:
    """The representative statements of a group that pass both tests; where none does, the one that comes nearest.

    The strongest agreement is always among a group's representative statements, tests or not: here it must pass too.
    """
    passing = tuple(one for one in group.representative if one.sufficient)
    return passing or group.representative[:1]


def seldom_heard(result: OpinionMap) -> tuple[StatementResult, ...]:
    """Statements with fewer than half the votes that a statement usually has, the fewest first.

    Mostly they came late. Nothing is wrong with them: too few people have seen them for any other list.
    """
    candidates = on_the_map(result)
    if not candidates:
        return ()
    usual = median(one.room.votes for one in candidates)
    return tuple(sorted((one for one in candidates if one.room.votes < usual / 2), key=lambda one: one.room.votes))
