"""What may be shown of a vote, and when: the same lines on every screen, in rows, and beside the map."""

from itertools import product

import pytest

from wholeroom.analysis.opinion.live_map import Crowd, LiveGroup, LiveMap
from wholeroom.web.activities.statement_vote import seeing
from wholeroom.web.activities.statement_vote.figures import figures, may_show
from wholeroom.web.activities.statement_vote.models import Standing
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Step


def with_totals(here, totals):
    Standing.objects.update_or_create(step=here.step, defaults={"totals": totals})
    return figures(here.step)


def numbers(lines):
    return [one.statement.number for one in lines]


def test_statements_stand_under_what_nearly_all_say_what_divides_and_what_few_say(voting_room):
    found = with_totals(
        voting_room(6),
        {"1": [40, 5, 5], "2": [5, 44, 1], "3": [25, 20, 5], "4": [30, 10, 10], "5": [3, 2, 35], "6": [1, 1, 1]},
    )

    assert [numbers(part) for part in (found.shared, found.split, found.others)] == [[1, 2], [3], [4, 5]]
    assert [one.statement.number for one in found.lines if not one.is_counted] == [6]


@pytest.mark.parametrize(
    ("totals", "shown"),
    [
        ([2, 2, 0], (None, None, None)),
        ([3, 2, 0], (3, 2, 0)),
        ([9, 0, 0], (None, None, None)),
        ([10, 0, 0], (10, 0, 0)),
    ],
)
def test_figures_show_from_five_and_one_single_answer_from_ten(voting_room, totals, shown):
    line = with_totals(voting_room(), {"1": totals}).lines[0]

    assert (line.agree, line.disagree, line.passed) == shown


def test_every_statement_is_in_one_list_or_counted_as_too_few(voting_room):
    totals = {str(number): list(each) for number, each in enumerate(product(range(0, 12, 5), repeat=3), start=1)}
    found = with_totals(voting_room(len(totals)), totals)

    parts = [*found.shared, *found.split, *found.others]
    assert sorted(numbers(parts)) == sorted(set(numbers(parts))) == numbers(found.counted)
    seen = seeing.seen(found, seeing.ROOM["phone"])
    told = sum(len(seen[part]) for part in ("shared", "split", "others")) + seen["more"] + seen["uncounted"]
    assert told == len(totals)


@pytest.mark.parametrize(
    ("results", "while_open", "after"), [("live", True, True), ("after", False, True), ("close", False, True)]
)
def test_results_show_when_it_was_said_before_that_they_would(voting_room, results, while_open, after):
    here = voting_room(results=results)
    assert may_show(figures(here.step), here.step) == while_open

    here.turn("next")

    assert may_show(figures(here.step), here.step) == after


@pytest.mark.parametrize(
    "verbs", [["undo", "start"], ["next", "undo"], ["next", "back"]], ids=["start undone", "next undone", "turned back"]
)
@pytest.mark.parametrize("results", ["after", "close"])
def test_results_show_no_longer_once_people_vote_again(voting_room, results, verbs):
    here = voting_room(results=results)
    here.votes("+-+-+")

    for verb in verbs:
        rooms.undo(by=here.facilitator, room=here.room) if verb == "undo" else here.turn(verb)

    assert here.step.state == Step.State.OPEN
    assert not may_show(figures(here.step), here.step)


def test_results_of_a_room_that_was_closed_in_the_middle_of_a_vote_show(voting_room):
    here = voting_room(results="close")
    here.votes("+-+-+")

    here.close()

    assert here.step.state == Step.State.OPEN
    assert may_show(figures(here.step), here.step)


def test_rows_tell_what_screens_tell(voting_room):
    here = voting_room(results="close")
    here.votes("+-+-+")
    activity = registry.activity("statement_vote")
    before = activity.rows(here.step)

    here.turn("next")

    told = [(row["agree"], row["disagree"], row["pass"]) for row in (*before, *activity.rows(here.step))]
    assert told == [(None, None, None), (3, 2, 0)]
    assert "3 of 5 agree, 2 disagree, 0 pass" in activity.frame(here.step, "phone", "en-gb")


@pytest.mark.parametrize("statements", [1, 3])
def test_figures_ask_the_database_three_questions(voting_room, django_assert_num_queries, statements):
    here = voting_room(statements)
    step = here.step

    with django_assert_num_queries(3):
        found = figures(step)
        _ = [(line.words.text, line.who) for line in found.lines]

    assert len(found.lines) == statements


def a_map(*sizes):
    groups = tuple(LiveGroup("ABCDE"[at], size, at / 4, -at / 4) for at, size in enumerate(sizes))
    crowds = tuple(Crowd(0.036, 0.036, one.letter, one.people) for one in groups if one.people >= 5)
    return LiveMap(("1",), (0.0,), ((1.0,), (0.0,)), 1.0, sum(sizes), groups, crowds)


def sizes_told(*sizes):
    return [one.size for one in seeing.picture(a_map(*sizes), seeing.ROOM["wall"].marks).groups]


def test_sizes_of_groups_are_told_in_tenths():
    assert sizes_told(52, 33, 15) == ["about 5 in 10", "about 3 in 10", "about 2 in 10"]


def test_where_one_group_is_small_no_size_tells_it_by_what_is_left():
    assert set(sizes_told(20, 8, 4)) == {"not told: a group is small"}


@pytest.mark.parametrize("people", range(6, 41))
def test_no_size_under_five_can_be_worked_out_from_the_sizes_told(people):
    """A reader who knows how many were placed tries all ways to divide them into two or three groups."""
    ways = [(one, people - one) for one in range(1, people)]
    ways += [(a, b, people - a - b) for a in range(1, people) for b in range(1, people - a)]
    told = {}
    for sizes in ways:
        told.setdefault((len(sizes), tuple(sizes_told(*sizes))), []).append(sizes)

    for same in told.values():
        for place in range(len(same[0])):
            possible = {sizes[place] for sizes in same}
            assert len(possible) > 1 or min(possible) >= 5


def test_places_on_the_drawing_are_those_of_cells():
    places = {seeing.on_paper((x / 50, 0.0))[0] for x in range(-50, 51)}

    assert len(places) == 14
    assert {(one.x, one.y) for one in seeing.picture(a_map(30, 20), seeing.ROOM["wall"].marks).groups} <= {
        seeing.on_paper((x / 50, y / 50)) for x in range(-50, 51) for y in range(-50, 51)
    }


@pytest.mark.parametrize(("letters", "corners"), [("A", 0), ("C", 3), ("D", 4), ("E", 6)])
def test_each_group_has_a_shape_of_its_own(letters, corners):
    mark = seeing.Mark(100, 50, 4.0, seeing.number_of(letters))

    assert len(mark.points.split()) == corners
    assert (mark.corner, mark.side) == ((96, 46), 8)
