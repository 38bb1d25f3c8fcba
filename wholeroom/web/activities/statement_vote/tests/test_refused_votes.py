"""A vote that is not taken, without a script: why, and what is open now; never the buttons of a vote that is over."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote.models import Vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import open_step, sit_down, turned

NOT_TAKEN = "Your answer was not taken"
MOVED_ON = "You wrote this for"
AGREE = 'value="agree"'
BY_PAGE = {"X-Sent-By": "page"}


@pytest.fixture
def by(step):
    return step.room.facilitators.get()


@pytest.fixture(autouse=True)
def ada(client, step):
    return sit_down(client, step.room)


def votes(client, step, statement, value="agree", **options):
    fields = {"act": "vote", "statement": str(statement.pk), "value": value}
    return client.post(reverse("rooms:say", args=[step.room.code, step.pk]), fields, **options)


def shown(page):
    return [part in page for part in (NOT_TAKEN, MOVED_ON, AGREE)]


@pytest.mark.parametrize("headers", [{}, BY_PAGE])
@pytest.mark.parametrize("is_hidden", [False, True])
def test_vote_after_the_close_is_told_why_and_what_there_is_now(client, step, first, by, is_hidden, headers):
    if is_hidden:
        conversations.hide(by=by, contribution=first.words, reason="advert")
    rooms.close(by=by, room=turned(step.room, "end"))

    answer = votes(client, step, first, headers=headers)

    assert answer.status_code == 422
    assert shown(answer.text) == [True, False, False]
    assert "The meeting is closed, so votes no longer change." in answer.text
    assert "no longer there" not in answer.text
    assert "Do you want to hear what comes of it?" in answer.text
    assert not Vote.objects.exists()


def test_vote_on_a_statement_hidden_meanwhile_is_told_beside_the_step_that_is_open(client, step, first, by):
    conversations.hide(by=by, contribution=first.words, reason="advert")
    turned(step.room, "next")

    answer = votes(client, step, first)

    assert answer.status_code == 422
    assert shown(answer.text) == [True, False, False]
    assert "This statement is no longer there." in answer.text
    assert f'action="{reverse("rooms:say", args=[step.room.code, open_step(step.room).pk])}"' in answer.text


def test_vote_without_an_answer_for_a_step_before_is_told_what_was_missing(client, step, first):
    turned(step.room, "next")

    answer = votes(client, step, first, value="")

    assert shown(answer.text) == [True, False, False]
    assert "Choose: agree, disagree or pass." in answer.text


def test_vote_on_a_statement_hidden_while_the_step_is_open_comes_with_the_next_one(client, step, first, by):
    conversations.hide(by=by, contribution=first.words, reason="advert")

    answer = votes(client, step, first)

    assert answer.status_code == 422
    assert shown(answer.text) == [False, False, True]
    assert "This statement is no longer there." in answer.text


def test_statement_that_is_too_long_for_a_step_before_stays_in_its_form(client, step):
    turned(step.room, "next")
    fields = {"act": "add", "text": "x" * 300, "shown_as": "nobody", "sending": "one"}

    answer = client.post(reverse("rooms:say", args=[step.room.code, step.pk]), fields)

    assert [part in answer.text for part in (NOT_TAKEN, MOVED_ON)] == [False, True]
    assert f"{'x' * 300}</textarea>" in answer.text


def test_form_that_comes_back_after_the_close_has_no_buttons_to_vote_with(client, step, by):
    rooms.close(by=by, room=turned(step.room, "end"))
    fields = {"act": "add", "text": "x" * 300, "shown_as": "nobody", "sending": "one"}

    answer = client.post(reverse("rooms:say", args=[step.room.code, step.pk]), fields)

    assert f"{'x' * 300}</textarea>" in answer.text
    assert AGREE not in answer.text
