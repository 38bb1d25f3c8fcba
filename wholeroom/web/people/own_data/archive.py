"""All my data as one zip: a table of JSON for each name, one page to read, and files as they are."""

import json
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web import personal_data
from wholeroom.web.people.models import Person

IN_MEMORY = 5_000_000  # bytes; a larger archive waits on the disk
ENDINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"RIFF": "webp", b"%PDF": "pdf", b"PK": "zip"}
Rows = list[personal_data.Row]


def archive_of(person: Person) -> IO[bytes]:
    """A file that is open at its beginning, and gone once it is closed."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever sends it closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        kept = {name: _without_bytes(archive, name, rows) for name, rows in personal_data.of(person).items()}
        for name, rows in kept.items():
            text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"{_file_name(name)}.json", text)
        context = {"kept": _as_told(kept), "day": timezone.localdate()}
        archive.writestr("index.html", render_to_string("people/own-data/index.html", context))
    file.seek(0)
    return file


def _without_bytes(archive: ZipFile, name: str, rows: Rows) -> Rows:
    """The rows, with the bytes in them put into the archive as files, and the names of the files in their place."""
    for number, row in enumerate(rows, start=1):
        for key, value in row.items():
            if isinstance(value, bytes | memoryview):
                path = f"files/{_file_name(name)}-{number}-{_file_name(key)}.{ending_of(bytes(value))}"
                archive.writestr(path, bytes(value))
                row[key] = path
    return rows


def ending_of(content: bytes) -> str:
    return next((ending for begins, ending in ENDINGS.items() if content.startswith(begins)), "bin")


def _as_told(kept: dict[str, Rows]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """The same for reading: lists in words, and nothing said where nothing is kept."""
    return [
        (name, [[(key, _told(value)) for key, value in row.items()] for row in rows]) for name, rows in kept.items()
    ]


def _told(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(_told(one) for one in value)
    return "" if value is None else str(value)


def _file_name(name: str) -> str:
    return name.replace(" ", "-").replace("/", "-")
