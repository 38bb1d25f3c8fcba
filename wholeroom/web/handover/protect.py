"""A table in, the safe one out: the files that the command of the same name writes, made by the same functions."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.disclosure.safe_table import SafeTable
from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.handover.folder import CHOICES, HANDED, Folder
from wholeroom.web.handover.told import NoGoodRow, Preview, Told

TABLE, BEFORE = f"{HANDED}table-1.csv", f"{HANDED}before-*.csv"


def answer(folder: Folder, progress: Any) -> Told:
    progress.begin("reading")
    choices = folder.read_json(CHOICES)
    table = protect_file(
        folder.path / TABLE,
        rule=choices["rule"],
        groups=choices["groups"] or None,
        counts=choices["counts"] or None,
        before=sorted(folder.path.glob(BEFORE)),
        progress=progress,
    )
    if not table.rows and table.bad_count:
        raise NoGoodRow(table.bad_rows)
    progress.begin("writing")
    files = made(table)
    for name, make in files.items():
        folder.write(name, [make().encode()])
    preview = Preview.of(table.columns, table.rows)
    return Told(tuple(found(table)), table.caveats, table.bad_rows, table.bad_count, tuple(files), preview)


def made(table: SafeTable) -> dict[str, Callable[[], str]]:
    """How each file of the answer is made, under its name."""
    files = {"safe-table.csv": table.csv, "hidden.csv": lambda: table.hidden_csv(gettext)}
    if table.bad_rows:
        files["bad-rows.csv"] = lambda: bad_rows_csv(table.bad_rows, gettext)
    return {**files, "safe-table.json": lambda: table.json(gettext)}


def found(table: SafeTable) -> Iterator[Sentence]:
    """The result in a few sentences."""
    yield Sentence("rows", "Rows in the safe table: {count}.", {"count": len(table.rows)})
    yield Sentence("hidden_cells", "Cells hidden: {count}.", {"count": len(table.hidden)})
