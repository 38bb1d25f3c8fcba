"""The map of a room that is still voting: groups and crowds of people, and nobody by themselves.

Two maps of one room may come out mirrored, turned by a quarter, or with other letters, though hardly anybody has moved.
So each is laid over the one before it. That is for the eye: the report of a room that has closed is
``opinion_map``'s own answer.

People of one group who stand close to each other are drawn as a crowd, of ``PEOPLE_OF_A_DOT`` or more, so that no dot
is ever one person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

import numpy as np
from scipy.optimize import linear_sum_assignment
from threadpoolctl import threadpool_limits

from wholeroom.analysis.opinion.opinion_map import FEWEST_DRAWN, LETTERS, Working
from wholeroom.analysis.opinion.places import Floats, Integers
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.tallies import priority
from wholeroom.analysis.opinion.votes import Votes

PEOPLE_OF_A_DOT = 5
MOST_CROWDS = 48
SIDE = 14  # cells across the map
REACH = 0.98  # share of the people who stand within the map; the others are drawn on its rim


@dataclass(frozen=True, slots=True)
class LiveGroup:
    """An opinion group: its letter, how many people, and the middle of their places (from -1 to 1)."""

    letter: str
    people: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """``PEOPLE_OF_A_DOT`` people or more who stand close to each other (from -1 to 1); ``letter`` is empty without
    groups.
    """

    x: float
    y: float
    letter: str
    people: int


@dataclass(frozen=True)
class LiveMap:
    """What can be drawn of a room now. ``mean`` and ``direction`` place one person by their own votes.

    ``mean`` and each of the two rows of ``direction`` have an entry for each of ``statements``; ``reach`` is the
    distance from the middle that is drawn as 1. ``people`` were placed.
    """

    statements: tuple[str, ...]
    mean: tuple[float, ...]
    direction: tuple[tuple[float, ...], tuple[float, ...]]
    reach: float
    people: int
    groups: tuple[LiveGroup, ...]
    crowds: tuple[Crowd, ...]
    left_out: tuple[str, ...] = ()  # statements that place nobody

    def place_of(self, answers: Mapping[str, int]) -> tuple[float, float] | None:
        """Where somebody stands who answered so (1, 0 or -1 by statement); None with no answer that counts."""
        at = {one: place for place, one in enumerate(self.statements) if one not in self.left_out}
        known = [(at[statement], value) for statement, value in answers.items() if statement in at]
        if not known:
            return None
        stretch = float(np.sqrt(len(self.statements) / (len(known) + len(self.left_out)))) / self.reach
        x, y = (sum((value - self.mean[j]) * axis[j] for j, value in known) * stretch for axis in self.direction)
        return _within(x), _within(y)

    def nearest(self, place: tuple[float, float]) -> str:
        """The letter of the group whose middle is nearest; empty without groups."""
        near = min(self.groups, key=lambda one: (one.x - place[0]) ** 2 + (one.y - place[1]) ** 2, default=None)
        return near.letter if near else ""


@dataclass(frozen=True)
class Drawing:
    """A live map, if there are people enough for one, and how much each statement should be asked next."""

    map: LiveMap | None
    weights: Mapping[str, float] = field(default_factory=dict)


def live_map(
    votes: Votes,
    statements: Statements | None = None,
    *,
    before: LiveMap | None = None,
    fewest: int = FEWEST_DRAWN,
    seed: int = 0,
) -> Drawing:
    """The map of a room as it stands, laid over the one ``before``. None with fewer than ``fewest`` people placed.

    >>> votes = Votes.from_rows([("ann", "1", 1), ("bob", "1", -1)])
    >>> live_map(votes).map is None
    True
    """
    with threadpool_limits(limits=1):
        working = Working(votes, statements or Statements.none(), seed)
        if len(working.counted) < fewest:
            return Drawing(None, _weights_by_figures(working))
        weights = {one.statement: one.priority for one in working.result().statements if one.priority is not None}
        return Drawing(_drawn(working, before), weights)


def _weights_by_figures(working: Working) -> dict[str, float]:
    """What to ask next where no map is drawn: nothing may show there of who votes like whom, this neither."""
    weights = priority(working.room, np.zeros(len(working.votes.statements)), working.meta)
    asked = zip(working.votes.statements, weights.tolist(), strict=True)
    return {name: weight for name, weight in asked if not working.statements.moderated_out(name)}


def _drawn(working: Working, before: LiveMap | None) -> LiveMap:
    turn = _turned(working, before)
    stands = working.people[working.counted] @ turn.T
    reach = float(np.quantile(np.abs(stands), REACH)) or 1.0
    stands = np.clip(stands / reach, -1.0, 1.0)
    label = working.label[working.counted] if working.found.groups else np.full(len(stands), -1)
    groups = _lettered(stands, label, before)
    letters = {number: one.letter for number, one in groups.items()}
    return LiveMap(
        statements=tuple(working.votes.statements),
        mean=tuple(working.axes.mean.tolist()),
        direction=_pair(turn @ working.axes.direction),
        reach=reach,
        people=len(stands),
        groups=tuple(sorted(groups.values(), key=lambda one: one.letter)),
        crowds=tuple(_crowds(stands, label, letters)),
        left_out=tuple(one for one in working.votes.statements if working.statements.left_out(one)),
    )


def _pair(rows: Floats) -> tuple[tuple[float, ...], tuple[float, ...]]:
    first, second = (tuple(row) for row in rows.tolist())
    return first, second


def _turned(working: Working, before: LiveMap | None) -> Floats:
    """Of the eight ways to mirror and turn the axes by quarters, the one that changes the map before least."""
    if before is None:
        return np.eye(2)
    old = dict(zip(before.statements, zip(*before.direction, strict=True), strict=True))
    shared = [(place, old[name]) for place, name in enumerate(working.votes.statements) if name in old]
    if not shared:
        return np.eye(2)
    now = working.axes.direction[:, [place for place, _ in shared]]
    then = np.array([direction for _, direction in shared]).T
    ways = [np.eye(2)[list(order)] * np.array(signs)[:, None] for order in permutations(range(2)) for signs in _SIGNS]
    likeness = [float(np.sum((way @ now) * then)) for way in ways]
    chosen: Floats = ways[int(np.argmax(likeness))]
    return chosen


_SIGNS = tuple(product((1.0, -1.0), repeat=2))


def _lettered(stands: Floats, label: Integers, before: LiveMap | None) -> dict[int, LiveGroup]:
    """The groups by their number, each with the letter of the group before that stood nearest; new ones get a free
    letter.
    """
    numbers = [int(number) for number in np.unique(label) if number >= 0]
    middle = {number: stands[label == number].mean(axis=0) for number in numbers}
    letters: dict[int, str] = {}
    if before and before.groups and numbers:
        old = np.array([(one.x, one.y) for one in before.groups])
        far = np.array([np.hypot(*(old - middle[number]).T) for number in numbers])
        rows, columns = linear_sum_assignment(far)
        letters = {numbers[row]: before.groups[column].letter for row, column in zip(rows, columns, strict=True)}
    free = [letter for letter in LETTERS if letter not in letters.values()]
    for number in numbers:
        letters.setdefault(number, free.pop(0) if number not in letters else "")
    return {
        number: LiveGroup(letters[number], int((label == number).sum()), *map(float, middle[number]))
        for number in numbers
    }


def _crowds(stands: Floats, label: Integers, letters: Mapping[int, str]) -> list[Crowd]:
    """Neighbours in one group together, in the middle of the cell in which their middle lies."""
    least = max(PEOPLE_OF_A_DOT, len(stands) // MOST_CROWDS)
    found: dict[tuple[float, float, str], int] = {}
    for number in np.unique(label).tolist():
        for crowd in _neighbours(stands[label == number], least):
            x, y = crowd.mean(axis=0).tolist()
            place = middle_of_cell(x), middle_of_cell(y), letters.get(number, "")
            found[place] = found.get(place, 0) + len(crowd)
    return [Crowd(*place, people) for place, people in sorted(found.items())]


def _neighbours(stands: Floats, least: int) -> Iterator[Floats]:
    """Halved where they lie widest apart, until each part has fewer than two crowds in it."""
    if len(stands) >= 2 * least:
        widest = int(np.argmax(np.ptp(stands, axis=0)))
        order = np.argsort(stands[:, widest], kind="stable")
        for half in np.array_split(order, 2):
            yield from _neighbours(stands[half], least)
    elif len(stands) >= PEOPLE_OF_A_DOT:
        yield stands


def middle_of_cell(value: float) -> float:
    """Across or down: the middle of the cell in which a place lies."""
    return _middle_of(int(_cell(np.array(value))))


def _cell(stands: Floats) -> Integers:
    cell: Integers = np.minimum(((stands + 1.0) / 2.0 * SIDE).astype(np.int64), SIDE - 1)
    return cell


def _middle_of(cell: int) -> float:
    return round((cell + 0.5) / SIDE * 2.0 - 1.0, 3)


def _within(value: float) -> float:
    return float(min(1.0, max(-1.0, value)))
