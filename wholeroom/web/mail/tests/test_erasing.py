import uuid
from datetime import timedelta

from django.utils import timezone

from wholeroom.web.mail import actions
from wholeroom.web.mail.models import Concern, OutgoingMessage
from wholeroom.web.people import actions as people

KEY, OTHER = uuid.uuid4().hex, uuid.uuid4().hex


def test_messages_about_somebody_go_with_them(queue, send):
    send(about=f"{KEY},{OTHER}")
    send(about=OTHER)

    actions.erase_by_key(key=KEY)

    assert [one.who for one in Concern.objects.exclude(who__contains="@")] == [OTHER]
    assert OutgoingMessage.objects.count() == 1


def test_files_about_somebody_go_with_them(files, send):
    send(about=KEY)
    send(about=OTHER)
    assert len(list(files.iterdir())) == 2

    actions.erase_by_key(key=KEY)

    assert [file.name for file in files.iterdir()] == [OutgoingMessage.objects.get().file]


def test_mail_to_a_member_or_with_answers_to_them_goes_with_them(files, send, make_person):
    member = make_person("jo@westmarch.example")
    send(to="Jo Harper <Jo@Westmarch.example>")
    send(to="kim@westmarch.example", reply_to=["jo@westmarch.example"])
    send(to="sam@westmarch.example")

    people.erase(by=member)

    (file,) = files.iterdir()
    assert "sam@westmarch.example" in file.read_text()


def test_file_that_was_being_written_when_its_person_went_goes_too(files, send, monkeypatch):
    write = actions.files.write

    def write_while_somebody_is_erased(content):
        name = write(content)
        actions.erase_by_key(key=KEY)
        return name

    monkeypatch.setattr(actions.files, "write", write_while_somebody_is_erased)
    send(about=KEY)

    assert list(files.iterdir()) == []
    assert OutgoingMessage.objects.count() == 0


def test_files_are_kept_for_thirty_days(files, send):
    send()
    OutgoingMessage.objects.update(made=timezone.now() - timedelta(days=30, minutes=1))

    actions.try_again()

    assert list(files.iterdir()) == []
    assert OutgoingMessage.objects.count() == 0
