import time

import pytest
from django.core import signing
from django.urls import reverse

from wholeroom.web.rooms.screens import wall
from wholeroom.web.rooms.tests.meeting import closed, turned

DAY = 24 * 3600


def test_wall_opens_on_a_computer_where_nobody_signed_in(client, make_room):
    room = make_room()

    page = client.get(wall.path_of(room))

    assert page.status_code == 200
    assert "Why do people leave?" in page.text
    assert f"{room.code[:3]} {room.code[3:]}" in page.text
    assert '<svg class="qr"' in page.text or 'class="qr"' in page.text


def test_wall_sets_no_cookie_and_holds_nothing_to_press(client, make_room):
    page = client.get(wall.path_of(turned(make_room(), "start")))

    assert page.cookies == {}
    assert "<form" not in page.text
    assert "<button" not in page.text
    assert "<a " not in page.text


def test_wall_moves_on_with_and_without_scripts(client, make_room):
    page = client.get(wall.path_of(make_room())).text

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'data-live="/live/' in page


@pytest.mark.parametrize("verbs", [[], ["start"], ["start", "pause"], ["start", "end"]])
def test_wall_has_one_heading_and_the_code_throughout(client, make_room, verbs):
    room = turned(make_room(), *verbs)

    page = client.get(wall.path_of(room)).text

    assert page.count("<h1") == 1
    assert page.count(f"{room.code[:3]} {room.code[3:]}") == 1


def test_wall_of_a_closed_room_says_thank_you(client, make_room):
    assert "Thank you. The meeting is closed." in client.get(wall.path_of(closed(make_room()))).text


def test_wall_cannot_be_opened_with_a_changed_link(client, make_room):
    page = client.get(wall.path_of(make_room())[:-2] + "x/")

    assert page.status_code == 410
    assert "Ask whoever runs the meeting for a new one" in page.text


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_link_of_a_wall_works_for_thirty_days(client, make_room, monkeypatch, days, status):
    room, now = make_room(), time.time()
    with monkeypatch.context() as before:
        before.setattr(signing.time, "time", lambda: now - days * DAY)
        link = wall.path_of(room)

    assert client.get(link).status_code == status


def test_link_of_a_wall_opens_nothing_else(client, make_room):
    signed = wall.path_of(make_room()).split("/")[2]

    assert client.get(f"/live/{signed}").status_code == 404
    assert client.get(reverse("rooms:back", args=["ABCDEF", signed])).status_code == 404


def test_wall_takes_no_form(client, make_room):
    assert client.post(wall.path_of(make_room())).status_code == 405
