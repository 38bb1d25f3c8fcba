"""Keep everything in one file.

In: the database and what people uploaded to stay. Out: the secret key (unless asked), who is signed in, files handed
over for an answer, the outbox, and the list of erased people, which has to outlive every backup.
"""

import json
import os
import tempfile
import zipfile
from pathlib import Path

from django.utils import timezone

from wholeroom.web.errors import WebError
from wholeroom.web.keeping import database_copy, erasures
from wholeroom.web.running import preparation

ABOUT = "about.json"
KEY = "secret-key"
MEDIA = "media"
SHAPE = 1


class BackupError(WebError):
    """A backup cannot be made or put back; the text says why. Nothing was changed."""


def backup(*, data: Path | str | None, out: Path | str, with_key: bool = False) -> list[str]:
    """Write one zip file, also while the site runs. Gives sentences for the person at the terminal."""
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    file = Path(out).expanduser().absolute()
    refuse_to_overwrite(file)
    key = key_of(folder) if with_key else None
    with tempfile.TemporaryDirectory(dir=folder, prefix="backup-") as work:
        copy = Path(work) / database_copy.name()
        database_copy.copy_to(copy)
        unfinished = file.with_name(f"{file.name}.part")
        try:
            write_archive(unfinished, copy, media=folder / MEDIA, key=key)
            os.replace(unfinished, file)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise BackupError(
                f"{file} could not be written: {error.strerror}. Expected: a folder you may write to, with room."
            ) from None
    told = [f"The backup is in {file} ({file.stat().st_size / 1e6:.1f} MB)."]
    told.append(
        "It holds the secret key: keep it where you keep passwords."
        if key
        else "The secret key is not in it. Keep the file secret-key apart, or use --with-key."
    )
    return [*told, f"Keep the list of erased people too: {erasures.list_file()}."]


def refuse_to_overwrite(file: Path) -> None:
    if file.exists():
        raise BackupError(f"{file} is there already. Expected: a new name. Put the day into the name, or remove it.")
    if not file.parent.is_dir():
        raise BackupError(f"There is no folder {file.parent}. Expected: a folder that exists. Make it first.")


def key_of(folder: Path) -> str:
    file = folder / KEY
    if not file.exists():
        raise BackupError(
            "The secret key is not in the data folder: it comes from WHOLEROOM_SECRET_KEY. "
            "Keep it where you set it, and make the backup without --with-key."
        )
    return file.read_text()


def write_archive(file: Path, copy: Path, *, media: Path, key: str | None) -> None:
    about = {"shape": SHAPE, "made": timezone.localdate().isoformat(), "database": copy.name}
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, json.dumps(about))
        archive.write(copy, copy.name)
        for path in sorted(media.rglob("*")):
            if path.is_file():
                archive.write(path, f"{MEDIA}/{path.relative_to(media).as_posix()}")
        if key is not None:
            archive.writestr(KEY, key)
