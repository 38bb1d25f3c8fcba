"""A vote that was held elsewhere becomes a room: counted, closed, and told of as what it is."""

import io
import json
from collections import Counter

import pytest
from django.urls import reverse

from wholeroom.analysis.opinion.held_elsewhere import read_held
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.web.activities.statement_vote import actions, mapping, passing_on, report_making
from wholeroom.web.activities.statement_vote.activity import activity
from wholeroom.web.activities.statement_vote.bringing_in import bring_in
from wholeroom.web.activities.statement_vote.figures import figures, may_show
from wholeroom.web.activities.statement_vote.models import Statement, Vote, VoteReport
from wholeroom.web.activities.statement_vote.tests.other_ways.from_elsewhere import HEADER, held, step_of
from wholeroom.web.activities.statement_vote.tests.other_ways.hall import closed, everybody_votes
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms.contract import AUDIENCES
from wholeroom.web.rooms.models import Room


def map_of(step):
    """The map of a room as the analysis half draws it from its rows, people told apart by nothing but their place."""
    kept = mapping.KeptVotes()
    kept.take(mapping.all_counted(step))
    plain = json.loads(opinion_map(kept.votes(), passing_on.words_to_pass_on(step)).json())
    people = plain.pop("participants")
    return plain, Counter((one["x"], one["y"], one["opinion_group"], one["votes"]) for one in people)


@pytest.mark.parametrize("table", ["votes.csv", "participants-votes.csv"])
def test_room_that_is_exported_and_brought_in_has_the_same_map(step, by, person, statements, table):
    actions.choose_how(by=by, step=step, results="close", after=7, may_add=True, may_pass_on=True)
    everybody_votes(step, statements, 45)
    step = closed(step)
    conversations.hide(by=by, contribution=statements[4].words, reason="advert")
    files = passing_on.pass_on(by=by, step=step).files

    room = bring_in(
        by=person,
        held=read_held(io.BytesIO(files[table]), io.BytesIO(files["comments.csv"])),
        question="Why?",
        language="en",
    )

    assert map_of(step_of(room)) == map_of(step)


def test_vote_comes_in_counted_with_its_figures_and_its_map(person):
    room = bring_in(by=person, held=held(), question="Why?", language="en")

    step = step_of(room)
    found = figures(step)
    assert found.standing.people == 40
    assert found.standing.totals == {"1": [13, 14, 13], "2": [13, 13, 14], "3": [14, 13, 13]}
    assert [line.statement.words.text for line in found.lines] == ["Open later", "Ring me back"]
    assert found.standing.drawn["people"] == 40
    assert may_show(found, step)
    assert not Vote.objects.filter(step=step, turn__isnull=False).exists()


def test_nobody_has_a_name_a_phone_or_a_token(person):
    room = bring_in(by=person, held=held(), question="Why?")

    people = Participant.objects.filter(conversation=room.conversation)
    assert people.count() == 40
    assert list(people.values_list("nickname", "token_hash", "member").distinct()) == [("", None, None)]


def test_room_is_the_facilitators_closed_and_takes_no_vote(person):
    room = bring_in(by=person, held=held(), question="Why do people leave?")

    room = Room.objects.get(pk=room.pk)
    assert room.facilitators.get() == person
    assert (room.method, room.question, room.conversation.state) == (
        "statement_voting",
        "Why do people leave?",
        "closed",
    )
    somebody = Participant.objects.filter(conversation=room.conversation).first()
    vote = actions.Cast(somebody.pk, Statement.objects.get(step=step_of(room), number=1).pk, 1)
    assert actions.cast_together(step=step_of(room), votes=[vote]).is_closed


def test_nobody_votes_where_a_vote_was_brought_in_even_if_the_room_were_open(person):
    room = bring_in(by=person, held=held(), question="Why?")
    room.conversation.state = "open"
    room.conversation.save()

    somebody = Participant.objects.filter(conversation=room.conversation).first()
    vote = actions.Cast(somebody.pk, Statement.objects.get(step=step_of(room), number=1).pk, 1)

    assert actions.cast_together(step=step_of(room), votes=[vote]).is_closed


def test_words_that_were_taken_out_do_not_come_in(person):
    room = bring_in(by=person, held=held(), question="Why?", language="en")

    said = Contribution.objects.filter(conversation=room.conversation).values_list("text", "state", "language")
    assert list(said) == [("Open later", "shown", "en"), ("Ring me back", "shown", "en"), ("", "erased", "")]


def test_statement_without_words_says_so(person):
    room = bring_in(by=person, held=held(words="comment-id,comment-body\n0,Open later\n1,Ring me\n"), question="Why?")

    assert Statement.objects.get(step=step_of(room), number=3).words.text == "Statement 2, which came without words"


def test_votes_that_were_brought_in_are_not_passed_on(person):
    room = bring_in(by=person, held=held(), question="Why?")

    assert passing_on.why_not(step_of(room)) == passing_on.NOT_TOLD


