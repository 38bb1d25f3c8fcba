"""The words of a report: looked up when it is read, so that an erased one is nowhere; and what hangs on them."""

import json

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Statement, VoteReport
from wholeroom.web.activities.statement_vote.report_document import document
from wholeroom.web.activities.statement_vote.report_reading import read
from wholeroom.web.activities.statement_vote.tests.voted import (
    TEXTS,
    closed_with_report,
    hide,
    of_step,
    put_in,
    two_camps,
    vote,
)
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms.models import Seat


def test_report_holds_no_person_and_no_word(room):
    step = put_in(room, ["Ring people back the same day.", *TEXTS])
    people = vote(step, two_camps())
    conversations.contribute(
        by=people["p1"],
        conversation=room.conversation,
        kind="because",
        text="My brother waited a month.",
        part=step.part,
        parent=Statement.objects.get(step=step, number=1).words,
        shown_as="nobody",
    )

    kept = json.dumps(closed_with_report(room).page)

    assert "Ring people back" not in kept
    assert "brother" not in kept
    assert [who for who in people.values() if who.pk.hex in kept or str(who.pk) in kept] == []


def test_erased_word_is_nowhere_in_the_report(client, room, make_participant):
    step = put_in(room)
    author = make_participant(room, nickname="Ada")
    words = {"text": "The bus stops at five.", "shown_as": "name", "sending": None}
    said = actions.put_in(by=author, step=step, words=words, speaker=author)

    vote(step, {name: {**votes, said.number: 1} for name, votes in two_camps().items()})
    closed_with_report(room)
    before = client.get(of_step("report", step)).text
    assert "The bus stops at five." in before
    assert "Ada" in before

    conversations.erase_participant(by=author, participant=author)

    for address in (of_step("report", step), of_step("summary", step), of_step("report-file", step, "txt")):
        after = client.get(address).text
        assert "The bus stops at five." not in after
        assert "Ada" not in after
        assert "These words were erased." in " ".join(after.split())
    assert "40 of 40 agree" in client.get(of_step("report", step)).text


def test_statement_that_was_taken_out_says_under_which_rule(client, room):
    step = put_in(room)
    vote(step, two_camps())
    hide(step, [3])
    page = closed_with_report(room).page

    report = read(VoteReport.objects.select_related("step__room").get(step=step))

    assert "3" not in {number for numbers in page["lists"].values() for number in numbers}
    assert not next(one for one in report.statements if one.number == 3).words.is_shown
    assert TEXTS[2] not in client.get(of_step("report", step)).text


def test_because_stands_under_its_statement(client, room):
    step = put_in(room)
    people = vote(step, two_camps())
    statement = Statement.objects.get(step=step, number=2)
    words = {"text": "Letters come after the date.", "shown_as": "nobody", "sending": None}
    actions.say_because(by=people["p3"], step=step, statement=statement, words=words)
    closed_with_report(room)

    html = client.get(of_step("report", step)).text

    place = html.index("Letters come after the date.")
    assert html.index("Votes on statement 2<") < place < html.index("Votes on statement 3<")


def test_report_names_who_was_missing(client, room):
    step = put_in(room)
    marked = [
        ("commissioner", "taken"),
        ("carer-or-family", "empty"),
        ("clinician", "wanted"),
        ("commissioner", "empty"),
    ]
    for position, (group, state) in enumerate(marked):
        Seat.objects.create(room=room, group=group, state=state, position=position)
    vote(step, two_camps())
    closed_with_report(room)

    for name in ("report", "summary"):
        html = client.get(of_step(name, step)).text
        assert "Nobody was there for: Carer or family, Clinician." in html


def test_every_caveat_of_the_map_stands_on_the_page(room):
    step = put_in(room)
    vote(step, {**two_camps(), "late": {3: -1}})
    hide(step, [5])
    kept = closed_with_report(room)

    blocks = document(read(kept), address="https://room.example/").blocks

    told = {block.text for block in blocks if block.kind == "caveat"}
    caveats = {one.text() for one in read(kept).caveats}
    assert caveats - told == set()
    assert len(caveats) >= 4
