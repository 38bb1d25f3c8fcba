"""The text of a digest: what waits for somebody, then what is new, by conversation, whole and in plain words."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholeroom.web.conversations import word_kinds
from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.documents.plain_text import wrap
from wholeroom.web.mail.digests import links
from wholeroom.web.mail.digests.gathering import Gathered, Thread
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder

LONGEST_SUBJECT = 60


def letter(person: Person, gathered: Gathered) -> EmailMessage:
    """One message with everything. Mail programs find in its headers how to stop them all with one press."""
    with translation.override(settings.LANGUAGE_CODE):
        stop = absolute(links.to_stop(person))
        return EmailMessage(
            subject=subject(gathered),
            body="\n\n".join(paragraphs(person, gathered, stop)) + "\n",
            to=[person.email],
            headers={
                "X-About": ",".join(about(person, gathered)),
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def subject(gathered: Gathered) -> str:
    if not gathered.threads:
        return str(_("Something waits for you"))
    title = " ".join(gathered.threads[0].conversation.title.split())
    short = title if len(title) <= LONGEST_SUBJECT else f"{title[: LONGEST_SUBJECT - 1]}…"
    return _("New: {title}").format(title=short)


def paragraphs(person: Person, gathered: Gathered, stop: str) -> Iterator[str]:
    if gathered.reminders:
        yield headed(_("What waits for you"))
        yield from (reminded(one) for one in gathered.reminders)
    for thread in gathered.threads:
        yield from told(person, thread)
    if gathered.more:
        more = ngettext("{n} more is on the pages.", "{n} more are on the pages.", gathered.more)
        yield wrap(more.format(n=gathered.more))
    yield wrap(_("We write at most once a day. To hear less often, or nothing more:"))
    yield stop


def reminded(reminder: Reminder) -> str:
    return f"{wrap(reminder.text, '  ', '* ')}\n  {absolute(reminder.path)}"


def told(person: Person, thread: Thread) -> Iterator[str]:
    yield headed(thread.conversation.title or _("A conversation you follow"))
    yield from (said(one) for one in thread.words)
    yield f"{_('The page:')}\n{absolute(address_of(thread.conversation))}"
    stop = absolute(links.to_stop(person, thread.conversation))
    yield f"{wrap(_('To hear nothing more about this one:'))}\n{stop}"


def said(words: Contribution) -> str:
    who = label(words)
    name = word_kinds.name_of(words)
    first = _("{kind}, from {who}:").format(kind=name, who=who) if who else f"{name}:"
    return f"{wrap(first)}\n{wrap(words.text, '> ')}"


def headed(text: str) -> str:
    heading = wrap(text)
    return f"{heading}\n{'=' * max(len(line) for line in heading.splitlines())}"


def about(person: Person, gathered: Gathered) -> list[str]:
    """The keys of all whom it tells of: with any of them erased, a digest that waits is erased too."""
    keys = {person.key, *(key for reminder in gathered.reminders for key in reminder.about)}
    for thread in gathered.threads:
        for words in thread.words:
            keys |= {words.pk.hex, *([words.participant.key] if words.participant else [])}
            keys |= {words.participant.member.key} if words.participant and words.participant.member else set()
    return sorted(keys)
