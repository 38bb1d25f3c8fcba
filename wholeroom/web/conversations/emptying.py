"""Every minute, in the worker: whom to warn that words go, and which words go today. Each is done once."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.models import (
    EARLIER_WORDING,
    Attachment,
    Contact,
    Contribution,
    Conversation,
    Participant,
)
from wholeroom.web.conversations.retention import NOTICE, day_it_goes, months_later
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish
from wholeroom.web.people.addresses import absolute

logger = logging.getLogger(__name__)

EARLIEST_HOUR = 8  # nobody is woken at midnight
State = Contribution.State


def every_minute(*, now: datetime | None = None) -> None:
    now = now or timezone.localtime()
    if settings.RETENTION_MONTHS and now.hour >= EARLIEST_HOUR:
        look(today=now.date())


def look(*, today: date) -> None:
    """Warn 30 days before, then empty. What fails for one conversation does not hold up the others."""
    longest_silent = months_later(today + NOTICE, -settings.RETENTION_MONTHS)
    for conversation in Conversation.objects.filter(emptied__isnull=True, last_day__lte=longest_silent):
        if is_to_be_warned(conversation, today=today):
            _try(warn, conversation=conversation, today=today)
        elif is_over(conversation, today=today):
            _try(empty, conversation=conversation, today=today)


def is_to_be_warned(conversation: Conversation, *, today: date) -> bool:
    goes = day_it_goes(conversation)
    return goes is not None and conversation.warned is None and goes - NOTICE <= today


def is_over(conversation: Conversation, *, today: date) -> bool:
    goes = day_it_goes(conversation)
    return goes is not None and conversation.warned is not None and goes <= today


@transaction.atomic
def warn(*, conversation: Conversation, today: date) -> None:
    """Members find it among their reminders. Who left an address and has no account is written to."""
    here = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if not is_to_be_warned(here, today=today):
        return
    here.warned = today
    here.save(update_fields=["warned"])
    without_account = here.participants.filter(member=None, contact__email__gt="").select_related("contact")
    for participant in without_account:
        _write_to(participant, here)
    record(by=None, verb="warned that words go", target=here)


def empty(*, conversation: Conversation, today: date) -> None:
    """Erase what was said, one by one, so that nobody else waits for long; broken off, it goes on the next time.

    Rows and counts stay, and so do words that others have to keep, such as those of an agreement.
    """
    kept = words_to_keep(conversation)
    for key in _keys_that_go(conversation, kept):
        erasures.erase(key=key.hex)
    _finish(conversation, kept, today=today)


def words_to_keep(conversation: Conversation) -> set[UUID]:
    asked = moments.registered(moments.RETENTION_DAY)
    return set().union(*(keeps(conversation=conversation) for keeps in asked))


@transaction.atomic
def _finish(conversation: Conversation, kept: set[UUID], *, today: date) -> None:
    """Unless somebody spoke meanwhile: they can still be reached, and are still called as they were."""
    here = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if not is_over(here, today=today):
        return
    Contact.objects.filter(participant__conversation=here).delete()
    has_words = Exists(Contribution.objects.filter(participant=OuterRef("pk"), pk__in=kept))
    here.participants.exclude(has_words).update(nickname="", groups={}, token_hash=None)
    here.emptied = today
    here.save(update_fields=["emptied"])
    record(by=None, verb="emptied", target=here)
    publish(here.id.hex)


def _keys_that_go(conversation: Conversation, kept: set[UUID]) -> list[UUID]:
    """Words first, which take their earlier wordings and files along; then what else there is beside those kept."""
    everything = Contribution.everything.filter(conversation=conversation).exclude(state=State.ERASED)
    go = everything.exclude(kind=EARLIER_WORDING).exclude(pk__in=kept)
    beside: QuerySet[Contribution] = everything.filter(kind=EARLIER_WORDING, parent__in=kept)
    files = Attachment.objects.filter(words__in=kept, words__conversation=conversation)
    return [key for found in (go, beside, files) for key in found.values_list("pk", flat=True)]


def _write_to(participant: Participant, conversation: Conversation) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(day_it_goes(conversation), "j F Y")
        paragraphs = [
            _("You took part in a conversation and left this address. Nobody has said anything there for long."),
            _("On {day} its words are erased, and this address with them.").format(day=day),
            _("What was agreed in a meeting stays on its page."),
            _("Do you want to keep the words? Say something there, or ask whoever runs it to keep them."),
            absolute(address_of(conversation)),
        ]
        EmailMessage(
            subject=_("Words are erased on {day}").format(day=day),
            body="\n\n".join(paragraphs) + "\n",
            to=[participant.contact.email],
            headers={"X-About": participant.key},
        ).send()


def _try(act: Callable[..., None], **values: object) -> None:
    try:
        act(**values)
    except Exception as error:
        logger.error("Words whose time is over could not be seen to: %s", type(error).__name__)
