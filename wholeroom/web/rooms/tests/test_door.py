"""Who gets in: up to the ceiling of a room, and with a printed slip where it asks for one."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.history.models import Entry
from wholeroom.web.people.models import Allowance
from wholeroom.web.rooms import actions, admitting, places, planning, slips
from wholeroom.web.rooms.entering import calling, invitations
from wholeroom.web.rooms.models import Room, Slip
from wholeroom.web.rooms.screens import wall
from wholeroom.web.rooms.tests.meeting import closed, open_step, sit_down, turned

WORDS = {"text": "Nobody rang them.", "shown_as": "nobody", "sending": "s1"}
CODE = re.compile(r'class="joincode">([A-Z0-9]{4} [A-Z0-9]{4})<')


@pytest.fixture
def welcome(room) -> str:
    return reverse("rooms:welcome", args=[room.code])


@pytest.fixture
def small(room, by) -> Room:
    """It holds one, who is in."""
    planning.set_door(by=by, room=room, most_people=1, needs_slip=False)
    conversations.join(by=None, conversation=room.conversation)
    return Room.objects.get(pk=room.pk)


@pytest.fixture
def guarded(room, by) -> Room:
    planning.set_door(by=by, room=room, most_people=4000, needs_slip=True)
    return Room.objects.get(pk=room.pk)


def slip_of(room: Room) -> str:
    return slips.make(by=room.facilitators.get(), room=room, number=1)[0]


def people_in(room: Room) -> int:
    return room.conversation.participants.count()


def test_room_holds_four_thousand_unless_its_facilitator_says_otherwise(client, room, facilitator):
    before = room.most_people

    client.post(reverse("rooms:door", args=[room.pk]), {"most_people": "250"})

    room.refresh_from_db()
    assert (before, room.most_people, room.needs_slip) == (4000, 250, False)
    assert "Up to 250 phones." in client.get(reverse("rooms:design", args=[room.pk])).text


@pytest.mark.parametrize("number", ["", "0", "many", "20001"])
def test_ceiling_that_is_none_is_refused_in_words(client, room, facilitator, number):
    answer = client.post(reverse("rooms:door", args=[room.pk]), {"most_people": number})

    assert answer.status_code == 400
    assert "Write a number from 1 to 20000." in answer.text


def test_full_room_says_so_and_how_to_take_part_all_the_same(client, small, welcome):
    page, sent = client.get(welcome), client.post(welcome)

    assert (page.status_code, sent.status_code) == (200, 409)
    for shown in (page.text, sent.text):
        assert "This meeting is full" in shown
        assert "for a card or a ballot" in shown
    watched = re.search(r'href="(/wall/[^"]+)"', page.text)[1]
    assert client.get(watched).status_code == 200
    assert people_in(small) == 1


def test_place_that_was_erased_is_free_again(client, small, welcome):
    gone = small.conversation.participants.get()
    conversations.erase_participant(by=gone, participant=gone)

    assert client.post(welcome)["Location"] == reverse("rooms:phone", args=[small.code])


def test_who_is_in_a_full_room_stays_in(client, room, by, welcome):
    sit_down(client, room)
    planning.set_door(by=by, room=room, most_people=1, needs_slip=False)

    assert client.get(welcome)["Location"] == reverse("rooms:phone", args=[room.code])


def test_person_without_a_phone_is_added_to_a_full_room(client, small, facilitator):
    client.post(reverse("rooms:without-phone", args=[small.pk]), {"nickname": "Mrs Evans"})

    assert small.conversation.participants.filter(nickname="Mrs Evans").exists()


def test_full_room_lets_nobody_in_by_an_invitation_or_from_its_problem(room, by, make_problem, make_person):
    olive = make_person()
    problem = make_problem(owner=olive)
    room.problem = problem
    room.save()
    calling.call(by=by, room=room)
    invitation, _ = invitations.invite(by=by, room=room, name="Lee")
    planning.set_door(by=by, room=room, most_people=1, needs_slip=False)
    conversations.join(by=None, conversation=room.conversation)

    with pytest.raises(places.RoomFull):
        invitations.accept(by=None, invitation=invitation, nickname="", groups=[])
    with pytest.raises(places.RoomFull):
        calling.bring(by=olive, room=room, words=[], shown_as="nobody")
    assert people_in(room) == 1


def test_slip_lets_one_phone_in_once(client, guarded, welcome):
    code = slip_of(guarded)
    first = client.post(welcome, {"slip": f" {code[:4].lower()}-{code[4:]} "})
    client.cookies.clear()

    again = client.post(welcome, {"slip": code})

    assert first["Location"] == reverse("rooms:phone", args=[guarded.code])
    assert again.status_code == 400
    assert "This slip does not open this meeting." in again.text
    assert people_in(guarded) == 1


def test_link_of_a_slip_fills_in_its_code(client, guarded, welcome):
    code = slip_of(guarded)

    assert f'value="{code}"' in client.get(welcome, {"slip": code}).text


@pytest.mark.parametrize(
    ("slip", "why"),
    [
        ("", "Write the code on your slip."),
        ("abc", "A slip has eight letters"),
        ("ABCDEFGH", "This slip does not open"),
    ],
)
def test_nobody_gets_in_without_a_slip_that_works(client, guarded, welcome, slip, why):
    answer = client.post(welcome, {"slip": slip})

    assert answer.status_code == 400
    assert why in answer.text
    assert people_in(guarded) == 0


def test_slip_of_another_room_opens_nothing(client, guarded, welcome, make_room):
    elsewhere = slip_of(make_room())

    assert client.post(welcome, {"slip": elsewhere}).status_code == 400
    assert Slip.objects.get().is_used is False


def test_slip_is_not_used_up_by_a_form_with_something_else_wrong(client, guarded, welcome):
    code = slip_of(guarded)
    client.post(welcome, {"slip": code, "groups": ["provider", "not-said"]})

    assert client.post(welcome, {"slip": code}).status_code == 302


def test_wrong_slips_of_one_browser_are_limited(client, guarded, welcome):
    code = slip_of(guarded)
    client.get(welcome)
    for _ in range(admitting.WRONG_SLIPS_A_BROWSER):
        client.post(welcome, {"slip": "ABCDEFGH"})

    refused = client.post(welcome, {"slip": code})
    client.cookies.clear()

    assert refused.status_code == 409
    assert "There were many wrong slips just now." in refused.text
    assert client.post(welcome, {"slip": code}).status_code == 302


def test_wrong_slips_of_all_are_limited_in_one_room_alone(client, guarded, welcome, make_room, monkeypatch):
    monkeypatch.setattr(admitting, "WRONG_SLIPS_A_ROOM", 3)
    other = make_room()
    planning.set_door(by=other.facilitators.get(), room=other, most_people=9, needs_slip=True)
    for _ in range(3):
        client.cookies.clear()
        client.post(welcome, {"slip": "ABCDEFGH"})
    client.cookies.clear()

    assert client.post(welcome, {"slip": slip_of(guarded)}).status_code == 409
    assert client.post(reverse("rooms:welcome", args=[other.code]), {"slip": slip_of(other)}).status_code == 302


def test_room_that_asks_for_no_slip_counts_none(client, room, welcome):
    client.post(welcome, {"slip": "ABCDEFGH"})

    assert (people_in(room), Allowance.objects.count()) == (1, 0)


def test_who_lost_their_place_needs_a_new_slip_and_loses_no_words(client, guarded):
    step = open_step(turned(guarded, "start"))
    address = reverse("rooms:say", args=[guarded.code, step.pk])
    lost = client.post(address, WORDS).text
    wrong = client.post(address, {**WORDS, "join-again": "yes", "slip": "ABCDEFGH"})
    right = client.post(address, {**WORDS, "join-again": "yes", "slip": slip_of(guarded)})

    assert 'name="slip"' in lost
    assert wrong.status_code == 422
    assert "This slip does not open this meeting." in wrong.text
    assert "Nobody rang them.</textarea>" in wrong.text
    assert right.headers["Location"] == reverse("rooms:phone", args=[guarded.code])
    assert cookies.name(guarded.conversation) in right.cookies


def test_who_lost_their_place_in_a_full_room_loses_no_words(client, small):
    step = open_step(turned(small, "start"))

    answer = client.post(reverse("rooms:say", args=[small.code, step.pk]), {**WORDS, "join-again": "yes"})

    assert answer.status_code == 422
    assert "This meeting is full." in answer.text
    assert "Nobody rang them.</textarea>" in answer.text


def test_invited_people_and_those_without_a_phone_need_no_slip(guarded, by):
    invitation, _ = invitations.invite(by=by, room=guarded, name="Lee")

    invitations.accept(by=None, invitation=invitation, nickname="", groups=[])
    places.add_without_phone(by=by, room=guarded, nickname="Mair", groups=[])

    assert people_in(guarded) == 2


def test_printed_page_has_a_slip_for_each_and_keeps_none_of_their_codes(client, room, facilitator):
    page = client.post(reverse("rooms:slips", args=[room.pk]), {"number": "12"}).text

    found = CODE.findall(page)
    stored = str(list(Slip.objects.values())) + str(list(Entry.objects.values()))
    assert len(set(found)) == 12
    assert len(re.findall(r"<svg[^>]*class=\"qr\"", page)) == 12
    assert [code for code in found if code.replace(" ", "") in stored] == []
    assert client.get(reverse("rooms:slips", args=[room.pk])).status_code == 405


@pytest.mark.parametrize("number", ["", "0", "301"])
def test_too_many_slips_at_once_are_refused_in_words(client, room, facilitator, number):
    answer = client.post(reverse("rooms:slips", args=[room.pk]), {"number": number})

    assert answer.status_code == 400
    assert "Write a number from 1 to 300." in answer.text


def test_room_has_an_end_of_slips(room, by, monkeypatch):
    monkeypatch.setattr(slips, "MOST_SLIPS", 5)
    slips.make(by=by, room=room, number=3)

    with pytest.raises(slips.TooManySlips):
        slips.make(by=by, room=room, number=3)
    assert room.slips.count() == 3


def test_slips_that_nobody_used_are_taken_back(client, guarded, facilitator, welcome):
    used, unused = slip_of(guarded), slip_of(guarded)
    places.take_place(by=None, room=guarded, nickname="", groups=[], slip=used)

    before = client.get(reverse("rooms:door", args=[guarded.pk])).text
    client.post(reverse("rooms:take-back-slips", args=[guarded.pk]))

    assert "1 slip is not used yet. 1 was used." in before
    assert list(guarded.slips.values_list("is_used", flat=True)) == [True]
    with pytest.raises(slips.WrongSlip):
        places.take_place(by=None, room=guarded, nickname="", groups=[], slip=unused)


def test_plan_says_that_slips_are_missing_until_some_are_printed(client, guarded, facilitator):
    address = reverse("rooms:design", args=[guarded.pk])
    before = client.get(address).text
    slip_of(guarded)

    assert "Printed slips: without one nobody can join" in before
    assert "Printed slips: without one nobody can join" not in client.get(address).text


def test_wall_and_poster_say_that_a_slip_is_needed(client, room, facilitator, by):
    def said():
        here = Room.objects.get(pk=room.pk)
        pages = (client.get(wall.path_of(here)).text, client.get(reverse("rooms:paper", args=[room.pk])).text)
        return ["You need a slip: ask at the door." in page for page in pages]

    before = said()
    planning.set_door(by=by, room=room, most_people=9, needs_slip=True)

    assert (before, said()) == ([False, False], [True, True])


def test_close_lets_go_of_all_slips(guarded):
    slip_of(guarded)

    closed(guarded)

    assert Slip.objects.count() == 0
    with pytest.raises(actions.RoomClosed):
        places.take_place(by=None, room=guarded, nickname="", groups=[], slip="ABCDEFGH")


def test_nothing_leads_from_a_slip_to_who_used_it(guarded):
    slip, unused = slip_of(guarded), slip_of(guarded)
    places.take_place(by=None, room=guarded, nickname="Sam", groups=[], slip=slip)

    fields = {field.name for field in Slip._meta.get_fields()}
    assert fields == {"id", "room", "code_hash", "is_used"}
    assert guarded.slips.filter(is_used=False).get().code_hash == slips.hash_in(guarded, unused)


def test_page_of_the_door_is_not_there_for_others(client, room, make_person):
    client.force_login(make_person(may_facilitate=True))

    assert client.get(reverse("rooms:door", args=[room.pk])).status_code == 404
    assert client.post(reverse("rooms:slips", args=[room.pk]), {"number": "3"}).status_code == 404
    assert client.post(reverse("rooms:take-back-slips", args=[room.pk])).status_code == 404


@pytest.mark.parametrize("wrong", [{"most_people": 0}, {"code_hash": ""}])
def test_database_refuses_a_door_that_is_none(room, wrong):
    model = Slip if "code_hash" in wrong else Room
    slips.make(by=room.facilitators.get(), room=room, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)
