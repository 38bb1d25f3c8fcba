"""The pages and files of a report: who may open them, when they are made, and what leads to them."""

import io
import re

import numpy as np
import pdfua
import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from docx import Document as open_word

from wholeroom.analysis.opinion import doubts
from wholeroom.analysis.opinion.groups import Grouping
from wholeroom.analysis.opinion.result import Evidence
from wholeroom.web.activities.statement_vote import actions, report_making
from wholeroom.web.activities.statement_vote.models import Ballot, Vote, VoteReport
from wholeroom.web.activities.statement_vote.tasks import make_in_worker
from wholeroom.web.activities.statement_vote.tests.voted import (
    QUESTION,
    TEXTS,
    close,
    closed_with_report,
    held_room,
    of_step,
    put_in,
    two_camps,
    vote,
    vote_step,
)
from wholeroom.web.agreements import telling
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.rooms.tests.meeting import turned

QUERIES = 3
SHAPES = ("pdf", "docx", "txt")
ALL_OF_A_MAP = [
    {"code": one.code, "words": one.words, "values": dict(one.values)}
    for one in (
        *doubts.about_groups(40, Grouping(np.zeros(40, dtype=int), 2, (Evidence(2, 0.1, 0.9, True),))),
        *doubts.about_people(np.array([1] * 6 + [10] * 40), 7),
        *doubts.about_seeing(np.array([10] * 40), 30),
    )
]


