"""How this process hears of what others changed: workers, commands, and on PostgreSQL other serving processes."""

import asyncio
import logging
import random
import threading
from concurrent.futures import Executor
from typing import Any

from django.db import close_old_connections, connection

from wholeroom.web.live.bus import CHANNEL, OWN_NAME, Notice
from wholeroom.web.live.hub import Elsewhere, Hub

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_NOTICE_AN_END = 0.5
SECONDS_BEFORE_NEXT_TRY = (0.5, 15.0)
# A connection that broke without a word is noticed within a minute.
KEEPALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


def for_database(executor: Executor) -> Elsewhere:
    return Notices() if connection.vendor == "postgresql" else FileVersion(executor)


class FileVersion:
    """SQLite: a number that moves when another connection writes, asked on Django's own, so that it is never ours."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.looking: asyncio.Task[None] | None = None

    def start(self, hub: Hub) -> None:
        self.looking = asyncio.get_running_loop().create_task(self.look(hub))

    def stop(self) -> None:
        if self.looking:
            self.looking.cancel()

    async def look(self, hub: Hub) -> None:
        before = None
        while True:
            if hub.clients:
                try:
                    now = await asyncio.get_running_loop().run_in_executor(self.executor, data_version)
                except Exception as error:
                    logger.error("The database could not be asked for changes: %s.", type(error).__name__)
                    now = before
                if before is not None and now != before:
                    hub.everything_changed()
                before = now
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


def data_version() -> int:
    close_old_connections()
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA data_version").fetchone()[0]


class Notices:
    """PostgreSQL: a thread that listens on a connection of its own, and connects again whenever that is lost."""

    def __init__(self) -> None:
        self.ending = threading.Event()

    def start(self, hub: Hub) -> None:
        threading.Thread(target=self.listen, args=(hub,), name="notices", daemon=True).start()

    def stop(self) -> None:
        self.ending.set()

    def listen(self, hub: Hub) -> None:
        import psycopg  # only there with the extra `postgres`

        shortest, longest = SECONDS_BEFORE_NEXT_TRY
        pause = shortest
        while not self.ending.is_set():
            try:
                with psycopg.connect(**connection_values(), autocommit=True) as own:
                    own.execute(f"LISTEN {CHANNEL}")
                    hub.tell(hub.everything_changed)  # nobody told us what happened before
                    pause = shortest
                    self.pass_on(own, hub)
            except (psycopg.Error, ValueError) as error:
                logger.warning("Changes made elsewhere are not heard: %s. It is tried again.", type(error).__name__)
                self.ending.wait(pause * random.uniform(0.5, 1.0))  # noqa: S311 -- spread, not secret
                pause = min(pause * 2, longest)

    def pass_on(self, own: Any, hub: Hub) -> None:
        while not self.ending.is_set():
            for received in own.notifies(timeout=SECONDS_TO_NOTICE_AN_END):
                notice = Notice.read(received.payload)
                if notice.sender != OWN_NAME:
                    hub.tell(hub.changed, notice.topic, notice.urgent)


def connection_values() -> dict[str, Any]:
    """As Django connects, with its settings, but not through its connection, which may be in a transaction."""
    return {**KEEPALIVE, **connection.get_connection_params(), "cursor_factory": None}
