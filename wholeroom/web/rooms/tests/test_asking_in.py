"""The page that asks somebody in is kept as it was drawn, and says nothing that is no longer so."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from wholeroom.web.rooms.entering import asking_in
from wholeroom.web.rooms.tests.meeting import turned

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch):
    """And what is kept from now on stays for the whole test."""
    asking_in._kept.clear()
    monkeypatch.setattr(asking_in, "SECONDS_KEPT", 1e9)


@pytest.fixture
def welcome(room) -> str:
    return reverse("rooms:welcome", args=[room.code])


def without_time(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


def without_token(page: str) -> str:
    return TOKEN.sub("", page)


def test_page_that_was_kept_is_the_page_that_was_drawn(welcome):
    first, second = Client().get(welcome), Client().get(welcome)

    assert len(asking_in._kept) == 1
    assert without_token(first.text) == without_token(second.text)
    assert without_time(first) == without_time(second)


def test_everybody_has_a_token_of_their_own_that_is_taken(room, welcome):
    strict = [Client(enforce_csrf_checks=True) for _ in range(2)]
    tokens = [TOKEN.search(client.get(welcome).text)[1] for client in strict]

    sent = [client.post(welcome, {"csrfmiddlewaretoken": token}) for client, token in zip(strict, tokens, strict=True)]

    assert tokens[0] != tokens[1]
    assert [answer.headers["Location"] for answer in sent] == [reverse("rooms:phone", args=[room.code])] * 2
    assert strict[0].post(welcome, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_page_follows_what_changes_in_the_room(client, room, welcome):
    client.get(welcome)
    room.conversation.title = "Why do people stay?"
    room.conversation.save()
    asked = client.get(welcome).text
    turned(room, "start")
    begun = client.get(welcome).text
    room.given = "The budget is fixed."
    room.save()

    assert "Why do people stay?" in asked
    assert ["The meeting has begun." in page for page in (asked, begun)] == [False, True]
    assert "The budget is fixed." in client.get(welcome).text


def test_page_is_in_the_language_of_who_asks(welcome):
    pages = [Client(headers={"accept-language": language}).get(welcome).text for language in ("en-gb", "cy", "en-gb")]

    assert ['lang="cy"' in page.partition("<head>")[0] for page in pages] == [False, True, False]


def test_member_is_asked_in_their_own_name_and_nobody_else_is(member, welcome):
    nell = member("Nell")

    pages = [Client().get(welcome).text, nell.browser.get(welcome).text, Client().get(welcome).text]

    assert ["Take part openly as Nell" in page for page in pages] == [False, True, False]


def test_form_that_is_wrong_is_shown_to_who_sent_it_alone(welcome):
    client = Client()
    client.get(welcome)

    wrong = client.post(welcome, {"nickname": "x" * 500})

    assert wrong.status_code == 400
    assert "error-summary" in wrong.text
    assert "error-summary" not in Client().get(welcome).text


def test_page_asked_with_something_in_its_address_is_drawn_for_who_asks(welcome):
    Client().get(f"{welcome}?slip=secret")

    assert len(asking_in._kept) == 0


def test_no_more_pages_are_kept_than_fit(make_room, monkeypatch):
    monkeypatch.setattr(asking_in, "PAGES_KEPT", 2)

    for _ in range(3):
        Client().get(reverse("rooms:welcome", args=[make_room().code]))

    assert len(asking_in._kept) == 2
