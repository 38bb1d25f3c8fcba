"""The example of the demo: it is played through the same doors as everybody's meetings, so it fits them."""

import pytest

from wholeroom.web.activities.statement_vote import report_making
from wholeroom.web.activities.statement_vote.models import Vote, VoteReport
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions
from wholeroom.web.rooms.models import Step
from wholeroom.web.site.westmarch import finished, hall, links, simulated
from wholeroom.web.site.westmarch.playing import METHOD, Play, open_room
from wholeroom.web.site.westmarch.script import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def script():
    return read(simulated.SCRIPT)


@pytest.fixture
def play(script, make_problem, make_person):
    facilitator = make_person(may_facilitate=True)
    room = open_room(script, make_problem(), facilitator)
    actions.turn(by=facilitator, room=room, verb="start")
    return Play.begin(script, room, facilitator)


def test_finished_meeting_leaves_a_page_with_promises_and_what_came_of_them():
    finished.make(simulated.SCRIPT)

    agreement = Agreement.objects.get(room__method=METHOD)
    assert [promise.state for promise in agreement.promises.all()] == ["kept", "changed", "partly"]
    assert [option["is_agreed"] for option in agreement.page["options"]] == [True, True, False]
    assert agreement.closed < agreement.review_day


def test_vote_of_the_hall_has_a_report_with_a_map_groups_and_who_was_missing():
    finished.make(simulated.SCRIPT)
    report_making.make_what_waits()

    page = VoteReport.objects.get().page
    assert page["people"] == 220
    assert len(page["statements"]) == 43
    assert len(page["groups"]) > 1
    assert any(one["described"] for one in page["statements"])
    assert Contribution.objects.filter(kind="statement", state="hidden").count() == 3


def test_simulated_voters_vote_while_the_vote_is_open(monkeypatch):
    facilitator, _ = finished.make(simulated.SCRIPT)
    room = facilitator.rooms.get(method=hall.METHOD, conversation__state="open")
    monkeypatch.setattr(simulated, "VOTES_A_SECOND", 100_000)
    monkeypatch.setattr(simulated.connection, "close", lambda: None)
    actions.turn(by=facilitator, room=room, verb="start")

    simulated._vote(room.pk)

    assert Vote.objects.filter(step__room=room).values("participant").distinct().count() == hall.PEOPLE_READY


def test_simulated_voters_go_once_the_meeting_is_closed(monkeypatch):
    facilitator, _ = finished.make(simulated.SCRIPT)
    room = facilitator.rooms.get(method=hall.METHOD, conversation__state="open")
    monkeypatch.setattr(simulated.connection, "close", lambda: None)
    actions.close(by=facilitator, room=room)

    simulated._vote(room.pk)

    assert not Vote.objects.filter(step__room=room).exists()


def test_example_is_made_once():
    first, room = finished.make(simulated.SCRIPT)
    again, same_room = finished.make(simulated.SCRIPT)

    assert (first, room) == (again, same_room)
    assert Agreement.objects.count() == 2


def test_every_start_has_a_new_way_in_for_the_facilitator(client):
    ways = [links.make(simulated.SCRIPT) for _ in range(2)]

    assert ways[0].facilitator != ways[1].facilitator
    assert ways[0].participant == ways[1].participant
    assert [client.get(path).status_code for path in (ways[1].facilitator, ways[1].participant, ways[1].wall)] == [
        200
    ] * 3


def test_simulated_people_say_what_the_script_has_for_a_step(play, script, monkeypatch):
    monkeypatch.setattr(simulated, "SECONDS_BETWEEN_ACTS", 0)

    simulated._do(play, Step.objects.get(room=play.room, name="arrive"))

    said = Contribution.objects.filter(conversation=play.room.pk).values_list("text", flat=True)
    assert list(said) == [spoken.text for spoken in script.words if spoken.step == "arrive"]


def test_simulated_people_leave_out_what_no_longer_fits(play, monkeypatch):
    monkeypatch.setattr(simulated, "SECONDS_BETWEEN_ACTS", 0)

    simulated._do(play, Step.objects.get(room=play.room, name="cannot-live-with"))

    assert not Contribution.objects.filter(conversation=play.room.pk).exists()


def test_simulated_people_come_only_into_meetings_of_the_demo(client, make_room):
    room = make_room()
    client.force_login(room.facilitators.get())

    assert client.post(f"/rooms/{room.pk}/simulated-people/").status_code == 404


def test_seats_of_the_example_are_marked_as_it_says(play, script):
    assert [seat.state for seat in play.room.seats.all()] == [seat.state for seat in script.seats]
