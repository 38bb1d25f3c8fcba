"""The page on which a vote is prepared, and the acts beside it, while it is possible and when it no longer is."""

import re

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.ballots import enter_ballot
from wholeroom.web.activities.statement_vote.models import Ballot, Statement
from wholeroom.web.activities.statement_vote.tests.other_ways.hall import values_of
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import turned

OVER = "The meeting is closed, so nothing more is put to the vote."


def address(name, step):
    return reverse(f"statement_vote:{name}", args=[step.room_id, step.pk])


def form_of(name, step, page):
    return f'action="{address(name, step)}"' in page


def put_in(client, step, text):
    return client.post(address("put-in", step), {"act": "add", "text": text, "sending": "one"})


@pytest.fixture
def closed(step, statements, by):
    turned(step.room, "start", "end")
    rooms.close(by=by, room=step.room)
    return step


def test_statements_are_put_in_one_a_line(client, facilitator, step):
    answer = put_in(client, step, "Letters are late\n\n Nobody rings ")

    assert answer.headers["Location"] == address("prepare", step)
    assert [one.words.text for one in Statement.objects.all()] == ["Letters are late", "Nobody rings"]


def test_statements_show_at_once_also_where_words_are_read_first(client, facilitator, step):
    Conversation.objects.filter(pk=step.room_id).update(read_first=True)

    put_in(client, step, "Letters are late")

    assert Contribution.objects.get(kind="statement").state == "shown"
    assert "Letters are late" in client.get(address("prepare", step)).text


def test_page_of_a_closed_room_has_no_form_and_says_why(client, facilitator, closed):
    page = client.get(address("prepare", closed)).text

    assert OVER in page
    assert (form_of("put-in", closed, page), "Put these in" in page) == (False, False)
    assert "Something people say, number 8" in page


def test_page_of_a_vote_that_was_brought_in_has_no_form(client, facilitator, step, statements):
    Ballot.objects.create(step=step, brought_in=True)

    page = client.get(address("prepare", step)).text

    assert (OVER in page, form_of("put-in", step, page)) == (True, False)
    assert "This vote was held elsewhere and brought in." in page
    assert "When people see where the room stands" not in page


HOW = {"results": "live", "after": "3", "may_add": "on"}
FIXED = {
    "ballots": "Votes are in already, such as from paper ballots. How the vote is held stays as it is.",
    "opened": "The vote has opened. How it is held was fixed before, so that nobody can bend it now.",
    "closed": "The vote is over. How it was held stays as it is.",
}


def come_to(what, step, by):
    if what == "ballots":
        enter_ballot(by=by, step=step, answers={1: "agree"}, sending="one")
    else:
        turned(step.room, "start", *(["end"] if what == "closed" else []))
    if what == "closed":
        rooms.close(by=by, room=step.room)


def test_how_a_vote_is_held_is_chosen_while_nobody_has_voted(client, facilitator, step, statements):
    page = client.get(address("prepare", step)).text
    answer = client.post(address("prepare", step), HOW)

    assert form_of("prepare", step, page)
    assert answer.status_code == 302
    assert actions.ballot_of(step).results == "live"


@pytest.mark.parametrize("what", FIXED)
def test_page_and_act_agree_on_whether_it_can_be_chosen_and_say_the_true_reason(
    client, facilitator, step, statements, what
):
    come_to(what, step, facilitator)

    page, answer = client.get(address("prepare", step)).text, client.post(address("prepare", step), HOW)

    assert (form_of("prepare", step, page), FIXED[what] in page) == (False, True)
    assert (answer.status_code, FIXED[what] in answer.text) == (400, True)
    assert [why for why in FIXED.values() if why in page + answer.text] == [FIXED[what]]
    assert actions.ballot_of(step).results == "close"


@pytest.mark.parametrize("is_brought_in", [True, False])
def test_statements_that_come_too_late_are_refused_in_words_and_given_back(
    client, facilitator, step, statements, is_brought_in
):
    if is_brought_in:
        Ballot.objects.create(step=step, brought_in=True)
    else:
        turned(step.room, "start", "end")
        rooms.close(by=facilitator, room=step.room)

    answer = put_in(client, step, "Letters <are> late\nNobody rings")

    assert answer.status_code == 400
    assert OVER in answer.text
    assert re.search(r"readonly>Letters &lt;are&gt; late\s+Nobody rings</textarea>", answer.text)
    assert Statement.objects.count() == len(statements)
    assert not Contribution.objects.filter(state="waiting").exists()


def test_console_refuses_statements_that_come_too_late_and_keeps_them_in_the_box(client, facilitator, closed):
    fields = {"act": "add", "for": "", "text": "Nobody rings", "shown_as": "nobody", "sending": "one"}

    answer = client.post(reverse("rooms:say", args=[closed.room.code, closed.pk]), fields)

    assert answer.status_code == 422
    assert OVER in answer.text
    assert "Nobody rings</textarea>" in answer.text
    assert not Contribution.objects.filter(text="Nobody rings").exists()


def test_ballot_that_comes_too_late_is_given_back_in_a_line(client, facilitator, closed):
    answer = client.post(address("enter", closed), {"line": "1 a, 3 p", "answer-2": "disagree", "sending": "one"})

    assert answer.status_code == 400
    assert "The meeting is closed, so votes no longer change." in answer.text
    assert "readonly>1 a, 3 p, 2 d</textarea>" in answer.text
    assert values_of(closed) == []


def test_page_to_translate_has_no_form_once_the_room_is_closed(client, facilitator, closed):
    page = client.get(address("languages", closed) + "?to=pl").text

    assert "The meeting is closed, so nothing more is translated." in page
    assert "Keep these" not in page


def test_page_of_the_room_invites_to_prepare_until_it_is_closed(client, facilitator, step, by):
    design = reverse("rooms:design", args=[step.room_id])
    before = client.get(design).text
    turned(step.room, "start", "end")
    rooms.close(by=by, room=step.room)

    after = client.get(design).text

    assert ["Prepare the vote: " in page for page in (before, after)] == [True, False]
    assert "The vote that was held: " in after
