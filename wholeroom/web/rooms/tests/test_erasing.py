import pytest

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import erasing
from wholeroom.web.rooms.entering import invitations
from wholeroom.web.rooms.models import Room, RoomInvitation

NOTHING = {"name": "", "email": "", "message": "", "why": "", "participant": None}


def kept() -> dict:
    return RoomInvitation.objects.values(*NOTHING).get()


def letters_that_name(address, outbox) -> int:
    return sum(address in letter.read_text() for letter in outbox.glob("*.eml"))


def test_participant_erased_leaves_no_name_in_their_invitation(room, by):
    invitation, _ = invitations.invite(by=by, room=room, name="Ana", email="ana@x.example", message="Do come.")
    participant, _ = invitations.accept(by=None, invitation=invitation, nickname="Ana", groups=[])
    Room.objects.filter(pk=room.pk).update(speaker=participant)
    assert kept()["name"] == "Ana"

    conversations.erase_participant(by=participant, participant=participant)

    assert kept() == NOTHING
    assert Room.objects.get().speaker is None


@pytest.mark.django_db(transaction=True)
def test_letter_that_invited_somebody_goes_with_them(room, by, settings):
    settings.EMAIL_BACKEND = "wholeroom.web.mail.outbox.Outbox"
    settings.MAIL_CARRIER = "wholeroom.web.mail.files.Files"
    invitation, _ = invitations.invite(by=by, room=room, name="Ana", email="ana@x.example")
    participant, _ = invitations.accept(by=None, invitation=invitation, nickname="Ana", groups=[])
    assert letters_that_name("ana@x.example", settings.EMAIL_FILE_PATH) == 1

    conversations.erase_participant(by=participant, participant=participant)

    assert letters_that_name("ana@x.example", settings.EMAIL_FILE_PATH) == 0


def test_member_erased_leaves_neither_invitations_nor_rooms(room, by, make_person):
    ana = make_person("ana@x.example")
    invitations.invite(by=by, room=room, name="Ana", email="Ana@X.example", message="Do come.")
    room.facilitators.add(ana)

    moments.happen(moments.PERSON_ERASED, key=ana.key)

    assert kept() == NOTHING
    assert list(room.facilitators.all()) == [by]


def test_other_things_erased_leave_invitations_alone(room, by, make_participant):
    invitations.invite(by=by, room=room, name="Ana")
    said = conversations.contribute(by=make_participant(room), conversation=room.conversation, kind="note", text="So")

    for key in (said.id.hex, "of-something-else"):
        erasing.erase_by_key(key=key)

    assert kept()["name"] == "Ana"
