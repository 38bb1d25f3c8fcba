"""One file lock on the data folder: the site and its workers share it, a restore wants it alone."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from wholeroom.web.errors import WebError

try:
    import fcntl
except ImportError:  # Windows has no such locks; there the guide's "stop the site first" has to do
    fcntl = None


class DataInUse(WebError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The data folder {folder} is in use: the site or a worker runs on it. Expected: nothing runs. "
            "Stop them, then try again."
        )


@contextlib.contextmanager
def locked(folder: Path, *, alone: bool) -> Iterator[None]:
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if fcntl:
            try:
                fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except OSError:
                raise DataInUse(folder) from None
        yield
    finally:
        os.close(descriptor)
