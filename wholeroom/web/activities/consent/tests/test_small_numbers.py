"""Told of positions: under 3 people nothing, from 3 whether it was agreed, from 8 the counts, never unanimous ones."""

import pytest

from wholeroom.web.activities.consent.activity import activity
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.contract import AUDIENCES

MET = "Nobody was left who could not live with it."
COUNTS = "8 people said where they stand. Can live with it: 7. Stand aside: 1. Cannot live with it: 0."


@pytest.mark.parametrize(
    ("agree", "aside", "told"),
    [(2, 0, ""), (3, 0, MET), (6, 1, MET), (7, 1, COUNTS), (8, 0, MET)],
)
def test_only_so_much_is_told_of_positions(held, ada, make_participant, agree, aside, told):
    proposal = held.propose(ada, "Start again in week five")
    for stand in ["agree"] * agree + ["stand-aside"] * aside:
        held.stand(make_participant(held.room), proposal, stand)

    held.settle(proposal)

    assert activity.outcome(held.step()).agreed[0].told == told


def test_objection_is_told_beside_what_was_not_agreed(held, ada, make_participant):
    proposal = held.propose(ada, "Start again in week five")
    against = held.stand(ada, proposal, "object", "Nobody is there at night")
    for _ in range(3):
        held.stand(make_participant(held.room), proposal, "agree")

    held.settle(proposal, "not-agreed")

    ended = activity.outcome(held.step()).agreed[0]
    assert (ended.is_agreed, ended.objections, ended.told) == (False, (str(against.words_id),), "It was not agreed.")


def test_open_option_is_told_as_open(held, ada):
    held.propose(ada, "Start again in week five")

    assert activity.outcome(held.step()).agreed[0].told == "It was still open at the end."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nobody_sees_where_people_stand_while_the_room_is_open(held, ada, make_participant, audience):
    held.propose(ada, "Start again in week five")
    proposal = held.propose(ada, "Start again in week six")
    before = activity.frame(held.step(), audience, "en-gb")

    for stand in ["agree"] * 8 + ["stand-aside"] * 3:
        held.stand(make_participant(held.room, nickname="Somebody"), proposal, stand)

    assert activity.frame(held.step(), audience, "en-gb") == before
    assert {row["told"] for row in activity.rows(held.step())} == {""}


def test_rows_of_a_closed_room_tell_what_the_page_tells(held, ada, make_participant):
    proposal = held.propose(ada, "Start again in week five")
    for stand in ["agree"] * 7 + ["stand-aside"]:
        held.stand(make_participant(held.room), proposal, stand)
    held.settle(proposal)

    rooms.close(by=held.facilitator, room=held.room)

    assert [row["told"] for row in activity.rows(held.step())] == [COUNTS]
