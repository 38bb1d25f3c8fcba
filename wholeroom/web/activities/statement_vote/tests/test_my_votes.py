"""Changing a vote on the page of one's own votes, and what is said where that is no longer possible."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import sit_down

REFUSED = "Your vote did not change"


@pytest.fixture
def ada(client, step, first):
    """She agreed with the first statement."""
    who = sit_down(client, step.room)
    actions.cast(by=who, step=step, statement=first, value="agree", speaker=who)
    return who


def changes(client, step, value="disagree", number=1):
    return client.post(reverse("statement_vote:change", args=[step.room.code, step.pk, number]), {"value": value})


def test_vote_is_changed_and_the_page_says_nothing_of_it(client, step, ada):
    answer = changes(client, step)

    page = client.get(answer.headers["Location"]).text
    assert Vote.objects.get().value == -1
    assert ("You disagreed" in page, REFUSED in page) == (True, False)


def test_vote_on_a_statement_hidden_meanwhile_is_refused_in_words(client, step, ada, first):
    conversations.hide(by=step.room.facilitators.get(), contribution=first.words, reason="advert")

    answer = changes(client, step)

    assert answer.status_code == 409
    assert (REFUSED in answer.text, "This statement is no longer there." in answer.text) == (True, True)
    assert 'role="alert"' in answer.text
    assert "What I said" in answer.text
    assert Vote.objects.get().value == 1


def test_vote_in_a_room_closed_meanwhile_is_refused_beside_the_votes(client, step, ada):
    rooms.close(by=step.room.facilitators.get(), room=step.room)

    answer = changes(client, step)

    assert answer.status_code == 409
    assert "The meeting is closed, so votes no longer change." in answer.text
    assert "You agreed" in answer.text
    assert Vote.objects.get().value == 1


@pytest.mark.parametrize(("value", "number", "status"), [("perhaps", 1, 400), ("agree", 99, 404)])
def test_what_no_page_sends_is_no_vote(client, step, ada, value, number, status):
    assert changes(client, step, value, number).status_code == status
