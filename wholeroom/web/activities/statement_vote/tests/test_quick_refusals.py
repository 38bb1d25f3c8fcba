"""Votes that are not kept: the page is told to go the long way, which says why in words, or to send them again."""

from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection

from wholeroom.web.activities.statement_vote import actions, quick
from wholeroom.web.activities.statement_vote.tests.quick_votes import (
    asks_next,
    open_vote,
    sent,
    statuses,
    ticket,
    values,
    vote,
)
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import turned

# What is told to go the long way


def test_ticket_that_is_wrong_is_no_vote(step, ann, first):
    good = ticket(step, ann)

    assert quick.read(sent(good[:-1] + ("a" if good[-1] != "a" else "b"), first.pk)) is None
    assert quick.read(sent("", first.pk)) is None


def test_ticket_that_is_too_old_is_no_vote(step, ann, first, monkeypatch):
    good = ticket(step, ann)
    monkeypatch.setattr("wholeroom.web.activities.statement_vote.asking.HOURS_VALID", -1)

    assert quick.read(sent(good, first.pk)) is None


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"a=b&ticket", b"=&=&&", "ticket=é&value=agree".encode()])
def test_body_that_is_no_form_is_no_vote(body):
    assert quick.read(body) is None


@pytest.mark.parametrize("value", ["", "yes", "1", "AGREE"])
def test_value_that_is_none_of_three_is_no_vote(step, ann, first, value):
    assert quick.read(sent(ticket(step, ann), first.pk, value)) is None


@pytest.mark.parametrize("statement", ["", "1", "not-a-key"])
def test_statement_that_has_no_key_is_no_vote(step, ann, statement):
    assert quick.read(sent(ticket(step, ann), statement)) is None


def test_ticket_of_another_room_is_not_taken_here(step, first, make_room, make_participant):
    stranger = make_participant(open_vote(make_room).room)

    assert statuses(vote(step, stranger, first)) == [409]
    assert values() == []


def test_statement_of_another_room_is_not_taken_here(step, ann, make_room):
    other = open_vote(make_room).statements.get(number=1)

    assert statuses(vote(step, ann, other)) == [409]
    assert values() == []


def test_statement_that_nobody_put_in_is_not_taken(step, ann):
    arrived = quick.read(sent(ticket(step, ann), uuid4()))

    assert statuses(arrived) == [409]


def test_statement_that_was_hidden_is_not_taken_and_the_others_are(step, ann, first):
    second = step.statements.get(number=2)
    quick.keep([vote(step, ann, first)])
    conversations.hide(by=step.room.facilitators.get(), contribution=second.words, reason="advert")

    answers = quick.keep([vote(step, ann, second), vote(step, ann, first, "pass")])

    assert [answer.status for answer in answers] == [409, 200]
    assert values(participant=ann) == [(first.pk, 0)]
    assert "You have voted on all there is" in answers[1].html


def test_statement_put_in_meanwhile_is_asked_at_once(step, ann):
    statements = list(step.statements.all())
    quick.keep([vote(step, ann, statements[0])])
    actions.put_in_many(by=step.room.facilitators.get(), step=step, texts=["What about the weekends?"])

    answer = quick.keep([vote(step, ann, statements[1])])[0]

    assert "What about the weekends?" in answer.html


def test_closed_room_takes_no_votes(step, ann, first):
    quick.keep([vote(step, ann, first)])
    rooms.close(by=step.room.facilitators.get(), room=turned(step.room, "end"))

    assert statuses(vote(step, ann, first, "disagree")) == [409]
    assert values() == [(first.pk, 1)]


def test_person_who_was_erased_votes_no_more(step, ann, first):
    arrived = vote(step, ann, first)
    conversations.erase_participant(by=ann, participant=ann)

    assert statuses(arrived) == [409]


def test_step_that_is_gone_is_told_the_long_way(step, ann, first):
    arrived = vote(step, ann, first)
    step.delete()

    assert statuses(arrived) == [409]


def test_closed_room_answers_no_question(step, ann):
    asking = asks_next(step, ann)
    assert statuses(asking) == [200]
    rooms.close(by=step.room.facilitators.get(), room=turned(step.room, "end"))

    assert statuses(asking) == [409]


def test_question_is_answered_only_to_who_takes_part(step, ann, make_room, make_participant):
    erased, stranger = asks_next(step, ann), make_participant(open_vote(make_room).room)
    conversations.erase_participant(by=ann, participant=ann)

    assert statuses(erased, asks_next(step, stranger)) == [409, 409]


@pytest.mark.parametrize("half", [{"value": "agree"}, {"statement": "1"}, {"value": "yes", "statement": "1"}])
def test_half_a_vote_is_no_question(step, ann, half):
    assert quick.read(urlencode({"ticket": ticket(step, ann), **half}).encode()) is None


# What fails is sent again


def test_votes_that_the_database_refuses_are_to_be_sent_again(step, ann, first):
    arrived = vote(step, ann, first)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE statement_vote_vote RENAME TO away")
        assert statuses(arrived) == [503]
        cursor.execute("ALTER TABLE away RENAME TO statement_vote_vote")

    assert statuses(arrived) == [200]
    assert values() == [(first.pk, 1)]


def test_failure_in_one_room_is_not_felt_in_another(step, ann, first, make_room, make_participant):
    other = open_vote(make_room)
    votes = [vote(step, ann, first), vote(other, make_participant(other.room), other.statements.get(number=1))]
    quick.keep(votes)
    step.room.conversation.contributions.all().delete()
    step.room.conversation.delete()

    assert statuses(*votes) == [503, 200]
    assert statuses(*votes) == [409, 200]
