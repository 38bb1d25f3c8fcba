"""Figures of people who come one by one: counted in steps, so that nobody sees one of them arrive.

A step takes in at least 5 people and leaves the newest 5 waiting. How many it took is never told, and there is no
total: what a reader knows of all of them is a least number. Who was counted once stays counted, so that no figure ever
falls, whoever goes. Two tables stand side by side and are never crossed.

A group is counted from 9 people on. One reader may have come up to 4 times themselves, and knows those. Of the others
there are then at least 5 where a number stands. Where none stands there may be any number from 0 to 4: nothing else
that was ever published limits it from above by less, and nothing at all from below.

Do not use it for numbers that can fall, nor beside a total. It cannot protect from a reader who knows from elsewhere
who came and when.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wholeroom.analysis.caveats import Caveat, plain
from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE

One = TypeVar("One")
Numbers = dict[str, int | None]  # none: "none or a few"

FEWEST_NEW = FEWEST_PEOPLE  # people whom a step takes in
FEWEST_WAITING = FEWEST_PEOPLE  # the newest, whom it leaves for the next
MOST_OWN = FEWEST_PEOPLE - 1  # times that one reader may have come themselves
FEWEST_COUNTED = FEWEST_PEOPLE + MOST_OWN  # people of a group from which they are counted

BANDS = plain("A group is counted from {fewest} people on. Below that it reads “none or a few”.")
CAVEATS = (
    Caveat("said_so", "These are people who said so here. How many have it, nobody knows."),
    Caveat("self_described", "People say themselves which groups they are in. Some name several or none."),
    Caveat("in_steps", "Counted in steps of five people or more. The newest wait for the next step."),
    Caveat("bands", BANDS, {"fewest": FEWEST_COUNTED}),
    Caveat("stays_counted", "Who was counted stays counted, also after taking it back."),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is published: the least number of people, and two tables of one way each. ``CAVEATS`` stand beside them."""

    at_least: int
    groups: Numbers
    areas: Numbers
    caveats: tuple[Caveat, ...]


def ready(waiting: Sequence[One]) -> Sequence[One]:
    """Who is counted now, of those who wait, the oldest first; nobody where that would be fewer than 5.

    >>> ready("abcdefghi"), ready("abcdefghij")
    ('', 'abcde')
    """
    oldest = waiting[: max(len(waiting) - FEWEST_WAITING, 0)]
    return oldest if len(oldest) >= FEWEST_NEW else waiting[:0]


def added(counts: Mapping[str, int], said: Iterable[str]) -> dict[str, int]:
    """``counts`` with one more for each name in ``said``.

    >>> added({"carer": 1}, ["carer", "clinician"])
    {'carer': 2, 'clinician': 1}
    """
    total = dict(counts)
    for name in said:
        total[name] = total.get(name, 0) + 1
    return total


def step(number: int, groups: Mapping[str, int], areas: Mapping[str, int]) -> Step:
    """What step ``number`` publishes, the first being 1, of everybody counted so far.

    Each person has said several groups or none, and one kind of area or none. Raises ValueError for numbers below 0,
    and for a step that is none.

    >>> step(2, {"carer": 8, "clinician": 12}, {"city": 11}).groups
    {'carer': None, 'clinician': 12}
    >>> step(2, {"carer": 8, "clinician": 12}, {"city": 11}).at_least
    12
    """
    if number < 1 or min([0, *groups.values(), *areas.values()]) < 0:
        raise ValueError(f"Step {number} cannot be of {dict(groups)} and {dict(areas)}.")
    by_group, by_area = _banded(groups), _banded(areas)
    told = [count for count in by_group.values() if count is not None]
    apart = sum(count for count in by_area.values() if count is not None)
    return Step(max([number * FEWEST_NEW, apart, *told]), by_group, by_area, CAVEATS)


def _banded(counts: Mapping[str, int]) -> Numbers:
    return {name: count if count >= FEWEST_COUNTED else None for name, count in counts.items()}
