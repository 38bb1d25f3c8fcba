import email
import stat
from email.policy import default

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from wholeroom.web.mail.models import OutgoingMessage


def read(file):
    return email.message_from_bytes(file.read_bytes(), policy=default)


def test_message_becomes_a_file_that_people_and_mail_programs_can_read(files, send):
    send()

    (file,) = files.iterdir()
    text = file.read_text()
    assert "Subject: What became of it – Westmarch\n" in text
    assert "To: jo@westmarch.example\n" in text
    assert text.endswith("Croeso, Siân.\nYou promised: a phone call.\n") or text.endswith("a phone call.")
    assert read(file)["Subject"] == "What became of it – Westmarch"


def test_files_are_private_and_named_by_day_and_order(files, send):
    for _ in range(3):
        send()

    day = timezone.localdate().isoformat()
    assert sorted(file.name for file in files.iterdir()) == [f"{day}-{number:04}.eml" for number in (1, 2, 3)]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.iterdir()} == {0o600}
    assert stat.S_IMODE(files.stat().st_mode) == 0o700


def test_number_of_a_removed_file_in_between_is_not_given_twice(files, send):
    for _ in range(3):
        send()
    (files / f"{timezone.localdate().isoformat()}-0002.eml").unlink()

    send()

    assert sorted(int(file.stem[-4:]) for file in files.iterdir()) == [1, 3, 4]


def test_attachment_can_be_taken_out_of_the_file(files, send):
    send(attachments=[("meeting.ics", "BEGIN:VCALENDAR", "text/calendar")])

    (file,) = files.iterdir()
    (attached,) = read(file).iter_attachments()
    assert (attached.get_filename(), attached.get_content().strip()) == ("meeting.ics", "BEGIN:VCALENDAR")


def test_row_keeps_neither_words_nor_address_once_the_file_is_written(files, send):
    send()

    kept = OutgoingMessage.objects.get()
    assert (kept.state, bytes(kept.content), kept.recipients) == ("in a file", b"", [])
    assert (files / kept.file).exists()


def test_whom_it_is_about_is_not_in_the_file(files, send):
    send(about="a1,b2")

    (file,) = files.iterdir()
    assert "X-About" not in file.read_text()


def test_nothing_is_written_for_an_act_that_is_undone(files, db):
    EmailMessage("Subject", "Body", to=["jo@westmarch.example"], connection=get_connection()).send()

    assert not files.exists()  # the transaction of this test is never committed
    assert OutgoingMessage.objects.count() == 1


def test_message_to_nobody_is_not_kept(files, send):
    send(to="")

    assert OutgoingMessage.objects.count() == 0
