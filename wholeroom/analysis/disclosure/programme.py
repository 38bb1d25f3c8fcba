"""Integer programming for the audit: the table furthest out that agrees with what is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

from wholeroom.analysis.disclosure.marks import Shape
from wholeroom.analysis.disclosure.rules import NO_LIMIT

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

MOST_NODES = 2_000  # branches looked at for one programme; past it a number counts as given away, and more is hidden

Terms = dict[int, float]  # column of the programme -> factor


@dataclass
class _Programme:
    """Lines of the form low <= sum of factor x number <= high, gathered one by one."""

    entries: list[tuple[int, int, float]] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def add(self, terms: Mapping[int, float], low: float, high: float) -> None:
        self.entries.extend((len(self.lows), column, factor) for column, factor in terms.items())
        self.lows.append(low)
        self.highs.append(np.inf if high > NO_LIMIT / 2 else high)

    def constraints(self, width: int) -> "list[LinearConstraint]":
        from scipy.optimize import LinearConstraint

        if not self.lows:
            return []
        rows, columns, factors = zip(*self.entries, strict=True)
        matrix = coo_array((np.array(factors, dtype=float), (rows, columns)), shape=(len(self.lows), width))
        return [LinearConstraint(matrix.tocsr(), self.lows, self.highs)]


def solve(
    ranges: Mapping[int, tuple[int, int]],
    limits: Sequence[tuple[Sequence[int], int, int]],
    marked: Sequence[tuple[Sequence[Sequence[int]], Sequence[Shape]]],
    cost: Mapping[int, int],
    near: int,
) -> dict[int, int] | None:
    """Whole numbers within their ``ranges`` that keep the ``limits`` of sums and the shapes of ``marked`` rows, at
    least cost.

    Numbers without a limit stay under ``near``. None if there are none, or none were found.
    """
    from scipy.optimize import Bounds, milp  # here, as it takes a second to load and most tables never need it

    column_of = {number: at for at, number in enumerate(ranges)}
    programme = _Programme()
    for members, low, high in limits:
        programme.add({column_of[member]: 1.0 for member in members}, low, high)
    width = len(ranges)
    for columns, shapes in marked:
        here = [[column_of[member] for member in column] for column in columns]
        programme.add({width + choice: 1.0 for choice in range(len(shapes))}, 1, 1)
        for choice, shape in enumerate(shapes):
            for terms, least, most in _lines(here, shape, width + choice, near * len(ranges)):
                programme.add(terms, least, most)
        width += len(shapes)
    costs = np.zeros(width)
    for number, price in cost.items():
        costs[column_of[number]] = price
    lows = [*(low for low, _ in ranges.values()), *[0] * (width - len(ranges))]
    highs = [*(min(high, max(near, low)) for low, high in ranges.values()), *[1] * (width - len(ranges))]
    options = {"node_limit": MOST_NODES}
    answer = milp(
        costs,
        integrality=np.ones(width),
        bounds=Bounds(lows, highs),
        constraints=programme.constraints(width),
        options=options,
    )
    if answer.x is None:
        return None
    return {number: round(answer.x[at]) for number, at in column_of.items()}


def _lines(
    columns: Sequence[Sequence[int]], shape: Shape, choice: int, large: int
) -> Iterator[tuple[Terms, float, float]]:
    """A row has ``shape`` if the number ``choice`` is 1; if it is 0, these lines say nothing."""
    row = {number: 1.0 for column in columns for number in column}
    if shape.least_voters:
        yield row | {choice: -shape.least_voters}, 0, np.inf
    if shape.most_voters < NO_LIMIT:
        yield row | {choice: large - shape.most_voters}, -np.inf, large
    for at in shape.some:
        yield dict.fromkeys(columns[at], 1.0) | {choice: -1}, 0, np.inf
    for at in shape.none:
        yield dict.fromkeys(columns[at], 1.0) | {choice: large}, -np.inf, large