def test_whoever_has_the_link_reads_the_report(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    answer = client.get(of_step("report", step))

    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_before_the_close_only_who_is_in_the_room_learns_when_the_report_comes(client, room, make_participant):
    step = put_in(room)
    vote(step, two_camps())
    assert client.get(of_step("report", step)).status_code == 404
    _who, token = conversations.join(by=None, conversation=room.conversation)
    client.cookies[cookies.name(room.conversation)] = token

    for_participant = client.get(of_step("report", step))
    client.cookies.clear()
    client.force_login(room.facilitators.get())
    for_facilitator = client.get(of_step("summary", step))

    for answer in (for_participant, for_facilitator):
        assert "It is made once, when the meeting closes." in answer.text
    assert client.get(of_step("report-file", step, "pdf")).status_code == 404


def test_report_of_one_room_is_not_found_under_another(client, room, make_room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)
    other = held_room(make_room)

    assert client.get(reverse("statement_vote:report", args=[other.pk, step.pk])).status_code == 404


@pytest.mark.parametrize("name", ["report-file", "summary-file"])
@pytest.mark.parametrize("shape", SHAPES)
def test_each_format_says_what_the_page_says(client, room, name, shape):
    room.decided_by, room.given = "The partnership board, on 2 May", "The budget stays as it is."
    room.save()
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    answer = client.get(of_step(name, step, shape))

    words = without_spaces(text_in(answer.content, shape)).casefold()
    for part in (QUESTION, room.decided_by, room.given, TEXTS[0], "40 voted on 10 statements, by phone or on paper."):
        assert without_spaces(part).casefold() in words


def test_who_only_voted_hears_what_came_of_it(room, make_participant):
    step = put_in(room)
    voters = vote(step, two_camps())
    conversations.leave_contact(by=voters["p1"], email="voter@westmarch.example")
    silent = make_participant(room)
    conversations.leave_contact(by=silent, email="silent@westmarch.example")
    closed_with_report(room)

    telling.tell_everybody(by=room.facilitators.get(), agreement=room.agreement)

    assert [message.to for message in mail.outbox] == [["voter@westmarch.example"]]


@pytest.mark.parametrize("name", ["report-file", "summary-file"])
def test_pdf_can_be_read_aloud(client, room, tmp_path, name):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    (tmp_path / "page.pdf").write_bytes(client.get(of_step(name, step, "pdf")).content)

    assert [finding.message for finding in pdfua.validate(str(tmp_path / "page.pdf")).findings] == []


def test_map_is_in_every_format_that_can_show_it(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    html = client.get(of_step("report", step)).text
    word = open_word(io.BytesIO(client.get(of_step("report-file", step, "docx")).content))

    (drawing,) = re.findall(r"<svg class=\"map\".*?</svg>", html, re.DOTALL)
    assert len(re.findall(r"<(?:circle|rect class|polygon)", drawing)) >= 2
    assert "style=" not in drawing
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "The map: people who vote alike stand close together."


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("brought_in", [False, True])
def test_summary_is_one_page_however_long_its_words_are(client, room, brought_in, language):
    room.conversation.title, room.decided_by, room.given = "Why? " * 30, "The board " * 28, "It is given. " * 150
    room.conversation.save()
    room.save()
    step = put_in(room, [f"{number} {'long words ' * 17}"[:200] for number in range(12)])
    ballots = two_camps()
    for votes in list(ballots.values())[:12]:
        votes.update({11: 1, 12: -1})
    vote(step, {**ballots, "late": {11: 1}})
    Ballot.objects.create(step=step, brought_in=brought_in, held="From the fourth of May to the ninth of June 2017")
    report = closed_with_report(room)
    report.page["caveats"] += ALL_OF_A_MAP
    for one in report.page["statements"]:
        one["opinion"]["B"] = {}
    report.save()

    content = client.get(of_step("summary-file", step, "pdf"), headers={"accept-language": language}).content

    with pikepdf.open(io.BytesIO(content)) as file:
        assert len(file.pages) == 1


def test_each_page_on_paper_says_where_its_own_newest_state_is(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    for name in ("report", "summary"):
        text = client.get(of_step(f"{name}-file", step, "txt")).text
        assert text[text.index("The newest state of this page:") :].rstrip().endswith(of_step(name, step))


@pytest.mark.parametrize("statements", [2, 10])
def test_report_asks_the_database_as_often_however_long_it_is(client, room, statements, django_assert_num_queries):
    step = put_in(room, TEXTS[:statements])
    vote(step, two_camps(statements=statements))
    closed_with_report(room)

    with django_assert_num_queries(QUERIES):
        client.get(of_step("report", step))


def test_no_other_format_is_given(client, room):
    step = put_in(room)
    vote(step, two_camps())
    closed_with_report(room)

    assert client.get(of_step("report-file", step, "exe")).status_code == 404


def test_page_of_the_meeting_and_the_phones_lead_to_the_report(client, room, make_participant):
    step = put_in(room)
    vote(step, two_camps())
    _who, token = conversations.join(by=None, conversation=room.conversation)
    client.cookies[cookies.name(room.conversation)] = token
    closed_with_report(room)

    outcome = client.get(reverse("agreements:page", args=[room.pk])).text
    phone = client.get(reverse("rooms:phone", args=[room.code]), follow=True).text
    client.force_login(room.facilitators.get())
    console = client.get(reverse("rooms:console", args=[room.pk]), follow=True).text

    for page in (outcome, phone, console):
        assert of_step("report", step) in page


def test_letter_and_papers_of_the_meeting_name_the_report(client, room, make_participant):
    step = put_in(room)
    author = make_participant(room, nickname="Ada")
    conversations.leave_contact(by=author, email="ada@westmarch.example")
    words = {"text": "The bus stops at five.", "shown_as": "name", "sending": None}
    said = actions.put_in(by=author, step=step, words=words, speaker=author)
    vote(step, {name: {**votes, said.number: 1} for name, votes in two_camps().items()})
    closed_with_report(room)

    telling.tell_everybody(by=room.facilitators.get(), agreement=room.agreement)

    assert [message.to for message in mail.outbox] == [["ada@westmarch.example"]]
    told = [mail.outbox[0].body]
    told += [
        client.get(reverse("agreements:text", args=[room.pk])).text,
        pdf_text(client.get(reverse("agreements:pdf", args=[room.pk])).content),
        text_in(client.get(reverse("agreements:word", args=[room.pk])).content, "docx"),
    ]
    for text in told:
        assert without_spaces("The report of the vote") in without_spaces(text)
        assert of_step("report", step) in without_spaces(text)


def text_in(content, shape):
    if shape == "txt":
        return content.decode()
    if shape == "pdf":
        return pdf_text(content)
    file = open_word(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in file.paragraphs)


def test_vote_in_which_too_few_voted_has_no_report_and_nothing_leads_to_one(client, room):
    step = put_in(room)
    vote(step, two_camps(people=4), waits=True)
    close(room)
    report_making.make_what_waits()

    assert not VoteReport.objects.exists()
    pages = [reverse("agreements:page", args=[room.pk]), reverse("rooms:welcome", args=[room.code])]
    assert [page for page in pages if of_step("report", step) in client.get(page).text] == []
    client.force_login(room.facilitators.get())
    assert "There is none: too few people voted." in client.get(of_step("report", step)).text


@pytest.mark.parametrize("votes_come", ["in the step", "late"])
def test_whoever_reads_that_the_meeting_is_over_finds_the_report(client, room, votes_come):
    step = put_in(room)
    turned(room, "start", *(["next"] if votes_come == "late" else []))
    vote(step, two_camps(), waits=True)
    close(room)

    for page in (reverse("rooms:welcome", args=[room.code]), reverse("agreements:page", args=[room.pk])):
        assert of_step("report", step) in client.get(page).text
    assert "It is being made." in client.get(of_step("report", step)).text
    report_making.make_what_waits()
    assert "On one page, for people who decide" in client.get(of_step("report", step)).text


def test_vote_in_which_nobody_voted_has_no_report(client, room):
    put_in(room)
    close(room)

    assert not VoteReport.objects.exists()
    assert client.get(of_step("report", vote_step(room))).status_code == 404


def test_report_is_made_once(room):
    step = put_in(room)
    people = vote(step, two_camps())
    before = closed_with_report(room).page
    Vote.objects.filter(participant=people["p1"]).update(value=0, counted=0)

    report_making.make(step=step)
    report_making.make_what_waits()

    assert VoteReport.objects.get(step=step).page == before


@pytest.mark.django_db(transaction=True)
def test_closed_room_asks_the_worker_for_its_report(room):
    step = put_in(room)
    vote(step, two_camps())

    close(room)

    (job,) = DBTaskResult.objects.filter(task_path__endswith="statement_vote.tasks.make_in_worker")
    assert job.args_kwargs == {"args": [step.pk], "kwargs": {}}
    make_in_worker.call(step.pk)
    assert VoteReport.objects.get(step=step).page["people"] == 40


def test_lost_job_is_made_up_for(room):
    step = put_in(room)
    vote(step, two_camps())
    close(room)
    assert VoteReport.objects.get(step=step).page is None

    report_making.make_what_waits()

    assert VoteReport.objects.get(step=step).page["people"] == 40
