"""Every minute, in the worker: who has to be written to now. Once each, also after the site stood still for days."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wholeroom.web import reminders
from wholeroom.web.agreements import letters, links, telling
from wholeroom.web.agreements.models import Agreement, Message, Promise
from wholeroom.web.conversations.models import Participant
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person, plain_address
from wholeroom.web.reminders import Reminder

logger = logging.getLogger(__name__)

WEEK = timedelta(days=7)
EARLIEST_HOUR = 8
PATIENCE = timedelta(days=14)  # after the review day, then everybody is told without being asked
UNFINISHED = [Promise.State.OPEN, Promise.State.PARTLY, Promise.State.CHANGED]


def every_minute(*, now: datetime | None = None) -> None:
    """Nobody is woken at midnight."""
    now = now or timezone.localtime()
    if now.hour >= EARLIEST_HOUR:
        remind(today=now.date())


def remind(*, today: date) -> None:
    """Each address gets one message, with all that it is to be reminded of; none whom the daily message reaches."""
    by_address: dict[str, list[Due]] = {}
    for due in all_due(today):
        by_address.setdefault(plain_address(due.participant.contact.email), []).append(due)
    for address, dues in by_address.items():
        if not reminders.are_gathered_for(address):
            _try(_write, dues=dues, today=today)
    for agreement in Agreement.objects.filter(told__isnull=True, review_day__lte=today - PATIENCE):
        _try(telling.tell_everybody, by=None, agreement=agreement)


def all_due(today: date, address: str = "") -> Iterator["Due"]:
    """What has to be said today and was not; to one address only, if one is given."""
    only = {"contact__email__iexact": address} if address else {}
    for kind in (Message.Kind.WEEK_BEFORE, Message.Kind.ON_THE_DAY):
        of_one = {f"participant__{field}": value for field, value in only.items()}
        for promise in _to_remind(kind, today).filter(**of_one):
            yield Due(kind, promise.agreement, promise.participant, promise)
    for agreement in Agreement.objects.filter(told__isnull=True, review_day__lte=today).select_related("room"):
        for participant in _to_ask(agreement).filter(**only):
            yield Due(Message.Kind.REVIEW, agreement, participant)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to remind a participant of: a promise of theirs, or the review of their meeting."""

    kind: str
    agreement: Agreement
    participant: Participant
    promise: Promise | None = None

    @property
    def for_day(self) -> date:
        return self.promise.by_when if self.promise else self.agreement.review_day

    def claim(self) -> bool:
        """Mark it as told. Where two workers look at once, only one of them tells it."""
        _message, is_new = Message.objects.get_or_create(
            agreement=self.agreement,
            participant=self.participant,
            kind=self.kind,
            about=self.promise.position if self.promise else 0,
            for_day=self.for_day,
        )
        if is_new:
            record(by=None, verb="wrote to somebody", target=self.agreement)
        return is_new

    def letter(self, today: date) -> letters.Letter:
        if self.promise is None:
            return letters.for_review(agreement=self.agreement, to=self.participant)
        return letters.to_owner(agreement=self.agreement, promise=self.promise, today=today)

    def reminder(self, today: date) -> Reminder:
        """The same in a sentence, for the daily message."""
        key = f"{self.kind}-{self.agreement.pk.hex}-{self.promise.position if self.promise else 0}-{self.for_day}"
        letter = self.letter(today)
        if self.promise is None:
            path = reverse("agreements:review-by-mail", args=[links.of_review(self.participant)])
            return Reminder(key, letter.subject, path, letter.about)
        path = reverse("agreements:promise", args=[links.of_promise(self.promise)])
        text = _("You made a promise. {due} Please say how it goes.").format(due=letters.when_due(self.promise, today))
        return Reminder(key, text, path, letter.about)


def reminders_of(person: Person, *, today: date) -> Iterator[Reminder]:
    """For the daily message: what is due of a member who left the address of their account in meetings."""
    for due in all_due(today, person.email):
        yield due.reminder(today)


@transaction.atomic
def _write(*, dues: list[Due], today: date) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        claimed = [due.letter(today) for due in dues if due.claim()]
        if claimed:
            letters.send(claimed)


def _try(write: Callable[..., object], **values: object) -> None:
    """One message that cannot be written must not hold up those to everybody else. It is tried again in a minute."""
    try:
        write(**values)
    except telling.ToldAlready:
        return
    except Exception as error:
        logger.error("A message about an agreement could not be written: %s", type(error).__name__)


def _to_remind(kind: str, today: date) -> QuerySet[Promise]:
    """Promises of owners who can be written to. Whoever promised less than a week ahead is spared the first one."""
    sent = Message.objects.filter(
        agreement=OuterRef("agreement"),
        participant=OuterRef("participant"),
        kind=kind,
        about=OuterRef("position"),
        for_day=OuterRef("by_when"),
    )
    if kind == Message.Kind.WEEK_BEFORE:
        when = Promise.objects.filter(
            by_when__gt=today, by_when__lte=today + WEEK, agreement__closed__lte=F("by_when") - WEEK
        )
    else:
        when = Promise.objects.filter(by_when__lte=today)
    reachable = when.filter(
        ~Exists(sent),
        agreement__told__isnull=True,
        state__in=UNFINISHED,
        participant__is_erased=False,
        participant__contact__email__gt="",
    )
    return reachable.select_related("agreement", "participant__contact")


def _to_ask(agreement: Agreement) -> QuerySet[Participant]:
    sent = Message.objects.filter(agreement=agreement, kind=Message.Kind.REVIEW, participant=OuterRef("pk"))
    return agreement.room.conversation.participants.filter(
        ~Exists(sent), is_erased=False, contact__email__gt=""
    ).select_related("contact")
