"""Putting in statements and voting on them: what is kept, what is refused, and what leaves no trace."""

import re

import pytest
from django.db import IntegrityError, transaction

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.actions import Cast
from wholeroom.web.activities.statement_vote.models import Ballot, Statement, Vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import registry

WORDS = {"text": "Ring me the next day", "shown_as": "nobody", "sending": "sending-1"}


def kept():
    return sorted(Vote.objects.values_list("statement__number", "value"))


def test_last_vote_of_a_person_on_a_statement_is_the_one_that_is_kept(voting_room):
    here = voting_room(2)
    (ada,) = here.joins()

    for said, number in (("+", 1), ("-", 2), (".", 1)):
        here.vote(ada, said, number)

    assert kept() == [(1, 0), (2, -1)]


def test_what_is_asked_has_another_version_with_every_change_of_the_statements_that_show(voting_room):
    here = voting_room(3)
    activity = registry.activity(here.step.activity)
    words = [here.statement(number).words for number in (1, 2)]

    versions = [activity.form_version(here.step)]
    conversations.hide(by=here.facilitator, contribution=words[0], reason="advert")
    versions.append(activity.form_version(here.step))
    conversations.hide(by=here.facilitator, contribution=words[1], reason="advert")
    conversations.let_show(by=here.facilitator, contribution=words[0])
    versions.append(activity.form_version(here.step))
    actions.put_in_many(by=here.facilitator, step=here.step, texts=["Nobody tells carers"])
    versions.append(activity.form_version(here.step))

    assert len(set(versions)) == 4
    assert all(re.fullmatch(r"\w+", version) for version in versions)


def test_version_of_what_is_asked_is_one_question_to_the_database(voting_room, django_assert_num_queries):
    here = voting_room(3)
    step, activity = here.step, registry.activity(here.step.activity)

    with django_assert_num_queries(1):
        activity.form_version(step)


def test_vote_leaves_no_record_in_history(voting_room):
    here = voting_room()
    (ada,) = here.joins()
    before = Entry.objects.count()

    here.vote(ada, "+")
    here.vote(ada, "-")

    assert Entry.objects.count() == before


def test_vote_from_paper_leaves_that_it_was_entered_and_not_what_it_said(voting_room):
    here = voting_room()
    ada, _ = conversations.join(by=None, conversation=here.room.conversation, nickname="Ada", has_phone=False)

    actions.cast(by=here.facilitator, step=here.step, statement=here.statement(), value="agree", speaker=ada)

    last = Entry.objects.order_by("pk").last()
    assert last.verb == "entered a vote"
    assert "agree" not in str(vars(last))


def test_vote_on_a_statement_that_no_longer_shows_is_refused(voting_room):
    here = voting_room()
    (ada,) = here.joins()
    conversations.hide(by=here.facilitator, contribution=here.statement().words, reason="advert")

    with pytest.raises(actions.NoLongerThere):
        here.vote(ada, "+")
    assert kept() == []


def test_vote_in_a_closed_room_is_refused(voting_room):
    here = voting_room()
    (ada,) = here.votes("+")
    here.close()

    with pytest.raises(actions.VoteIsOver):
        here.vote(ada, "-")
    assert kept() == [(1, 1)]


def test_vote_when_the_step_is_over_is_kept(voting_room):
    here = voting_room()
    (ada,) = here.joins()
    here.turn("next")

    here.vote(ada, "+")

    assert kept() == [(1, 1)]


def test_somebody_who_was_erased_votes_no_more_and_what_they_voted_stays(voting_room):
    here = voting_room()
    (ada,) = here.votes("+")
    conversations.erase_participant(by=ada, participant=ada)

    with pytest.raises(actions.NoLongerThere):
        here.vote(ada, "-")
    assert kept() == [(1, 1)]


def test_votes_that_arrive_together_are_kept_but_for_those_that_cannot_be(voting_room, make_room, make_participant):
    here = voting_room(2)
    ada, berta = here.joins(2)
    stranger = make_participant(make_room())
    first, second = here.statement(1), here.statement(2)
    conversations.hide(by=here.facilitator, contribution=second.words, reason="advert")
    good = [Cast(ada.pk, first.pk, 1), Cast(berta.pk, first.pk, -1)]

    outcomes = actions.cast_together(
        step=here.step, votes=[*good, Cast(ada.pk, second.pk, 1), Cast(stranger.pk, first.pk, 1)]
    )

    assert (outcomes.kept, outcomes.is_closed) == (frozenset(good), False)
    assert kept() == [(1, -1), (1, 1)]


def test_of_two_votes_of_one_person_that_arrive_together_the_later_is_kept(voting_room):
    here = voting_room()
    (ada,) = here.joins()
    statement = here.statement()

    actions.cast_together(step=here.step, votes=[Cast(ada.pk, statement.pk, 1), Cast(ada.pk, statement.pk, -1)])

    assert kept() == [(1, -1)]


def test_statements_have_numbers_in_the_order_in_which_they_were_put_in(voting_room):
    here = voting_room(2)
    (ada,) = here.joins()

    actions.put_in(by=ada, step=here.step, words=WORDS, speaker=ada)

    found = [(one.number, one.words.text, one.is_seed) for one in Statement.objects.select_related("words")]
    assert found == [
        (1, "Statement number 1", True),
        (2, "Statement number 2", True),
        (3, "Ring me the next day", False),
    ]


def test_statement_that_is_sent_twice_is_put_in_once(voting_room):
    here = voting_room()
    (ada,) = here.joins()

    twice = [actions.put_in(by=ada, step=here.step, words=WORDS, speaker=ada) for _ in range(2)]

    assert twice[0] == twice[1]
    assert Statement.objects.count() == 2


def test_statements_of_a_card_are_of_who_said_them(voting_room):
    here = voting_room()
    ada, _ = conversations.join(by=None, conversation=here.room.conversation, has_phone=False)

    put_in = actions.put_in(by=here.facilitator, step=here.step, words=WORDS, speaker=ada)

    assert (put_in.words.participant, put_in.is_seed) == (ada, False)


def test_where_only_the_facilitator_puts_in_statements_others_are_refused(voting_room):
    here = voting_room()
    (ada,) = here.joins()
    Ballot.objects.filter(step=here.step).update(may_add=False)

    with pytest.raises(actions.MayNotAdd):
        actions.put_in(by=ada, step=here.step, words=WORDS, speaker=ada)


def test_how_a_vote_is_held_is_fixed_once_it_opens(voting_room):
    here = voting_room(results="close")

    with pytest.raises(actions.HasOpened):
        actions.choose_how(by=here.facilitator, step=here.step, results="live", after=1, may_add=True)

    assert actions.ballot_of(here.step).results == "close"


def test_because_stands_under_its_statement_and_says_nothing_of_the_vote(voting_room):
    here = voting_room()
    (ada,) = here.votes("-")

    said = actions.say_because(by=ada, step=here.step, statement=here.statement(), words=WORDS)

    rows = [row for row in registry.activity("statement_vote").rows(here.step) if row["kind"] == "because"]
    assert said.parent == here.statement().words
    assert [set(row) for row in rows] == [{"step", "kind", "statement", "text", "language", "who"}]


@pytest.mark.parametrize(("value", "counted", "turn"), [(2, None, 1), (1, 2, 1), (1, None, None), (1, -1, None)])
def test_database_refuses_a_vote_that_cannot_be(voting_room, value, counted, turn):
    here = voting_room()
    (ada,) = here.joins()

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            step=here.step, participant=ada, statement=here.statement(), value=value, counted=counted, turn=turn
        )
