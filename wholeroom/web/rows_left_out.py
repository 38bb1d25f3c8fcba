"""How pages tell what could not be read of a table: each row with its place and why, in the reader's language."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.reading.bad_rows import BadRow, InputError

FIRST_BAD_ROWS = 20


def in_their_language(sentence: Sentence) -> str:
    return sentence.text(gettext)


def where_and_what(error: InputError) -> str:
    """An error with its place, as people read it: Line 3, column vote: …"""
    what = in_their_language(error.sentence)
    if error.line and error.column:
        place = gettext("Line {line}, column {column}").format(line=error.line, column=error.column)
    elif error.line:
        place = gettext("Line {line}").format(line=error.line)
    else:
        return what
    return f"{place}: {what}"


@dataclass(frozen=True)
class BadRowShown:
    line: int
    column: str
    value: str
    why: str

    @classmethod
    def of(cls, row: BadRow) -> "BadRowShown":
        return cls(row.line, row.column, row.value, in_their_language(row.why))


def fetched_once(request: HttpRequest, name: str) -> HttpResponse:
    """The file that the session keeps under a name, until it is fetched."""
    kept = request.session.pop(name, None)
    if kept is None:
        raise Http404
    response = HttpResponse(kept, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bad-rows.csv"'
    return response
