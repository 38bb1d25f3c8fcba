"""How a message enters: in the transaction of the act that it tells of, to be delivered once that is committed."""

from email.utils import parseaddr
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from wholeroom.web.mail import files
from wholeroom.web.mail.actions import deliver
from wholeroom.web.mail.models import Concern, OutgoingMessage
from wholeroom.web.mail.tasks import deliver_in_worker
from wholeroom.web.people.models import plain_address

ABOUT = "X-About"
NO_ANSWER_BY_MACHINES = {"Auto-Submitted": "auto-generated"}


@transaction.atomic
def keep(*, message: EmailMessage) -> OutgoingMessage:
    kept = OutgoingMessage.objects.create(
        sender=message.from_email, recipients=message.recipients(), content=content_of(message)
    )
    about = str(message.extra_headers.get(ABOUT, "")).split(",")
    named = (*message.recipients(), *message.reply_to)
    whom = {key.strip() for key in about} | {plain_address(parseaddr(one)[1]) for one in named}
    Concern.objects.bulk_create(Concern(message=kept, who=who) for who in sorted(whom - {""}))
    begin = deliver if settings.MAIL_CARRIER == files.NAME else deliver_in_worker.enqueue
    transaction.on_commit(partial(begin, str(kept.pk)))
    return kept


def content_of(message: EmailMessage) -> bytes:
    """The whole message as it will be sent: whom it is about is not part of it."""
    headers = message.extra_headers
    message.extra_headers = {**NO_ANSWER_BY_MACHINES, **headers}
    message.extra_headers.pop(ABOUT, None)
    try:
        return message.message().as_bytes()
    finally:
        message.extra_headers = headers
