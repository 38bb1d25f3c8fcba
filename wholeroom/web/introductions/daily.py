"""What days bring: spells end, requests end, contacts go. Each day alike, whatever anybody answered."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wholeroom.web.history.actions import record
from wholeroom.web.introductions import actions, drawing, figures
from wholeroom.web.introductions.models import KEPT_FOR, Introduction, Side

State = Introduction.State
HOUR_OF_FIGURES = 3


def every_minute(*, now: datetime | None = None) -> None:
    """What is due on this day, soon after it begins. The figures take their step at night, not when an answer comes."""
    now = now or timezone.localtime()
    tidy_up(today=now.date())
    if now.hour == HOUR_OF_FIGURES:
        figures.renew()


def tidy_up(*, today: date) -> None:
    for introduction in Introduction.objects.filter(_due(today), state=State.OPEN).distinct():
        end_what_is_past(introduction=introduction, today=today)
    for introduction in Introduction.objects.filter(_old(today)):
        forget(introduction=introduction)


@transaction.atomic
def end_what_is_past(*, introduction: Introduction, today: date) -> None:
    """A spell that is over lets go of who was asked: the same for a no, for silence, and where nobody was asked."""
    locked = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if locked.state != State.OPEN:
        return
    drawing.draw_newcomers(locked, today=today)
    for side in Side.objects.filter(introduction=locked, is_asker=False, is_past=False, ends__lte=today):
        side.person = side.person if side.said_yes else None
        side.is_past = True
        side.save(update_fields=["person", "is_past"])
        record(by=None, verb="ended an asking", target=locked)
    if locked.ends <= today:
        actions.end(locked)


@transaction.atomic
def forget(*, introduction: Introduction) -> None:
    """Names and ways to reach people go with it."""
    record(by=None, verb="forgot an introduction", target=introduction)
    introduction.delete()


def _due(today: date) -> Q:
    yesterday = today - timedelta(days=1)
    return Q(drawn__lt=yesterday, is_proposed=False) | Q(sides__ends__lte=today, sides__is_past=False)


def _old(today: date) -> Q:
    last = today - KEPT_FOR
    return Q(state=State.MADE, made__lte=last) | Q(state=State.OVER, begun__lte=last)
