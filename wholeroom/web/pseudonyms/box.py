"""The sealed box: what people said under a pseudonym, until it is released with others.

It is one file beside the database, so that no table, log of changes or number of a row tells when something came, or
after what. Whoever reads the disk finds all that waits now, shuffled, padded to a whole step, and written anew at
moments drawn by lot, whether anything came or not. A backup leaves it out.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wholeroom.web.errors import WebError

try:
    import fcntl
except ImportError:  # Windows has no such locks; one process at a time has to do there
    fcntl = None

FILE, LOCK = "sealed-box", "sealed-box-lock"
STEP = 64 * 1024
LARGEST = 64 * STEP
SPARE = 8
LONG_AGO = 946684800  # the first second of 2000: what the file tells of its own time

Act = dict[str, Any]


class BoxFull(WebError):
    def __init__(self) -> None:
        super().__init__(_("Very much waits already. Nothing of yours was kept. Please try again tomorrow."))


@contextmanager
def opened() -> Iterator[list[Act]]:
    """All that waits, for one at a time. What the list holds at the end is kept; where that fails, what was there."""
    with _locked():
        acts = _read()
        yield acts
        _write(acts)


def add(act: Act) -> None:
    """One more. Where the box is full is drawn by lot each time, so that nobody measures what others put in."""
    with opened() as acts:
        acts.append(act)
        if len(json.dumps(acts)) > LARGEST - STEP * secrets.randbelow(SPARE):
            raise BoxFull


def waiting() -> list[Act]:
    """All that waits, to look at."""
    with _locked():
        return _read()


def renew() -> None:
    """Write it anew as it is, so that its time and its order tell nothing. The worker does it now and then."""
    with opened():
        pass


def where() -> Path:
    return Path(settings.DATA) / FILE


@contextmanager
def _locked() -> Iterator[None]:
    with open(os.open(where().with_name(LOCK), os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read() -> list[Act]:
    """Without a trace of the time of reading, where the system allows that."""
    try:
        descriptor = os.open(where(), os.O_RDONLY | getattr(os, "O_NOATIME", 0))
    except FileNotFoundError:
        return []
    with open(descriptor, "rb") as file:
        return list(json.loads(file.read()))


def _write(acts: list[Act]) -> None:
    """Whole or not at all; the old file is overwritten before it goes."""
    secrets.SystemRandom().shuffle(acts)
    content = json.dumps(acts).encode()
    size = STEP * max(1, -(-len(content) // STEP))
    file = where()
    new = file.with_name(f"{FILE}.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(content.ljust(size))
        written.flush()
        os.fsync(written.fileno())
    os.utime(new, (LONG_AGO, LONG_AGO))
    before = os.open(file, os.O_WRONLY) if file.exists() else None
    os.replace(new, file)
    if before is not None:
        _overwrite(before)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _overwrite(descriptor: int) -> None:
    with open(descriptor, "wb", buffering=0) as old:
        old.write(b"\0" * os.fstat(descriptor).st_size)
        os.fsync(descriptor)
