"""What members are to be told of their own words."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder


def of_hidden_words(person: Person, *, today: date) -> Iterator[Reminder]:
    """That a moderator hid words of theirs, the rule, and where to ask again. The words themselves are not in it."""
    hidden = Contribution.objects.filter(participant__member=person, state=Contribution.State.HIDDEN)
    for words in hidden:
        told = _("A moderator hid some of your words. The rule: {rule} You can ask for them to be read again.")
        yield Reminder(
            key=f"hidden {words.pk.hex} {words.reason}",
            text=told.format(rule=RULES.get(words.reason, words.reason)),
            path=f"{reverse('conversations:me', args=[words.conversation_id])}#words-{words.pk.hex}",
            about=(words.pk.hex,),
        )
