"""What must stand before the site can run: private folders, the secret key, the tables, the collected styles."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

from wholeroom.web.environment import text
from wholeroom.web.errors import WebError

SETTINGS = "wholeroom.web.settings"
FINGERPRINT = "collected-from"
NOT_SERVED = ["ext", "htmx-2.js", "*-4.js", "*-4.min.js"]  # what packages ship and no page of ours loads


class DataFolderError(WebError):
    """The data folder cannot be used; the text says why and what to do."""


def use_data_folder(data: Path | str | None) -> Path:
    """Choose the data folder before settings are read, make it private, and give its path."""
    if data is not None:
        os.environ["WHOLEROOM_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    folder = Path(text("WHOLEROOM_DATA", "wholeroom-data")).expanduser().absolute()
    try:
        for private in (folder, folder / "incoming", folder / "outbox"):
            private.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_key(folder / "secret-key")
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be used: {error.strerror}. Expected: a folder that you may write to. "
            "Choose another with --data, or change who may write there."
        ) from None
    return folder


def restore_unfinished(folder: Path) -> Path:
    """A mark that stands while a restore is under way."""
    return folder / "restore-unfinished"


def refuse_unfinished_restore(folder: Path) -> None:
    if restore_unfinished(folder).exists():
        raise DataFolderError(
            f"A restore into {folder} broke off, so people erased since may be back in it. Expected: a whole restore. "
            "Run `wholeroom restore` again."
        )


def make_key(file: Path) -> None:
    """A key of 50 random bytes that only the owner may read, unless there is one or the environment gives one."""
    if file.exists() or text("WHOLEROOM_SECRET_KEY"):
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secrets.token_urlsafe(50) + "\n")


def start_django() -> None:
    """Read the settings; the first import of the site, after the data folder is chosen."""
    django.setup()


def update_tables() -> None:
    """Bring the database to the shape that this version expects; quick when it has it already."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise DataFolderError(
            f"The database could not be opened or brought up to date: {error}. Expected: a database of this version "
            f"or an older one, at {connection.settings_dict['HOST'] or connection.settings_dict['NAME']}. "
            "Check WHOLEROOM_DATABASE_URL and --data, or restore a backup."
        ) from None


def collect_styles() -> None:
    """Compress styles and scripts and name them by their content, unless nothing has changed since the last time."""
    mark = settings.STATIC_ROOT / FINGERPRINT
    found = fingerprint(sources())
    if mark.exists() and mark.read_text() == found:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=NOT_SERVED)
    mark.write_text(found)


def sources() -> Iterator[Path]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield Path(storage.path(path))


def fingerprint(files: Iterable[Path]) -> str:
    """Of names, sizes and dates, so that a second start need not read them all."""
    digest = hashlib.sha256()
    for file in sorted(files):
        status = file.stat()
        digest.update(f"{file} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
