"""The files an answer may have: what each is called on the page, and what it is good for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Piece:
    """``name`` is the file's name in the answer's folder and on the person's own computer."""

    name: str
    label: str | Promise
    about: str | Promise
    media_type: str


CSV, HTML, JSON = "text/csv; charset=utf-8", "text/html; charset=utf-8", "application/json"
REPORT = "report.html"
PIECES = {
    piece.name: piece
    for piece in (
        Piece(REPORT, _("Report"), _("A web page with the map, every statement and all notes."), HTML),
        Piece("opinion-map.svg", _("Map, as a drawing"), _("An SVG file. It is sharp at any size."), "image/svg+xml"),
        Piece("opinion-map.png", _("Map, as a picture"), _("A PNG file, for slides and letters."), "image/png"),
        Piece("opinion-map.json", _("Data"), _("All the numbers, as a JSON file for programs."), JSON),
        Piece("safe-table.csv", _("Safe table"), _("A CSV file. This is the one you can share."), CSV),
        Piece("hidden.csv", _("List of what we hid"), _("A CSV file. It says which cells, and why."), CSV),
        Piece("safe-table.json", _("Data"), _("All of it, with rows we left out. Do not share this file."), JSON),
        Piece("bad-rows.csv", _("Rows we left out"), _("A CSV file. It says why, for each row."), CSV),
    )
}
