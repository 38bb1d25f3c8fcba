import re

import pytest
from django.urls import reverse

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.rooms.tests.meeting import turned


@pytest.fixture
def room(make_room, client):
    room = make_room()
    client.force_login(room.facilitators.get())
    return room


def missing(page: str) -> list[str]:
    part = page.partition('id="missing"')[2].partition("</ul>")[0]
    return re.findall(r"<li>([^<]*)</li>", part)


def test_close_is_asked_for_first_with_what_is_missing(client, room):
    turned(room, "start", "next")

    page = client.get(reverse("rooms:close", args=[room.pk])).text

    room.refresh_from_db()
    assert missing(page) == [
        "A step is still open.",
        "8 steps were not reached.",
        "Nobody has promised anything.",
        "There is no day to look again at what came of it.",
    ]
    assert room.conversation.state == Conversation.State.OPEN


def test_close_makes_the_page_and_ends_in_the_console(client, room):
    turned(room, "start", "end")

    response = client.post(reverse("rooms:close", args=[room.pk]), follow=True)

    assert response.redirect_chain == [(reverse("rooms:console", args=[room.pk]), 302)]
    assert "The meeting is closed" in response.text


def test_room_that_is_closed_is_not_closed_again(client, room):
    turned(room, "start", "end")
    client.post(reverse("rooms:close", args=[room.pk]))

    assert client.get(reverse("rooms:close", args=[room.pk])).status_code == 302
    assert client.post(reverse("rooms:close", args=[room.pk])).status_code == 302
