import pytest
from django.urls import reverse

from wholeroom.web.rooms import access, actions


@pytest.fixture
def welcome(room) -> str:
    return reverse("rooms:welcome", args=[room.code])


def typed(client, code: str):
    return client.get("/join/", {"code": code})


def test_code_leads_to_the_welcome_page_however_it_is_typed(client, room, welcome):
    code = f"{room.code[:3].lower()} - {room.code[3:]}"

    assert typed(client, code)["Location"] == welcome


@pytest.mark.parametrize(("code", "words"), [("", "Write the"), ("abc", "A code has"), ("zzzzzz", "No meeting")])
def test_code_that_opens_nothing_says_why(client, room, code, words):
    answer = typed(client, code)

    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_join_page_needs_no_cookie(client, db):
    assert client.get("/join/").cookies == {}


def test_wrong_codes_of_one_browser_are_limited_and_right_ones_not(client, room, welcome):
    for _ in range(access.WRONG_CODES_A_BROWSER):
        assert client.get("/j/ZZZZZZ/").status_code == 404

    assert "There were many wrong codes just now." in client.get("/j/ZZZZZZ/").content.decode()
    assert client.get(welcome).status_code == 409
    client.cookies.clear()
    assert client.get(welcome).status_code == 200


def test_who_has_a_place_comes_in_after_any_number_of_wrong_codes(client, room, welcome):
    client.post(welcome)
    for _ in range(access.WRONG_CODES_A_BROWSER + 1):
        client.get("/r/ZZZZZZ/")

    assert client.get(f"/r/{room.code}/").status_code == 200


def test_wrong_codes_of_all_together_are_limited(client, room, welcome, monkeypatch):
    monkeypatch.setattr(access, "WRONG_CODES_IN_ALL", 3)
    for _ in range(3):
        client.cookies.clear()
        client.get("/j/ZZZZZZ/")

    client.cookies.clear()
    assert client.get(welcome).status_code == 409


def test_join_asks_for_nothing(client, room, welcome):
    answer = client.post(welcome)

    participant = room.conversation.participants.get()
    assert answer["Location"] == f"/r/{room.code}/"
    assert (participant.nickname, participant.groups, participant.member) == ("", {}, None)
    assert client.get(welcome)["Location"] == f"/r/{room.code}/"


def test_several_groups_or_none_but_not_both(client, room, welcome):
    answer = client.post(welcome, {"groups": ["provider", "not-said"]})
    assert answer.status_code == 400
    assert "Not both." in answer.content.decode()

    client.post(welcome, {"groups": ["provider", "clinician"]})

    assert room.conversation.participants.get().groups == {"provider": "self-described", "clinician": "self-described"}


def test_i_would_rather_not_say_keeps_nothing(client, room, welcome):
    client.post(welcome, {"groups": ["not-said"]})

    assert room.conversation.participants.get().groups == {}


def test_member_is_known_only_where_they_chose_so(client, room, welcome, make_person):
    client.force_login(make_person(name="Nia"))
    assert "Take part openly as Nia" in client.get(welcome).content.decode()

    client.post(welcome, {"nickname": "N"})

    assert room.conversation.participants.get().member is None


def test_member_who_is_open_is_themselves(client, room, welcome, make_person):
    nia = make_person(name="Nia")
    client.force_login(nia)

    client.post(welcome, {"openly": "on"})

    assert room.conversation.participants.get().member == nia


def test_own_link_brings_somebody_back_on_another_device(client, room, welcome):
    shown = client.post(welcome, {"comes_back": "on"}).content.decode()
    link = shown.split('value="http://testserver')[1].split('"')[0]
    client.cookies.clear()

    assert client.get(link).status_code == 200
    assert client.get(welcome).status_code == 200  # reading the link changed nothing
    assert client.post(link)["Location"] == f"/r/{room.code}/"
    assert client.get(welcome)["Location"] == f"/r/{room.code}/"
    assert room.conversation.participants.count() == 1


def test_link_of_nobody_says_so(client, room):
    answer = client.post(reverse("rooms:back", args=[room.code, "nonsense"]))

    assert answer.status_code == 404
    assert "This link opens no place here" in answer.content.decode()


def test_late_joiner_is_welcome(client, room, welcome):
    actions.turn(by=room.facilitators.get(), room=room, verb="start")

    assert "You are welcome all the same." in client.get(welcome).content.decode()
    assert client.post(welcome)["Location"] == f"/r/{room.code}/"


def test_closed_room_lets_nobody_in_and_leads_to_its_outcome(client, room, welcome):
    actions.close(by=room.facilitators.get(), room=room)

    shown = client.post(welcome).content.decode()

    assert "This meeting is over" in shown
    assert f'href="/agreements/{room.pk}/"' in shown
    assert room.conversation.participants.count() == 0


def test_person_without_a_phone_is_added_by_the_facilitator(client, room):
    client.force_login(room.facilitators.get())
    address = f"/rooms/{room.pk}/without-phone/"
    assert client.post(address, {"nickname": ""}).status_code == 400

    client.post(address, {"nickname": "Mrs Evans", "groups": ["carer-or-family"]})

    added = room.conversation.participants.get()
    assert (added.nickname, added.token_hash) == ("Mrs Evans", None)
    assert "Mrs Evans (Carer or family)" in client.get(address).content.decode()
