"""When nobody has spoken for long: what people signed stays on the page of a meeting, what was only said goes."""

from datetime import timedelta

import pytest

from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import OBJECTION, OPTION, PROBLEM_NOW, PROMISE, REASON, TOLD, later
from wholeroom.web.conversations.emptying import look
from wholeroom.web.conversations.models import Contact, Contribution, Conversation


@pytest.fixture
def years_later(meeting, settings):
    """Everybody was warned, and the day came."""
    settings.RETENTION_MONTHS = 24
    later(meeting)
    day = meeting.agreement.closed + timedelta(days=800)
    look(today=day)
    look(today=day + timedelta(days=30))
    return meeting


def test_what_was_signed_stays_with_its_dissent_and_its_promises(years_later):
    page = read(years_later.agreement)

    first, refused = page.at_close.options
    assert (first.words.text, [one.text for one in first.objections]) == (OPTION, [OBJECTION])
    assert [one.text for one in refused.objections] == [REASON]
    assert (page.at_close.promises[0].words.text, page.at_close.promises[0].who) == (PROMISE, "Priya Shah")
    assert [review.words.text for review in page.promises[0].reviews] == [
        "We rang for two weeks.",
        "Nobody rang me.",
        "One of us was ill.",
    ]


def test_what_was_only_said_goes_and_so_do_addresses(years_later):
    page = read(years_later.agreement)

    said = [words for part in page.at_close.said for words in part.words]
    assert {one.text for one in said} == {"These words were erased."}
    assert Contribution.objects.filter(text__in=[TOLD, PROBLEM_NOW]).count() == 0
    assert Contact.objects.count() == 0


def test_problem_without_a_meeting_of_its_words_is_emptied_whole(years_later):
    problem = years_later.room.problem

    conversation = Conversation.objects.get(pk=problem.pk)
    assert (conversation.title, {one.text for one in conversation.contributions.all()}) == ("", {""})


def test_question_of_a_meeting_that_is_the_problems_own_words_stays(meeting, settings):
    settings.RETENTION_MONTHS = 24
    hard = meeting.room.problem.conversation.contributions.get()
    meeting.agreement.page["question"] = {"words": hard.pk.hex}
    meeting.agreement.save()
    day = meeting.agreement.closed + timedelta(days=800)

    look(today=day)
    look(today=day + timedelta(days=30))

    assert read(meeting.agreement).at_close.question == hard.text
