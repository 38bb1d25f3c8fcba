import pytest
from django.core import mail

from wholeroom.web.agreements import of_problem, reminding, telling
from wholeroom.web.agreements.letters import fate
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import (
    AGAINST_BEFORE,
    BEFORE,
    MAIL,
    OBJECTION,
    OPTION,
    OTHER_PROMISE,
    PROBLEM_NOW,
    PROMISE,
    REASON,
    REFUSED,
    TOLD,
    later,
)
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution


def test_everyone_who_spoke_is_told_once_what_came_of_it(client, meeting):
    later(meeting)
    client.force_login(meeting.facilitator)

    client.post(f"/agreements/{meeting.room.pk}/tell/")
    client.post(f"/agreements/{meeting.room.pk}/tell/")

    assert sorted(message.to[0] for message in mail.outbox) == [MAIL, "tom@westmarch.example"]
    body = next(message.body for message in mail.outbox if message.to[0].startswith("tom"))
    for words in (OBJECTION, PROMISE, "One of us was ill.", "Nobody rang me.", "My brother was rung, and he went."):
        assert " ".join(words.split()) in " ".join(body.replace("> ", "").split())
    assert "Judged: not kept" in body


def test_each_hears_what_became_of_their_own_words(meeting):
    later(meeting)
    was = read(meeting.agreement).at_close

    assert {text: fate(words.pk.hex, was) for text, words in meeting.words.items()} == {
        PROBLEM_NOW: "It stands on the page of the meeting.",
        TOLD: "It stands on the page of the meeting.",
        BEFORE: "It was worded anew, and both wordings stand on the page.",
        OPTION: "It was agreed.",
        AGAINST_BEFORE: "After this the option was worded anew. Your words stand beside the wording you spoke against.",
        OBJECTION: "It stands beside the option you spoke against, in the same size.",
        REFUSED: "It was not agreed.",
        REASON: "It stands beside the option you spoke against, in the same size.",
        PROMISE: "It is promise 1.",
        OTHER_PROMISE: "It is promise 2.",
    }
    assert fate("0" * 32, was) == "It is kept with the words of the meeting, and is not on its page."


def test_message_is_about_all_whose_words_are_in_it(meeting):
    later(meeting)
    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)

    about = next(one for one in mail.outbox if one.to == [MAIL]).extra_headers["X-About"].split(",")
    words = Contribution.objects.get(text="Nobody rang me.")

    assert {meeting.owner.key, meeting.carer.key, words.pk.hex} - set(about) == set()
    assert meeting.service_user.key not in about


def test_who_said_nothing_hears_nothing(meeting, make_participant):
    silent = make_participant(meeting.room)
    conversations.leave_contact(by=silent, email="silent@westmarch.example")

    told = telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)

    assert told == 2
    assert "silent@westmarch.example" not in {message.to[0] for message in mail.outbox}


def test_another_way_is_left_to_the_facilitator(client, meeting):
    client.force_login(meeting.facilitator)

    page = client.get(f"/agreements/{meeting.room.pk}/tell/").text

    assert ("Mags" in page, "Tell my keyworker" in page, MAIL in page) == (True, True, False)
    assert "People who left an address: 2." in page


def test_second_telling_is_refused(meeting):
    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)

    with pytest.raises(telling.ToldAlready):
        telling.tell_everybody(by=None, agreement=meeting.agreement)

    assert len(mail.outbox) == 2


def test_nothing_more_is_sent_once_everybody_was_told(meeting):
    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)
    mail.outbox.clear()

    reminding.remind(today=meeting.agreement.review_day)

    assert mail.outbox == []
    assert Agreement.objects.get().told is not None


def test_problem_is_acted_on_after_promises_and_looked_at_again_once_all_are_told(meeting, make_problem):
    problem = make_problem()
    meeting.room.problem = problem
    meeting.room.save(update_fields=["problem"])
    of_problem.after_meeting(Agreement.objects.get(pk=meeting.agreement.pk), promised=True)
    problem.refresh_from_db()
    after_the_meeting = problem.stage

    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)

    problem.refresh_from_db()
    assert (after_the_meeting, problem.stage) == ("acted-on", "looked-again")
