"""From lines to records: the careful reading of delimited text, quotes and all, one row at a time."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import BadRows
from wholeroom.analysis.reading.text_blocks import LONGEST_LINE

LONGEST_CELL = 131_072  # characters
LONGEST_QUOTED = 100_000  # characters that a quoted cell may run on over line ends
PATIENCE = 3_000_000  # characters read in vain, in one file, after quote marks that nothing closes

DAMAGED = re.compile("[\udc80-\udcff]")
NOT_UTF8 = Sentence("not_utf8", "This line is not UTF-8 text. Save the file as CSV UTF-8.")
NUL = Sentence("nul", "This line holds a NUL, which is not text. Save the file as CSV UTF-8.")
UNCLOSED = Sentence("unclosed_quote", "A quote mark is not closed, or is in the wrong place. Mend it here.")
LONG_CELL = Sentence("long_cell", "This cell is far too long. Is a quote mark or a line end missing?")
LONG_LINE = Sentence("long_line", "This line is far too long. Are line ends missing?")
FEW_CELLS = plain("Cells in this row: {found}. Cells in the first line: {expected}. Was the row cut short?")
MANY_CELLS = plain(
    "Cells in this row: {found}. Cells in the first line: {expected}. Is text with a comma in quote marks?"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row as written: its first line, and its cells."""

    line: int
    cells: list[str]


@dataclass
class RecordReader:
    """Cuts blocks of lines into records, and reports the lines that are none.

    A record has one cell for each of ``columns``. A quoted cell may run on over line ends, but not in the positions
    ``single_line``, not for more than 100,000 characters, and not if the record then has the wrong number of cells.
    Else the line that opened the quote is a bad row, and reading goes on with the next line: a stray quote mark costs
    one row, not the rest of the file.
    """

    separator: str
    columns: tuple[str, ...]
    bad_rows: BadRows
    single_line: frozenset[int] = frozenset()
    line: int = 1  # of the next line to read
    patience: int = PATIENCE
    rest: bytes = b""  # the lines of a record that the last block did not end
    suspect: bool = False  # whether a cell of this block may be too long or no text

    def records(self, block: bytes, last: bool) -> Iterator[Record]:
        """The records of ``block``, which ends with a line end; ``last`` says that no other block follows."""
        text = (self.rest + block).decode("utf-8", "surrogateescape")
        lines = text.split("\n")[:-1]
        self.rest = b""
        self.suspect = (
            "\0" in text or DAMAGED.search(text) is not None or max(map(len, lines), default=0) > LONGEST_CELL
        )
        at = 0
        while at < len(lines):
            found = self._record(lines, at, last)
            if found is None:
                self.rest = ("\n".join(lines[at:]) + "\n").encode("utf-8", "surrogateescape")
                return
            cells, taken = found
            if cells and self._is_sound(cells):
                yield Record(self.line, cells[: len(self.columns)])
            self.line += taken
            at += taken

    def _record(self, lines: list[str], at: int, last: bool) -> tuple[list[str], int] | None:
        """Cells from ``lines[at]`` on (none if blank or bad) and their lines; None if the next block is needed."""
        line = lines[at]
        if is_blank(line, self.separator):
            return [], 1
        if len(line) >= LONGEST_LINE:
            return self._refuse(line, LONG_LINE)
        if '"' not in line:
            return line.split(self.separator), 1
        run = RunOn(lines, at, LONGEST_QUOTED if self.patience > 0 else 0)
        reader = csv.reader(run, delimiter=self.separator, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            if run.at_end and not last:
                return None
            self.patience -= run.characters
            return self._refuse(line, LONG_CELL if len(line) > LONGEST_CELL else UNCLOSED)
        if reader.line_num > 1 and not self._may_run_on(cells):
            self.patience -= run.characters
            return self._refuse(line, UNCLOSED)
        return cells, reader.line_num

    def _refuse(self, line: str, why: Sentence) -> tuple[list[str], int]:
        self.bad_rows.add(self.line, "", line, why)
        return [], 1

    def _may_run_on(self, cells: list[str]) -> bool:
        return len(cells) == len(self.columns) and not any("\n" in cells[position] for position in self.single_line)

    def _is_sound(self, cells: list[str]) -> bool:
        """Whether the cells are text and as many as there are columns; reports them if not."""
        for column, cell in zip(self.columns, cells, strict=False) if self.suspect else ():
            why = self._what_is_wrong(cell)
            if why:
                self.bad_rows.add(self.line, column, cell, why)
                return False
        expected = len(self.columns)
        if len(cells) == expected or (len(cells) > expected and not any(cells[expected:])):
            return True
        code, words = ("few_cells", FEW_CELLS) if len(cells) < expected else ("many_cells", MANY_CELLS)
        why = Sentence(code, words, {"found": len(cells), "expected": expected})
        self.bad_rows.add(self.line, "", self.separator.join(cells), why)
        return False

    @staticmethod
    def _what_is_wrong(cell: str) -> Sentence | None:
        if len(cell) > LONGEST_CELL:
            return LONG_CELL
        if "\0" in cell:
            return NUL
        if not cell.isascii() and DAMAGED.search(cell):
            return NOT_UTF8
        return None


class RunOn:
    """Lines from one on, as the csv module takes them, until ``most`` characters are read."""

    def __init__(self, lines: list[str], at: int, most: int) -> None:
        self.lines = lines
        self.at = at
        self.most = most
        self.characters = 0
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        while self.characters <= self.most and self.at < len(self.lines):
            line = self.lines[self.at]
            self.characters += len(line) + 1
            self.at += 1
            yield line + "\n"
        self.at_end = self.characters <= self.most


def is_blank(line: str, separator: str) -> bool:
    """Whether a line is empty, only space, or only separators (as spreadsheets write rows that were emptied)."""
    return not line.strip(separator) or (separator not in line and line.isspace())
