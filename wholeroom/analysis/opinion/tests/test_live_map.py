"""The map while people vote: it stays where it was, draws nobody alone, and says what the opinion map says."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholeroom.analysis.opinion.live_map import MOST_CROWDS, PEOPLE_OF_A_DOT, SIDE, live_map, middle_of_cell
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.statements import Statement, Statements
from wholeroom.analysis.opinion.tallies import Answers, priority
from wholeroom.analysis.opinion.tests.rooms import planted_room, spread_room
from wholeroom.analysis.opinion.votes import Votes

ROWS, _ = planted_room([40, 30, 20], statements=24, answered=0.8, seed=3)
SEEDS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def drawn():
    return live_map(Votes.from_rows(ROWS)).map


@pytest.fixture(scope="module")
def answer():
    return opinion_map(Votes.from_rows(ROWS))


def with_a_few_more(rows, seed, votes=5):
    """The same votes, and a few of those that were not there."""
    chance = random.Random(seed)
    have = {(who, what) for who, what, _ in rows}
    people, statements = sorted({who for who, _ in have}), sorted({what for _, what in have})
    missing = [(who, what) for who in people for what in statements if (who, what) not in have]
    return [*rows, *((who, what, chance.choice([1, -1])) for who, what in chance.sample(missing, votes))]


def mirrored(drawn):
    """The same map turned by a quarter, mirrored, and with its letters exchanged."""
    first, second = drawn.direction
    letters = {"A": "C", "B": "A", "C": "B"}
    groups = [replace(one, x=-one.y, y=one.x, letter=letters[one.letter]) for one in drawn.groups]
    return replace(drawn, direction=(tuple(-x for x in second), first), groups=tuple(groups))


def test_groups_are_those_of_the_opinion_map(drawn, answer):
    assert [one.people for one in drawn.groups] == [one.size for one in answer.groups]
    assert drawn.people == answer.counted


def test_priorities_are_those_of_the_opinion_map(answer):
    weights = live_map(Votes.from_rows(ROWS)).weights

    assert weights == {one.statement: one.priority for one in answer.statements}


@pytest.mark.parametrize("out", [{}, {"3": Statement("", moderated_out=True)}], ids=["all", "one moderated out"])
def test_place_by_own_votes_is_the_place_on_the_opinion_map_within_what_is_drawn(out):
    votes, statements = Votes.from_rows(ROWS), Statements(out)
    drawn, answer = live_map(votes, statements).map, opinion_map(votes, statements)
    own = {}
    for who, what, value in ROWS:
        own.setdefault(who, {})[what] = value

    for place in answer.participants:
        expected = [min(1.0, max(-1.0, value / drawn.reach)) for value in (place.x, place.y)]
        assert drawn.place_of(own[place.participant]) == pytest.approx(expected, abs=1e-9)


def test_place_on_a_turned_map_is_turned_with_it(drawn):
    turned = live_map(Votes.from_rows(ROWS), before=mirrored(drawn)).map
    x, y = drawn.place_of({"0": 1, "1": -1, "2": 1})

    assert turned.place_of({"0": 1, "1": -1, "2": 1}) == pytest.approx((-y, x))


def test_nobody_without_a_vote_that_counts_has_a_place(drawn):
    assert drawn.place_of({"no such statement": 1}) is None


@settings(max_examples=12, deadline=None)
@given(SEEDS)
def test_a_few_more_votes_leave_sides_and_letters_where_they_were(seed):
    before = live_map(Votes.from_rows(ROWS)).map
    before = mirrored(before)

    after = live_map(Votes.from_rows(with_a_few_more(ROWS, seed)), before=before).map

    old = {one.letter: one for one in before.groups}
    assert {one.letter for one in after.groups} == old.keys()
    for one in after.groups:
        assert (one.x, one.y) == pytest.approx((old[one.letter].x, old[one.letter].y), abs=0.1)
        assert abs(one.people - old[one.letter].people) <= 3


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_other_names_and_another_order_of_rows_change_nothing(seed):
    chance = random.Random(seed)
    names = sorted({who for who, _, _ in ROWS})
    others = dict(zip(names, chance.sample(range(1000), len(names)), strict=True))
    rows = [(others[who], what, value) for who, what, value in chance.sample(ROWS, len(ROWS))]

    assert live_map(Votes.from_rows(rows)) == live_map(Votes.from_rows(ROWS))


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.integers(30, 60))
def test_no_crowd_is_of_fewer_than_five(seed, people):
    rows = spread_room(people, axes=2, statements=12, seed=seed)

    drawn = live_map(Votes.from_rows(rows)).map

    crowds = drawn.crowds if drawn else ()
    assert [one for one in crowds if one.people < PEOPLE_OF_A_DOT] == []
    assert sum(one.people for one in crowds) == (drawn.people if drawn else 0)


def test_people_of_each_group_are_all_drawn_in_crowds(drawn):
    drawn_people = {letter: sum(one.people for one in drawn.crowds if one.letter == letter) for letter in "ABC"}

    assert drawn_people == {one.letter: one.people for one in drawn.groups}


def test_crowds_of_a_large_room_are_larger_and_not_more():
    rows = spread_room(1200, axes=2, statements=12, seed=1)

    crowds = live_map(Votes.from_rows(rows)).map.crowds

    assert len(crowds) <= MOST_CROWDS
    assert min(one.people for one in crowds) >= 1200 // 2 // MOST_CROWDS


def test_crowds_and_own_places_lie_in_the_middle_of_cells(drawn):
    middles = {round((cell + 0.5) / SIDE * 2 - 1, 3) for cell in range(SIDE)}

    assert {value for one in drawn.crowds for value in (one.x, one.y)} <= middles
    assert {middle_of_cell(value) for value in np.linspace(-1, 1, 101).tolist()} == middles


@pytest.mark.parametrize(("people", "is_drawn"), [(29, False), (30, True)])
def test_under_thirty_placed_people_there_is_no_map(people, is_drawn):
    rows = [(str(who), str(what), 1 if (who + what) % 3 else -1) for who in range(people) for what in range(8)]

    assert (live_map(Votes.from_rows(rows)).map is not None) == is_drawn


def test_where_no_map_is_drawn_what_is_asked_next_goes_by_figures_alone():
    """Two rooms with the same figures, in which different people go together."""
    alike = [("a", "1", 1), ("a", "2", 1), ("b", "1", -1), ("b", "2", -1), ("c", "1", 1), ("c", "2", 1)]
    unlike = [("a", "1", 1), ("a", "2", -1), ("b", "1", -1), ("b", "2", 1), ("c", "1", 1), ("c", "2", 1)]

    asked = live_map(Votes.from_rows(alike)).weights

    two, one = np.array([2]), np.array([1])
    figures = Answers(two, one, np.array([0]))
    expected = priority(figures, np.zeros(1), np.array([False]))[0]
    assert asked == {"1": expected, "2": expected}
    assert live_map(Votes.from_rows(unlike)).weights == asked


def test_statement_that_is_moderated_out_is_asked_no_more_and_places_nobody():
    statements = Statements({"1": Statement("", moderated_out=True)})

    few = live_map(Votes.from_rows(ROWS[:40]), statements)
    many = live_map(Votes.from_rows(ROWS), statements)

    assert "1" not in few.weights
    assert "1" not in many.weights
    assert many.map.place_of({"1": 1}) is None


def test_group_that_is_new_has_a_letter_of_its_own(drawn):
    before = replace(drawn, groups=drawn.groups[:2])

    after = live_map(Votes.from_rows(ROWS), before=before).map

    assert sorted(one.letter for one in after.groups) == ["A", "B", "C"]


def test_who_stands_in_the_middle_of_a_group_is_nearest_to_it(drawn):
    assert [drawn.nearest((one.x, one.y)) for one in drawn.groups] == ["A", "B", "C"]
    assert replace(drawn, groups=()).nearest((0.0, 0.0)) == ""
