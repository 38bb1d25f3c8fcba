"""Who follows a conversation, how far they have read, and how far they have been told."""

from collections.abc import Iterable

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


@transaction.atomic
def read_up_to_now(*, by: Person, conversation: Conversation) -> int:
    """Mark all as read. Gives how far they had read before, so that the page can say what is new."""
    found = Following.objects.filter(member=by, conversation=conversation).first()
    if found is None:
        return last_position(conversation)
    before, found.read_up_to = found.read_up_to, max(found.read_up_to, last_position(conversation))
    if found.read_up_to != before:
        found.save(update_fields=["read_up_to"])
    return before


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
    return conversation.contributions.aggregate(last=Max("position"))["last"] or 0
