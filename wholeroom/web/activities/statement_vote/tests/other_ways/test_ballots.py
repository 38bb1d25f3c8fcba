import re

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, counting
from wholeroom.web.activities.statement_vote.ballots import NoLongerShow, enter_ballot, read_line
from wholeroom.web.activities.statement_vote.models import Vote
from wholeroom.web.activities.statement_vote.tests.other_ways.hall import values_of
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.tests.meeting import turned


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1 a, 2 d, 3 p", {1: "agree", 2: "disagree", 3: "pass"}),
        ("1a 2d 3p", {1: "agree", 2: "disagree", 3: "pass"}),
        ("12: Agree; 3. pass\n4=D", {12: "agree", 3: "pass", 4: "disagree"}),
        ("1 a, 1 a", {1: "agree"}),
        ("", {}),
    ],
)
def test_line_is_read_as_it_was_meant(line, found):
    answers = read_line(line)

    assert (answers.found, answers.faults) == (found, [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1 a, 2 x", "Statement 2: “x” is no answer. Write a, d or p."),
        ("1 a, 1 d", "Statement 1 has two answers: agree and disagree. Keep one."),
        ("1 a, d", "“d” could not be read. Write a number and a letter, such as 3 a."),
        ("1 a, 2", "“2” could not be read. Write a number and a letter, such as 3 a."),
    ],
)
def test_line_that_cannot_be_read_says_where_and_why(line, fault):
    answers = read_line(line)

    assert answers.faults == [fault]
    assert answers.found[1] == "agree"


def test_ballot_becomes_votes_like_any_other(step, by, statements):
    who = enter_ballot(by=by, step=step, answers={1: "agree", 3: "disagree", 8: "pass"}, sending="one")

    assert values_of(step) == [(1, 1), (3, -1), (8, 0)]
    assert set(Vote.objects.values_list("participant", "counted")) == {(who.pk, None)}
    assert (who.nickname, who.token_hash) == ("", None)


def test_ballots_are_counted_in_steps_as_votes_from_phones_are(step, by, statements):
    for number in range(10):
        enter_ballot(by=by, step=step, answers={1: "agree" if number % 2 else "pass"}, sending=f"ballot {number}")

    counting.count(step=step)

    assert Vote.objects.filter(counted__isnull=False).count() == 5


def test_ballot_that_is_sent_twice_is_one_person(step, by, statements):
    first = enter_ballot(by=by, step=step, answers={1: "agree"}, sending="one")
    again = enter_ballot(by=by, step=step, answers={1: "agree"}, sending="one")

    assert first == again
    assert step.room.conversation.participants.count() == 1
    assert values_of(step) == [(1, 1)]


def test_ballot_of_somebody_named_changes_what_they_said_and_leaves_the_rest(step, by, statements, make_participant):
    carl = make_participant(step.room, nickname="Carl", has_phone=False)
    enter_ballot(by=by, step=step, answers={1: "agree", 2: "agree"}, sending="one", speaker=carl)

    enter_ballot(by=by, step=step, answers={1: "disagree"}, sending="two", speaker=carl)

    assert values_of(step) == [(1, -1), (2, 1)]


def test_history_names_who_entered_it_and_no_answer(step, by, statements):
    who = enter_ballot(by=by, step=step, answers={1: "agree"}, sending="one")

    entries = Entry.objects.filter(target_key=str(who.pk), actor=by.key).values_list("verb", flat=True)
    assert list(entries) == ["added somebody", "entered a ballot"]


def test_nothing_is_kept_of_a_ballot_with_a_statement_that_was_hidden_meanwhile(step, by, statements):
    conversations.hide(by=by, contribution=statements[1].words, reason="advert")

    with pytest.raises(NoLongerShow, match="nothing was kept: 2"):
        enter_ballot(by=by, step=step, answers={1: "agree", 2: "agree"}, sending="one")

    assert values_of(step) == []
    assert step.room.conversation.participants.count() == 0


