"""The map of a room is drawn from what is counted; arrays that are kept between two drawings change nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.web.activities.statement_vote import counting, mapping
from wholeroom.web.activities.statement_vote.mapping import KeptVotes
from wholeroom.web.activities.statement_vote.models import Ballot, Standing, Vote
from wholeroom.web.conversations import actions as conversations

COUNTED = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40), st.sampled_from([1, 0, -1])), max_size=30)


def as_rows(votes):
    """By whom, in names that do not matter: the votes of each person together."""
    people = {}
    for who, what, value in votes.rows():
        people.setdefault(who, set()).add((what, value))
    return sorted(sorted(one) for one in people.values())


@given(st.lists(COUNTED, min_size=1, max_size=5))
def test_votes_kept_between_drawings_are_those_of_a_full_reading(batches):
    kept = KeptVotes()
    for batch in batches:
        kept.take(batch)

    last = {(who, number): value for batch in batches for who, number, value in batch}
    anew = Votes.from_rows([(who, number, value) for (who, number), value in last.items()])
    assert as_rows(kept.votes()) == as_rows(anew)
    assert kept.votes().statements == anew.statements


@pytest.fixture
def crowd(voting_room, monkeypatch):
    """Forty people, of whom half are of another mind, in a room with seven statements; the worker has looked."""
    monkeypatch.setattr(mapping, "_kept", {})
    here = voting_room(7)
    people = here.joins(40)
    chance = random.Random(1)
    for number in range(1, 8):
        said = ["+" if (place % 2 == number % 2) == (chance.random() < 0.9) else "-" for place in range(40)]
        here.votes("".join(said), number, people)
    here.second()
    return here, people


def read_again(here):
    counted = Vote.objects.filter(step=here.step, counted__isnull=False)
    return Votes.from_rows(counted.values_list("participant", "statement__number", "counted"))


def answer_of(here):
    return opinion_map(read_again(here))


def test_map_is_drawn_from_what_is_counted_and_not_from_what_waits(crowd):
    here, _ = crowd
    drawn = mapping.read(here.standing().drawn)

    assert Vote.objects.filter(counted=None).count() == 7 * 5
    assert drawn.people == answer_of(here).counted


def test_map_is_drawn_anew_when_the_step_is_over(crowd):
    here, _ = crowd

    here.turn("next")
    assert here.standing().drawn_number < here.standing().number
    here.second()

    assert (here.standing().drawn_number, mapping.read(here.standing().drawn).people) == (here.standing().number, 40)
    assert here.standing().weights == {one.statement: one.priority for one in answer_of(here).statements}


def test_what_was_counted_elsewhere_is_on_the_map_too(crowd, monkeypatch):
    here, people = crowd
    here.votes("+-" * 6, 1, people[:12])
    one_counts = counting.count

    def another_is_sooner(**values):
        one_counts(**values)
        return one_counts(**values)

    monkeypatch.setattr(counting, "count", another_is_sooner)
    here.second()

    kept = mapping._kept[here.step.pk]
    assert as_rows(kept.votes()) == as_rows(read_again(here))
    assert here.standing().drawn_number == here.standing().number


def test_map_from_kept_votes_is_the_map_from_all_read_again(crowd):
    here, people = crowd
    here.votes("+-" * 6, 1, people[:12])
    here.second()
    kept, number = here.standing().drawn, here.standing().number
    Standing.objects.filter(step=here.step).update(drawn=None)
    before = mapping.read(Standing.objects.get(step=here.step).drawn)

    mapping._kept.clear()
    mapping.draw(here.step)

    assert before is None
    anew = mapping.read(here.standing().drawn)
    assert (anew.people, anew.reach, here.standing().number) == (mapping.read(kept).people, kept["reach"], number)


def test_map_that_is_up_to_date_is_not_drawn_again(crowd, monkeypatch):
    here, _ = crowd
    drawings = []
    monkeypatch.setattr(mapping, "live_map", lambda *args, **options: drawings.append(args))

    here.second()

    assert drawings == []


def test_screens_hear_of_a_new_map_only_where_it_may_show(crowd, monkeypatch):
    here, people = crowd
    heard = []
    monkeypatch.setattr(mapping, "publish", heard.append)
    here.votes("+-" * 6, 1, people[:12])

    Ballot.objects.filter(step=here.step).update(results="close")
    here.second()

    assert heard == []


def test_statement_that_was_hidden_places_nobody_from_the_next_count_on(crowd):
    here, _ = crowd
    conversations.hide(by=here.facilitator, contribution=here.statement(1).words, reason="advert")

    here.turn("next")
    here.second()

    assert mapping.read(here.standing().drawn).place_of({"1": 1}) is None
    assert "1" not in here.standing().weights


def test_room_under_thirty_has_no_map_and_still_knows_what_to_ask_next(voting_room):
    here = voting_room()
    here.votes("+-" * 12)

    here.second()

    assert (here.standing().drawn, set(here.standing().weights)) == (None, {"1"})


def test_statement_whose_figures_are_hidden_is_asked_as_if_it_were_new(voting_room):
    here = voting_room(2)
    people = here.votes("+" * 10)
    here.votes("+-" * 5, 2, people)

    here.second()

    assert (here.counted(1), here.shown()[1]) == ([5, 0, 0], (None, None, None))
    assert set(here.standing().weights) == {"2"}


def test_only_the_rooms_drawn_last_are_kept_in_memory(voting_room, monkeypatch):
    monkeypatch.setattr(mapping, "_kept", {})
    monkeypatch.setattr(mapping, "MOST_KEPT", 1)
    first, second = voting_room(), voting_room()
    for here in (first, second):
        here.votes("+-" * 6)

    counting.count_what_waits()

    assert list(mapping._kept) == [second.step.pk]
