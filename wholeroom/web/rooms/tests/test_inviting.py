import re

import pytest
from django.core import mail
from django.urls import reverse

from wholeroom.web.rooms import actions, planning
from wholeroom.web.rooms.entering import invitations
from wholeroom.web.rooms.forms import InvitationForm
from wholeroom.web.rooms.models import Room, RoomInvitation


@pytest.fixture
def room(make_room, make_person) -> Room:
    return make_room(by=make_person("fern@westmarch.example", name="Fern", may_facilitate=True))


@pytest.fixture
def invited(room, by):
    """An invitation to hand over, and its address."""
    planning.add_seats(by=by, room=room, groups=["provider"])
    invitation, token = invitations.invite(by=by, room=room, name="Ana", message="Do come.", seat=room.seats.get())
    return invitation, reverse("rooms:invitation", args=[token])


def state(invitation: RoomInvitation) -> str:
    invitation.refresh_from_db()
    return invitation.state


def test_invitation_goes_out_by_mail_once_it_is_kept(room, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _, token = invitations.invite(by=by, room=room, name="Ana", email="ana@x.example", message="Do come.")

    letter = mail.outbox[0]
    assert (letter.to, letter.reply_to) == (["ana@x.example"], ["fern@westmarch.example"])
    assert letter.subject == "An invitation: Why do people leave?"
    assert f"/invitation/{token}/" in letter.body
    assert "Do come." in letter.body


def test_link_of_an_invitation_is_shown_once_and_its_hash_kept(client, room, by):
    client.force_login(by)

    shown = client.post(f"/rooms/{room.pk}/invitations/", {"name": "Ana"}).content.decode()

    token = re.search(r"/invitation/([^/]+)/", shown)[1]
    assert invitations.with_token(token).name == "Ana"
    assert token not in client.get(f"/rooms/{room.pk}/invitations/").content.decode()
    assert RoomInvitation.objects.filter(token_hash=token).count() == 0


def test_reading_an_invitation_changes_nothing(client, invited):
    invitation, address = invited

    shown = client.get(address).content.decode()

    assert "Why do people leave?" in shown
    assert "Fern asks you to come." in shown
    assert "Do come." in shown
    assert state(invitation) == "open"
    assert invitation.room.conversation.participants.count() == 0


def test_yes_gives_a_place_and_leaves_the_seat_to_the_facilitator(client, room, by, invited):
    invitation, address = invited

    shown = client.post(address, {"nickname": "Ana", "groups": ["provider"]}).content.decode()

    participant = room.conversation.participants.get()
    assert (participant.nickname, list(participant.groups)) == ("Ana", ["provider"])
    assert state(invitation) == "accepted"
    assert invitation.participant == participant
    assert room.seats.get().state == "wanted"
    assert f"/j/{room.code}/back/" in shown
    assert client.get(reverse("rooms:welcome", args=[room.code]))["Location"] == f"/r/{room.code}/"

    client.force_login(by)
    assert "Is the seat taken now?" in client.get(f"/rooms/{room.pk}/invitations/").content.decode()


def test_yes_of_somebody_who_is_in_already_takes_no_second_place(client, room, invited):
    invitation, address = invited
    client.post(reverse("rooms:welcome", args=[room.code]), {"nickname": "Ana"})

    client.post(address)

    assert room.conversation.participants.count() == 1
    assert state(invitation) == "accepted"


def test_no_comes_with_a_word_and_can_become_a_yes(client, room, invited):
    invitation, address = invited

    client.post(f"{address}decline/", {"why": "I work then."})
    assert (state(invitation), invitation.why) == ("declined", "I work then.")

    client.post(address, {})
    assert (state(invitation), invitation.why) == ("accepted", "")


def test_asking_someone_else_makes_a_new_invitation_for_the_seat(client, room, invited):
    invitation, address = invited

    shown = client.post(f"{address}ask-someone-else/", {"name": "Ben"}).content.decode()

    following = RoomInvitation.objects.get(instead_of=invitation)
    assert (state(invitation), following.name, following.seat) == ("passed-on", "Ben", room.seats.get())
    token = re.search(r'value="http://testserver/invitation/([^/]+)/"', shown)[1]
    assert invitations.with_token(token) == following
    assert "You asked someone else" in client.get(address).content.decode()


def test_invitation_is_passed_on_by_mail_without_the_name_of_who_did(
    client, invited, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{invited[1]}ask-someone-else/", {"name": "Ben", "email": "ben@x.example"})

    assert mail.outbox[0].to == ["ben@x.example"]
    assert "Ana" not in mail.outbox[0].body


def test_invitation_is_passed_on_three_times_at_most(room, invited):
    invitation = invited[0]
    for _ in range(invitations.LONGEST_CHAIN):
        invitation, _token = invitations.pass_on(invitation=invitation)

    with pytest.raises(invitations.PassedOnTooOften):
        invitations.pass_on(invitation=invitation)


def test_sent_again_the_link_before_it_opens_nothing(client, by, invited):
    invitation, address = invited

    token = invitations.invite_again(by=by, invitation=invitation)

    assert client.get(address).status_code == 404
    assert client.get(reverse("rooms:invitation", args=[token])).status_code == 200


def test_taken_back_it_opens_nothing_and_is_gone(client, room, by, invited):
    invitation, address = invited
    client.force_login(by)

    client.post(f"/rooms/{room.pk}/invitations/{invitation.pk}/take-back/")

    assert not room.invitations.exists()
    answer = client.get(address)
    assert answer.status_code == 404
    assert "This link opens no invitation" in answer.content.decode()


def test_answer_that_was_given_stands(by, invited):
    invitations.accept(by=None, invitation=invited[0], nickname="", groups=[])

    with pytest.raises(invitations.AnsweredAlready):
        invitations.decline(invitation=invited[0])
    with pytest.raises(invitations.AnsweredAlready):
        invitations.invite_again(by=by, invitation=invited[0])


def test_close_lets_go_of_the_names_and_addresses_of_the_invited(client, room, by, invited):
    actions.close(by=by, room=room)

    invitation = RoomInvitation.objects.get()
    assert (invitation.name, invitation.email, invitation.message) == ("", "", "")
    assert "This meeting is over" in client.get(invited[1]).content.decode()


def test_invitations_of_another_room_are_out_of_reach(client, make_room, by, invited):
    other = make_room(by=by)
    client.force_login(by)

    assert client.post(f"/rooms/{other.pk}/invitations/{invited[0].pk}/take-back/").status_code == 404
    assert RoomInvitation.objects.count() == 1


def test_one_free_seat_of_each_group_is_offered(room, by, invited):
    planning.add_seats(by=by, room=room, groups=["clinician", "clinician", "provider"])

    offered = InvitationForm(room=room).fields["seat"].queryset

    assert [seat.position for seat in offered] == [2, 4]
