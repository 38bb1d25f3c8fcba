"""Votes on one statement that come one by one: counted in steps, so that nobody sees one of them arrive.

A step takes in at least 5 votes, and leaves the newest 5 waiting until the vote is over. Between two figures stands
what the step added, so this is a figure of its own. If all its votes but one say the same, then whoever cast that one
knows the others. If 1 to 4 are new in it, those who changed may leave no doubt of them. So a step like that is only
taken where 5 people or more of the room stay out of the figure: then nobody can tell of anybody whether they are in it.
Until then its votes wait, as if there were too few.

How many wait is told nowhere. So who finds no step taken cannot tell why.

It does not help against a reader who casts several votes, or who knows from elsewhere who voted and when.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE
from wholeroom.analysis.disclosure.steps import FEWEST_NEW, FEWEST_WAITING

OWN = 1  # votes on one statement that one reader casts
FEWEST_OUT = FEWEST_PEOPLE  # people who stay out of a figure to which a step adds votes that say the same


@dataclass(frozen=True, slots=True)
class Waiting:
    """A vote that waits to be counted: what it says, and whether it is the first of its author on this statement."""

    value: int
    is_first: bool


def ready(waiting: Sequence[Waiting], *, outside: int, is_over: bool = False) -> int:
    """How many of the votes that wait are counted now, the oldest first: as many as may be, 5 or more, or none.

    ``outside`` are the people of the room who are not in the figure yet.

    >>> votes = [Waiting(1, True), Waiting(-1, True)] * 6
    >>> ready(votes, outside=12), ready(votes[:9], outside=12), ready(votes, outside=12, is_over=True)
    (7, 0, 12)
    >>> alike = [Waiting(1, True)] * 11 + [Waiting(-1, True)]
    >>> ready(alike, outside=12, is_over=True), ready(alike, outside=17, is_over=True)
    (7, 12)
    """
    most = len(waiting) - (0 if is_over else FEWEST_WAITING)
    said = Counter(one.value for one in waiting[: max(most, 0)])
    new = sum(one.is_first for one in waiting[: max(most, 0)])
    for number in range(most, FEWEST_NEW - 1, -1):
        tells = max(said.values()) >= number - OWN or 0 < new < FEWEST_NEW
        if not tells or outside - new >= FEWEST_OUT:
            return number
        last = waiting[number - 1]
        said[last.value] -= 1
        new -= last.is_first
    return 0
