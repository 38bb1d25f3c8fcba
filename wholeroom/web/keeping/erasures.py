"""Who has been erased: a list beside the database and outside every backup, so that a restore erases them again."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wholeroom.web import moments
from wholeroom.web.errors import WebError

KEY = re.compile(r"[0-9a-f]{32}")  # as every handler of an erasure may rely on


class ErasedListError(WebError):
    """A line of the list of erased people is not a key."""


def list_file() -> Path:
    return settings.DATA / "erased.txt"


def is_key(key: str) -> bool:
    """Whether this can be the key of somebody, or of words: handlers pass over whatever else they are given."""
    return bool(KEY.fullmatch(key))


@transaction.atomic
def erase(*, key: str) -> None:
    """Erase everywhere what belongs to a key: remembered first, so that no restore brings back what was to go."""
    remember(key=key)
    moments.happen(moments.PERSON_ERASED, key=key)


def remember(*, key: str) -> None:
    """Add an opaque key to the list, and be sure that it is on the disk before the erasure is said to be done."""
    if not is_key(key):
        raise ValueError("The list keeps opaque keys of 32 digits and letters a to f. This is something else.")
    descriptor = os.open(list_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{key}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keys_in(file: Path) -> list[str]:
    """Every key of a list once, in the order of their erasure; nothing where there is no list."""
    if not file.exists():
        return []
    keys = dict.fromkeys(line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines())
    keys.pop("", None)
    for number, key in enumerate(keys, start=1):
        if not is_key(key):
            raise ErasedListError(
                f"Entry {number} of {file} is {key[:40]!r}. Expected: one key a line, of 32 digits and letters a to f. "
                "Use the file erased.txt as the site wrote it."
            )
    return list(keys)


def add_list(file: Path) -> None:
    """Take over the keys of another list, as when the site moves to a new machine."""
    known = set(keys_in(list_file()))
    for key in keys_in(file):
        if key not in known:
            remember(key=key)


@transaction.atomic
def replay() -> int:
    """Erase everybody on the list again, through every app that keeps something of a person. Gives their number."""
    keys = keys_in(list_file())
    for key in keys:
        moments.happen(moments.PERSON_ERASED, key=key)
    return len(keys)
