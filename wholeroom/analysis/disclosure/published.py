"""One published version of a table: what each cell shows, and what that tells of the number behind it."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from wholeroom.analysis.disclosure.rules import LARGEST_SMALL_MEASURE, NO_LIMIT, Rule, measure_class, tens_class
from wholeroom.analysis.disclosure.sums import Counts, Flags, Layout


class State(IntEnum):
    """What a cell shows: its number, the mark of a small number, the mark of one hidden to protect another, or no
    figure.
    """

    SHOWN = 0
    SMALL = 1
    COVERED = 2
    EMPTY = 3


States = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Published:
    """A version as its readers see it. ``states`` and ``values`` have one entry for each cell, read row by row.

    ``values`` are the printed numbers; where none is printed they mean nothing. ``told`` says for each row of secret
    votes whether the table tells if the rule was met; None where it has no such column.
    """

    rule: Rule
    layout: Layout
    states: States
    values: Counts
    told: tuple[bool, ...] | None = None

    def hidden(self) -> Flags:
        flags: Flags = (self.states == State.SMALL) | (self.states == State.COVERED)
        return flags

    def cells(self, state: State) -> list[int]:
        """The positions of the cells in one state."""
        found: list[int] = np.flatnonzero(self.states == state).tolist()
        return found

    def place(self, cell: int) -> tuple[tuple[str, ...], str]:
        """The row's key and the column's name of a cell."""
        row, column = divmod(cell, len(self.layout.columns))
        return self.layout.keys[row], self.layout.columns[column]

    def limits(self) -> tuple[Counts, Counts]:
        """The least and the greatest number each cell can stand for, by its own mark alone."""
        if self.rule == "measures":
            return _measure_limits(self)
        return _people_limits(self) if self.rule == "people" else _exact_limits(self)


def _measure_limits(version: Published) -> tuple[Counts, Counts]:
    shown = version.states == State.SHOWN
    values = np.where(shown, version.values, 0)
    lows = np.where(values > 0, np.maximum(values - 2, LARGEST_SMALL_MEASURE + 1), values)
    highs = np.where(values > 0, values + 2, values)
    small = version.states == State.SMALL
    lows[small], highs[small] = measure_class(1)
    lows[small & parts_of_small(version.layout, version.states == State.SMALL)] = 0
    return _open_ended(version, lows, highs)


def _people_limits(version: Published) -> tuple[Counts, Counts]:
    shown = version.states == State.SHOWN
    lows = np.where(shown, version.values, 0)
    highs = lows.copy()
    hidden = version.hidden()
    for total in version.layout.sums():
        if shown[total.cell] and hidden[total.parts].any():
            lows[total.cell], highs[total.cell] = tens_class(int(version.values[total.cell]))
    highs[version.states == State.SMALL] = LARGEST_SMALL_MEASURE
    return _open_ended(version, lows, highs)


def _exact_limits(version: Published) -> tuple[Counts, Counts]:
    lows = np.where(version.states == State.SHOWN, version.values, 0)
    highs = np.where(version.states == State.SHOWN, version.values, NO_LIMIT)
    return lows, highs


def _open_ended(version: Published, lows: Counts, highs: Counts) -> tuple[Counts, Counts]:
    unknown = (version.states == State.COVERED) | (version.states == State.EMPTY)
    lows[unknown], highs[unknown] = 0, NO_LIMIT
    return lows, highs


def parts_of_small(layout: Layout, small: Flags) -> Flags:
    """The cells whose row is a group too small to break down: a column that adds them up is itself small there."""
    grid = small.reshape(len(layout.keys), len(layout.columns))
    flags = np.zeros_like(grid)
    for column, parts in layout.column_parts.items():
        flags[:, parts] |= grid[:, [column]]
    marked: Flags = flags.ravel()
    return marked
