"""What is new for a member, and what they are to be reminded of: all that one daily message tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F, Q, QuerySet

from wholeroom.web import reminders
from wholeroom.web.conversations import word_kinds
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.mail.models import ToldReminder
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder

MOST_WORDS = 50  # in one message; the pages have the rest


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation and what was said in it since the last message, the newest first."""

    conversation: Conversation
    words: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    threads: tuple[Thread, ...]
    reminders: tuple[Reminder, ...]
    more: int  # words beyond the most that one message holds

    def __bool__(self) -> bool:
        return bool(self.threads or self.reminders)


def gather(person: Person, *, today: date) -> Gathered:
    """What to tell: by conversation, that with the newest words first."""
    words = new_words(person)
    told = list(words[:MOST_WORDS])
    more = words.count() - MOST_WORDS if len(told) == MOST_WORDS else 0
    return Gathered(tuple(by_thread(told)), tuple(not_told_yet(person, today)), more)


def new_words(person: Person) -> QuerySet[Contribution]:
    """Words of others in what they follow, since they were told last: by conversation, the newest first.

    A conversation that its owner keeps to themselves again tells nothing.
    """
    followed = Q(conversation__followers__member=person, conversation__followers__wants_mail=True)
    since = Q(position__gt=F("conversation__followers__told_up_to"))
    told = Q()
    for kind, kinds in word_kinds.told_kinds().items():
        told |= Q(conversation__kind=kind, kind__in=kinds)
    found = Contribution.objects.filter(followed & since, told, state=Contribution.State.SHOWN)
    others = found.exclude(conversation__state=Conversation.State.DRAFT).exclude(participant__member=person)
    return others.select_related("conversation", "participant__member").order_by("conversation", "-position")


def by_thread(words: list[Contribution]) -> Iterator[Thread]:
    """Grouped as they come; the order of threads is that of their titles, which says nothing of their worth."""
    threads = [
        Thread(conversation, tuple(said)) for conversation, said in groupby(words, key=lambda one: one.conversation)
    ]
    yield from sorted(threads, key=lambda thread: (thread.conversation.title.casefold(), thread.conversation.pk))


def not_told_yet(person: Person, today: date) -> Iterator[Reminder]:
    told = set(ToldReminder.objects.filter(member=person).values_list("key", flat=True))
    for reminder in reminders.of(person, today=today):
        if reminder.key not in told:
            told.add(reminder.key)
            yield reminder
