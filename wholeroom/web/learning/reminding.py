"""Whose note lapses soon, or has: they are asked whether it is still so."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.learning.access import address_of
from wholeroom.web.learning.models import DONE, PracticeNote
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder

BEFORE = timedelta(days=30)


def reminders(person: Person, *, today: date) -> Iterator[Reminder]:
    """Once thirty days before a note lapses, and once on the day; each time that it is confirmed, anew."""
    shared = PracticeNote.objects.filter(author=person, conversation__state=Conversation.State.OPEN)
    for note in shared.exclude(conversation__title="").select_related("conversation").order_by("shared_in_order"):
        ends = note.lapses_on
        if ends <= today:
            text = _("Your note “%(title)s” has lapsed. Is it still so? Then say so, and it counts again.")
            yield _reminder(note, ends, "on-the-day", text)
        elif ends <= today + BEFORE:
            text = _("Your note “%(title)s” lapses on %(day)s. Is it still so? Then say so on its page.")
            yield _reminder(note, ends, "before", text)


def _reminder(note: PracticeNote, ends: date, when: str, text: str) -> Reminder:
    values = {"title": note.conversation.title, "day": date_format(ends, "j F Y")}
    key = f"note-lapses-{note.pk.hex}-{ends.isoformat()}-{when}"
    about = tuple(words.pk.hex for part, words in note.words().items() if part == DONE)
    return Reminder(key=key, text=text % values, path=address_of(note.conversation), about=about)
