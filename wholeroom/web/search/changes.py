"""Notes of what changed, written in the transaction of the change, and read by every process before it answers.

On PostgreSQL ids are given before the commit, so a lower one can show up after a higher one. Hence each note holds the
number of its transaction, and a reader starts again from the oldest transaction that was still under way when it read
last: whatever commits later has that number or a higher one. It may read a note twice, never pass one over. On SQLite
there is one writer at a time, so ids are committed in their order.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.keeping import erasures
from wholeroom.web.search import kinds, tasks
from wholeroom.web.search.meaning import is_wanted
from wholeroom.web.search.models import Change, TextVector

NEWER = "SELECT id, conversation, {next} FROM search_change WHERE {place} >= %s ORDER BY id"
NOW = "SELECT {now}"
SQL = {
    "postgresql": {
        "next": "txid_snapshot_xmin(txid_current_snapshot())",
        "place": "act",
        "now": "txid_snapshot_xmin(txid_current_snapshot())",
    },
    "sqlite": {"next": "id + 1", "place": "id", "now": "(SELECT COALESCE(MAX(id), 0) + 1 FROM search_change)"},
}


@dataclass
class Reader:
    """How far one process has read. ``newer`` gives the conversations that changed since, each once."""

    _from: int = 0
    _read: set[int] = field(default_factory=set)

    def begin(self) -> None:
        """From here on: what is committed by now is in the tables that the index is built from."""
        with connection.cursor() as cursor:
            cursor.execute(NOW.format(**SQL[connection.vendor]))
            self._from, self._read = cursor.fetchone()[0], set()

    def newer(self) -> list[UUID]:
        with connection.cursor() as cursor:
            cursor.execute(NEWER.format(**SQL[connection.vendor]), [self._from])
            rows = cursor.fetchall()
        found = [UUID(str(conversation)) for id, conversation, _next in rows if id not in self._read]
        self._read = {id for id, *_rest in rows}
        self._from = max([self._from, *(following for *_rest, following in rows)])
        return list(dict.fromkeys(found))


def note(ids: Collection[UUID], *, waits: bool = True) -> None:
    """Have every process look at these conversations again, once the transaction is committed."""
    if ids:
        act = _number_of_transaction()
        Change.objects.bulk_create(Change(conversation=id, act=act, waits=waits) for id in ids)
        if waits and is_wanted():
            transaction.on_commit(tasks.keep_vectors_soon)


def conversation_changed(*, conversation: Conversation) -> None:
    """What the moment does here: a note, if this kind can be found at all."""
    if kinds.kind_of(conversation):
        note([conversation.pk])


def words_changed(*, contribution: Contribution) -> None:
    """Words that show no longer, or again: what was made of them goes in the same act."""
    if kinds.kind_of(contribution.conversation):
        forget_vectors([contribution.conversation_id])
        note([contribution.conversation_id])


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here, before the words themselves are emptied further down."""
    if erasures.is_key(key):
        theirs = Q(pk=key) | Q(participant=key) | Q(participant__member=key)
        said = Contribution.objects.filter(theirs, conversation__kind__in=kinds.registered())
        ids = sorted(set(said.values_list("conversation", flat=True)))
        forget_vectors(ids)
        note(ids)


def forget_vectors(ids: Iterable[UUID]) -> None:
    """Locked first: a worker that is just about to keep a vector of the same words then finds them changed."""
    locked = Conversation.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    TextVector.objects.filter(conversation__in=[one.pk for one in locked]).delete()


def tidy_up() -> None:
    """Forget notes that a later one of the same conversation makes needless, so that they do not pile up."""
    later = Change.objects.filter(conversation=OuterRef("conversation"), pk__gt=OuterRef("pk"))
    Change.objects.filter(Exists(later), waits=False).delete()


def _number_of_transaction() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        return int(cursor.fetchone()[0])
