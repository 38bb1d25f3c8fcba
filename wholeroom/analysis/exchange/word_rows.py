"""Rows of words from a table: people's problems, or notes of what they did, each row with an id of its own.

The columns are those of the pages where the same is written by hand. Other columns are ignored. A row is good or bad as
a whole: nobody's words are taken in half.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.rows import Header, read_table

ID, AREA, SERVICE = "id", "area", "service"
SERVICES = (
    "drug-and-alcohol",
    "homelessness",
    "mental-health",
    "carers",
    "home-care",
    "domestic-abuse",
    "young-people",
    "public-health",
    "other",
)
YES_OR_NO = ("yes", "no")
MOST_ROWS = 100
LONGEST_WORDS = 4_000  # characters
LONGEST_ID = 40

PLAIN_ID = re.compile(r"[A-Za-z0-9._-]+")
NO_ID = Sentence("no_id", "This row has no id. Give each row an id of its own, and keep it for the next time.")
BAD_ID = Sentence("bad_id", "Write an id of letters, digits, dots and dashes, with at most 40 of them.")
SECOND = Sentence("second_id", "A row before has this id. Give each row an id of its own.")
EMPTY = Sentence("empty_words", "This must not be empty. If there is nothing, write: nothing we know of.")
TOO_LONG = plain("This is too long: at most {most} letters. Shorten it.")
NOT_OFFERED = plain("This is not one of: {offered}.")

Fault = tuple[str, str, Sentence]  # the column, its value, why


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table holds: columns of words, of which some are ``needed``; columns with one of some codes; and links.

    ``choices`` are columns with the codes that may stand there; those in ``must_choose`` must not be empty. ``plain``
    are other columns that are kept as they are, such as the code of an area.
    """

    words: tuple[str, ...]
    needed: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    must_choose: tuple[str, ...] = ()
    plain: tuple[str, ...] = (AREA,)

    @property
    def must_have(self) -> tuple[str, ...]:
        """Columns that must be there, with something in every row."""
        return (ID, *self.needed, *self.must_choose)

    @property
    def columns(self) -> tuple[str, ...]:
        return (ID, *self.words, *self.choices, *self.plain)


@dataclass(frozen=True, slots=True)
class WordRow:
    """One good row: the line it began on, its id, its words by column without the empty ones, and all else it says."""

    line: int
    id: str
    words: Mapping[str, str]
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordRows:
    """The good rows in the order of the file, and every bad row; ``bad_count`` is how many of those there were."""

    rows: tuple[WordRow, ...]
    bad_rows: tuple[BadRow, ...]
    bad_count: int


def read_word_rows(source: Source, shape: Shape, *, progress: Progress | None = None) -> WordRows:
    """Read a CSV table of this shape from a path or a stream of bytes.

    Good rows are kept and every bad one is reported: no id or one that came before, needed words missing, words that
    are too long, a code that nobody offers. Raises InputError if the file cannot be used at all.

    >>> import io
    >>> shape = Shape(words=("hard", "tried"), needed=("hard",), choices={"service": SERVICES}, plain=())
    >>> read = read_word_rows(io.BytesIO(b"id,hard,service\\n1,Letters come late,carers\\n2,,carers\\n"), shape)
    >>> [(row.id, dict(row.words), dict(row.says)) for row in read.rows]
    [('1', {'hard': 'Letters come late'}, {'service': 'carers'})]
    >>> [(bad.line, bad.column, bad.why.code) for bad in read.bad_rows]
    [(3, 'hard', 'empty_words')]
    """
    table = read_table(source, needed=shape.must_have, most_rows=MOST_ROWS, progress=progress)
    bad_rows = BadRows(table.bad_rows, table.bad_count)
    columns = _columns(table.header, shape)
    rows: dict[str, WordRow] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        cells = {name: row[position] for name, position in columns.items()}
        fault = next(_faults(cells, shape), None)
        if not fault and cells[ID] in rows:
            fault = ID, cells[ID], SECOND
        if fault:
            bad_rows.add(line, *fault)
        else:
            rows[cells[ID]] = _word_row(line, cells, shape)
    return WordRows(tuple(rows.values()), bad_rows.kept(), bad_rows.count)


def _columns(header: Header, shape: Shape) -> dict[str, int]:
    return {name: header.position(name) for name in shape.columns if header.has(name)}


def _faults(cells: Mapping[str, str], shape: Shape) -> Iterator[Fault]:
    """What is wrong with a row; only the first is asked for."""
    if not cells[ID]:
        yield ID, "", NO_ID
    if len(cells[ID]) > LONGEST_ID or not PLAIN_ID.fullmatch(cells[ID]):
        yield ID, cells[ID], BAD_ID
    for name in (*shape.needed, *shape.must_choose):
        if not cells[name]:
            yield name, "", EMPTY
    for name in shape.words:
        if len(cells.get(name, "")) > LONGEST_WORDS:
            yield name, cells[name], Sentence("too_long", TOO_LONG, {"most": LONGEST_WORDS})
    for name, offered in shape.choices.items():
        if cells.get(name) and cells[name] not in offered:
            yield name, cells[name], Sentence("not_offered", NOT_OFFERED, {"offered": ", ".join(offered)})


def _word_row(line: int, cells: Mapping[str, str], shape: Shape) -> WordRow:
    words = {name: cells[name] for name in shape.words if cells.get(name)}
    says = {name: cells[name] for name in (*shape.choices, *shape.plain) if cells.get(name)}
    return WordRow(line, cells[ID], words, says)