def test_screens_say_that_it_was_held_elsewhere(person):
    room = bring_in(by=person, held=held(), question="Why?")

    for audience in AUDIENCES:
        frame = activity.frame(step_of(room), audience, "en-gb")
        assert "This vote was held elsewhere and brought in." in frame
        assert "Counted in steps" not in frame


def test_report_says_that_it_was_held_elsewhere_and_nothing_that_only_holds_here(client, person):
    step = step_of(bring_in(by=person, held=held(), question="Why?"))
    report_making.make(step=step)

    for name in ("report", "summary"):
        page = " ".join(client.get(reverse(f"statement_vote:{name}", args=[step.room_id, step.pk])).text.split())
        assert "40 people voted, elsewhere, on 3 statements." in page
        assert "This vote was held elsewhere and brought in." in page
        assert "phones" not in page
        assert "All saw where the room stood" not in page
        assert "put in statements" not in page


def test_report_of_a_vote_from_elsewhere_says_what_cannot_be_known(client, person):
    step = step_of(bring_in(by=person, held=held(), question="Why?"))
    report_making.make(step=step)

    for name in ("report", "summary"):
        page = " ".join(client.get(reverse(f"statement_vote:{name}", args=[step.room_id, step.pk])).text.split())
        assert "brought in on" in page
        assert "Each id in the file counts as one person, but one person may have had two." in page
        assert "Whether people saw results while they voted is not known here." in page
        assert "It cannot be told who was missing: the vote was held elsewhere." in page
        assert "screens of the meeting" not in page
        assert "What people were asked" in page
        assert "What you are asked to decide" not in page


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("", "Whoever brought it in did not say when people voted."),
        (" July\n 2017. ", "When people voted, according to whoever brought it in: July 2017."),
    ],
)
def test_report_says_when_people_voted_or_that_it_is_not_known(client, person, when, told):
    step = step_of(bring_in(by=person, held=held(), question="Why?", when=when))
    report_making.make(step=step)

    for name in ("report", "summary"):
        page = " ".join(client.get(reverse(f"statement_vote:{name}", args=[step.room_id, step.pk])).text.split())
        assert told in page


def test_statement_that_was_taken_out_has_no_figures_in_the_report(client, person):
    step = step_of(bring_in(by=person, held=held(), question="Why?"))
    report_making.make(step=step)

    page = " ".join(client.get(reverse("statement_vote:report", args=[step.room_id, step.pk])).text.split())

    assert "40 people voted, elsewhere, on 3 statements. Moderators there took out 1." in page
    assert "What is said here is about the other 2." in page
    assert "Votes counted: 80." in page
    assert "Statements that moderators took out: 1. They shape no map." in page
    assert "Moderators there took these out, and they are not in this report: statement 3." in page
    assert "Votes on statement 2" in page
    assert "Votes on statement 3" not in page
    assert "These words were erased." not in page


def test_statement_about_the_vote_itself_is_treated_as_the_command_treats_it(client, person):
    words = (
        "comment-id,comment-body,moderated,is-meta\n0,Open later,1,false\n1,Ring me back,1,false\n2,Too long,1,true\n"
    )
    votes = HEADER + "".join(
        f"{who * 3 + statement},d,{statement},{who},{1 if statement else (-1) ** who}\n"
        for who in range(40)
        for statement in range(3)
    )
    found = held(votes, words)

    step = step_of(bring_in(by=person, held=found, question="Why?"))
    report_making.make(step=step)

    plain = json.loads(opinion_map(found.votes, found.statements).json())
    assert map_of(step)[0]["evidence"] == plain["evidence"]
    assert [one["meta"] for one in map_of(step)[0]["statements"]] == [False, False, True]
    page = VoteReport.objects.get(step=step).page
    listed = {name: kept["certain"] for name, kept in page["lists"].items() if kept["certain"]}
    assert listed == {"agree": ["2"], "split": ["1"]}
    assert page["statements"][2]["room"] == {"agree": 40, "disagree": 0, "pass": 0}
    html = client.get(reverse("statement_vote:report", args=[step.room_id, step.pk])).text
    assert "Statement 3, about the vote itself" in html
    assert [line.statement.number for line in figures(step).shared] == [2]


def test_history_has_one_entry_for_all_votes(person):
    room = bring_in(by=person, held=held(), question="Why?")

    entries = Entry.objects.filter(target_key=str(room.pk), actor=person.key)
    assert entries.filter(verb="brought in a vote").count() == 1


def test_real_conversation_becomes_a_room(person, reference_data):
    folder = reference_data / "opinion" / "brexit-consensus"
    found = read_held(folder / "votes.csv", folder / "comments.csv")

    room = bring_in(by=person, held=found, question="Can there be consensus on Brexit?", language="en")

    own = map_of(step_of(room))
    plain = json.loads(opinion_map(found.votes, found.statements).json())
    people = Counter((one["x"], one["y"], one["opinion_group"], one["votes"]) for one in plain["participants"])
    assert own[1] == people
    assert [own[0][name] for name in ("votes", "counted", "explained", "evidence")] == [
        plain[name] for name in ("votes", "counted", "explained", "evidence")
    ]
