"""What the pages tell of an answer: sentences kept with their values apart, translated when they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import BadRow, InputError
from wholeroom.web.errors import WebError
from wholeroom.web.rows_left_out import FIRST_BAD_ROWS, where_and_what

FIRST_ROWS = 20
CRASHED = Sentence("crashed", "Something broke here. It is not your fault. Please try again, or write to us.")
TOO_LONG = plain(
    "This took more than {seconds} seconds, so we stopped. Try a smaller file, or use the command on your computer."
)


NO_GOOD_ROW = Sentence("no_good_row", "No row of this file could be used. The first rows are listed below.")


class NoGoodRow(WebError):
    """Every row of a file is bad: there is nothing to answer."""

    def __init__(self, bad_rows: Sequence[BadRow]) -> None:
        super().__init__(NO_GOOD_ROW.text())
        self.bad_rows = bad_rows


def took_too_long(seconds: int) -> Sentence:
    return Sentence("took_too_long", TOO_LONG, {"seconds": seconds})


def as_json(sentence: Sentence) -> dict[str, Any]:
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in sentence.values.items()}
    return {"code": sentence.code, "words": sentence.words, "values": values}


def from_json(kept: dict[str, Any]) -> Sentence:
    return Sentence(kept["code"], kept["words"], kept["values"])


def rows_as_json(rows: Sequence[BadRow]) -> list[dict[str, Any]]:
    """The first rows, as many as a page shows."""
    return [
        {"line": row.line, "column": row.column, "value": row.value, "why": as_json(row.why)}
        for row in rows[:FIRST_BAD_ROWS]
    ]


def rows_from_json(kept: Iterable[dict[str, Any]]) -> list[BadRow]:
    return [BadRow(row["line"], row["column"], row["value"], from_json(row["why"])) for row in kept]


@dataclass(frozen=True)
class Preview:
    """The first rows of a table that is the answer, and how many there are in all."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    row_count: int

    @classmethod
    def of(cls, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> "Preview":
        return cls(columns, rows[:FIRST_ROWS], len(rows))

    def as_json(self) -> dict[str, Any]:
        return {"columns": list(self.columns), "rows": [list(row) for row in self.rows], "row_count": self.row_count}


@dataclass(frozen=True)
class Told:
    """The short answer: what was found, what must be said beside it, the rows left out, and what can be fetched."""

    found: Sequence[Sentence]
    caveats: Sequence[Sentence]
    bad_rows: Sequence[BadRow]
    bad_row_count: int
    pieces: Sequence[str]
    preview: Preview | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "found": [as_json(sentence) for sentence in self.found],
            "caveats": [as_json(sentence) for sentence in self.caveats],
            "bad_rows": rows_as_json(self.bad_rows),
            "bad_row_count": self.bad_row_count,
            "pieces": list(self.pieces),
            "preview": self.preview.as_json() if self.preview else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Told":
        return cls(
            sentences(kept["found"]),
            sentences(kept["caveats"]),
            rows_from_json(kept["bad_rows"]),
            kept["bad_row_count"],
            kept["pieces"],
            Preview(**kept["preview"]) if kept["preview"] else None,
        )


def sentences(kept: Iterable[dict[str, Any]]) -> list[Sentence]:
    return [from_json(one) for one in kept]


@dataclass(frozen=True)
class Problem:
    """Why there is no answer, and where in the file it went wrong."""

    sentence: Sentence
    line: int | None = None
    column: str | None = None
    bad_rows: Sequence[BadRow] = ()

    def as_json(self) -> dict[str, Any]:
        place = {"line": self.line, "column": self.column}
        return {"sentence": as_json(self.sentence), **place, "bad_rows": rows_as_json(self.bad_rows)}

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> "Problem":
        if kept is None:
            return cls(CRASHED)
        return cls(from_json(kept["sentence"]), kept["line"], kept["column"], rows_from_json(kept["bad_rows"]))

    def text(self) -> str:
        return where_and_what(InputError(self.sentence, self.line, self.column))
