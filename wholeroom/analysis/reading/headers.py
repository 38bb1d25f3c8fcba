"""The first line of a table: the names of its columns, and what separates them."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import PLAIN_NUMBER, InputError
from wholeroom.analysis.reading.records import DAMAGED, LONG_LINE, LONGEST_QUOTED, UNCLOSED, RunOn, is_blank
from wholeroom.analysis.reading.text_blocks import BLOCK, LONGEST_LINE, Progress, Source, text_blocks

SEPARATORS = ",;\t"
EMPTY = Sentence("empty_file", "The file is empty. It needs a first line with the names of the columns, then rows.")
DAMAGED_HEADER = Sentence("header_not_utf8", "The first line is not UTF-8 text. Save the file as CSV UTF-8.")
NO_HEADER = plain("The first line holds numbers only: {found}. Add a first line with the names of the columns.")
MISSING = plain("The column {name} is missing. The file has: {found}. It needs: {expected}. Mend the first line.")
TWICE = plain("Two columns have the name {name}. Rename or remove one in the first line, and try again.")


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
