"""A whole copy of the database in one file, and the way back: SQLite's own, or PostgreSQL's tools."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection

from wholeroom.web.errors import WebError

SQLITE_NAME = "wholeroom.sqlite3"
POSTGRESQL_NAME = "wholeroom.pgdump"
EMPTY_IN_A_COPY = (
    "django_session",  # whoever finds one could sign in as the people in it
    "people_allowance",  # holds times, to the fraction of a second, of who did what lately
)


class DatabaseCopyError(WebError):
    """The database could not be copied or put back."""


def name() -> str:
    """What the copy is called in an archive; it also says which database it is of."""
    return SQLITE_NAME if connection.vendor == "sqlite" else POSTGRESQL_NAME


def copy_to(file: Path) -> None:
    if connection.vendor == "sqlite":
        copy_sqlite(Path(connection.settings_dict["NAME"]), file)
    else:
        options = ("--format=custom", "--no-owner", *(f"--exclude-table-data={table}" for table in EMPTY_IN_A_COPY))
        run_tool("pg_dump", *options, f"--file={file}", f"--dbname={database()}")


def copy_sqlite(source: Path, file: Path) -> None:
    """While the site runs: others may read and write meanwhile. Space of deleted rows is not copied."""
    if not source.exists():
        raise DatabaseCopyError(
            f"There is no database at {source}. Expected: the data folder of a site that has run. Check --data."
        )
    with (
        contextlib.closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as original,
        contextlib.closing(sqlite3.connect(file)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        for table in EMPTY_IN_A_COPY:
            if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 -- a name of our own
                copy.commit()
        copy.execute("VACUUM")


def check(file: Path) -> None:
    """Refuse a copy that is not whole, before anything is overwritten."""
    if connection.vendor != "sqlite":
        run_tool("pg_restore", "--list", str(file))
        return
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise DatabaseCopyError(f"The copy of the database is damaged: {found}. Nothing was changed. Use another copy.")


def holds_something() -> bool:
    """Whether there is a database already that putting a copy back would overwrite."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).exists()
    return bool(connection.introspection.table_names())


def put_back(file: Path) -> None:
    connection.close()
    if connection.vendor != "sqlite":
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={database()}")
        run_tool("pg_restore", *options, str(file))
        return
    target = Path(connection.settings_dict["NAME"])
    fresh = target.with_suffix(".restored")
    shutil.copyfile(file, fresh)
    fresh.chmod(0o600)
    for old in (f"{target}-wal", f"{target}-shm"):
        Path(old).unlink(missing_ok=True)
    os.replace(fresh, target)


def database() -> str:
    return str(connection.settings_dict["NAME"])


def run_tool(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own tools; the password goes by the environment, where other users cannot see it."""
    program = shutil.which(tool)
    if program is None:
        raise DatabaseCopyError(
            f"{tool} is not on this machine. Expected: PostgreSQL's own tools, which copy its databases. "
            "Install postgresql-client, or run pg_dump and pg_restore where the database is."
        )
    settings = connection.settings_dict
    given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    options = {f"PG{option.upper()}": str(value) for option, value in settings["OPTIONS"].items()}
    environment = {variable: str(settings[key]) for variable, key in given.items() if settings[key]}
    done = subprocess.run(  # noqa: S603 -- the program is PostgreSQL's, the arguments are ours
        [program, *arguments], env={**os.environ, **options, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it gave no reason"]
        raise DatabaseCopyError(f"{tool} failed: {said[0]}. Check WHOLEROOM_DATABASE_URL and the version of {tool}.")
