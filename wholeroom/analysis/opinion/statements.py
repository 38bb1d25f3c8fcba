"""What people voted on: the words of each statement, and whether moderators took it out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.opinion.vote_shapes import LONG_ID, NO_ID, SPELLINGS
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows
from wholeroom.analysis.reading.cells import LONGEST_SPELLING
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.rows import Header, read_table

COLUMNS = ("statement", "text")
POLIS_COLUMNS = ("comment-id", "comment-body")
MODERATED, META = "moderated", "is-meta"
MOST_ROWS = 100_000

MODERATION = {"": 0, "accepted": 1, "unmoderated": 0, "rejected": -1, **SPELLINGS}
TRUTH = {
    "": False,
    "false": False,
    "f": False,
    "0": False,
    "no": False,
    "true": True,
    "t": True,
    "1": True,
    "yes": True,
}

NOT_MODERATED = Sentence("not_moderated", "Write 1 for accepted, 0 for not yet looked at, -1 for taken out.")
NOT_TRUTH = Sentence("not_true_or_false", "Write true or false here.")
OTHER_ROW = plain("Line {line} says something else about this statement. Keep the right one.")


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a statement, if moderators took it out, and if it is about the conversation itself (meta)."""

    text: str
    moderated_out: bool = False
    meta: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements by their id, as the votes name them. One that is not there has no text and counts as accepted.

    ``bad_rows`` are in the order of their lines; ``bad_count`` is how many there were in all.
    """

    by_id: Mapping[str, Statement] = field(default_factory=lambda: MappingProxyType({}))
    bad_rows: tuple[BadRow, ...] = ()
    bad_count: int = 0

    @staticmethod
    def none() -> "Statements":
        """No statements at all: for votes that come alone."""
        return Statements()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    def text(self, statement: str) -> str | None:
        found = self.by_id.get(statement)
        return found.text if found else None

    def moderated_out(self, statement: str) -> bool:
        return statement in self.by_id and self.by_id[statement].moderated_out

    def meta(self, statement: str) -> bool:
        return statement in self.by_id and self.by_id[statement].meta

    def left_out(self, statement: str) -> bool:
        """Whether the statement does not shape the map: moderated out, or about the conversation itself."""
        return self.moderated_out(statement) or self.meta(statement)


def read_statements(source: Source, *, progress: Progress | None = None) -> Statements:
    """Read statements from a path or a stream of bytes: ``statement,text,moderated``, or a Polis ``comments.csv``.

    ``moderated`` need not be there: 1 or accepted, 0 or unmoderated, -1 or rejected. Rows for one statement that are
    the same count once; if they differ, all are bad rows. Raises InputError if the file is no table of statements.

    >>> import io
    >>> statements = read_statements(io.BytesIO(b"statement,text,moderated\\n7,More evening hours,1\\n8,Spam,-1\\n"))
    >>> statements.text("7"), statements.moderated_out("8")
    ('More evening hours', True)
    """
    table = read_table(source, most_rows=MOST_ROWS, progress=progress)
    columns = _columns(table.header)
    bad_rows = BadRows(table.bad_rows, table.bad_count)
    said: dict[str, dict[Statement, list[int]]] = defaultdict(lambda: defaultdict(list))  # lines by id and statement
    for line, row in zip(table.lines, table.rows, strict=True):
        fault = columns.fault(row)
        if fault:
            name, value, why = fault
            bad_rows.add(line, name, value, why)
        else:
            said[row[columns.id]][columns.statement(row)].append(line)
    for id_, statements in said.items():
        if len(statements) > 1:
            _report_differing(columns.names[columns.id], id_, list(statements.values()), bad_rows)
    by_id = {id_: next(iter(statements)) for id_, statements in said.items() if len(statements) == 1}
    return Statements(MappingProxyType(by_id), bad_rows.kept(), bad_rows.count)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a statement stand in a row; ``names`` are all columns."""

    names: tuple[str, ...]
    id: int
    text: int
    moderated: int | None
    meta: int | None

    def fault(self, row: tuple[str, ...]) -> tuple[str, str, Sentence] | None:
        """What is wrong with a row: the column, the value and why."""
        id_ = row[self.id]
        if not id_ or len(id_.encode()) > LONGEST_SPELLING:
            return self.names[self.id], id_, LONG_ID if id_ else NO_ID
        if self.moderated is not None and row[self.moderated].lower() not in MODERATION:
            return self.names[self.moderated], row[self.moderated], NOT_MODERATED
        if self.meta is not None and row[self.meta].lower() not in TRUTH:
            return self.names[self.meta], row[self.meta], NOT_TRUTH
        return None

    def statement(self, row: tuple[str, ...]) -> Statement:
        """The statement of a row without fault."""
        moderated = 0 if self.moderated is None else MODERATION[row[self.moderated].lower()]
        meta = self.meta is not None and TRUTH[row[self.meta].lower()]
        return Statement(row[self.text], moderated_out=moderated == -1, meta=meta)


def _columns(header: Header) -> Columns:
    names = POLIS_COLUMNS if all(map(header.has, POLIS_COLUMNS)) else COLUMNS
    id_, text = (header.position(name, names) for name in names)
    moderated, meta = (header.position(name) if header.has(name) else None for name in (MODERATED, META))
    return Columns(header.names, id_, text, moderated, meta)


def _report_differing(column: str, id_: str, lines: list[list[int]], bad_rows: BadRows) -> None:
    """Report all rows of one statement; ``lines`` are those of each thing said about it."""
    for own in lines:
        other = min(line for others in lines if others is not own for line in others)
        for line in own:
            bad_rows.add(line, column, id_, Sentence("other_row", OTHER_ROW, {"line": other}))
