"""Votes in, opinion map out: the files that the command of the same name writes, made by the same functions."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, gettext

from wholeroom.analysis import charts
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.report import report
from wholeroom.analysis.opinion.result import OpinionMap
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.summary import summary
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.analysis.reading.bad_rows import BadRow, bad_rows_csv
from wholeroom.web.handover.folder import CHOICES, HANDED, Folder
from wholeroom.web.handover.told import NoGoodRow, Told

VOTES, STATEMENTS = f"{HANDED}votes-1.csv", f"{HANDED}statements-1.csv"


def answer(folder: Folder, progress: Any) -> Told:
    progress.begin("reading")
    votes = read_votes(folder.path / VOTES, progress=progress)
    statements = read_statements(folder.path / STATEMENTS) if folder.holds(STATEMENTS) else None
    bad_rows = votes.bad_rows + (statements.bad_rows if statements else ())
    bad_count = votes.bad_count + (statements.bad_count if statements else 0)
    if not votes.rows_used:
        raise NoGoodRow(votes.bad_rows)
    progress.begin("working out")
    result = opinion_map(votes, statements)
    progress.begin("writing")
    files = made(result, bad_rows, bad_count, title=folder.read_json(CHOICES)["title"])
    for number, (name, make) in enumerate(files.items(), start=1):
        folder.write(name, [make()])
        progress.note(number, len(files))
    return Told(summary(result), result.caveats, bad_rows, bad_count, tuple(files))


def made(
    result: OpinionMap, bad_rows: tuple[BadRow, ...], bad_count: int, *, title: str
) -> dict[str, Callable[[], bytes]]:
    """How each file of the answer is made, under its name."""
    words = {"title": title or None, "translate": gettext, "language": get_language().partition("-")[0]}
    files = {"report.html": lambda: report(result, bad_rows=bad_rows, bad_count=bad_count, **words).encode()}
    if result.drawn:
        files["opinion-map.svg"] = lambda: charts.svg(result.chart()).encode()
        files["opinion-map.png"] = lambda: charts.png(result.chart())
    if bad_rows:
        files["bad-rows.csv"] = lambda: bad_rows_csv(bad_rows, gettext).encode()
    return {**files, "opinion-map.json": result.json}
