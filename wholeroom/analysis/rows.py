"""Read a table: good rows, and every bad row with line, column, value and why."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from wholeroom.analysis.bad_rows import PLAIN_NUMBER, BadRow, BadRows, InputError, bad_rows_csv
from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.records import (
    DAMAGED,
    LONG_LINE,
    LONGEST_QUOTED,
    UNCLOSED,
    Record,
    RecordReader,
    RunOn,
    is_blank,
)
from wholeroom.analysis.text_blocks import BLOCK, LONGEST_LINE, Progress, Source, text_blocks

__all__ = ["BadRow", "BadRows", "Header", "InputError", "Table", "bad_rows_csv", "open_table", "read_table"]

MOST_ROWS = 1_000_000
SEPARATORS = ",;\t"

EMPTY = Sentence("empty_file", "The file is empty. It needs a first line with the names of the columns, then rows.")
DAMAGED_HEADER = Sentence("header_not_utf8", "The first line is not UTF-8 text. Save the file as CSV UTF-8.")
NO_HEADER = plain("The first line holds numbers only: {found}. Add a first line with the names of the columns.")
MISSING = plain("The column {name} is missing. The file has: {found}. It needs: {expected}. Mend the first line.")
TWICE = plain("Two columns have the name {name}. Rename or remove one in the first line, and try again.")
NO_ROWS = Sentence("no_rows", "The file has names of columns but no rows. Add the rows and try again.")
MANY_ROWS = plain("The table has more than {most} rows. Split it into parts, or leave out what is not needed.")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns as written, without spaces around them. It begins on ``line`` and takes ``lines``.

    Names are looked up in any case: ``vote`` finds ``Vote``.
    """

    names: tuple[str, ...]
    line: int = 1
    lines: int = 1
    separator: str = ","

    def has(self, name: str) -> bool:
        return bool(self._positions(name))

    def position(self, name: str, expected: Sequence[str] = ()) -> int:
        """Where the column ``name`` stands, from 0. Raises InputError if it is missing or there are two.

        ``expected`` are all the names the reader needs, for the message.
        """
        positions = self._positions(name)
        if len(positions) == 1:
            return positions[0]
        if positions:
            raise InputError(Sentence("column_twice", TWICE, {"name": name}), self.line, name)
        values = {"name": name, "found": listed(self.names), "expected": listed(expected or (name,))}
        raise InputError(Sentence("missing_column", MISSING, values), self.line, name)

    def _positions(self, name: str) -> list[int]:
        return [position for position, own in enumerate(self.names) if own.casefold() == name.casefold()]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table in memory: the good rows with the line each began on, and every bad row.

    ``columns`` are the names as written; each of ``rows`` has one text for each column, without spaces around it;
    ``lines[i]`` is the line of ``rows[i]``; ``bad_rows`` are in the order of their lines, ``bad_count`` is how many
    there were in all (the first million are kept).
    """

    header: Header
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    bad_rows: tuple[BadRow, ...]
    bad_count: int

    @property
    def columns(self) -> tuple[str, ...]:
        return self.header.names

    def column(self, name: str) -> tuple[str, ...]:
        """The texts of one column, row by row. Raises InputError if there is no such column, or two."""
        position = self.header.position(name)
        return tuple(row[position] for row in self.rows)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each good row as its line and a dictionary by column name."""
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, dict(zip(self.columns, row, strict=True))


def read_table(
    source: Source, needed: Sequence[str] = (), *, most_rows: int = MOST_ROWS, progress: Progress | None = None
) -> Table:
    """Read a small table with care: CSV with quotes, separated by comma, semicolon or tab.

    ``source`` is a path or a stream of bytes. ``needed`` are columns that must be there, once each; names match in any
    case. Blank lines are skipped. A row with cells missing or left over, a line that is not text and a quote mark that
    nothing closes are bad rows; the rest is read.

    Raises InputError if the file is no text table, lacks a needed column, or has no rows or more than ``most_rows``.

    >>> import io
    >>> table = read_table(io.BytesIO(b"group,count\\ncarers,12\\nstaff\\n"), needed=["group", "count"])
    >>> table.rows, table.lines
    ((('carers', '12'),), (2,))
    >>> [(bad.line, bad.why.text()) for bad in table.bad_rows]
    [(3, 'Cells in this row: 1. Cells in the first line: 2. Was the row cut short?')]
    """
    header, blocks = open_table(source, progress)
    for name in needed:
        header.position(name, needed)
    bad_rows = BadRows()
    reader = RecordReader(header.separator, header.names, bad_rows, line=header.line + header.lines)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for record in _records(reader, blocks):
        if len(rows) == most_rows:
            raise InputError(Sentence("many_rows", MANY_ROWS, {"most": most_rows}), record.line)
        rows.append(tuple(cell.strip() for cell in record.cells))
        lines.append(record.line)
    if not rows and not bad_rows.count:
        raise InputError(NO_ROWS, header.line)
    return Table(header, tuple(rows), tuple(lines), bad_rows.kept(), bad_rows.count)


def _records(reader: RecordReader, blocks: Iterable[bytes]) -> Iterator[Record]:
    for block in blocks:
        yield from reader.records(block, last=False)
    yield from reader.records(b"", last=True)


def open_table(source: Source, progress: Progress | None = None, size: int = BLOCK) -> tuple[Header, Iterator[bytes]]:
    """The header of a table, and the rest of its text in blocks of whole lines.

    The separator is the one of comma, semicolon and tab that stands in the header most often, outside quotes.
    Raises InputError if the source is no text table or has no header.
    """
    blocks = text_blocks(source, progress, size)
    skipped = 0
    for block in blocks:
        lines = block.decode("utf-8", "surrogateescape").split("\n")[:-1]
        at = next((at for at, line in enumerate(lines) if not is_blank(line, ",")), None)
        if at is None:
            skipped += len(lines)
            continue
        header = _header(lines, at, skipped + at + 1)
        rest = "\n".join([*lines[at + header.lines :], ""]).encode("utf-8", "surrogateescape")
        return header, chain([rest], blocks)
    raise InputError(EMPTY)


def _header(lines: list[str], at: int, number: int) -> Header:
    if len(lines[at]) >= LONGEST_LINE:
        raise InputError(LONG_LINE, number)
    separator = _separator(lines[at])
    reader = csv.reader(RunOn(lines, at, LONGEST_QUOTED), delimiter=separator, strict=True)
    try:
        names = tuple(name.strip() for name in next(reader))
    except csv.Error as error:
        raise InputError(UNCLOSED, number) from error
    if any(DAMAGED.search(name) or "\0" in name for name in names):
        raise InputError(DAMAGED_HEADER, number)
    if all(PLAIN_NUMBER.fullmatch(name) for name in names if name):
        raise InputError(Sentence("no_header", NO_HEADER, {"found": listed(names)}), number)
    return Header(names, number, reader.line_num, separator)


def _separator(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max(SEPARATORS, key=bare.count)


def listed(names: Sequence[str]) -> str:
    """Names of columns for a message: the first twenty, long ones cut."""
    texts = [name if len(name) <= 40 else name[:39] + "…" for name in names[:20]]
    return ", ".join(texts) + (", …" if len(names) > 20 else "")
