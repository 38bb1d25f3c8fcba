import io
import zipfile

import pytest
from django.urls import reverse

from wholeroom.analysis.opinion.held_elsewhere import read_held
from wholeroom.web.activities.statement_vote import actions, counting, passing_on
from wholeroom.web.activities.statement_vote.tests.other_ways.hall import closed, everybody_votes, over, people_of
from wholeroom.web.activities.statement_vote.tests.voted import closed_with_report, put_in, two_camps, vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import sit_down, turned

NOTICE = "Votes may be passed on as a table without names, once 30 people or more have voted."


@pytest.fixture
def agreed(step, by):
    """It was chosen before the vote opened that votes may be passed on."""
    actions.choose_how(by=by, step=step, results="close", after=7, may_add=True, may_pass_on=True)
    return step


def address(step) -> str:
    return reverse("statement_vote:pass-on", args=[step.room_id, step.pk])


def fetched(client, step) -> dict[str, bytes]:
    response = client.post(address(step))
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(files):
    return read_held(io.BytesIO(files["votes.csv"]), io.BytesIO(files["comments.csv"]))


def test_files_hold_every_counted_vote(client, facilitator, agreed, statements):
    everybody_votes(agreed, statements, 31)
    step = closed(agreed)

    files = fetched(client, step)

    assert set(files) == {"votes.csv", "comments.csv", "participants-votes.csv", "summary.csv", "read-me.txt"}
    held = read(files)
    assert held.votes.rows_used == 31 * 8
    assert [held.statements.text(str(one.number)) for one in statements] == [one.words.text for one in statements]


def test_no_key_of_a_person_or_of_words_is_in_a_file(client, facilitator, agreed, statements):
    voters = everybody_votes(agreed, statements, 31)
    step = closed(agreed)

    text = b"".join(fetched(client, step).values()).decode()

    keys = [one.pk for one in voters] + [one.pk for one in statements]
    assert [key for key in keys if key.hex in text or str(key) in text] == []


def test_votes_that_came_too_late_to_be_counted_are_not_passed_on(client, facilitator, agreed, statements):
    voters = everybody_votes(agreed, statements, 31)
    step = over(agreed)
    actions.cast_together(step=step, votes=[actions.Cast(voters[0].pk, one.pk, 0) for one in statements])
    rooms.close(by=facilitator, room=step.room)

    votes = read(fetched(client, step)).votes

    assert votes.rows_used == 31 * 8
    assert 0 not in votes.value


def test_hidden_statement_is_taken_out_and_keeps_its_votes(client, facilitator, agreed, statements):
    everybody_votes(agreed, statements, 31)
    step = closed(agreed)
    conversations.hide(by=facilitator, contribution=statements[2].words, reason="advert")

    files = fetched(client, step)

    held = read(files)
    assert held.statements.moderated_out("3")
    assert held.statements.text("3") == ""
    assert "3" in held.votes.statements
    assert statements[2].words.text.encode() not in b"".join(files.values())


@pytest.mark.parametrize(("people", "why"), [(29, passing_on.TOO_FEW), (30, "")])
def test_it_takes_30_people(client, facilitator, agreed, statements, people, why):
    everybody_votes(agreed, statements, people)
    step = closed(agreed)

    assert passing_on.why_not(step) == why
    assert client.post(address(step)).status_code == (409 if why else 200)


def test_without_notice_votes_stay(client, facilitator, step, statements):
    everybody_votes(step, statements, 31)
    step = closed(step)

    assert client.post(address(step)).status_code == 409
    assert str(passing_on.NOT_TOLD) in client.get(address(step)).text


def test_notice_cannot_be_given_once_the_vote_has_opened(step, by, statements):
    turned(step.room, "start")

    with pytest.raises(actions.HasOpened):
        actions.choose_how(by=by, step=step, results="close", after=7, may_add=True, may_pass_on=True)


def test_before_the_room_is_closed_nothing_is_passed_on(client, facilitator, agreed, statements):
    everybody_votes(agreed, statements, 40)
    step = over(agreed)

    assert client.post(address(step)).status_code == 409
    assert str(passing_on.NOT_CLOSED) in client.get(address(step)).text


@pytest.mark.parametrize(
    ("late", "silent", "why"),
    [(0, 0, ""), (1, 0, passing_on.STAND_OUT), (1, 4, passing_on.STAND_OUT), (1, 5, ""), (2, 4, passing_on.STAND_OUT)],
)
def test_where_somebody_came_late_five_more_than_those_have_no_row(agreed, statements, late, silent, why):
    """Who came when the figure of a statement no longer changed is in a row without it."""
    everybody_votes(agreed, statements, 40)
    people_of(agreed.room, silent)
    counting.count(step=agreed, is_over=True)
    people_of(agreed.room, late)

    assert passing_on.why_not(closed(agreed)) == why


@pytest.mark.parametrize("when", ["before", "after"])
def test_who_is_erased_before_the_close_could_be_found_by_their_row(agreed, statements, when):
    voters = everybody_votes(agreed, statements, 40)
    if when == "before":
        conversations.erase_participant(by=voters[0], participant=voters[0])
    step = closed(agreed)
    if when == "after":
        conversations.erase_participant(by=voters[0], participant=voters[0])

    assert passing_on.why_not(step) == (passing_on.STAND_OUT if when == "before" else "")


def test_ids_are_new_each_time(client, facilitator, agreed, statements):
    everybody_votes(agreed, statements, 60)
    step = closed(agreed)

    assert fetched(client, step)["votes.csv"] != fetched(client, step)["votes.csv"]


def test_history_says_that_votes_were_passed_on(client, facilitator, agreed, statements):
    everybody_votes(agreed, statements, 31)
    fetched(client, closed(agreed))

    assert Entry.objects.filter(verb="passed votes on", actor=facilitator.key).count() == 1


def test_somebody_else_finds_no_such_page(client, make_person, agreed):
    client.force_login(make_person(may_facilitate=True))

    assert client.get(address(agreed)).status_code == 404


@pytest.mark.parametrize("may_pass_on", [True, False])
def test_who_joins_and_who_votes_is_told(client, step, by, statements, may_pass_on):
    actions.choose_how(by=by, step=step, results="close", after=7, may_add=True, may_pass_on=may_pass_on)
    room = turned(step.room, "start")
    joining = client.get(reverse("rooms:welcome", args=[room.code])).text

    sit_down(client, room)
    voting = client.get(reverse("rooms:phone", args=[room.code])).text

    assert (NOTICE in joining, NOTICE in voting) == (may_pass_on, may_pass_on)


def test_ballots_on_paper_tell_it_too(client, facilitator, agreed, statements):
    assert NOTICE in client.get(reverse("statement_vote:ballots", args=[agreed.room_id, agreed.pk])).text


@pytest.mark.parametrize("may_pass_on", [True, False])
def test_report_tells_nothing_by_stakeholder_group_where_rows_could_be_found_by_it(client, room, by, may_pass_on):
    """Five carers are those five rows whose answers add up to what the report says of carers."""
    step = put_in(room)
    actions.choose_how(by=by, step=step, results="close", after=7, may_add=True, may_pass_on=may_pass_on)
    ballots = two_camps()
    vote(step, ballots, {name: ["carer-or-family" if place < 12 else "provider"] for place, name in enumerate(ballots)})

    page = closed_with_report(room).page
    told = client.get(reverse("statement_vote:report", args=[step.room_id, step.pk])).text

    assert any(one["described"] for one in page["statements"]) is not may_pass_on
    assert ("There are no figures by stakeholder group." in told) is may_pass_on
    assert ("Self-described" in told) is not may_pass_on
