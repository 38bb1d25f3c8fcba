"""The folder of one hand-over: its files and its answer, readable by this site alone, and never in a backup."""

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

HANDED = "handed-"
CHOICES = f"{HANDED}choices.json"
BLOCK = 65_536


def root() -> Path:
    """Where all hand-overs lie, below the data folder."""
    path = Path(settings.DATA) / "handover"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


class Folder:
    """Files by plain names. What people handed over is named ``handed-…``; everything else is the answer."""

    def __init__(self, name: uuid.UUID) -> None:
        self.path = root() / name.hex

    def make(self) -> None:
        self.path.mkdir(mode=0o700)

    def write(self, name: str, chunks: Iterable[bytes]) -> Path:
        path = self.path / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
        return path

    def take(self, name: str, upload: UploadedFile) -> None:
        """A large upload lies in a file already, which is moved here; a small one is in memory."""
        if isinstance(upload, TemporaryUploadedFile):
            shutil.move(upload.temporary_file_path(), self.path / name)
        else:
            self.write(name, upload.chunks())

    def write_json(self, name: str, value: Any) -> None:
        self.write(name, [json.dumps(value).encode()])

    def read_json(self, name: str) -> Any:
        """What was written, or None where it is gone."""
        try:
            return json.loads((self.path / name).read_bytes())
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def blocks(self, name: str) -> Iterator[bytes]:
        with (self.path / name).open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def exists(self) -> bool:
        return self.path.is_dir()

    def holds(self, name: str) -> bool:
        return (self.path / name).is_file()

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def remove_handed(self) -> None:
        for path in self.path.glob(f"{HANDED}*"):
            path.unlink(missing_ok=True)

    def remove_all(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def remove_leftovers(*, now: datetime, older_than: timedelta) -> None:
    """Whatever no hand-over answers for any more: of a crash, a restored database, an upload that broke off."""
    limit = (now - older_than).timestamp()
    for path in [*root().iterdir(), *Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*")]:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime > limit:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
