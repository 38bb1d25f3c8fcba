"""For commands that change something in a site, also while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wholeroom.web.running import data_lock, preparation


@contextmanager
def site_at_hand(data: Path | str | None) -> Iterator[None]:
    """The data folder chosen and held, the settings read, the tables up to date. Only then can models be imported."""
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.update_tables()
        yield
