import pytest
from django.db import IntegrityError, transaction

from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import actions, registry
from wholeroom.web.rooms.models import Room, Step

STATES = {"planned": "-", "open": "o", "done": "d", "skipped": "s"}


def states(room: Room) -> str:
    return "".join(STATES[step.state] for step in room.steps.all())


def test_room_is_opened_with_the_steps_of_its_method(room):
    method = registry.method(room.method)

    assert [step.name for step in room.steps.all()] == [step.name for step in method.steps]
    assert sum(step.minutes for step in room.steps.all()) == 75
    assert Entry.objects.filter(verb="opened a room").count() == 1


def test_room_with_impossible_minutes_is_refused_by_the_database(room):
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=room.pk).update(minutes=0)


def test_turn_moves_the_steps_in_the_database(room, by):
    for verb in ("start", "next", "skip"):
        actions.turn(by=by, room=room, verb=verb)

    assert states(room)[:4] == "dso-"


def test_turn_that_makes_no_sense_is_refused_and_leaves_nothing(room, by):
    with pytest.raises(actions.ClockRefuses, match="not begun"):
        actions.turn(by=by, room=room, verb="pause")

    assert room.transitions.count() == 0


def test_second_open_step_is_refused_by_the_database(room, by):
    actions.turn(by=by, room=room, verb="start")

    with pytest.raises(IntegrityError), transaction.atomic():
        room.steps.filter(position=3).update(state=Step.State.OPEN)


def test_undo_brings_back_clock_and_steps_one_turn_at_a_time(room, by):
    kept = [dict(room.clock)]
    for verb in ("start", "next", "extend", "skip"):
        actions.turn(by=by, room=room, verb=verb)
        room.refresh_from_db()
        kept.append(dict(room.clock))

    for before in reversed(kept[:-1]):
        actions.undo(by=by, room=room)
        room.refresh_from_db()
        assert room.clock == before
        assert tuple(step.state for step in room.steps.all()) == tuple(before["states"])

    with pytest.raises(actions.NothingToUndo):
        actions.undo(by=by, room=room)


def test_undo_deletes_nothing(room, by):
    actions.turn(by=by, room=room, verb="start")
    actions.undo(by=by, room=room)

    assert list(room.transitions.values_list("verb", flat=True)) == ["start", "undo"]


def test_close_stops_the_clock_and_every_change_after_it(room, by):
    actions.turn(by=by, room=room, verb="start")

    actions.close(by=by, room=room)

    room.refresh_from_db()
    assert room.clock["running_since"] is None
    assert room.conversation.state == "closed"
    with pytest.raises(actions.RoomClosed):
        actions.turn(by=by, room=room, verb="resume")
    with pytest.raises(actions.RoomClosed):
        actions.close(by=by, room=room)
