"""Every minute, in the worker: who has to be written to now. Once each, also after the site stood still for days."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from wholeroom.web.agreements import letters, telling
from wholeroom.web.agreements.models import Agreement, Message, Promise
from wholeroom.web.conversations.models import Participant
from wholeroom.web.history.actions import record

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
    for kind in (Message.Kind.WEEK_BEFORE, Message.Kind.ON_THE_DAY):
        for promise in _to_remind(kind, today):
            _try(_remind_owner, promise=promise, kind=kind, today=today)
    for agreement in Agreement.objects.filter(told__isnull=True, review_day__lte=today).select_related("room"):
        for participant in _to_ask(agreement):
            _try(_ask, agreement=agreement, participant=participant)
    for agreement in Agreement.objects.filter(told__isnull=True, review_day__lte=today - PATIENCE):
        _try(telling.tell_everybody, by=None, agreement=agreement)


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


@transaction.atomic
def _remind_owner(*, promise: Promise, kind: str, today: date) -> None:
    if claim(promise.agreement, promise.participant, kind, about=promise.position, for_day=promise.by_when):
        letters.remind_owner(agreement=promise.agreement, promise=promise, today=today)


@transaction.atomic
def _ask(*, agreement: Agreement, participant: Participant) -> None:
    if claim(agreement, participant, Message.Kind.REVIEW, for_day=agreement.review_day):
        letters.ask_for_review(agreement=agreement, to=participant)


def claim(agreement: Agreement, participant: Participant, kind: str, *, about: int = 0, for_day: date) -> bool:
    """Mark a message as sent. Where two workers look at once, only one of them sends it."""
    _message, is_new = Message.objects.get_or_create(
        agreement=agreement, participant=participant, kind=kind, about=about, for_day=for_day
    )
    if is_new:
        record(by=None, verb="wrote to somebody", target=agreement)
    return is_new
