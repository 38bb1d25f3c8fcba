"""Which cells of a table are the sum of which others: total rows, and columns that add up other columns.

These sums are what a reader uses to work a hidden number out, so they come before everything else.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import InputError

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

BLANK = -1  # stands in a table of counts for a cell with no figure
VOTERS = re.compile("(votes|voters|voted|total|all|people|participants|members|n)", re.IGNORECASE)
TOTAL_LABELS = ("total", "all", "overall", "everyone", "whole room", "grand total")

CIRCLE = plain("The sum {name} is made of itself: {parts}. Name for each sum only the columns it adds up.")


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell that is the sum of others: ``cell`` and ``parts`` are positions in the table of counts, read row by
    row.
    """

    cell: int
    parts: Positions


@dataclass(frozen=True)
class KnownSums:
    """The sums that hold in a table. ``has_rest``: the total counts more than its parts, or a part has no figure.

    ``unequal`` totals are less than their parts: they are no sums (people may be in several groups).
    """

    totals: tuple[Sum, ...]
    has_rest: tuple[bool, ...]
    unequal: int


@dataclass(frozen=True)
class Layout:
    """How the cells of a table hang together, whatever its figures.

    ``keys`` name the rows: their group labels and, where several rows bear the same, which of them. ``basic_rows``
    (rows) and ``basic_columns`` (columns) are those that no other rows or columns add up to; ``row_parts`` are the
    basic rows of each total row; ``column_parts`` the basic columns of each sum column.
    """

    keys: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    row_parts: Mapping[int, Positions]
    column_parts: Mapping[int, Positions]
    basic_rows: Positions = field(init=False)
    basic_columns: Positions = field(init=False)

    def __post_init__(self) -> None:
        rows = [row for row in range(len(self.keys)) if row not in self.row_parts]
        columns = [column for column in range(len(self.columns)) if column not in self.column_parts]
        object.__setattr__(self, "basic_rows", np.array(rows, dtype=np.intp))
        object.__setattr__(self, "basic_columns", np.array(columns, dtype=np.intp))

    def basic(self) -> Flags:
        """Which cells are sums of no others; shape (rows x columns,)."""
        flags = np.zeros((len(self.keys), len(self.columns)), dtype=bool)
        flags[np.ix_(self.basic_rows, self.basic_columns)] = True
        return flags.ravel()

    def sums(self) -> Iterator[Sum]:
        """Every cell that is a sum, with the basic cells it adds up."""
        width = len(self.columns)
        for row in range(len(self.keys)):
            rows = self.row_parts.get(row)
            for column in range(width):
                columns = self.column_parts.get(column)
                if rows is None and columns is None:
                    continue
                across = np.array([column]) if columns is None else columns
                down = np.array([row]) if rows is None else rows
                yield Sum(row * width + column, (down[:, None] * width + across[None, :]).ravel())


def layout(
    labels: Sequence[tuple[str, ...]],
    columns: Sequence[str],
    total_labels: Iterable[str] = TOTAL_LABELS,
    sums: Mapping[str, Sequence[str]] | None = None,
) -> Layout:
    """The layout of a table with these group ``labels`` by row and count ``columns``.

    A row is a total if one of its labels is in ``total_labels`` (in any case) and other rows, finer than it, agree
    with its other labels. ``sums`` gives the columns that add up others, by name.
    """
    wanted = {label.casefold() for label in total_labels}
    is_total = [tuple(label.casefold() in wanted for label in row) for row in labels]
    parts = _column_parts(tuple(columns), sums or {})
    return Layout(_numbered(labels), tuple(columns), _row_parts(labels, is_total), parts)


