"""What is wrong with a table: a bad row is left out and reported, an input error stops the reading."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain

LONGEST_VALUE = 80  # characters of a bad value that are kept and shown
MOST_BAD_ROWS = 1_000_000  # bad rows kept in memory; more are counted only

PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row (or one cell of a wide row) that could not be used.

    ``line`` counts from 1 and includes the header; ``column`` is the header's name for the cell, or "" for the whole
    row; ``value`` is what stood there, cut to 80 characters.
    """

    line: int
    column: str
    value: str
    why: Sentence


class InputError(Exception):
    """The file as a whole cannot be used: what was found, where, what was expected, what to do."""

    def __init__(self, sentence: Sentence, line: int | None = None, column: str | None = None) -> None:
        super().__init__(sentence.text())
        self.sentence = sentence
        self.line = line
        self.column = column


class BadRows:
    """Gathers bad rows, perhaps after those ``found`` before: all are counted, the first ``most`` are kept."""

    def __init__(self, found: Iterable[BadRow] = (), count: int = 0, most: int = MOST_BAD_ROWS) -> None:
        self.most = most
        self.count = count
        self._kept = list(found)

    def add(self, line: int, column: str, value: str, why: Sentence) -> None:
        self.count += 1
        if len(self._kept) < self.most:
            self._kept.append(BadRow(line, column, shown(value), why))

    def kept(self) -> tuple[BadRow, ...]:
        """The bad rows kept, in the order of their lines."""
        return tuple(sorted(self._kept, key=lambda bad: bad.line))


def shown(value: str) -> str:
    """A value as it can be shown: cut short, with a mark for bytes that are not text."""
    return value[:LONGEST_VALUE].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def bad_rows_csv(bad_rows: Iterable[BadRow], translate: Callable[[str], str] = plain) -> str:
    """Bad rows as CSV text with the columns line, column, value, why; safe to open in a spreadsheet.

    >>> print(bad_rows_csv([BadRow(3, "vote", "=1+1", Sentence("not_a_vote", "Not a vote."))]), end="")
    line,column,value,why
    3,vote,'=1+1,Not a vote.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["line", "column", "value", "why"])
    for bad in bad_rows:
        cells = (bad.column, bad.value, bad.why.text(translate))
        writer.writerow([bad.line, *map(safe_in_spreadsheet, cells)])
    return text.getvalue()


def safe_in_spreadsheet(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would run it as a formula; plain numbers stay.

    >>> safe_in_spreadsheet("-1"), safe_in_spreadsheet("=A1"), safe_in_spreadsheet("agree")
    ('-1', "'=A1", 'agree')
    """
    runs = cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(("=", "+", "-", "@"))
    return "'" + cell if runs and not PLAIN_NUMBER.fullmatch(cell) else cell
