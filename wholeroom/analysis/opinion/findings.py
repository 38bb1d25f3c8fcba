"""What an opinion map has to say: what all groups share, where people differ, and what few have heard yet.

Statements are picked from the counts by rules a reader can check. People and groups are never put in an order of worth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from statistics import median

from wholeroom.analysis.opinion.result import OpinionGroup, OpinionMap, Representative, StatementResult, Tally

FEWEST_VOTERS = 5
"""Votes needed in every group before a statement is listed: a share of fewer people means too little."""

NEARLY_ALL = 60
"""In 100 of every group who must say the same before it is called shared: clearly more than half, everywhere."""

APART = 30
"""In 100 that the shares of two groups must lie apart before a statement is listed as one where people differ."""

LISTED = 10


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that every group answers alike: ``least`` in 100 of each say ``direction`` ("agree", "disagree")."""

    statement: StatementResult
    direction: str
    least: int


@dataclass(frozen=True, slots=True)
class Divided:
    """A statement on which shares that agree run from ``low`` to ``high`` in 100, and the groups where they do.

    Without groups ``low`` and ``high`` are the shares of the whole room that agree and disagree, the smaller first.
    """

    statement: StatementResult
    low: int
    high: int
    low_group: str | None
    high_group: str | None


def in_hundred(part: int, whole: int) -> int:
    """A share in 100, rounded down, so that "at least" stays true; 0 of nobody.

    >>> in_hundred(5, 7)
    71
    """
    return 100 * part // whole if whole else 0


def on_the_map(result: OpinionMap) -> list[StatementResult]:
    """Statements that shape the map: with votes, and neither moderated out nor about the conversation itself."""
    return [one for one in result.statements if one.room.votes and not one.moderated_out and not one.meta]


def every_group(statement: StatementResult) -> tuple[Tally, ...]:
    """The answers of each group, or of the whole room as if it were one where there are no groups."""
    return tuple(statement.groups.values()) or (statement.room,)


def shared(result: OpinionMap, direction: str) -> tuple[Shared, ...]:
    """What every group says: at least 60 in 100 of each, with 5 votes in each; the strongest common answer first.

    "agree" stands in the order of group-informed consensus (Small et al. 2021), "disagree" in that of the same product
    over the shares that disagree. At most ten.
    """
    answered: Callable[[Tally], int] = {"agree": lambda one: one.agree, "disagree": lambda one: one.disagree}[direction]
    found: list[tuple[float, Shared]] = []
    for statement in on_the_map(result):
        tallies = every_group(statement)
        if min(one.votes for one in tallies) < FEWEST_VOTERS:
            continue
        least = min(in_hundred(answered(one), one.votes) for one in tallies)
        if least >= NEARLY_ALL:
            strength = prod((answered(one) + 1) / (one.votes + 2) for one in tallies)
            found.append((strength, Shared(statement, direction, least)))
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0])[:LISTED])


def divided(result: OpinionMap) -> tuple[Divided, ...]:
    """Where people differ: shares of two groups that lie at least 30 in 100 apart, the widest first; at most ten.

    Groups with fewer than 5 votes on a statement are not held against others. Without groups: statements with which at
    least 30 in 100 agree and 30 in 100 disagree, the most even first.
    """
    found = [one for statement in on_the_map(result) if (one := _divided(statement))]
    if result.groups:
        return tuple(sorted(found, key=lambda one: one.low - one.high)[:LISTED])
    return tuple(sorted(found, key=lambda one: -one.low)[:LISTED])


def _divided(statement: StatementResult) -> Divided | None:
    if statement.groups:
        shares = {
            letter: in_hundred(one.agree, one.votes)
            for letter, one in statement.groups.items()
            if one.votes >= FEWEST_VOTERS
        }
        if len(shares) < 2:
            return None
        low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
        return Divided(statement, shares[low], shares[high], low, high) if shares[high] - shares[low] >= APART else None
    room = statement.room
    low_share, high_share = sorted((in_hundred(room.agree, room.votes), in_hundred(room.disagree, room.votes)))
    if room.votes < FEWEST_VOTERS or low_share < APART:
        return None
    return Divided(statement, low_share, high_share, None, None)


def marks_off(group: OpinionGroup) -> tuple[Representative, ...]:
    """The representative statements of a group that pass both tests; where none does, the one that comes nearest.

    The strongest agreement is always among a group's representative statements, tests or not: here it must pass too.
    """
    passing = tuple(one for one in group.representative if one.sufficient)
    return passing or group.representative[:1]


def seldom_heard(result: OpinionMap) -> tuple[StatementResult, ...]:
    """Statements with fewer than half the votes that a statement usually has, the fewest first.

    Mostly they came late. Nothing is wrong with them: too few people have seen them for any list above.
    """
    candidates = on_the_map(result)
    if not candidates:
        return ()
    usual = median(one.room.votes for one in candidates)
    return tuple(sorted((one for one in candidates if one.room.votes < usual / 2), key=lambda one: one.room.votes))
