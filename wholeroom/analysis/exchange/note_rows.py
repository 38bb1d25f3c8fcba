"""A table of practice notes: a row for each thing that was done, with what went wrong.

A row without what went wrong is bad, as it is on the page: a success alone helps nobody to do it again.
"""

from dataclasses import replace

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.exchange.word_rows import (
    AREA,
    SERVICE,
    SERVICES,
    YES_OR_NO,
    Shape,
    WordRow,
    WordRows,
    read_word_rows,
)
from wholeroom.analysis.reading.bad_rows import BadRows
from wholeroom.analysis.reading.text_blocks import Progress, Source

DONE, OUTCOME, NEW, ABOUT = "done", "outcome", "is_new", "about"
NEEDED = (DONE, "context", "happened", "went-wrong")
PARTS = (DONE, "context", "happened", "numbers", "cost", "went-wrong", "not-helped", "differently")
NEW_PARTS = ("who-benefits", "displaces", "basics")
OUTCOMES = ("worked", "mixed", "failed")
NOTES = Shape(
    words=(*PARTS, *NEW_PARTS),
    needed=NEEDED,
    choices={OUTCOME: OUTCOMES, SERVICE: SERVICES, NEW: YES_OR_NO},
    must_choose=(OUTCOME,),
    plain=(AREA, ABOUT),
)
NOT_TOLD = Sentence("new_thing_not_told", "A new thing needs this: who benefits, what it displaces, the basics.")


def read_notes(source: Source, *, progress: Progress | None = None) -> WordRows:
    """Read practice notes from a CSV table; ``about`` holds ids of problems, with spaces between them.

    Raises InputError if the file cannot be used at all.

    >>> import io
    >>> table = b"id,done,context,happened,went-wrong,outcome,is_new\\nvan,A van,A county,12 came,Fuel,mixed,yes\\n"
    >>> [(bad.column, bad.why.code) for bad in read_notes(io.BytesIO(table)).bad_rows]
    [('who-benefits', 'new_thing_not_told')]
    """
    read = read_word_rows(source, NOTES, progress=progress)
    bad_rows = BadRows(read.bad_rows, read.bad_count)
    for row in read.rows:
        if missing := _not_told(row):
            bad_rows.add(row.line, missing[0], "", NOT_TOLD)
    good = tuple(row for row in read.rows if not _not_told(row))
    return replace(read, rows=good, bad_rows=bad_rows.kept(), bad_count=bad_rows.count)


def _not_told(row: WordRow) -> list[str]:
    """What a new thing has to say beside the rest, and does not."""
    return [part for part in NEW_PARTS if part not in row.words] if row.says.get(NEW) == "yes" else []
