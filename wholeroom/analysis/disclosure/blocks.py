"""A table of answers cut into blocks that have nothing to do with each other, such as one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wholeroom.analysis.disclosure.published import Published, States
from wholeroom.analysis.disclosure.rules import Rule
from wholeroom.analysis.disclosure.sums import Counts, Layout

Key = tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Some rows of a new table, ``rows`` by their place in it, with what earlier versions said of them.

    ``layout`` and ``counts`` (one row for each of ``rows``) have a column for each answer and no sums of columns.
    """

    rows: tuple[int, ...]
    layout: Layout
    counts: Counts
    told: tuple[bool, ...] | None
    earlier: tuple[Published, ...]

    def published(self, rule: Rule, states: Sequence[int]) -> Published:
        width = len(self.layout.columns)
        every = np.repeat(np.array(states, dtype=np.int8), width)
        return Published(rule, self.layout, every, self.counts.ravel(), self.told)


def answer_columns(layout: Layout, counts: Counts) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
    """The sum columns that count more than their parts (answers no column shows), and which answers each sum column
    adds up.

    ``counts`` has shape (rows, columns). Answers are the basic columns, then what each of those sums counts beyond
    its parts.
    """
    rests = {column: counts[:, column] - counts[:, parts].sum(axis=1) for column, parts in layout.column_parts.items()}
    beyond = tuple(column for column, rest in rests.items() if (rest > 0).any())
    place = {column: at for at, column in enumerate(layout.basic_columns.tolist())}
    added = []
    for column, parts in layout.column_parts.items():
        own = (len(place) + beyond.index(column),) if column in beyond else ()
        added.append((*(place[part] for part in parts.tolist()), *own))
    return beyond, added


def answers_of(layout: Layout, counts: Counts, beyond: Sequence[int]) -> Counts:
    """The answers of each row: its basic columns, and what the columns ``beyond`` count beyond theirs. Shape (rows,
    answers).
    """
    rests = [
        counts[:, [column]] - counts[:, layout.column_parts[column]].sum(axis=1, keepdims=True) for column in beyond
    ]
    found: Counts = np.hstack([counts[:, layout.basic_columns], *(np.maximum(rest, 0) for rest in rests)])
    return found


def blocks(
    layout: Layout, counts: Counts, told: Sequence[bool] | None, earlier: Sequence[Published], beyond: Sequence[int]
) -> list[Block]:
    """Cut a table and its earlier versions into blocks that no total joins. ``counts`` has shape (rows, columns)."""
    root = _roots([layout, *(version.layout for version in earlier)])
    members: dict[Key, list[int]] = {}
    for row, key in enumerate(layout.keys):
        members.setdefault(root[key], []).append(row)
    answers = answers_of(layout, counts, beyond)
    before = [(version, answers_of(version.layout, _grid(version), beyond)) for version in earlier]
    old_rows = [_rows_by_root(version.layout, root) for version in earlier]
    found = []
    for name, rows in members.items():
        old = [
            _part(version, values, by_root[name])
            for (version, values), by_root in zip(before, old_rows, strict=True)
            if name in by_root
        ]
        told_here = None if told is None else tuple(told[row] for row in rows)
        found.append(Block(tuple(rows), _part_of(layout, rows, answers.shape[1]), answers[rows], told_here, tuple(old)))
    return found


def _grid(version: Published) -> Counts:
    shape = (len(version.layout.keys), len(version.layout.columns))
    grid: Counts = np.where(version.hidden(), 0, version.values).reshape(shape)
    return grid


def _roots(layouts: Sequence[Layout]) -> dict[Key, Key]:
    """For each key, the key that stands for its block."""
    parent: dict[Key, Key] = {key: key for layout in layouts for key in layout.keys}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for layout in layouts:
        for total, parts in layout.row_parts.items():
            for part in parts.tolist():
                parent[root(layout.keys[part])] = root(layout.keys[total])
    return {key: root(key) for key in parent}


def _rows_by_root(layout: Layout, root: dict[Key, Key]) -> dict[Key, list[int]]:
    rows: dict[Key, list[int]] = {}
    for row, key in enumerate(layout.keys):
        rows.setdefault(root[key], []).append(row)
    return rows


def _part_of(layout: Layout, rows: Sequence[int], width: int) -> Layout:
    here = {row: at for at, row in enumerate(rows)}
    parts = {
        here[total]: np.array([here[part] for part in parts.tolist()], dtype=np.intp)
        for total, parts in layout.row_parts.items()
        if total in here
    }
    return Layout(tuple(layout.keys[row] for row in rows), tuple(map(str, range(width))), parts, {})


def _part(version: Published, answers: Counts, rows: Sequence[int]) -> Published:
    width = answers.shape[1]
    states: States = version.states.reshape(len(version.layout.keys), -1)[rows, 0]
    told = None if version.told is None else tuple(version.told[row] for row in rows)
    part = _part_of(version.layout, rows, width)
    return Published(version.rule, part, np.repeat(states, width), answers[rows].ravel(), told)
