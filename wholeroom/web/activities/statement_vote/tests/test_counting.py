"""Votes are counted in steps: the oldest first, five or more together, and never so that one shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wholeroom.web.activities.statement_vote import counting
from wholeroom.web.activities.statement_vote.models import Standing, Vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.live import hub


def test_oldest_are_counted_and_the_newest_five_wait(voting_room):
    here = voting_room()
    here.votes("+-+-+" + "....-")

    here.second()

    assert (here.counted(), here.waiting()) == ([3, 2, 0], 5)


def test_nothing_is_counted_before_there_are_ten(voting_room):
    here = voting_room()
    here.votes("+-+-+-+-+")

    here.second()

    assert (here.counted(), here.waiting()) == ([0, 0, 0], 9)


@pytest.mark.parametrize(("votes", "counted"), [("+-+-", [0, 0, 0]), ("+-+-+", [3, 2, 0]), ("+-+-+-.", [3, 3, 1])])
def test_when_the_step_is_over_five_or_more_are_counted_or_none(voting_room, votes, counted):
    here = voting_room()
    here.votes(votes)

    here.turn("next")

    assert here.counted() == counted


def test_close_adds_five_or_more_to_what_was_counted_or_nothing(voting_room):
    here = voting_room()
    here.votes("+-+-+-+-+-")
    here.second()
    late = here.votes("+-")
    here.turn("next")
    assert here.counted() == [6, 6, 0]

    here.votes("...", people=[*late, *here.joins()])
    here.close()

    assert here.counted() == [6, 6, 0]


def test_votes_that_came_when_the_step_was_over_are_counted_when_the_room_closes(voting_room):
    here = voting_room()
    here.turn("next")
    here.votes("+-+-+")

    here.close()

    assert here.counted() == [3, 2, 0]


def test_room_that_closed_keeps_no_order_of_the_votes_that_stay_out(voting_room):
    here = voting_room()
    here.votes("+-+-")

    here.close()

    assert set(Vote.objects.values_list("turn", "counted")) == {(0, None)}


def test_order_is_forgotten_with_the_count(voting_room):
    here = voting_room()
    here.votes("+-+-+")

    here.turn("next")

    assert set(Vote.objects.values_list("turn", flat=True)) == {None}


def test_five_who_all_say_the_same_wait_where_nobody_else_is_here(voting_room):
    here = voting_room()
    here.votes("+++++")
    here.joins(4)
    here.turn("next")
    assert here.counted() == [0, 0, 0]

    here.joins()
    here.turn("back", "next")

    assert here.counted() == [5, 0, 0]
    assert here.shown() == {1: (None, None, None)}


def test_five_stay_out_for_good_where_somebody_was_erased_before_votes_that_all_said_the_same(voting_room):
    """Were all twelve counted, everybody would know what the one who left early had said."""
    here = voting_room()
    early = here.votes("+")
    conversations.erase_participant(by=early[0], participant=early[0])
    others = here.joins(11)
    here.votes("+" * 9, people=others[:9])
    here.second()
    assert here.counted() == [5, 0, 0]

    here.votes("--", people=others[9:])
    here.turn("next")

    assert (here.counted(), here.waiting()) == ([5, 0, 0], 7)


def test_changed_vote_waits_again_and_the_figure_stays(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    here.turn("next", "back")

    here.vote(people[0], "-")
    here.second()

    assert (here.counted(), here.waiting()) == ([3, 2, 0], 1)


def test_changed_vote_is_counted_once_with_four_others(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    here.turn("next", "back")
    here.vote(people[0], "-")
    here.votes("+.+-")
    here.joins(5)

    here.turn("next")

    assert here.counted() == [4, 4, 1]


def test_who_says_again_what_is_counted_does_not_wait(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    here.turn("next", "back")

    here.vote(people[0], "+")

    assert here.waiting() == 0


def test_who_comes_back_to_what_is_counted_waits_no_longer(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    here.turn("next", "back")

    here.vote(people[0], "-")
    here.vote(people[0], "+")

    assert here.waiting() == 0


def test_who_changes_while_waiting_is_the_newest_again(voting_room):
    here = voting_room()
    people = here.votes(".+-+-+-+-+")

    here.vote(people[0], "-")
    here.second()

    assert here.counted() == [3, 2, 0]


def test_votes_on_a_hidden_statement_are_counted_for_when_it_shows_again(voting_room):
    here = voting_room()
    here.votes("+-+-+")
    conversations.hide(by=here.facilitator, contribution=here.statement().words, reason="advert")

    here.turn("next")

    assert here.shown() == {}
    conversations.let_show(by=here.facilitator, contribution=here.statement().words)
    assert here.shown() == {1: (3, 2, 0)}


def test_each_statement_is_counted_by_itself(voting_room):
    here = voting_room(2)
    people = here.votes("+-+-+-+-+-")
    here.votes("....+", 2, people[:5])

    here.second()

    assert (here.counted(1), here.counted(2)) == ([3, 2, 0], [0, 0, 0])


def test_erasing_somebody_changes_no_figure(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    here.turn("next")

    conversations.erase_participant(by=people[0], participant=people[0])
    here.second()

    assert here.counted() == [3, 2, 0]


def test_vote_of_somebody_erased_before_the_count_is_counted_with_the_others(voting_room):
    here = voting_room()
    people = here.votes("+-+-+")
    conversations.erase_participant(by=people[0], participant=people[0])

    here.turn("next")

    assert here.counted() == [3, 2, 0]


def test_step_that_is_turned_back_and_over_again_adds_five_or_more(voting_room):
    here = voting_room()
    here.votes("+-+-+")
    here.turn("next", "back")
    here.votes("..+-")
    here.turn("next")
    assert here.counted() == [3, 2, 0]

    here.turn("back")
    here.votes("+")
    here.turn("next")

    assert here.counted() == [5, 3, 2]


@pytest.mark.parametrize(("results", "told"), [("live", 1), ("after", 0), ("close", 0)])
def test_screens_are_drawn_anew_only_where_they_change(voting_room, monkeypatch, results, told):
    here = voting_room(results=results)
    here.votes("+-+-+-+-+-")
    heard = []
    monkeypatch.setattr("wholeroom.web.activities.statement_vote.counting.publish", heard.append)

    here.second()
    here.second()

    assert (here.counted(), len(heard)) == ([3, 2, 0], told)


def test_closed_room_is_counted_no_more(voting_room):
    here = voting_room()
    here.votes("+" * 14)
    here.close()
    here.joins(10)

    here.second()

    assert here.counted() == [9, 0, 0]


def test_step_in_which_people_look_at_the_vote_is_no_vote(voting_room):
    here = voting_room()

    here.turn("next", "next")

    assert [one.step.name for one in Standing.objects.select_related("step")] == ["vote"]


def test_counting_asks_the_database_no_more_with_more_votes(voting_room):
    asked = []
    for votes in (10, 30):
        here = voting_room()
        here.votes("+-" * (votes // 2))
        with CaptureQueriesContext(connection) as queries:
            counting.count(step=here.step)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_hub_is_told_once_the_count_is_kept(voting_room, monkeypatch, django_capture_on_commit_callbacks):
    here = voting_room()
    here.votes("+-+-+-+-+-")
    heard = []
    monkeypatch.setattr(hub, "changed", lambda topic, urgent=False: heard.append(topic))

    with django_capture_on_commit_callbacks(execute=True):
        here.second()

    assert heard == [here.room.pk.hex]
