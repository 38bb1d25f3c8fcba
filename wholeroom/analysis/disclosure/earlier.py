"""Earlier published versions, read back from the tables that were written."""

import re
from collections.abc import Sequence

import numpy as np

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.disclosure.figures import Figures
from wholeroom.analysis.disclosure.published import Published, State
from wholeroom.analysis.disclosure.rules import Rule
from wholeroom.analysis.disclosure.safe_table import COVERED_MARK, SMALL_MARK
from wholeroom.analysis.disclosure.sums import layout
from wholeroom.analysis.rows import InputError, Table

ESCAPED = re.compile(r"'\s*[=+\-@]")
WHOLE = re.compile(r"\d{1,13}")

NOT_OURS = plain(
    "An earlier version has {value} here, which this rule does not write. Hand over the file as it was written."
)
BAD_EARLIER = plain("An earlier version cannot be read here: {why} Hand over the file as it was written.")


def earlier_version(table: Table, new: Figures, rule: Rule, total_labels: Sequence[str]) -> Published:
    """What an earlier version, written by this program, shows in the columns of the ``new`` table.

    Raises InputError if it lacks one of the columns, has rows that cannot be read, or has cells that this program did
    not write under ``rule``.
    """
    for bad in table.bad_rows:
        raise InputError(Sentence("bad_earlier", BAD_EARLIER, {"why": bad.why.text()}), bad.line, bad.column)
    needed = (*new.columns.groups, *new.columns.counts)
    groups = [table.header.position(name, needed) for name in new.columns.groups]
    counts = [table.header.position(name, needed) for name in new.columns.counts]
    labels = [tuple(_label(row[place]) for place in groups) for row in table.rows]
    states, values = [], []
    for line, row in zip(table.lines, table.rows, strict=True):
        for place in counts:
            state, value = _cell(row[place], rule, line, table.columns[place])
            states.append(state)
            values.append(value)
    found = layout(labels, new.columns.counts, total_labels, new.sums)
    told = None
    if new.columns.outcome and table.header.has(new.columns.outcome):
        told = tuple(cell != SMALL_MARK[rule] for cell in table.column(new.columns.outcome))
    return Published(rule, found, np.array(states, dtype=np.int8), np.array(values, dtype=np.int64), told)


def _label(cell: str) -> str:
    return cell[1:].strip() if ESCAPED.match(cell) else cell.strip()


def _cell(text: str, rule: Rule, line: int, column: str) -> tuple[State, int]:
    marks = {SMALL_MARK[rule]: State.SMALL, COVERED_MARK[rule]: State.COVERED, "": State.EMPTY}
    text = text.strip()
    if text in marks:
        return marks[text], 0
    if WHOLE.fullmatch(text):
        return State.SHOWN, int(text)
    raise InputError(Sentence("not_ours", NOT_OURS, {"value": text[:40]}), line, column)
