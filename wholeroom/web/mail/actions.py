"""Every change to mail on its way. What it tells of is in history already; the messages themselves are not.

The first of all, taking a message in, stands in ``intake.py``: it needs the queue, whose jobs need these.
"""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from wholeroom.web.mail import files
from wholeroom.web.mail.models import Concern, OutgoingMessage
from wholeroom.web.people.actions import person_of
from wholeroom.web.people.models import plain_address

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=3)
FILES_ARE_KEPT = timedelta(days=30)
TRACES_ARE_KEPT = timedelta(days=4)
REFUSED_FOR_GOOD = 500

State = OutgoingMessage.State


class KeptMessage(EmailMessage):
    """A message as it was kept: whole, so that nothing of it is made anew."""

    def __init__(self, kept: OutgoingMessage) -> None:
        super().__init__(from_email=kept.sender, to=kept.recipients)
        self.content = bytes(kept.content)
        self.file = ""

    def message(self) -> "WholeText":
        return WholeText(self.content)


class WholeText:
    """What mail backends ask a message for: its bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        return self.content.replace(b"\n", linesep.encode())


def deliver(message: str) -> None:
    """Send one message if it is due; if that fails, it is tried again later, less and less often."""
    kept = begin_try(message=message)
    if kept is None:
        return
    outgoing = KeptMessage(kept)
    try:
        get_connection(settings.MAIL_CARRIER).send_messages([outgoing])
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("A message could not be sent: %s.", type(error).__name__)
        if is_refused_for_good(error):
            settle(message=kept, state=State.GIVEN_UP)
    else:
        settle(message=kept, state=State.IN_A_FILE if outgoing.file else State.SENT, file=outgoing.file)


@transaction.atomic
def begin_try(*, message: str) -> OutgoingMessage | None:
    """Claim a message that is due: nobody else tries it before the wait is over, even if we break off."""
    now = timezone.now()
    due = OutgoingMessage.objects.select_for_update().filter(pk=message, state=State.WAITING, next_try__lte=now)
    kept = due.first()
    if kept is not None:
        kept.next_try = now + min(FIRST_WAIT * 2**kept.tries, LONGEST_WAIT)
        kept.tries += 1
        kept.save(update_fields=["next_try", "tries"])
    return kept


@transaction.atomic
def settle(*, message: OutgoingMessage, state: str, file: str = "") -> None:
    """It is gone, or given up: what it said and to whom is forgotten. A file is known by whom it concerns."""
    rows = OutgoingMessage.objects.filter(pk=message.pk)
    is_still_wanted = rows.update(state=state, file=file, recipients=[], content=b"")
    if not file:
        Concern.objects.filter(message=message.pk).delete()
    elif not is_still_wanted:
        files.remove(file)  # somebody was erased while it was written


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: messages about somebody, or to a member, are erased with them."""
    whom = {key}
    person = person_of(key)
    if person is not None:
        whom.add(plain_address(person.email))
    for message in OutgoingMessage.objects.filter(concerns__who__in=whom).distinct():
        if message.file:
            files.remove(message.file)
        message.delete()


def try_again() -> None:
    """Every minute: what waits is tried when it is due, what is too old is given up, and traces are forgotten."""
    now = timezone.now()
    waiting = OutgoingMessage.objects.filter(state=State.WAITING)
    for message in waiting.filter(made__lt=now - GIVE_UP_AFTER):
        settle(message=message, state=State.GIVEN_UP)
    for key in list(waiting.filter(next_try__lte=now).values_list("pk", flat=True)):
        deliver(str(key))
    OutgoingMessage.objects.filter(state__in=(State.SENT, State.GIVEN_UP), made__lt=now - TRACES_ARE_KEPT).delete()
    for message in OutgoingMessage.objects.filter(state=State.IN_A_FILE, made__lt=now - FILES_ARE_KEPT):
        files.remove(message.file)
        message.delete()


def is_refused_for_good(error: Exception) -> bool:
    """The mail server knows no such address, or will not have this message: trying again would not help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= REFUSED_FOR_GOOD
