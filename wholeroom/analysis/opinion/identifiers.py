"""Ids of participants and statements: kept as text, counted as small numbers."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.analysis.reading.cells import LONGEST_SPELLING, Cells, Flags, spellings, whole_numbers

Codes = NDArray[np.int32]

SMALL = 1 << 20  # ids that are whole numbers below this are looked up in a table
UNKNOWN, MISSING, TOO_LONG = -1, -2, -3  # no code is below zero


class Identifiers:
    """Gives each id it meets a code: 0, 1, 2 and so on. Spaces around an id do not belong to it.

    ``names`` are the ids by code. Raises InputError with ``too_many`` when there are more than ``most``.
    """

    def __init__(self, most: int, too_many: Sentence) -> None:
        self.names: list[str] = []
        self._most = most
        self._too_many = too_many
        self._by_number = np.empty(0, dtype=np.int32)
        self._by_text: dict[str, int] = {}

    def codes(self, cells: Cells) -> Codes:
        """The code of each cell; MISSING where it is blank, TOO_LONG where it has over 200 bytes."""
        numbers, small = _small_numbers(cells)
        if small.all():
            return self._of_numbers(numbers)
        codes = np.empty(len(cells), dtype=np.int32)
        codes[small] = self._of_numbers(numbers[small])
        codes[~small] = self._of_texts(cells.of(~small))
        return codes

    def code(self, text: str) -> int:
        """The code of one id, as ``codes`` would give it."""
        known = self._by_text.get(text)
        if known is not None:
            return known
        text = text.strip()
        if not text:
            return MISSING
        if len(text.encode()) > LONGEST_SPELLING:
            return TOO_LONG
        if is_number(text) and int(text) < SMALL and str(int(text)) == text:
            return int(self._of_numbers(np.array([int(text)]))[0])
        code = self._by_text.get(text, UNKNOWN)
        if code == UNKNOWN:
            self._by_text[text] = code = len(self.names)
            self._name([text])
        return code

    def in_order(self) -> NDArray[np.int64]:
        """The codes in the natural order of their names."""
        if not self._by_text:
            return self._by_number[self._by_number >= 0].astype(np.int64)
        return np.array(sorted(range(len(self.names)), key=lambda code: natural_key(self.names[code])), dtype=np.int64)

    def _of_numbers(self, numbers: NDArray[np.int64]) -> Codes:
        missing = int(numbers.max(initial=-1)) + 1 - len(self._by_number)
        if missing > 0:
            self._by_number = np.append(self._by_number, np.full(missing * 2, UNKNOWN, dtype=np.int32))
        codes = self._by_number[numbers]
        new = numbers[codes == UNKNOWN]
        if not len(new):
            return codes
        new = np.unique(new)
        self._by_number[new] = np.arange(len(self.names), len(self.names) + len(new))
        self._name(map(str, new.tolist()))
        return self._by_number[numbers]

    def _of_texts(self, cells: Cells) -> Codes:
        codes = np.full(len(cells), TOO_LONG, dtype=np.int32)
        short = cells.lengths() <= LONGEST_SPELLING
        distinct, which = spellings(cells.of(short))
        codes[short] = np.array([self.code(raw.decode()) for raw in distinct], dtype=np.int32)[which]
        return codes

    def _name(self, names: Iterable[str]) -> None:
        self.names.extend(names)
        if len(self.names) > self._most:
            raise InputError(self._too_many)


def _small_numbers(cells: Cells) -> tuple[NDArray[np.int64], Flags]:
    """Values of the cells that are whole numbers below SMALL, written without a zero in front, and which those are."""
    numbers, good = whole_numbers(cells)
    return numbers, good & (numbers < SMALL) & ((cells.lengths() == 1) | (cells.text[cells.starts] != ord("0")))


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def natural_key(name: str) -> tuple[int, int, str]:
    """Sorts numbers by value first, then texts.

    >>> sorted(["b", "10", "9", "a"], key=natural_key)
    ['9', '10', 'a', 'b']
    """
    return (0, int(name), name) if is_number(name) else (1, 0, name)
