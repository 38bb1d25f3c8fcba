"""What is done here where something changes: a note in the same act, and no vector of words that show no longer."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.keeping import erasures
from wholeroom.web.search import kinds, notes, tasks
from wholeroom.web.search.meaning import is_wanted
from wholeroom.web.search.models import TextVector

NOTED_AT_ONCE = 1000


def note(ids: Collection[UUID]) -> None:
    """Have every process look at these again, and the worker too, once the transaction is committed."""
    if ids:
        notes.write(ids, waits=True)
        if is_wanted():
            transaction.on_commit(tasks.keep_vectors_soon)


def conversation_changed(*, conversation: Conversation) -> None:
    """What the moment does here: a note, if this kind can be found at all."""
    if kinds.kind_of(conversation):
        note([conversation.pk])


def words_changed(*, contribution: Contribution) -> None:
    """Words that show no longer, or again: what was made of them goes in the same act.

    Nothing is locked, since whoever calls holds the words already. Where a worker is just about to keep a vector of
    them, that one counts for no other words, and goes when the worker reads this note.
    """
    if kinds.kind_of(contribution.conversation):
        TextVector.objects.filter(pk=contribution.conversation_id).delete()
        note([contribution.conversation_id])


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here, before the words themselves are emptied further down."""
    if erasures.is_key(key):
        theirs = Q(pk=key) | Q(participant=key) | Q(participant__member=key)
        said = Contribution.objects.filter(theirs, conversation__kind__in=kinds.registered())
        ids = sorted(set(said.values_list("conversation", flat=True)))
        forget_vectors(ids)
        note(ids)


def forget_vectors(ids: Collection[UUID]) -> None:
    """For good, so locked first: a worker that is about to keep a vector of the same words finds them changed."""
    locked = Conversation.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    TextVector.objects.filter(pk__in=[one.pk for one in locked]).delete()


def ask_for_vectors(ids: Sequence[UUID]) -> None:
    """Have vectors made of these, and of what was left waiting: at the first start with the extra, or another model."""
    if not is_wanted():
        return
    for start in range(0, len(ids), NOTED_AT_ONCE):
        with transaction.atomic():
            notes.write(ids[start : start + NOTED_AT_ONCE], waits=True)
    tasks.keep_vectors_soon()
