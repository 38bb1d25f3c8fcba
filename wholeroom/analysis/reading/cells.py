"""Many cells of a text at once, with numpy: as words of eight bytes, as whole numbers, as distinct spellings.

These are the kernels of the fast reader. Each has an obvious second version in plain Python (``Cells.text`` and then
``int`` or a dictionary), which its tests compare it with.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]

PADDING = 256  # bytes before and after a text, so that kernels may read past a cell
LONGEST_SPELLING = 200  # bytes

KEPT = np.array(
    [(1 << 64) - (1 << 8 * (8 - length)) for length in range(9)], dtype=np.uint64
)  # the last bytes of a word
ZEROS = ~KEPT & np.uint64(0x3030303030303030)  # the character 0 in the bytes before them
MIXERS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(1, 26)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a UTF-8 ``text`` of bytes that is padded at both ends: cell i is ``text[starts[i]:ends[i]]``."""

    text: Bytes
    starts: Positions
    ends: Positions

    def __len__(self) -> int:
        return len(self.starts)

    def lengths(self) -> Positions:
        """Bytes in each cell."""
        return self.ends - self.starts

    def of(self, rows: Positions | Flags) -> "Cells":
        """Some of the cells."""
        return Cells(self.text, self.starts[rows], self.ends[rows])

    def raw(self, row: int) -> bytes:
        return self.text[self.starts[row] : self.ends[row]].tobytes()

    def string(self, row: int) -> str:
        return self.raw(row).decode()


def last_words(text: Bytes, ends: Positions) -> Words:
    """The eight bytes before each of ``ends``, the first in the lowest place."""
    overlapping: Words = np.ndarray((len(text) - 7,), dtype="<u8", buffer=text, strides=(1,))
    return overlapping[ends - 8]


def short_words(cells: Cells) -> Words:
    """Cells of at most eight bytes as numbers: equal numbers, equal cells. Longer cells keep their last eight bytes."""
    kept: Words = KEPT.take(np.minimum(cells.lengths(), 8))
    return last_words(cells.text, cells.ends) & kept


def word_of(spelling: bytes) -> np.uint64:
    """What ``short_words`` makes of a cell with these bytes, at most eight."""
    return np.uint64(int.from_bytes(spelling.rjust(8, b"\0"), "little"))


def whole_numbers(cells: Cells) -> tuple[NDArray[np.int64], Flags]:
    """The values of the cells that are 1 to 16 digits and nothing else, and which cells those are.

    Eight digits are read at once: neighbours a, b are added as 10 a + b, then pairs as 100 a + b, then fours.
    """
    lengths = cells.lengths()
    values, good = _eight_digits(cells.text, cells.ends, np.minimum(lengths, 8))
    longest = int(lengths.max(initial=0))
    if longest > 8:
        before, sound = _eight_digits(cells.text, cells.ends - 8, np.clip(lengths - 8, 0, 8))
        values += before * 100_000_000
        good &= sound
    good &= lengths > 0
    if longest > 16:
        good &= lengths <= 16
    return values, good


def _eight_digits(text: Bytes, ends: Positions, lengths: Positions) -> tuple[NDArray[np.int64], Flags]:
    word = last_words(text, ends)
    word &= KEPT.take(lengths)
    word |= ZEROS.take(lengths)
    word ^= np.uint64(0x3030303030303030)
    good: Flags = ((word + np.uint64(0x7676767676767676)) | word) & np.uint64(0x8080808080808080) == 0
    for factor, shift, lanes in ((10, 8, 0x00FF00FF00FF00FF), (100, 16, 0x0000FFFF0000FFFF), (10_000, 32, 0xFFFFFFFF)):
        right = word >> np.uint64(shift)
        word *= np.uint64(factor)
        word += right
        word &= np.uint64(lanes)
    return word.view(np.int64), good


def spellings(cells: Cells) -> tuple[list[bytes], NDArray[np.int64]]:
    """The distinct cells, and for each cell which of them it is. No cell may be longer than 200 bytes."""
    columns = _word_columns(cells)
    mixed = (columns * MIXERS[: columns.shape[1]]).sum(axis=1, dtype=np.uint64)
    _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
    distinct = columns[first]
    if not np.array_equal(columns, distinct[which]):  # two cells were mixed into one number
        return _spellings_one_by_one(cells)
    return distinct.view(f"S{8 * columns.shape[1]}").ravel().tolist(), which


def _word_columns(cells: Cells) -> Words:
    """Each cell as a row of words, filled up with zero bytes."""
    lengths = cells.lengths()
    width = max(1, -(-int(lengths.max(initial=0)) // 8)) * 8
    overlapping = np.ndarray((len(cells.text) - width,), dtype=f"V{width}", buffer=cells.text, strides=(1,))
    table = overlapping[cells.starts].view(np.uint8).reshape(-1, width)
    table[np.arange(width) >= lengths[:, None]] = 0
    return table.view("<u8")


def _spellings_one_by_one(cells: Cells) -> tuple[list[bytes], NDArray[np.int64]]:
    places: dict[bytes, int] = {}
    which = [places.setdefault(cells.raw(row), len(places)) for row in range(len(cells))]
    return list(places), np.array(which, dtype=np.int64)
