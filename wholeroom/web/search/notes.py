"""Notes of what changed, written in the transaction of the change, and read by every process before it answers.

On PostgreSQL ids are given before the commit, so a lower one can show up after a higher one. Hence each note holds the
number of its transaction, and a reader starts again from the oldest transaction that was still under way when it read
last: whatever commits later has that number or a higher one. It may read a note twice, never pass one over. On SQLite
there is one writer at a time, so ids are committed in their order.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Max

from wholeroom.web.search.models import Change

FORGOTTEN_AT_ONCE = 500
NEWER = {
    "postgresql": (
        "SELECT id, conversation, txid_snapshot_xmin(txid_current_snapshot()) "
        "FROM search_change WHERE act >= %s ORDER BY id"
    ),
    "sqlite": "SELECT id, conversation, id + 1 FROM search_change WHERE id >= %s ORDER BY id",
}
NOW = {
    "postgresql": "SELECT txid_snapshot_xmin(txid_current_snapshot())",
    "sqlite": "SELECT COALESCE(MAX(id), 0) + 1 FROM search_change",
}
NUMBER_OF_TRANSACTION = {"postgresql": "SELECT txid_current()", "sqlite": "SELECT 0"}


@dataclass
class Reader:
    """How far one process has read. ``newer`` gives the conversations that changed since, each once."""

    _from: int = 0
    _read: set[int] = field(default_factory=set)

    def begin(self) -> None:
        """From here on: what is committed by now is in the tables that the index is built from."""
        self._from, self._read = _number(NOW), set()

    def newer(self) -> list[UUID]:
        with connection.cursor() as cursor:
            cursor.execute(NEWER[connection.vendor], [self._from])
            rows = cursor.fetchall()
        found = [UUID(str(conversation)) for id, conversation, _next in rows if id not in self._read]
        self._read = {id for id, *_rest in rows}
        self._from = max([self._from, *(following for *_rest, following in rows)])
        return list(dict.fromkeys(found))


def write(ids: Collection[UUID], *, waits: bool) -> None:
    """Have every process look at these conversations again, once the transaction is committed.

    ``waits`` is whether the worker has to look at them too.
    """
    act = _number(NUMBER_OF_TRANSACTION)
    Change.objects.bulk_create(Change(conversation=id, act=act, waits=waits) for id in ids)


def tidy_up() -> None:
    """Forget notes that a later one of the same conversation makes needless, so that they do not pile up.

    They are looked up in one pass and go some at a time, since on SQLite nobody else can write meanwhile.
    """
    newest = Change.objects.order_by().values("conversation").annotate(last=Max("pk")).values("last")
    needless = list(Change.objects.filter(waits=False).exclude(pk__in=newest).values_list("pk", flat=True))
    for start in range(0, len(needless), FORGOTTEN_AT_ONCE):
        Change.objects.filter(pk__in=needless[start : start + FORGOTTEN_AT_ONCE]).delete()


def _number(asked: dict[str, str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return int(cursor.fetchone()[0])
