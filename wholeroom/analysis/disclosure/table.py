"""Make a table of counts safe to publish: hide small numbers, and what would give them away.

For tables of counts of people by group. It does not protect single persons' rows, and it cannot protect from a reader
who knows from elsewhere what stands behind a mark, or which people came or went between two versions.

How: ``cells.py`` for the rules ``people`` and ``measures``, ``answer_rows.py`` for ``answers`` and ``secret``. A
hidden number keeps at least two possible values for a reader who knows the rule, what each mark leaves possible,
every sum and all versions.

Not so for a reader who goes further, and runs this program on every table that could stand behind what is shown, to see
which of them are hidden this way. Under ``people`` and ``measures`` such a reader gains nothing where no number is
part of two totals. Where totals cross, and under ``answers`` and ``secret``, which total or row is hidden beside a
small one was chosen by the numbers, and can tell that reader more. The caveat ``choice_tells`` says so where it
applies.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from wholeroom.analysis.disclosure import answer_rows, cells
from wholeroom.analysis.disclosure.earlier import earlier_version
from wholeroom.analysis.disclosure.figures import Figures, Reading, figures
from wholeroom.analysis.disclosure.published import Published, State
from wholeroom.analysis.disclosure.rules import FEWEST_OUTCOME, RULES, Rule
from wholeroom.analysis.disclosure.safe_table import COVERED_MARK, LEFT_OUT_MARK, SMALL_MARK, HiddenCell, SafeTable
from wholeroom.analysis.disclosure.sums import TOTAL_LABELS, Layout, layout
from wholeroom.analysis.disclosure.wording import caveats, why
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.rows import Header, Table, read_table

Earlier = SafeTable | Source


def protect_table(
    table: Sequence[Mapping[str, object]],
    *,
    rule: Rule,
    groups: Sequence[str] | None = None,
    counts: Sequence[str] | None = None,
    total_labels: Sequence[str] = TOTAL_LABELS,
    sums: Mapping[str, Sequence[str]] | None = None,
    outcome: str | None = None,
    before: Sequence[Earlier] = (),
) -> SafeTable:
    """Protect rows already in memory; see ``protect_file``. ``None`` in a row is an empty cell. Lines count from 2.

    >>> rows = [{"area": "Westmarch", "waiting": 23}, {"area": "Eastmarch", "waiting": 3}]
    >>> protect_table(rows, rule="measures").rows
    (('Westmarch', '25'), ('Eastmarch', '[c]'))
    """
    names = tuple(dict.fromkeys(name for row in table for name in row))
    cells = tuple(tuple(_text(row.get(name)) for name in names) for row in table)
    lines = tuple(range(2, len(cells) + 2))
    reading = Reading(groups, counts, total_labels, sums, outcome)
    return _protect(Table(Header(names), cells, lines, (), 0), rule, reading, before)


def protect_file(
    source: Source,
    *,
    rule: Rule,
    groups: Sequence[str] | None = None,
    counts: Sequence[str] | None = None,
    total_labels: Sequence[str] = TOTAL_LABELS,
    sums: Mapping[str, Sequence[str]] | None = None,
    outcome: str | None = None,
    before: Sequence[Earlier] = (),
    progress: Progress | None = None,
) -> SafeTable:
    """Read a CSV table (a path or a stream of bytes) and return the safe one.

    ``groups`` and ``counts`` name the columns; left unnamed, they are told from the cells, and a caveat says what was
    taken for what. A row with one of ``total_labels`` is a total. ``sums`` names columns that add up others (left
    None, they are looked for). ``outcome`` (rule ``secret``) is a column telling whether the rule was met. ``before``
    are earlier versions of this table, as published: paths, streams or safe tables.

    Good rows are kept; ``bad_rows`` has every row that is none. Raises InputError if the file cannot be used at all,
    and ValueError for a rule that does not exist.
    """
    reading = Reading(groups, counts, total_labels, sums, outcome)
    return _protect(read_table(source, progress=progress), rule, reading, before)


def _protect(table: Table, rule: Rule, reading: Reading, before: Sequence[Earlier]) -> SafeTable:
    if rule not in RULES:
        raise ValueError(f"There is no rule {rule!r}. Choose one of: {', '.join(RULES)}.")
    found = figures(table, rule, reading)
    earlier = [earlier_version(_as_table(version), found, rule, reading.total_labels) for version in before]
    shape = layout(found.labels(), found.columns.counts, reading.total_labels, found.sums)
    counts = found.counts.ravel()
    if rule in ("people", "measures"):
        decision = cells.decide(shape, counts, rule, earlier)
    else:
        told = _outcomes_told(found) if found.columns.outcome else None
        decision = answer_rows.decide(shape, counts, rule, earlier, told)
    return SafeTable(
        rule,
        found.names,
        _rows(found, decision.published),
        found.columns.groups,
        found.columns.counts,
        found.sums,
        _hidden(found, shape, decision.published),
        caveats(found, decision, bool(before)),
        found.bad_rows,
        found.bad_count,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _as_table(version: Earlier) -> Table:
    if isinstance(version, SafeTable):
        lines = tuple(range(2, len(version.rows) + 2))
        return Table(Header(version.columns), version.rows, lines, (), 0)
    return read_table(version)


def _rows(found: Figures, published: Published) -> tuple[tuple[str, ...], ...]:
    """The cells as they are published."""
    marks = {State.SMALL: SMALL_MARK[published.rule], State.COVERED: COVERED_MARK[published.rule], State.EMPTY: ""}
    states = published.states.reshape(found.counts.shape)
    values = published.values.reshape(found.counts.shape)
    place_of = {found.names.index(name): at for at, name in enumerate(found.columns.counts)}
    left_out = {found.names.index(name) for name in found.columns.left_out}
    tells = _outcomes_told(found)
    rows = []
    for at, cells_of_row in enumerate(found.cells):
        row = [LEFT_OUT_MARK if place in left_out else cell for place, cell in enumerate(cells_of_row)]
        for place, column in place_of.items():
            state = State(states[at, column])
            row[place] = str(values[at, column]) if state == State.SHOWN else marks[state]
        if found.columns.outcome and not tells[at]:
            row[found.names.index(found.columns.outcome)] = SMALL_MARK[published.rule]
        rows.append(tuple(row))
    return tuple(rows)


def _outcomes_told(found: Figures) -> list[bool]:
    """For each row, whether enough people took part to tell if the rule was met."""
    added_up = [found.columns.counts.index(name) for name in found.sums]
    basic = [place for place in range(len(found.columns.counts)) if place not in added_up]
    people = np.maximum(found.counts[:, basic].sum(axis=1), found.counts.max(axis=1, initial=0))
    told: list[bool] = (people >= FEWEST_OUTCOME).tolist()
    return told


def _hidden(found: Figures, shape: Layout, published: Published) -> tuple[HiddenCell, ...]:
    reasons = why(shape, published)
    labels = [dict(zip(found.columns.groups, row, strict=True)) for row in found.labels()]
    hidden = []
    for cell in np.flatnonzero(published.hidden()).tolist():
        row, column = divmod(cell, len(shape.columns))
        marks = SMALL_MARK if published.states[cell] == State.SMALL else COVERED_MARK
        hidden.append(
            HiddenCell(found.lines[row], shape.columns[column], labels[row], marks[published.rule], reasons[cell])
        )
    return tuple(hidden)
