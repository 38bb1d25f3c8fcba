"""Who follows a conversation, how far they have read, and how far they have been told."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wholeroom.web.conversations.models import Contribution, Conversation, Following
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person


@transaction.atomic
def follow(*, by: Person, conversation: Conversation) -> Following:
    """Hear what comes from now on. Who follows already, or asked for no mail here, stays as they are."""
    last = last_position(conversation)
    found, is_new = Following.objects.get_or_create(
        member=by, conversation=conversation, defaults={"read_up_to": last, "told_up_to": last}
    )
    if is_new:
        record(by=by.key, verb="followed", target=conversation)
    return found


@transaction.atomic
def stop_following(*, by: Person, conversation: Conversation) -> None:
    if Following.objects.filter(member=by, conversation=conversation).delete()[0]:
        record(by=by.key, verb="stopped following", target=conversation)


def read_up_to_now(*, by: Person, conversation: Conversation) -> int:
    """Mark all as read. Gives how far they had read before, so that the page can say what is new.

    Where nothing is new nothing is written: a page that is only read waits for nobody who writes.
    """
    last = last_position(conversation)
    found = Following.objects.filter(member=by, conversation=conversation).first()
    if found is None:
        return last
    if found.read_up_to < last:
        Following.objects.filter(pk=found.pk, read_up_to__lt=last).update(read_up_to=last)
    return found.read_up_to


def new_since(following: Following | None, words: Iterable[Contribution]) -> list[Contribution]:
    """What others said since somebody last read; nothing is new to who does not follow."""
    if following is None:
        return []
    return [one for one in words if is_new(one, following.read_up_to) and not _is_of(one, following)]


def is_new(words: Contribution, read_before: int) -> bool:
    """Whether words came after what somebody had read before this page was opened, as ``read_up_to_now`` gave it."""
    return words.position > read_before


def _is_of(words: Contribution, following: Following) -> bool:
    return words.participant is not None and words.participant.member_id == following.member_id


def last_position(conversation: Conversation) -> int:
    return last_positions([conversation])[conversation.pk]


def last_positions(conversations: Iterable[Conversation]) -> dict[UUID, int]:
    """By the key of each conversation: 0 where nothing was said yet."""
    keys = [one.pk for one in conversations]
    said = Contribution.objects.filter(conversation__in=keys).values_list("conversation").annotate(last=Max("position"))
    return dict.fromkeys(keys, 0) | dict(said.order_by())
