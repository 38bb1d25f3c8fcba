"""The good rows of a table of counts, and every row that is not one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.disclosure.columns import Columns, find_columns, find_outcome, whole_number
from wholeroom.analysis.disclosure.rules import Rule
from wholeroom.analysis.disclosure.sums import BLANK, TOTAL_LABELS, Counts, detected_sums, voters_column
from wholeroom.analysis.reading.headers import listed
from wholeroom.analysis.rows import BadRow, BadRows, InputError, Table

NO_FIGURE = Sentence("no_figure", "This cell is empty. Votes need every number of the row.")
UNKNOWN_PART = plain("The sum {name} names a column that is no count: {part}. The counts are: {counts}.")
SHORT_SUM = plain("A sum needs the column it stands in and two or more that it adds up: {name}.")


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a table, as asked: the columns by name, and what makes a row or a column a total."""

    groups: Sequence[str] | None = None
    counts: Sequence[str] | None = None
    total_labels: Sequence[str] = TOTAL_LABELS
    sums: Mapping[str, Sequence[str]] | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A table understood: ``cells`` as written, ``counts`` of shape (rows, count columns), ``BLANK`` where there is
    none.

    ``sums_found`` says that the sums were found in the figures, not named.
    """

    names: tuple[str, ...]
    columns: Columns
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    counts: Counts
    sums: Mapping[str, tuple[str, ...]]
    sums_found: bool
    bad_rows: tuple[BadRow, ...]
    bad_count: int

    def labels(self) -> list[tuple[str, ...]]:
        places = [self.names.index(name) for name in self.columns.groups]
        return [tuple(row[place] for place in places) for row in self.cells]


def figures(table: Table, rule: Rule, reading: Reading) -> Figures:
    """The good rows of ``table``. A row with a cell that is no count is bad, and reported.

    Raises InputError if a column asked for is not there, or none holds counts.
    """
    columns = _columns(table, rule, reading)
    places = [table.columns.index(name) for name in columns.counts]
    bad_rows = BadRows()
    good, counts = [], []
    for at, row in enumerate(table.rows):
        numbers = [whole_number(row[place]) for place in places]
        wrong = _first_wrong(numbers, rule)
        if wrong is None:
            good.append(at)
            counts.append([BLANK if number is None else number for number in numbers])
        else:
            place, why = wrong
            bad_rows.add(table.lines[at], columns.counts[place], row[places[place]], why)
    grid = np.array(counts, dtype=np.int64).reshape(len(good), len(places))
    found = _found_sums(grid, columns, rule) if reading.sums is None else {}
    kept = tuple(sorted([*table.bad_rows, *bad_rows.kept()], key=lambda bad: bad.line))
    return Figures(
        table.columns,
        columns,
        tuple(table.rows[at] for at in good),
        tuple(table.lines[at] for at in good),
        grid,
        found or _asked_sums(reading.sums or {}, columns.counts),
        bool(found),
        kept,
        table.bad_count + bad_rows.count,
    )


def _columns(table: Table, rule: Rule, reading: Reading) -> Columns:
    groups = None if reading.groups is None else _as_written(table, reading.groups)
    counts = None if reading.counts is None else _as_written(table, reading.counts)
    if rule != "secret":
        outcome = None
    elif reading.outcome is not None:
        outcome = _as_written(table, [reading.outcome])[0]
    else:
        outcome = find_outcome([name for name in table.columns if name not in (*(groups or ()), *(counts or ()))])
    for name in table.columns:
        table.header.position(name)  # two columns of one name cannot be told apart
    return find_columns(table.columns, table.rows, groups, counts, outcome)


def _as_written(table: Table, names: Sequence[str]) -> list[str]:
    return [table.columns[table.header.position(name, names)] for name in dict.fromkeys(names)]


def _found_sums(counts: Counts, columns: Columns, rule: Rule) -> dict[str, tuple[str, ...]]:
    if rule in ("answers", "secret"):
        return voters_column(counts, columns.counts)
    return detected_sums(counts, columns.counts)


def _first_wrong(numbers: Sequence[int | Sentence | None], rule: Rule) -> tuple[int, Sentence] | None:
    for place, number in enumerate(numbers):
        if isinstance(number, Sentence):
            return place, number
        if number is None and rule in ("answers", "secret"):
            return place, NO_FIGURE
    return None


def _asked_sums(sums: Mapping[str, Sequence[str]], counts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    written = {name.casefold(): name for name in counts}
    asked = {}
    for name, parts in sums.items():
        for part in (name, *parts):
            if part.casefold() not in written:
                values = {"name": name, "part": part, "counts": listed(counts)}
                raise InputError(Sentence("unknown_part", UNKNOWN_PART, values), column=part)
        if len(set(parts)) < 2:
            raise InputError(Sentence("short_sum", SHORT_SUM, {"name": name}), column=name)
        asked[written[name.casefold()]] = tuple(written[part.casefold()] for part in parts)
    return asked
