"""What members are to be told of their own words."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.conversations.reasons import IN_WORDS
from wholeroom.web.conversations.retention import day_it_goes
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder


def of_hidden_words(person: Person, *, today: date) -> Iterator[Reminder]:
    """That a moderator hid words of theirs, the rule, and where to ask again. The words themselves are not in it."""
    hidden = Contribution.objects.filter(participant__member=person, state=Contribution.State.HIDDEN)
    for words in hidden:
        told = _("A moderator hid some of your words. The rule: {rule} You can ask for them to be read again.")
        yield Reminder(
            key=f"hidden {words.pk.hex} {words.reason}",
            text=told.format(rule=IN_WORDS.get(words.reason, words.reason)),
            path=f"{reverse('conversations:me', args=[words.conversation_id])}#words-{words.pk.hex}",
            about=(words.pk.hex,),
        )


def of_words_that_go(person: Person, *, today: date) -> Iterator[Reminder]:
    """That words in a place of theirs are erased soon. What was said there, and its title, are not in it."""
    warned = Conversation.objects.filter(participants__member=person, warned__isnull=False, emptied__isnull=True)
    for conversation in warned:
        goes = day_it_goes(conversation)
        if goes is None:
            continue
        told = _("Somewhere you took part, nobody has said anything for long. The words there are erased on {day}.")
        yield Reminder(
            key=f"goes {conversation.pk.hex} {goes}",
            text=told.format(day=date_format(goes, "j F Y")),
            path=reverse("conversations:keeping", args=[conversation.pk]),
        )
