"""A large table in batches: a plain block of lines is cut with numpy, any other is read with care, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.reading.bad_rows import BadRows
from wholeroom.analysis.reading.cells import PADDING, Cells, Flags, Positions
from wholeroom.analysis.reading.headers import Header
from wholeroom.analysis.reading.records import LONGEST_CELL, Record, RecordReader

EDGE = b"\n" * PADDING
LINE_END, QUOTE = ord("\n"), ord('"')


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table, and of its columns those that were asked for.

    ``starts`` and ``ends`` are tables of (rows, columns asked for); ``lines`` are the line numbers of the rows. Cells
    have no spaces cut off and no quotes left.
    """

    text: NDArray[np.uint8]
    starts: Positions
    ends: Positions
    lines: Positions

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, number: int) -> Cells:
        """All cells of one of the columns asked for, from 0."""
        return Cells(self.text, self.starts[:, number], self.ends[:, number])

    def of(self, rows: Positions | Flags) -> "Batch":
        """Some of the rows."""
        return Batch(self.text, self.starts[rows], self.ends[rows], self.lines[rows])


def batches(
    blocks: Iterable[bytes], header: Header, wanted: Sequence[int], bad_rows: BadRows, *, careful: bool = False
) -> Iterator[Batch]:
    """Cut the rows after the header into batches; rows that cannot be cut go to ``bad_rows``.

    ``blocks`` are what ``rows.open_table`` gives with the header; ``wanted`` the positions of the columns asked for; no
    cell of them may run on over a line end. ``careful`` reads every block row by row: the same answer, more slowly.
    """
    single_line = frozenset(wanted)
    reader = RecordReader(header.separator, header.names, bad_rows, single_line, line=header.line + header.lines)
    for block in blocks:
        batch = None if careful or reader.rest else plain_batch(block, header, wanted, reader.line)
        if batch is None:
            batch = careful_batch(reader.records(block, last=False), wanted)
        else:
            reader.line += len(batch)
        if len(batch):
            yield batch
    batch = careful_batch(reader.records(b"", last=True), wanted)
    if len(batch):
        yield batch


def plain_batch(block: bytes, header: Header, wanted: Sequence[int], line: int) -> Batch | None:
    """The block as a batch; None if it is not plain.

    Plain is a block of UTF-8 lines, none of them blank, each with the right number of cells, where quotes stand only
    around whole cells, with neither quotes nor separators nor line ends inside.
    """
    if b"\0" in block or not _is_utf8(block):
        return None
    text = np.frombuffer(b"".join((EDGE, block, EDGE)), dtype=np.uint8)
    inner = text[PADDING:-PADDING]
    width = len(header.names)
    line_ends = inner == LINE_END
    row_count = int(np.count_nonzero(line_ends))
    marks = line_ends if width == 1 else np.logical_or(line_ends, inner == ord(header.separator), out=line_ends)
    ends = np.flatnonzero(marks) + PADDING
    if len(ends) != row_count * width or not _are_rows(text, ends[width - 1 :: width], width):
        return None
    quotes = block.count(b'"')
    starts, ends = _bounds(ends.reshape(row_count, width), range(width) if quotes else wanted)
    if quotes:
        quoted = (ends - starts >= 2) & (text[starts] == QUOTE) & (text[ends - 1] == QUOTE)
        if quotes != 2 * np.count_nonzero(quoted):
            return None
        starts, ends = (starts + quoted)[:, wanted], (ends - quoted)[:, wanted]
    return Batch(text, starts, ends, np.arange(line, line + row_count))


def _bounds(ends: Positions, wanted: Sequence[int]) -> tuple[Positions, Positions]:
    """Starts and ends of the cells of the wanted columns, from the ends of all: each begins after the last one."""
    starts = ends[:, [position - 1 for position in wanted]] + 1  # of a first column: after the end of its own line
    for number, position in enumerate(wanted):
        if position == 0:
            starts[1:, number] = starts[:-1, number]
            starts[:1, number] = PADDING
    return starts, ends[:, wanted]


def _is_utf8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _are_rows(text: NDArray[np.uint8], line_ends: Positions, width: int) -> bool:
    """Whether all of these are line ends, no line is blank, and none is so long that a cell may be too long."""
    lengths = np.diff(line_ends, prepend=PADDING - 1) - 1
    if int(lengths.min(initial=width)) < width or int(lengths.max(initial=0)) > LONGEST_CELL:
        return False
    return bool((text[line_ends] == LINE_END).all())


def careful_batch(records: Iterable[Record], wanted: Sequence[int]) -> Batch:
    """Records that were read with care, as a batch."""
    lines = []
    cells: list[bytes] = []
    for record in records:
        lines.append(record.line)
        cells.extend(record.cells[position].encode() for position in wanted)
    lengths = np.fromiter(map(len, cells), dtype=np.int64, count=len(cells))
    ends = (np.cumsum(lengths) + PADDING).reshape(-1, len(wanted))
    text = np.frombuffer(b"".join((EDGE, *cells, EDGE)), dtype=np.uint8)
    return Batch(text, ends - lengths.reshape(ends.shape), ends, np.array(lines, dtype=np.int64))
