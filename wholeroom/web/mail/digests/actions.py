"""Every change to digests: sending one, choosing how often, stopping."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.following import last_position, last_positions
from wholeroom.web.conversations.models import Contribution, Conversation, Following
from wholeroom.web.history.actions import record
from wholeroom.web.mail.digests.gathering import Gathered, gather, new_words, not_told_yet
from wholeroom.web.mail.digests.letter import letter
from wholeroom.web.mail.models import DigestChoice, ToldReminder
from wholeroom.web.people.models import Person, plain_address

logger = logging.getLogger(__name__)

EARLIEST_HOUR = 8
WEEK = timedelta(days=7)
MOST_AT_ONCE = 200  # members looked at in one minute, so that other work of the worker is not held up
HowOften = DigestChoice.HowOften


def every_minute(*, now: datetime | None = None) -> None:
    """Nobody is woken at midnight. Whom there is nothing to tell gets nothing."""
    now = now or timezone.localtime()
    if now.hour >= EARLIEST_HOUR:
        for person in due(today=now.date())[:MOST_AT_ONCE]:
            try:
                tell(person=person, today=now.date())
            except Exception as error:
                logger.error("A digest could not be written: %s", type(error).__name__)


def due(*, today: date) -> QuerySet[Person]:
    """Members not yet looked at today; those who want it weekly a week after the last one; never who wants none."""
    settled = DigestChoice.objects.filter(member=OuterRef("pk")).filter(
        Q(how_often=HowOften.NEVER) | Q(looked=today) | Q(how_often=HowOften.WEEKLY, sent__gt=today - WEEK)
    )
    return Person.objects.filter(~Exists(settled), is_confirmed=True).order_by("pk")


def gathers(address: str) -> bool:
    """Whether reminders for an address go into a digest: it is a member's who did not choose to hear nothing."""
    member = Person.objects.filter(email=plain_address(address), is_confirmed=True).first()
    return member is not None and not DigestChoice.objects.filter(member=member, how_often=HowOften.NEVER).exists()


def tell(*, person: Person, today: date) -> bool:
    """Write to one member, if there is something to tell and nobody else has today. Gives whether a message goes.

    It is gathered before anything is locked, since on SQLite nobody else could write meanwhile. What changed until
    then is not sent: it is gathered anew a minute later.
    """
    gathered = gather(person, today=today)
    message = letter(person, gathered) if gathered else None
    with transaction.atomic():
        choice, _is_new = DigestChoice.objects.select_for_update().get_or_create(member=person)
        if choice.looked == today or choice.how_often == HowOften.NEVER or not stands(person, gathered, today=today):
            return False
        choice.looked = today
        if message is not None:
            choice.sent = today
            message.send()
            mark_as_told(person, gathered)
            record(by=None, verb="wrote to somebody", target=person)
        choice.save(update_fields=["looked", "sent"])
    return message is not None


def stands(person: Person, gathered: Gathered, *, today: date) -> bool:
    """Whether all that was gathered could still be told as it is."""
    words = [one for thread in gathered.threads for one in thread.words]
    if words and told_as(new_words(person).filter(pk__in=[one.pk for one in words])) != told_as(words):
        return False
    return not gathered.reminders or set(gathered.reminders) <= set(not_told_yet(person, today))


def told_as(words: Iterable[Contribution]) -> set[tuple[UUID, str, str, str]]:
    return {(one.pk, one.text, label(one), one.conversation.title) for one in words}


def mark_as_told(person: Person, gathered: Gathered) -> None:
    ToldReminder.objects.bulk_create(ToldReminder(member=person, key=one.key) for one in gathered.reminders)
    told = [thread.conversation for thread in gathered.threads]
    last = last_positions(told)
    following = list(Following.objects.filter(member=person, conversation__in=told))
    for one in following:
        one.told_up_to = last[one.conversation_id]
    Following.objects.bulk_update(following, ["told_up_to"])


@transaction.atomic
def choose(*, by: Person, how_often: str) -> None:
    """Hear daily, weekly or not at all."""
    DigestChoice.objects.update_or_create(member=by, defaults={"how_often": HowOften(how_often)})
    record(by=by.key, verb="chose how often", target=by)


@transaction.atomic
def stop(*, member: Person, conversation: Conversation | None = None) -> None:
    """No more mail, about one conversation or about any. Whoever has the link from the mail may do it."""
    if conversation is None:
        DigestChoice.objects.update_or_create(member=member, defaults={"how_often": HowOften.NEVER})
    else:
        Following.objects.filter(member=member, conversation=conversation).update(wants_mail=False)
    record(by=member.key, verb="stopped mail", target=conversation or member)


@transaction.atomic
def want_again(*, by: Person, conversation: Conversation) -> None:
    """Have mail about one conversation once more, of what comes from now on."""
    Following.objects.filter(member=by, conversation=conversation).update(
        wants_mail=True, told_up_to=last_position(conversation)
    )
    record(by=by.key, verb="wanted mail again", target=conversation)
