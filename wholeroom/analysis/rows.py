"""Read a table: good rows, and every bad row with line, column, value and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows, InputError, bad_rows_csv
from wholeroom.analysis.reading.headers import Header, open_table
from wholeroom.analysis.reading.records import Record, RecordReader
from wholeroom.analysis.reading.text_blocks import Progress, Source

__all__ = ["BadRow", "BadRows", "Header", "InputError", "Table", "bad_rows_csv", "open_table", "read_table"]

MOST_ROWS = 1_000_000

NO_ROWS = Sentence("no_rows", "The file has names of columns but no rows. Add the rows and try again.")
MANY_ROWS = plain("The table has more than {most} rows. Split it into parts, or leave out what is not needed.")


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
