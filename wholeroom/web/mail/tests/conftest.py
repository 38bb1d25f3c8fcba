import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import override_settings

OUTBOX = "wholeroom.web.mail.outbox.Outbox"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class Broken(BaseEmailBackend):
    """A mail server that answers as it is told to."""

    error: Exception = OSError("no such host")

    def send_messages(self, email_messages):
        raise self.error


@pytest.fixture
def files(settings, db):
    """The outbox as it is until a mail server is set."""
    settings.EMAIL_BACKEND = OUTBOX
    settings.MAIL_CARRIER = "wholeroom.web.mail.files.Files"
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def queue(settings, db, mailoutbox):
    """The outbox with a mail server; gives what the server has taken."""
    settings.EMAIL_BACKEND = OUTBOX
    settings.MAIL_CARRIER = LOCMEM
    return mailoutbox


@pytest.fixture
def mail_server_is_down():
    with override_settings(MAIL_CARRIER=f"{__name__}.Broken"):
        yield Broken


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Sends in a transaction that is then committed."""

    def send_now(to="jo@westmarch.example", *, about="", body="Croeso, Siân.\nYou promised: a phone call.", **fields):
        message = EmailMessage(
            "What became of it – Westmarch", body, to=[to], headers={"X-About": about} if about else {}, **fields
        )
        with django_capture_on_commit_callbacks(execute=True):
            message.send()

    return send_now
