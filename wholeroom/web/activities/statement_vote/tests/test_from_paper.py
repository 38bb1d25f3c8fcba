"""What the facilitator types in at the console for people without a phone, and what the report says of such votes."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote.ballots import enter_ballot
from wholeroom.web.activities.statement_vote.forms import PaperVoteForm
from wholeroom.web.activities.statement_vote.models import Statement, Vote
from wholeroom.web.activities.statement_vote.tests import voted


@pytest.fixture
def facilitator(client, step):
    """Whoever runs the room, signed in with this client."""
    by = step.room.facilitators.get()
    client.force_login(by)
    return by


@pytest.fixture
def mair(step, make_participant):
    return make_participant(step.room, nickname="Mair", has_phone=False)


def types(client, step, **fields):
    return client.post(reverse("rooms:say", args=[step.room.code, step.pk]), {"sending": "one", **fields})


def put_in(step):
    found = Statement.objects.filter(step=step).select_related("words").order_by("number")
    return [(one.words.text, one.words.participant, one.words.shown_as) for one in found][2:]


def test_each_line_of_somebody_named_is_a_statement_of_theirs(client, step, facilitator, mair):
    lines = f"{'Letters are late. ' * 11}\n\n Nobody  rings \nIt is far"

    for _ in range(2):
        answer = types(client, step, act="add", **{"for": str(mair.pk), "text": lines, "shown_as": "name"})

    assert answer.status_code == 302
    assert put_in(step) == [
        (("Letters are late. " * 11).strip(), mair, "name"),
        ("Nobody rings", mair, "name"),
        ("It is far", mair, "name"),
    ]


def test_lines_of_nobody_in_particular_are_of_the_room(client, step, facilitator):
    types(client, step, act="add", **{"for": "", "text": "It is late\nIt is far", "shown_as": "nobody"})

    assert put_in(step) == [("It is late", None, "nobody"), ("It is far", None, "nobody")]
    assert Statement.objects.filter(step=step, is_seed=True).count() == 4


def test_console_offers_for_a_ballot_only_people_who_can_be_told_apart(step, facilitator, mair, make_participant):
    make_participant(step.room, nickname="Dora")
    for number in range(3):
        enter_ballot(by=facilitator, step=step, answers={1: "agree"}, sending=f"ballot {number}")

    offered = [str(label) for _key, label in PaperVoteForm(step=step, room=step.room).fields["for"].choices]

    assert offered == ["Choose a person", "Mair"]


def test_vote_for_a_nameless_ballot_is_refused_and_changes_nothing(client, step, facilitator, mair, first):
    nameless = enter_ballot(by=facilitator, step=step, answers={1: "agree"}, sending="ballot")
    vote = {"act": "vote", "statement": str(first.pk), "value": "disagree"}

    refused = types(client, step, **{**vote, "for": str(nameless.pk)})
    taken = types(client, step, **{**vote, "for": str(mair.pk)})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert dict(Vote.objects.values_list("participant", "value")) == {nameless.pk: 1, mair.pk: -1}


@pytest.mark.parametrize("name", ["report", "summary"])
def test_report_takes_no_paper_for_phones(client, make_room, name):
    room = voted.held_room(make_room)
    voted.vote(voted.put_in(room), voted.two_camps())
    client.force_login(room.facilitators.get())
    report = voted.closed_with_report(room)

    page = client.get(voted.of_step(name, report.step)).text

    assert "40 voted on 10 statements, by phone or on paper." in page
    assert "Votes come from phones or paper ballots: one person may have voted twice." in page
