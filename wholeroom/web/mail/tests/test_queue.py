import smtplib
import socketserver
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wholeroom.web.mail import actions, condition
from wholeroom.web.mail.models import OutgoingMessage

CARRIER = "django.core.mail.backends.smtp.EmailBackend"


def run_worker():
    """What a worker does with the jobs that wait."""
    for job in DBTaskResult.objects.filter(status="READY"):
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()


def now_due():
    OutgoingMessage.objects.update(next_try=timezone.now() - timedelta(seconds=1))


def state():
    return OutgoingMessage.objects.values_list("state", "tries").get()


def test_message_waits_for_the_worker_and_goes_whole(queue, send):
    send(about="a1")
    assert (len(queue), state()) == (0, ("waiting", 0))

    run_worker()

    content = queue[0].message().as_bytes().decode()
    assert queue[0].recipients() == ["jo@westmarch.example"]
    assert "Croeso, Siân." in content
    assert "Auto-Submitted: auto-generated\n" in content
    assert "X-About" not in content
    assert state() == ("sent", 1)


def test_nothing_of_a_sent_message_is_kept(queue, send):
    send(about="a1")
    run_worker()

    kept = OutgoingMessage.objects.get()
    assert (bytes(kept.content), kept.recipients, kept.concerns.count()) == (b"", [], 0)


def test_job_holds_no_words_and_no_address(queue, send):
    send()

    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [str(OutgoingMessage.objects.get().pk)], "kwargs": {}}


def test_message_is_tried_again_less_and_less_often(queue, send, mail_server_is_down):
    send()
    waits = []

    for _ in range(4):
        now_due()
        begun = timezone.now()
        actions.try_again()
        waits.append(round((OutgoingMessage.objects.get().next_try - begun).total_seconds() / 60))

    assert waits == [2, 4, 8, 16]
    assert state() == ("waiting", 4)


def test_message_that_is_not_due_is_left_alone(queue, send, mail_server_is_down):
    send()
    run_worker()

    actions.try_again()

    assert state() == ("waiting", 1)


def test_message_goes_once_the_server_is_back(queue, send, mail_server_is_down, settings):
    send()
    run_worker()
    now_due()
    settings.MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"

    actions.try_again()

    assert (len(queue), state()) == (1, ("sent", 2))


def test_message_is_sent_once_though_two_try(queue, send):
    send()
    key = str(OutgoingMessage.objects.get().pk)

    actions.deliver(key)
    actions.deliver(key)

    assert len(queue) == 1


@pytest.mark.parametrize(
    ("error", "then"),
    [
        (smtplib.SMTPRecipientsRefused({"jo@westmarch.example": (550, b"no such user")}), "given up"),
        (smtplib.SMTPRecipientsRefused({"jo@westmarch.example": (450, b"later")}), "waiting"),
        (smtplib.SMTPDataError(554, b"refused"), "given up"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), "waiting"),
        (smtplib.SMTPServerDisconnected("gone"), "waiting"),
        (TimeoutError("slow"), "waiting"),
    ],
)
def test_only_what_is_refused_for_good_is_given_up_at_once(queue, send, mail_server_is_down, monkeypatch, error, then):
    monkeypatch.setattr(mail_server_is_down, "error", error)
    send()

    run_worker()

    assert state() == (then, 1)


def test_message_is_given_up_after_three_days_and_forgotten_after_four(queue, send, mail_server_is_down):
    send()
    OutgoingMessage.objects.update(made=timezone.now() - timedelta(days=3, minutes=1))
    actions.try_again()
    kept = OutgoingMessage.objects.get()
    assert (kept.state, bytes(kept.content), kept.recipients) == ("given up", b"", [])

    OutgoingMessage.objects.update(made=timezone.now() - timedelta(days=4, minutes=1))
    actions.try_again()

    assert OutgoingMessage.objects.count() == 0


def test_log_says_what_went_wrong_and_not_to_whom(queue, send, mail_server_is_down, caplog):
    send()

    run_worker()

    assert caplog.messages == ["A message could not be sent: OSError."]


def test_health_says_no_while_mail_does_not_get_out(queue, send, mail_server_is_down, client):
    send()
    run_worker()
    assert condition.gets_out() is True

    for _ in range(2):
        now_due()
        actions.try_again()

    assert condition.gets_out() is False
    row = client.get("/health/").text.split("It can send mail")[1].split("</tr>")[0]
    assert "<strong>no</strong>" in row


def test_database_refuses_words_of_a_message_that_is_gone(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMessage.objects.create(state="sent", content=b"words")


class MailServer(socketserver.StreamRequestHandler):
    """Enough of SMTP to take one message."""

    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
        server.shutdown()


def test_mail_server_gets_the_message_as_it_was_kept(queue, send, mail_server, settings):
    settings.MAIL_CARRIER = CARRIER
    send()

    run_worker()

    (taken,) = mail_server.taken
    assert b"To: jo@westmarch.example\r\n" in taken
    assert "Croeso, Siân.\r\nYou promised: a phone call.".encode() in taken
    assert state() == ("sent", 1)