def test_closed_room_takes_no_ballot(step, by, statements):
    turned(step.room, "start", "end")
    rooms.close(by=by, room=step.room)
    step = Step.objects.get(pk=step.pk)

    with pytest.raises(actions.VoteIsOver):
        enter_ballot(by=by, step=step, answers={1: "agree"}, sending="one")


def address(step) -> str:
    return reverse("statement_vote:enter", args=[step.room_id, step.pk])


def typed(client, step, **values):
    sending = re.search(r'name="sending" value="([^"]+)"', client.get(address(step)).text)[1]
    return client.post(address(step), {"sending": sending, **values})


def test_one_ballot_after_another_is_typed_in(client, facilitator, step, statements):
    for line in ("1 a, 2 d", "1 d"):
        done = typed(client, step, line=line)
        assert done.status_code == 302

    page = client.get(done["Location"]).text
    assert "The ballot is in, with 1 answer. Here is an empty one." in page
    assert "People on paper so far: 2." in page
    assert "autofocus" in page
    assert values_of(step) == [(1, -1), (1, 1), (2, -1)]


def test_boxes_and_line_are_one_ballot(client, facilitator, step, statements):
    typed(client, step, line="1 a", **{"answer-2": "disagree", "answer-3": ""})

    assert values_of(step) == [(1, 1), (2, -1)]
    assert step.room.conversation.participants.count() == 1


def test_errors_say_which_statement_and_nothing_typed_is_lost(client, facilitator, step, statements):
    conversations.hide(by=facilitator, contribution=statements[3].words, reason="advert")

    refused = typed(client, step, line="1 a, 4 d, 99 p, 2 d", **{"answer-2": "agree", "answer-5": "pass"})

    assert refused.status_code == 400
    for said in (
        "Statement 2 has two answers: disagree and agree. Keep one.",
        "Statement 4 no longer shows, so nobody votes on it. Leave it out.",
        "Statement 99: no statement has this number. Look at the ballot again.",
    ):
        assert said in refused.text
    assert 'value="1 a, 4 d, 99 p, 2 d"' in refused.text
    assert re.search(r'name="answer-5" value="pass"[^>]* checked', refused.text)
    assert values_of(step) == []


def test_blank_ballot_is_told_of(client, facilitator, step, statements):
    assert "This ballot is blank. Write one answer or more." in typed(client, step, line=" ").text


def test_ballot_of_somebody_without_a_phone_is_theirs(client, facilitator, step, statements, make_participant):
    carl = make_participant(step.room, nickname="Carl", has_phone=False)
    make_participant(step.room, nickname="Dora")

    page = client.get(address(step)).text
    typed(client, step, line="1 a", who=carl.pk)

    assert ("Carl" in page, "Dora" in page) == (True, False)
    assert Vote.objects.get().participant == carl


def test_closed_room_says_so_and_has_no_form(client, facilitator, step, statements):
    turned(step.room, "start", "end")
    rooms.close(by=facilitator, room=step.room)

    page = client.get(address(step)).text

    assert "The meeting is closed, so votes no longer change." in page
    assert 'name="line"' not in page


@pytest.mark.parametrize("what", ["cards", "ballots"])
def test_every_statement_is_printed_with_its_number(client, facilitator, step, by, what):
    actions.put_in_many(by=by, step=step, texts=[f"Thing {number} is so" for number in range(1, 41)])

    page = client.get(reverse(f"statement_vote:{what}", args=[step.room_id, step.pk])).text

    assert [number for number in range(1, 41) if f"Thing {number} is so" not in page] == []
    numbers = re.findall(r'class="(?:cut-number|ballot-number)">(\d+)<', page)
    assert numbers == [str(number) for number in range(1, 41)]
    assert page.count('class="sheet') == {"cards": 5, "ballots": 3}[what]


def test_hidden_statement_is_printed_nowhere(client, facilitator, step, statements):
    conversations.hide(by=facilitator, contribution=statements[0].words, reason="advert")

    for what in ("cards", "ballots"):
        page = client.get(reverse(f"statement_vote:{what}", args=[step.room_id, step.pk])).text
        assert "number 1<" not in page
        assert "number 2<" in page
