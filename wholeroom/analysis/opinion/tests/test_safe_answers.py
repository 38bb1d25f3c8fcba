"""Answers by group that may be shown, against a reader who tries every room that could stand behind the page."""

from functools import cache
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.rules import may_show_row
from wholeroom.analysis.opinion.safe_answers import HIDDEN, ROOM, SafeRow, safe_answers, tenths, total_of

GROUPS = "ABC"
ROWS = st.tuples(*(st.integers(0, most) for most in (3, 2, 2)))
LARGE_ROWS = st.tuples(st.integers(3, 24), st.integers(2, 16), st.integers(0, 3))
FEW = st.tuples(*(st.integers(0, most) for most in (2, 1, 1)))
SMALL_ROOMS = st.fixed_dictionaries(dict.fromkeys(GROUPS, ROWS))
ROOMS = SMALL_ROOMS | st.fixed_dictionaries({"A": LARGE_ROWS, "B": LARGE_ROWS, "C": FEW})


def rows_up_to(most):
    return product(*(range(count + 1) for count in most))


@cache
def told(answers):
    return tenths(answers) if may_show_row(answers, "answers") else None


def fits(answers, shown):
    """Whether a row can stand behind what the page shows of it; a hidden one can be any."""
    if shown.answers is not None:
        return answers == shown.answers
    return shown.tenths is None or told(answers) == shown.tenths


def worlds(page, voters=None):
    """Every way in which the answers of the room can be shared out, as far as the page says; slow and plain."""
    total = page[ROOM].answers
    choices = {
        group: [
            row for row in rows_up_to(total) if fits(row, page[group]) and (voters is None or sum(row) == voters[group])
        ]
        for group in GROUPS
    }
    for first, second in product(choices["A"], choices["B"]):
        third = tuple(whole - a - b for whole, a, b in zip(total, first, second, strict=True))
        if third in choices["C"]:
            yield dict(zip(GROUPS, (first, second, third), strict=True))


def can_be_tried(page):
    """Where all rows of a large room are hidden there are too many ways to try them all."""
    return sum(page[ROOM].answers) < 20 or any(page[group] != HIDDEN for group in GROUPS)


def possible(found, group, answer):
    return {world[group][answer] for world in found}


@settings(max_examples=50, deadline=None)
@given(ROOMS)
def test_hidden_number_can_be_another(room):
    page = safe_answers({"1": room})["1"]
    if page[ROOM] == HIDDEN:
        assert set(page.values()) == {HIDDEN}
        return
    assume(can_be_tried(page))

    found = list(worlds(page))

    assert room in found
    for group in (one for one in GROUPS if page[one] == HIDDEN):
        for answer in (place for place, count in enumerate(page[ROOM].answers) if count):
            assert len(possible(found, group, answer)) > 1


@settings(max_examples=50, deadline=None)
@given(ROOMS)
def test_votes_of_few_people_stay_open_to_who_knows_how_many_voted(room):
    page = safe_answers({"1": room})["1"]
    few = [one for one in GROUPS if any(room[one]) and not may_show_row(room[one], "answers")]
    given_answers = [place for place, count in enumerate(total_of(room.values())) if count]
    if page[ROOM] == HIDDEN or len(given_answers) == 1:  # where all say the same, the room's total tells it already
        return
    assume(can_be_tried(page))

    found = list(worlds(page, {group: sum(row) for group, row in room.items()}))

    for group in few:
        for answer in given_answers:
            assert len(possible(found, group, answer)) > 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 1)), min_size=6, max_size=9))
def test_two_groupings_of_one_room_tell_no_more_than_each_alone(people):
    """Each person is an answer, a group of the one kind and a group of the other."""
    pages = []
    for kind in (1, 2):
        room = {group: [0, 0, 0] for group in range(2)}
        for person in people:
            room[person[kind]][person[0]] += 1
        pages.append(safe_answers({"1": {str(group): tuple(row) for group, row in room.items()}})["1"])
    if pages[0][ROOM] == HIDDEN:
        assert set(pages[1].values()) == {HIDDEN}
        return

    total = pages[0][ROOM].answers
    alone = [{row for row in rows_up_to(total) if may_be_first(row, total, page)} for page in pages]
    together = set()
    for cells in product(*(shared_out(count) for count in total)):
        first = tuple(both + own for both, own, _other, _neither in cells)
        second = tuple(both + other for both, _own, other, _neither in cells)
        if first in alone[0] and second in alone[1]:
            together.add((first, second))

    assert together == set(product(*alone))


def may_be_first(row, total, page):
    other = tuple(whole - part for whole, part in zip(total, row, strict=True))
    return fits(row, page["0"]) and fits(other, page["1"])


def shared_out(count):
    """Every way to share ``count`` people over two times two groups."""
    return [
        (a, b, c, count - a - b - c)
        for a in range(count + 1)
        for b in range(count - a + 1)
        for c in range(count - a - b + 1)
    ]


@settings(max_examples=40, deadline=None)
@given(ROOMS)
def test_what_shows_is_true(room):
    page = safe_answers({"1": room})["1"]

    assert page[ROOM] in (HIDDEN, SafeRow(answers=total_of(room.values())))
    for group, row in room.items():
        assert page[group] in (HIDDEN, SafeRow(answers=row), SafeRow(tenths=told(row)))


def test_large_groups_show_in_full():
    room = {"A": (20, 3, 1), "B": (3, 16, 1)}

    page = safe_answers({"1": room})["1"]

    assert {group: row.answers for group, row in page.items()} == {**room, ROOM: (23, 19, 2)}


def test_row_beside_a_few_people_shows_in_tenths():
    page = safe_answers({"1": {"A": (60, 12, 8), "B": (12, 60, 8), "outside": (1, 1, 0)}})["1"]

    assert (page["A"], page["B"], page["outside"]) == (SafeRow(tenths=(8, 2)), SafeRow(answers=(12, 60, 8)), HIDDEN)


def test_one_person_outside_is_not_given_away_by_tenths_of_a_small_group():
    page = safe_answers({"1": {"A": (15, 3, 2), "B": (4, 2, 1), "outside": (0, 1, 0)}})["1"]

    assert (page["B"], page["outside"]) == (HIDDEN, HIDDEN)


@pytest.mark.parametrize("room", [{"A": (4, 0, 0), "B": (0, 0, 0)}, {"A": (5, 0, 0), "B": (4, 0, 0)}, {"A": (0, 0, 0)}])
def test_nothing_shows_where_the_room_itself_is_too_small(room):
    assert set(safe_answers({"1": room})["1"].values()) == {HIDDEN}


def test_statements_are_told_apart():
    rooms = {"1": {"A": (20, 3, 1), "B": (3, 16, 1)}, "2": {"A": (20, 3, 0), "B": (1, 1, 0)}, "3": {"A": (9, 9, 0)}}

    pages = safe_answers(rooms)

    assert {name: pages[name] for name in rooms} == {
        name: safe_answers({name: room})[name] for name, room in rooms.items()
    }
