"""A site on which people speak openly and under pseudonyms for some weeks, made in a process of its own.

    python -m tests.pseudonyms.world OUT
    python -m tests.pseudonyms.world OUT SHIFT

In the first, members sign in each time they sit down, and say something openly, under a pseudonym, or both. In the
second all are signed in all the time. Time, chance and keys are drawn from one seed, so that two of these worlds differ
in nothing but who sits behind the pseudonyms: ``SHIFT`` moves that on by so many members. The log of changes is never
folded into the database, so that whoever gets the dump in ``OUT`` has every change in its order. ``truth.json`` tells
which member said which words under a pseudonym.
"""

import json
import os
import random
import secrets
import shutil
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Goes on by some seconds with each look, so that times differ as in life."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=0.01)
        return self.now


def make(out: Path, shift: int | None) -> None:
    chance, drawn, clock = random.Random(1), random.Random(2), Clock()
    seed(drawn, clock)
    from django.utils import timezone

    from wholeroom.web.running import preparation

    preparation.use_data_folder(None)
    timezone.now = clock  # before any model takes it as what a field holds unless told otherwise
    preparation.start_django()
    preparation.update_tables()
    from django.conf import settings
    from django.db import connection

    from tests.pseudonyms.weeks import Weeks

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint = 0")
    settings.ALLOWED_HOSTS = ["*"]
    said = Weeks(chance, clock, shift).live()
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(Path(settings.DATA).rglob("*")):
        if file.is_file() and file.name not in ("secret-key",) and "static" not in file.parts:
            copy = out / file.relative_to(settings.DATA)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, copy)
    (out / "truth.json").write_text(json.dumps(said))


def seed(drawn: random.Random, clock: Clock) -> None:
    """Every source of chance and time in this process is the same in each world."""
    secrets.SystemRandom = lambda: drawn  # type: ignore[assignment,misc]
    secrets.choice, secrets.randbelow = drawn.choice, drawn.randrange  # type: ignore[assignment]
    secrets.token_hex = lambda size=32: drawn.randbytes(size).hex()
    secrets.token_urlsafe = lambda size=32: drawn.randbytes(size).hex()
    uuid.uuid4 = lambda: uuid.UUID(bytes=drawn.randbytes(16), version=4)
    time.time = lambda: clock().timestamp()
    random.seed(3)
    os.getpid = lambda: 1  # mail takes both into the key of a message
    os.environ["WHOLEROOM_SECRET_KEY"] = "a key that is the same in every world, and long enough"


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
