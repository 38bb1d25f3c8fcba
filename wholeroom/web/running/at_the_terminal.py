"""For commands that change something in a site, also while it runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wholeroom.web.running import data_lock, preparation

WRONG_ADDRESS = "Does it begin with the wrong address? Say the right one with --address, or set WHOLEROOM_ADDRESS."


@contextmanager
def site_at_hand(data: Path | str | None, address: str | None = None) -> Iterator[None]:
    """The data folder chosen and held, the settings read, the tables up to date. Only then can models be imported.

    ``address`` is what the site is called outside, for the links that are printed; without it, the setting.
    """
    if address:
        os.environ["WHOLEROOM_ADDRESS"] = address
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.update_tables()
        yield
