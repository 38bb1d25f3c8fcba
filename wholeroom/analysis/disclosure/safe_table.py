"""The safe table: what may be published, with the list of what was hidden and why."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

from wholeroom.analysis.caveats import Caveat, Sentence, Translate, plain
from wholeroom.analysis.disclosure.rules import Rule
from wholeroom.analysis.reading.bad_rows import safe_in_spreadsheet
from wholeroom.analysis.rows import BadRow

SMALL_MARK = {"people": "none or a few", "answers": "[c]", "secret": "[c]", "measures": "[c]"}
COVERED_MARK = {"people": "not shown", "answers": "[c+]", "secret": "[c+]", "measures": "[c+]"}
LEFT_OUT_MARK = "[x]"


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A cell that is not published: its line and column in the table handed over, its group labels, its mark, and
    why.
    """

    line: int
    column: str
    labels: Mapping[str, str]
    mark: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table that may be published under ``rule``.

    ``columns`` and their order are those handed over; each of ``rows`` (good rows only) has one text for each column: a
    number, a label, or a mark. ``groups``, ``counts`` and ``sums`` say what the columns were taken for. ``hidden``,
    with its reasons, may be published too. ``bad_rows`` may not: they quote what was handed over. A table is shown
    with its ``caveats``.
    """

    rule: Rule
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...]
    counts: tuple[str, ...]
    sums: Mapping[str, tuple[str, ...]]
    hidden: tuple[HiddenCell, ...]
    caveats: tuple[Caveat, ...]
    bad_rows: tuple[BadRow, ...] = ()
    bad_count: int = 0

    def csv(self) -> str:
        """The table as CSV text. A label that a spreadsheet would run as a formula gets an apostrophe before it."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([safe_in_spreadsheet(name) for name in self.columns])
        writer.writerows([safe_in_spreadsheet(cell) for cell in row] for row in self.rows)
        return text.getvalue()

    def json(self, translate: Translate = plain) -> str:
        """Everything as JSON text: the table, what was hidden and why, rows that could not be read, caveats."""
        hidden = [
            {"line": cell.line, "column": cell.column, "groups": dict(cell.labels), "mark": cell.mark}
            | {"code": cell.why.code, "why": cell.why.text(translate)}
            for cell in self.hidden
        ]
        bad_rows = [
            {"line": bad.line, "column": bad.column, "value": bad.value, "why": bad.why.text(translate)}
            for bad in self.bad_rows
        ]
        content = {
            "rule": self.rule,
            "columns": self.columns,
            "groups": self.groups,
            "counts": self.counts,
            "sums": dict(self.sums),
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
            "hidden": hidden,
            "bad_rows": bad_rows,
            "caveats": [{"code": caveat.code, "text": caveat.text(translate)} for caveat in self.caveats],
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def hidden_csv(self, translate: Translate = plain) -> str:
        """What was hidden and why, as CSV text with the columns line, column, the groups, mark, why."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["line", "column", *(safe_in_spreadsheet(name) for name in self.groups), "mark", "why"])
        for cell in self.hidden:
            labels = [safe_in_spreadsheet(label) for label in cell.labels.values()]
            writer.writerow([cell.line, safe_in_spreadsheet(cell.column), *labels, cell.mark, cell.why.text(translate)])
        return text.getvalue()
