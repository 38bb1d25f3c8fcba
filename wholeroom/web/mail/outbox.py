"""The way out for every message: Django's mail backend of this site.

Any app sends with ``django.core.mail.EmailMessage(...).send()``, inside the transaction of the act that it tells of.
The message is then a row of that transaction: undone with it, and never lost once it is committed. After the commit it
is sent by the worker, or written to a file at once while no mail server is set.

Whom a message is about is said by a header, ``EmailMessage(..., headers={"X-About": "key,key"})`` with opaque keys of
participants, members or contributions. It is kept beside the message and never sent. Erasing one of them erases the
message, as does erasing a member whom it goes to, or to whom its answers go.
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from wholeroom.web.mail import intake


class Outbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with_recipients = [message for message in email_messages if message.recipients()]
        for message in with_recipients:
            intake.keep(message=message)
        return len(with_recipients)
