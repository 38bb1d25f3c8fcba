"""What a report says of how people were asked: when they saw where the room stood, and what could change after that."""

import pytest

from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.activities.statement_vote.tests.voted import (
    closed_with_report,
    of_step,
    put_in,
    two_camps,
    vote,
)
from wholeroom.web.rooms import actions as rooms


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ("live", "All saw where the room stood while they voted."),
        ("after", "Each person could see where the room stood after 4 votes of their own, or after voting on all."),
        ("close", "Nobody saw where the room stood until the vote was over."),
    ],
)
def test_report_says_how_people_were_asked_and_whether_votes_changed_after_that(client, room, results, sentence):
    step = put_in(room)
    Ballot.objects.create(step=step, results=results, after=4, may_add=False)
    vote(step, two_camps())
    closed_with_report(room)

    html = client.get(of_step("report", step)).text

    assert sentence in html
    assert ("Votes could still come in or be changed afterwards" in html) == (results != "live")
    assert "Only the facilitator put in statements." in html


@pytest.mark.parametrize(
    ("verbs", "was_seen"),
    [(["start", "next"], False), (["start", "undo", "start"], False), (["start", "next", "back"], True)],
    ids=["once", "the start undone", "opened again"],
)
def test_report_says_where_a_vote_was_opened_again_after_its_results_were_seen(client, room, verbs, was_seen):
    step = put_in(room)
    vote(step, two_camps())
    by = room.facilitators.get()
    for verb in verbs:
        rooms.undo(by=by, room=room) if verb == "undo" else rooms.turn(by=by, room=room, verb=verb)
    closed_with_report(room)

    html = client.get(of_step("report", step)).text

    assert ("The vote was over once, and opened again." in html) == was_seen
