import pytest
from django.db import IntegrityError, transaction

from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import actions, planning, registry, seating
from wholeroom.web.rooms.models import Room, Seat


def test_minutes_of_the_plan_become_the_minutes_of_the_clock(room, by):
    minutes = [step.minutes + 1 for step in room.steps.all()]

    planning.plan_minutes(by=by, room=room, minutes=minutes)

    room.refresh_from_db()
    assert room.clock["minutes"] == minutes
    assert [step.minutes for step in room.steps.all()] == minutes
    assert room.minutes == sum(minutes)


def test_minutes_are_refused_once_the_meeting_has_begun(room, by):
    actions.turn(by=by, room=room, verb="start")

    with pytest.raises(planning.HasBegun):
        planning.plan_minutes(by=by, room=room, minutes=[1] * room.steps.count())


@pytest.mark.parametrize("minutes", [[5], [0] * 10])
def test_minutes_that_do_not_fit_the_steps_are_refused(room, by, minutes):
    with pytest.raises(planning.MinutesDoNotFit):
        planning.plan_minutes(by=by, room=room, minutes=minutes)


def test_words_of_a_step_change_in_this_room_only(room, by):
    first = room.steps.first()

    planning.word_step(by=by, step=first, title="Tea first", prompt="Who are you?")

    first.refresh_from_db()
    assert (first.title, first.prompt) == ("Tea first", "Who are you?")
    assert registry.method(room.method).steps[0].title == "Arrive"


def test_purpose_left_empty_uses_the_words_of_the_problem(make_room, make_problem):
    problem = make_problem("Nobody answers the phone")
    room = make_room(problem=problem, question="")
    assert room.question == "Nobody answers the phone"

    planning.set_purpose(by=room.facilitators.get(), room=room, question="Who answers?", given="", decided_by="")

    assert Room.objects.get(pk=room.pk).question == "Who answers?"


def test_seats_stand_by_group_in_the_usual_order(room, by):
    planning.add_seats(by=by, room=room, groups=["provider", "commissioner", "provider"])

    found = [(group.code, group.taken, group.wanted) for group in seating.groups_of(room)]

    assert found == [("commissioner", 0, 1), ("provider", 0, 2)]


def test_seat_is_taken_only_by_the_mark_of_the_facilitator(room, by, make_participant):
    planning.add_seats(by=by, room=room, groups=["provider"])
    make_participant(room, groups=["provider"])
    assert seating.missing(room) == ["Provider"]

    planning.mark_seat(by=by, seat=room.seats.get(), state="taken")

    assert seating.missing(room) == []
    assert Entry.objects.filter(verb="marked a seat").count() == 1


def test_seats_have_a_limit(room, by):
    with pytest.raises(planning.TooManySeats):
        planning.add_seats(by=by, room=room, groups=["other"] * (planning.MOST_SEATS + 1))


def test_seat_in_an_unknown_state_is_refused_by_the_database(room, by):
    planning.add_seats(by=by, room=room, groups=["other"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.update(state="perhaps")


def test_one_voice_switched_off_takes_the_word_from_whoever_had_it(room, by, make_participant):
    planning.set_one_voice(by=by, room=room, is_wanted=True)
    Room.objects.filter(pk=room.pk).update(speaker=make_participant(room))

    planning.set_one_voice(by=by, room=room, is_wanted=False)

    room.refresh_from_db()
    assert (room.one_voice, room.speaker) == (False, None)


def test_plan_of_a_closed_room_stands(room, by):
    actions.close(by=by, room=room)

    with pytest.raises(actions.RoomClosed):
        planning.set_place(by=by, room=room, place="video", starts=None)
    with pytest.raises(actions.RoomClosed):
        planning.add_seats(by=by, room=room, groups=["other"])