def _numbered(labels: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    seen: dict[tuple[str, ...], int] = {}
    keys = []
    for row in labels:
        seen[row] = seen.get(row, 0) + 1
        keys.append((*row, str(seen[row])))
    return tuple(keys)


def _row_parts(labels: Sequence[tuple[str, ...]], is_total: Sequence[tuple[bool, ...]]) -> dict[int, Positions]:
    """The basic rows of each total row. A total row that no finer row stands behind is basic itself."""
    parts: dict[int, Positions] = {}
    basic = [row for row, flags in enumerate(is_total) if not any(flags)]
    patterns = sorted({flags for flags in is_total if any(flags)}, key=lambda flags: (sum(flags), flags))
    for pattern in patterns:
        fixed = [place for place, total in enumerate(pattern) if not total]
        behind: dict[tuple[str, ...], list[int]] = {}
        for row in basic:
            behind.setdefault(tuple(labels[row][place] for place in fixed), []).append(row)
        for row in (row for row, flags in enumerate(is_total) if flags == pattern):
            found = behind.get(tuple(labels[row][place] for place in fixed))
            if found:
                parts[row] = np.array(found, dtype=np.intp)
            else:
                basic.append(row)
    return parts


def _column_parts(columns: tuple[str, ...], sums: Mapping[str, Sequence[str]]) -> dict[int, Positions]:
    return {
        columns.index(name): np.array(sorted({columns.index(part) for part in _expanded(name, sums)}), dtype=np.intp)
        for name in sums
    }


def _expanded(name: str, sums: Mapping[str, Sequence[str]], above: tuple[str, ...] = ()) -> list[str]:
    if name not in sums:
        return [name]
    if name in above:
        values = {"name": name, "parts": ", ".join(sums[name])}
        raise InputError(Sentence("sum_in_circle", CIRCLE, values), column=name)
    return [deep for part in sums[name] for deep in _expanded(part, sums, (*above, name))]


def known_sums(layout: Layout, counts: Counts) -> KnownSums:
    """Which sums of ``layout`` hold in ``counts`` (flat). Parts without a figure are left out of them."""
    totals, has_rest, unequal = [], [], 0
    for total in layout.sums():
        if counts[total.cell] == BLANK:
            continue
        parts = counts[total.parts]
        known = parts != BLANK
        rest = counts[total.cell] - parts[known].sum()
        if rest < 0:
            unequal += 1
            continue
        totals.append(Sum(total.cell, total.parts[known]))
        has_rest.append(bool(rest > 0 or not known.all()))
    return KnownSums(tuple(totals), tuple(has_rest), unequal)


def sums_of_rows(sums: KnownSums, width: int) -> KnownSums:
    """Only the sums of total rows that hold in all ``width`` columns; ``unequal`` counts the other rows."""
    rows = [total.cell // width for total in sums.totals]
    whole = {row for row, times in Counter(rows).items() if times == width}
    kept = [at for at, row in enumerate(rows) if row in whole]
    broken = (sums.unequal + len(rows) - len(kept)) // width
    return KnownSums(tuple(sums.totals[at] for at in kept), tuple(sums.has_rest[at] for at in kept), broken)


def detected_sums(counts: Counts, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Columns that are the sum of others in every row: of all the others, of a run beside them, or of any two.

    ``counts`` has shape (rows, columns); rows with a blank do not count. Any two columns may add up by chance, so at
    least three rows with figures must show that.

    >>> detected_sums(np.array([[4, 5, 9], [2, 3, 5], [7, 1, 8]]), ["agree", "disagree", "votes"])
    {'votes': ('agree', 'disagree')}
    """
    whole = counts[(counts != BLANK).all(axis=1)]
    filled = np.count_nonzero(whole, axis=0)
    found: dict[str, tuple[str, ...]] = {}
    for total in np.flatnonzero(filled).tolist():
        for parts in _likely_parts(total, filled):
            names = tuple(columns[part] for part in parts)
            if any(columns[total] in _expanded(name, found) for name in names):
                continue
            if (whole[:, list(parts)].sum(axis=1) == whole[:, total]).all():
                found[columns[total]] = names
                break
    return found


def _likely_parts(total: int, filled: Counts) -> Iterator[tuple[int, ...]]:
    """Sets of two or more columns that ``total`` may add up; ``filled`` are the rows with figures in each column."""
    width = len(filled)
    every = tuple(column for column in range(width) if column != total)
    before = [tuple(range(start, total)) for start in range(total - 1)]
    after = [tuple(range(total + 1, end)) for end in range(width, total + 2, -1)]
    for parts in [every, *before, *after]:
        if np.count_nonzero(filled[list(parts)]) > 1 or (parts == every and len(parts) > 1):
            yield parts
    often = [column for column in every if filled[column] >= 3]
    if filled[total] >= 3:
        yield from combinations(often, 2)


def voters_column(counts: Counts, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The column of voters in a table of answers: it counts all the answers, or, by its name, at least those.

    >>> voters_column(np.array([[9, 0, 9]]), ["agree", "disagree", "votes"])
    {'votes': ('agree', 'disagree')}
    """
    if len(columns) < 3:
        return {}
    likely = sorted(range(len(columns)), key=lambda place: (not VOTERS.fullmatch(columns[place]), -place))
    for place in likely:
        others = np.delete(counts, place, axis=1).sum(axis=1)
        adds_up = bool((counts[:, place] == others).all() and counts.any())
        if adds_up or (VOTERS.fullmatch(columns[place]) and (counts[:, place] >= others).all()):
            return {columns[place]: tuple(name for name in columns if name != columns[place])}
    return {}
