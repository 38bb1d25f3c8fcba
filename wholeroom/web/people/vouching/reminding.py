"""Whoever is vouched for is reminded, two weeks before it ends, that they may ask again."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wholeroom.web.people.models import Person
from wholeroom.web.people.vouching import standing
from wholeroom.web.reminders import Reminder

DAYS_BEFORE = 14


def reminders(person: Person, *, today: date) -> Iterator[Reminder]:
    for one in standing.of(person, today=today):
        if one.until and one.until <= today + timedelta(days=DAYS_BEFORE):
            yield Reminder(
                key=f"vouch-ends:{one.code}:{one.until.isoformat()}",
                text=_("On %(day)s, nobody vouches any more that you speak for: %(group)s. You may ask again, or not.")
                % {"day": date_format(one.until, "j F Y"), "group": one.label},
                path=reverse("people:vouching"),
                about=(person.key,),
            )
