"""Erasing as it must hold over a backup: in processes of their own, as the commands do it."""

import pytest

pytestmark = pytest.mark.usefixtures("own_database")

SITE = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None); preparation.start_django(); preparation.update_tables()
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Contact, Conversation
from wholeroom.web.keeping.backup import backup
from wholeroom.web.keeping.restore import restore
from wholeroom.web.mail.models import OutgoingMessage
from wholeroom.web.people import actions
from wholeroom.web.people.models import Person

def somebody(email):
    person = Person.objects.create_user(email, name=email.split("@")[0])
    place = Conversation.objects.create(kind="problem", state="open")
    participant, _ = conversations.join(by=person, conversation=place)
    conversations.leave_contact(by=participant, email=email)
    conversations.contribute(by=participant, conversation=place, kind="reply", text=f"the words of {email}")
    OutgoingMessage.objects.create(recipients=[email], content=b"hello").concerns.create(who=email)
    Client().force_login(person)
    return person

def left():
    people = list(Person.objects.values_list("email", flat=True))
    words = list(Contribution.objects.exclude(text="").values_list("text", flat=True))
    mail = [one for message in OutgoingMessage.objects.all() for one in message.recipients]
    return people, words, list(Contact.objects.values_list("email", flat=True)), mail
"""


@pytest.fixture
def site(run_python, data_folder):
    def run(code):
        done = run_python(f"{SITE}out = {str(data_folder / 'kept.zip')!r}\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_restored_site_has_no_person_erased_since_and_nobody_is_signed_in(site):
    told = site(
        "jo, sam = somebody('jo@westmarch.example'), somebody('sam@westmarch.example')\n"
        "print(len(left()[0]), Session.objects.count()); backup(data=None, out=out); actions.erase(by=jo)\n"
        "restore(archive=out, data=None, force=True); print(left(), Session.objects.count())"
    )

    sam = "sam@westmarch.example"
    assert told.splitlines() == ["2 2", f"{([sam], [f'the words of {sam}'], [sam], [sam])} 0"]
