"""What the page said at close never changes except by erasure; what is said later stands under it with its day."""

from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholeroom.web.agreements import actions, telling
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.outcome_page import AtClose
from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import TOLD, Meeting, spoken
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.errors import WebError


def describe(meeting: Meeting, number: int) -> None:
    conversations.describe(by=meeting.owner, nickname=f"Somebody else {number}", groups=["clinician"])


def speak(meeting: Meeting, number: int) -> None:
    room = meeting.room.conversation
    conversations.contribute(by=meeting.carer, conversation=room, kind="note", text=f"Too late {number}")


def show_as(meeting: Meeting, number: int) -> None:
    conversations.show_as(by=meeting.service_user, contribution=meeting.words[TOLD], shown_as="name")


def withdraw(meeting: Meeting, number: int) -> None:
    conversations.withdraw(by=meeting.service_user, contribution=meeting.words[TOLD])


def progress(meeting: Meeting, number: int) -> None:
    actions.say_how_it_goes(
        by=meeting.owner,
        promise=meeting.promise,
        state="changed",
        spoken=spoken(f"Changed {number}", f"p{number}"),
        new_words=f"Something else {number}",
    )


def judge(meeting: Meeting, number: int) -> None:
    told = spoken(f"Not so {number}", f"j{number}")
    actions.judge(by=meeting.carer, promise=meeting.promise, judged="not-kept", spoken=told)


def review(meeting: Meeting, number: int) -> None:
    told = spoken(f"Better now {number}", f"r{number}")
    actions.say_what_changed(by=meeting.carer, agreement=meeting.agreement, spoken=told)


def settle(meeting: Meeting, number: int) -> None:
    meeting.room.address, meeting.room.given = f"Elsewhere {number}", "Something given later"
    meeting.room.save()
    meeting.room.steps.update(title="Another title", prompt="Another prompt")
    meeting.room.seats.update(state="taken")


def hide_and_let_show(meeting: Meeting, number: int) -> None:
    conversations.hide(by=meeting.facilitator, contribution=meeting.words[TOLD], reason="danger")
    conversations.let_show(by=meeting.facilitator, contribution=meeting.words[TOLD])


def tell(meeting: Meeting, number: int) -> None:
    telling.tell_everybody(by=meeting.facilitator, agreement=meeting.agreement)


ACTS = [describe, speak, show_as, withdraw, progress, judge, review, settle, hide_and_let_show, tell]
REVIEWS = (progress, judge, review)


def at_close(meeting: Meeting) -> AtClose:
    return read(Agreement.objects.get(pk=meeting.agreement.pk)).at_close


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS), max_size=8))
def test_nothing_that_happens_later_changes_what_was_said_at_close(meeting, acts):
    before, kept = at_close(meeting), Agreement.objects.get().page

    with transaction.atomic():
        for number, act in enumerate(acts):
            with suppress(WebError):
                act(meeting, number)
        whole, frozen = read(Agreement.objects.get()), Agreement.objects.get().page
        transaction.set_rollback(True)  # so that the next run begins with the same meeting

    assert whole.at_close == before
    assert frozen == kept
    said_later = len(whole.reviews) + sum(len(one.reviews) for one in whole.promises)
    assert said_later == sum(act in REVIEWS for act in acts)


def test_words_hidden_later_name_the_rule_and_come_back_as_they_were(meeting):
    before = at_close(meeting)

    conversations.hide(by=meeting.facilitator, contribution=meeting.words[TOLD], reason="danger")
    hidden = at_close(meeting)
    conversations.let_show(by=meeting.facilitator, contribution=meeting.words[TOLD])

    (words,) = hidden.said[0].words
    assert words.text == "These words are hidden under the rule: It could put somebody in danger."
    assert (words.label, words.is_shown) == ("", False)
    assert replace(hidden, said=()) == replace(before, said=())
    assert at_close(meeting) == before


def test_appearance_can_no_longer_change(meeting):
    with pytest.raises(conversations.TooLate):
        show_as(meeting, 0)
