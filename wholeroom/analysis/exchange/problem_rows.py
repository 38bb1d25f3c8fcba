"""A table of problems: a row for each, told by who has it."""

from wholeroom.analysis.exchange.word_rows import SERVICE, SERVICES, YES_OR_NO, Shape, WordRows, read_word_rows
from wholeroom.analysis.reading.text_blocks import Progress, Source

HARD, IDEAS = "hard", "ideas"
PARTS = (HARD, "happens", "to-whom", "tried", "got-wrong", "not-understood", "good", "who-should-be-there")
PROBLEMS = Shape(words=PARTS, needed=(HARD,), choices={SERVICE: SERVICES, IDEAS: YES_OR_NO})


def read_problems(source: Source, *, progress: Progress | None = None) -> WordRows:
    """Read problems from a CSV table with the columns id and hard, and any of the other parts, area, service, ideas.

    Raises InputError if the file cannot be used at all.

    >>> import io
    >>> read_problems(io.BytesIO(b"id,hard\\nfridays,We lose people on Fridays\\n")).rows[0].words["hard"]
    'We lose people on Fridays'
    """
    return read_word_rows(source, PROBLEMS, progress=progress)
