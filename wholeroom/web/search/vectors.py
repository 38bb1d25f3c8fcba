"""Makes the vectors of words that changed, in the worker, some at a time. What waits stands in the table of changes.

Where the worker is stopped at any moment, what was made is kept and the rest still waits. An erasure locks a
conversation before it removes its vector, and so does whoever keeps one: no vector of words that are gone can follow.
"""

import time
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db import transaction

from wholeroom.analysis.retrieval.sentence_vectors import MODEL_ID, as_blob
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.search import kinds, notes
from wholeroom.web.search.kinds import Findable
from wholeroom.web.search.meaning import encode, is_wanted
from wholeroom.web.search.models import Change, TextVector

AT_ONCE = 16  # texts: half a second of work
SECONDS_AT_A_TIME = 2.0  # then others have their turn


def keep_some(*, seconds: float) -> bool:
    """Look at what waits, the oldest first, for this long. Gives whether more waits."""
    until = time.monotonic() + seconds
    while batch := list(Change.objects.filter(waits=True).order_by("pk")[:AT_ONCE]):
        keep_up(batch)
        if time.monotonic() > until:
            return Change.objects.filter(waits=True).exists()
    return False


def keep_up(batch: Collection[Change]) -> None:
    """Encode outside of any transaction, since on SQLite nobody else could write meanwhile."""
    ids = sorted({one.conversation for one in batch})
    texts = {one.conversation: one for one in found_by_everybody(ids)}
    known = dict(TextVector.objects.filter(pk__in=ids, model_id=MODEL_ID).values_list("pk", "digest"))
    made: dict[UUID, TextVector] = {}
    for id, one in texts.items():
        vector = encode(one.text) if known.get(id) != one.digest else None
        if vector is not None:
            made[id] = TextVector(conversation_id=id, model_id=MODEL_ID, digest=one.digest, numbers=as_blob(vector))
    store(batch, ids, made)


@transaction.atomic
def store(batch: Collection[Change], ids: Collection[UUID], made: Mapping[UUID, TextVector]) -> None:
    """Keep each vector whose words still stand as they were read; drop those of words that nobody may find now."""
    list(Conversation.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    now = {one.conversation: one.digest for one in found_by_everybody(ids)}
    TextVector.objects.filter(pk__in=set(ids) - now.keys()).delete()
    TextVector.objects.bulk_create(
        [vector for id, vector in made.items() if now.get(id) == vector.digest],
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["model_id", "digest", "numbers"],
    )
    Change.objects.filter(pk__in=[one.pk for one in batch]).delete()
    notes.write(ids, waits=False)


def found_by_everybody(ids: Collection[UUID]) -> Iterator[Findable]:
    for kind in kinds.registered().values():
        yield from kind.findable(ids)


def tidy_up() -> None:
    """In the worker, every minute: also where nothing is encoded, what nobody may find any more keeps no vector."""
    if not is_wanted():
        keep_some(seconds=SECONDS_AT_A_TIME)
    notes.tidy_up()
