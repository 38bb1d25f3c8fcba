"""How long words are kept: until nobody has said anything for so many months, or a year longer where that is asked."""

import calendar
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person

NOTICE = timedelta(days=30)
A_YEAR = 12


def day_it_goes(conversation: Conversation) -> date | None:
    """When its words are erased if nobody speaks: never less than 30 days after people were told. None is never."""
    if not settings.RETENTION_MONTHS:
        return None
    days = [months_later(conversation.last_day, settings.RETENTION_MONTHS)]
    days += [conversation.keep_until] if conversation.keep_until else []
    days += [conversation.warned + NOTICE] if conversation.warned else []
    return max(days)


def may_be_kept_longer(conversation: Conversation, *, today: date) -> bool:
    goes = day_it_goes(conversation)
    return goes is not None and conversation.emptied is None and goes < months_later(today, A_YEAR)


def somebody_spoke(conversation: Conversation) -> None:
    """The time begins again. Only while the conversation is locked; without a change it writes nothing."""
    now = {"last_day": timezone.localdate(), "warned": None, "emptied": None}
    changed = [name for name, value in now.items() if getattr(conversation, name) != value]
    for name in changed:
        setattr(conversation, name, now[name])
    if changed:
        conversation.save(update_fields=changed)


@transaction.atomic
def keep_a_year_more(*, by: Person, conversation: Conversation, today: date | None = None) -> None:
    """Keep the words for a year from today, where they would go sooner. Who was warned is warned again then."""
    today = today or timezone.localdate()
    here = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if may_be_kept_longer(here, today=today):
        here.keep_until, here.warned = months_later(today, A_YEAR), None
        here.save(update_fields=["keep_until", "warned"])
        record(by=by.key, verb="kept a year more", target=here)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it has no such day.

    >>> months_later(date(2027, 12, 31), 2)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
