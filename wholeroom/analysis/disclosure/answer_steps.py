"""Votes on one statement that come one by one: counted in steps, so that nobody sees one of them arrive.

A step takes in at least 5 votes, and leaves the newest 5 waiting until the vote is over. Between two figures stands
what the step added, so this is a figure of its own. If all its votes but one say the same, then whoever cast that one
knows the others. If 1 to 4 are new in it, those who changed may leave no doubt of them. So a step like that is only
taken where 5 people or more of the room stay out of the figure: then nobody can tell of anybody whether they are in it.
Until then its votes wait, as if there were too few.

Whoever was erased before such a step votes no more. Were everybody counted in the end, the reader would know that they
are in it. So the five stay out for good.

How many wait is told nowhere. So who finds no step taken cannot tell why.

A table with a row for each person, though without names, says more: which answers are of one person. Who came late, or
was erased early, cannot be in a step that was taken without them. If all others are in it, and all rows without that
step say the same of another statement, then so did they. So ``rows_hide_people`` asks for people who are in no row.

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


def tells(step: Sequence[Waiting]) -> bool:
    """Whether these, counted together, would tell how somebody voted if nobody stayed out of the figure.

    >>> tells([Waiting(1, True)] * 6 + [Waiting(-1, True)]), tells([Waiting(1, True), Waiting(-1, True)] * 3)
    (True, False)
    """
    said = Counter(one.value for one in step)
    return _tells(said, sum(one.is_first for one in step))


def _tells(said: Counter[int], new: int) -> bool:
    return max(said.values()) >= said.total() - OWN or 0 < new < FEWEST_NEW


def ready(waiting: Sequence[Waiting], *, outside: int, is_over: bool = False, some_stay_out: bool = False) -> int:
    """How many of the votes that wait are counted now, the oldest first: as many as may be, 5 or more, or none.

    ``outside`` are the people of the room who are not in the figure yet. ``some_stay_out`` if five of them have to,
    whatever the votes say: since a step that tells was taken after somebody had been erased.

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
        if outside - new >= FEWEST_OUT or not (some_stay_out or _tells(said, new)):
            return number
        last = waiting[number - 1]
        said[last.value] -= 1
        new -= last.is_first
    return 0


def rows_hide_people(*, people: int, in_rows: int, late: int, erased: int) -> bool:
    """Whether a table with one row for each person may leave a room of ``people``, of whom ``in_rows`` have a row.

    ``late`` are the people who joined after votes on some statement were last counted in a step that does not tell by
    itself, ``erased`` those who were erased. If there are any, they and five more have to be able to be in no row.

    >>> rows_hide_people(people=40, in_rows=40, late=0, erased=0)
    True
    >>> [rows_hide_people(people=40, in_rows=rows, late=1, erased=0) for rows in (34, 35)]
    [True, False]
    """
    known = late + erased
    return known == 0 or people - in_rows >= FEWEST_OUT + known
