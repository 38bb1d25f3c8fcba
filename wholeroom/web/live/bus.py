"""Tells that something changed in a topic. What it looks like now is asked of whoever draws it."""

import os
import secrets
from typing import NamedTuple

from django.db import connection, transaction

from wholeroom.web.live import hub

CHANNEL = "wholeroom_live"
OWN_NAME = f"{os.getpid()}-{secrets.token_hex(4)}"


class Notice(NamedTuple):
    """What one process tells the others: no content, only where to look."""

    topic: str
    urgent: bool
    sender: str

    def written(self) -> str:
        return f"{self.topic} {int(self.urgent)} {self.sender}"

    @classmethod
    def read(cls, payload: str) -> "Notice":
        topic, urgent, sender = payload.split(" ")
        return cls(topic, urgent == "1", sender)


def publish(topic: str, *, urgent: bool = False) -> None:
    """Once the transaction is committed, have everybody who looks at ``topic`` see the newest state.

    An ``urgent`` change (the step of a room) does not wait for its turn.
    """
    if connection.vendor == "postgresql":
        tell_other_processes(Notice(topic, urgent, OWN_NAME))
    transaction.on_commit(lambda: hub.changed(topic, urgent=urgent))


def tell_other_processes(notice: Notice) -> None:
    """PostgreSQL itself holds it back until the commit, and drops it if there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, notice.written()])
