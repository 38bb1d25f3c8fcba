"""Put a backup back: checked before anything is overwritten, and never with people in it who were erased since."""

import contextlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from wholeroom.web.keeping import database_copy, erasures
from wholeroom.web.keeping.backup import ABOUT, KEY, MEDIA, SHAPE, BackupError
from wholeroom.web.running import data_lock, preparation


def restore(
    *, archive: Path | str, data: Path | str | None, force: bool = False, erased: Path | str | None = None
) -> list[str]:
    """Fill a data folder from a backup and bring it up to date. Gives sentences for the person at the terminal.

    ``erased`` is the list of erased people of another machine, if the site moves. Overwrites only with ``force``.
    """
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    with data_lock.locked(folder, alone=True), tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as work:
        unpacked = Path(work)
        unpack(Path(archive).expanduser(), unpacked)
        copy = unpacked / database_copy.name()
        database_copy.check(copy)
        if database_copy.holds_something() and not force and not preparation.restore_unfinished(folder).exists():
            raise BackupError(
                f"There is a database already for {folder}. Expected: an empty data folder. "
                "Choose another with --data, or use --force to lose what is there now."
            )
        if erased is not None:
            erasures.add_list(Path(erased).expanduser())
        erasures.keys_in(erasures.list_file())  # unreadable? then before anything is overwritten
        with marked_unfinished(folder):
            database_copy.put_back(copy)
            put_files_back(unpacked, folder)
            preparation.update_tables()
            again = erasures.replay()
    return [f"The backup is restored into {folder}.", f"People erased again: {again}."]


@contextlib.contextmanager
def marked_unfinished(folder: Path) -> Iterator[None]:
    """If it breaks off in between, the site does not start on a half restored folder."""
    mark = preparation.restore_unfinished(folder)
    mark.touch(mode=0o600)
    yield
    mark.unlink()


def unpack(archive: Path, into: Path) -> None:
    """Everything is read and its check sums compared before anything else happens."""
    try:
        with zipfile.ZipFile(archive) as opened:
            check_contents(opened, archive)
            opened.extractall(into)
    except FileNotFoundError:
        raise BackupError(f"There is no file {archive}. Expected: a backup made by `wholeroom backup`.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, OSError) as error:
        raise BackupError(
            f"{archive} cannot be read as a backup: {error}. Expected: a whole file made by `wholeroom backup`. "
            "Nothing was changed. Use another copy."
        ) from None


def check_contents(opened: zipfile.ZipFile, archive: Path) -> None:
    about = json.loads(opened.read(ABOUT))
    if about.get("shape") != SHAPE:
        found = about.get("shape")
        raise BackupError(f"{archive} is of another version: {found}. Expected: {SHAPE}. Update wholeroom.")
    wanted = database_copy.name()
    if about.get("database") != wanted:
        raise BackupError(
            f"{archive} holds {about.get('database')}. Expected: {wanted}. "
            "A backup goes back into the kind of database it was made of; check WHOLEROOM_DATABASE_URL."
        )
    for name in opened.namelist():
        parts = PurePosixPath(name).parts
        if name not in (ABOUT, KEY, wanted) and (parts[0] != MEDIA or ".." in parts):
            raise BackupError(f"{archive} holds a file that no backup has: {name}. Nothing was changed.")


def put_files_back(unpacked: Path, folder: Path) -> None:
    """What people uploaded, and the key where the backup has it."""
    if (unpacked / MEDIA).is_dir():
        shutil.rmtree(folder / MEDIA, ignore_errors=True)
        shutil.move(unpacked / MEDIA, folder / MEDIA)
    if (unpacked / KEY).exists():
        shutil.copyfile(unpacked / KEY, folder / KEY)
        (folder / KEY).chmod(0o600)
