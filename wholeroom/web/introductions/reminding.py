"""What somebody is reminded of: that they are asked, and two weeks after a yes, the question whether it helped."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wholeroom.web.introductions import actions, reading
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder


def reminders(person: Person, *, today: date) -> Iterator[Reminder]:
    for side in actions.asked_of(person, today=today):
        yield Reminder(
            key=f"introductions-asked-{side.pk.hex}",
            text=_("Somebody who has the same problem would like to talk to you. A no is fine, and nobody is told."),
            path=reverse("introductions:asked", args=[side.pk]),
        )
    for side in reading.talks_of(person):
        if side.introduction.question_from <= today:
            yield Reminder(
                key=f"introductions-helped-{side.pk.hex}",
                text=_("Did your talk help? One question, and what you say is only counted."),
                path=reverse("introductions:talk", args=[side.introduction_id]),
            )
