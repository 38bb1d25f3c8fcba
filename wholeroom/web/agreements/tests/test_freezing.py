from datetime import date

import pytest
from django.utils import timezone

from wholeroom.web.agreements import actions
from wholeroom.web.agreements.freezing import frozen
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import OPTION, PROBLEM_NOW, PROMISE, QUESTION, TOLD
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.contract import Outcome, Said


def test_closing_a_room_freezes_what_was_said_in_it(make_room, make_participant):
    room = make_room()
    step = room.steps.first()
    said = conversations.contribute(
        by=make_participant(room), conversation=room.conversation, kind="note", text="I came by bus", part=step.part
    )

    rooms.close(by=room.facilitators.get(), room=room)

    agreement = Agreement.objects.get(room=room)
    assert said.pk.hex in {words for part in agreement.page["said"] for words in part["words"]}
    assert agreement.closed == timezone.localdate()
    assert Entry.objects.filter(verb="froze a page", target_key=str(room.pk)).count() == 1


def test_frozen_page_holds_no_words_that_people_said(meeting):
    kept = str(meeting.agreement.page)

    assert [text for text in meeting.words if text in kept] == []
    assert {one.pk.hex for one in meeting.words.values() if one.pk.hex not in kept} == set()


def test_question_in_the_words_of_the_problem_is_kept_by_reference(make_problem, make_room):
    problem = make_problem(hard="Nobody answers the phone\nAnd nobody says why.")
    room = make_room(question="", problem=problem)

    agreement = actions.freeze(room=room, outcome=Outcome())

    hard = problem.conversation.contributions.get()
    assert agreement.page["question"] == {"words": hard.pk.hex}
    assert read(agreement).at_close.question == "Nobody answers the phone"


def test_page_says_who_was_there_and_who_was_missing_as_the_seats_say(meeting):
    seats = read(meeting.agreement).at_close.seats

    assert [(one.name, one.taken, one.empty) for one in seats] == [
        ("Commissioner", 1, 1),
        ("Person who uses services", 1, 1),
    ]


def test_page_reads_what_was_agreed_promised_and_said(meeting):
    was = read(meeting.agreement).at_close

    assert was.question == QUESTION
    assert [one.text for one in was.problem_now] == [PROBLEM_NOW]
    assert [one.words.text for one in was.agreed] == [OPTION]
    assert [(one.text, one.label) for one in was.said[0].words] == [(TOLD, "Person who uses services")]
    assert [one.who for one in was.promises] == ["Priya Shah", "The council"]
    assert (was.promises[0].position, was.promises[0].words.text) == (1, PROMISE)
    assert was.is_small is True


def test_what_others_wrote_while_the_owner_told_is_not_the_problem(meeting):
    words = meeting.words[PROBLEM_NOW]
    words.kind = "note"
    words.save()

    agreement_page = frozen(meeting.room, Outcome(said=(Said("What the problem is now", (str(words.pk),)),)))

    assert agreement_page["problem_now"] == []
    assert agreement_page["said"] == [{"title": "What the problem is now", "words": [words.pk.hex]}]


def test_reading_takes_at_most_three_more_queries_however_long_the_page_is(
    meeting, django_assert_num_queries, make_room
):
    empty = actions.freeze(room=make_room(), outcome=Outcome(review_day="2027-03-12"))

    with django_assert_num_queries(3):  # no words, so nothing to look up
        nothing = read(Agreement.objects.get(pk=empty.pk))
    with django_assert_num_queries(4):
        read(Agreement.objects.get(pk=meeting.agreement.pk))

    assert nothing.at_close.review_day == date(2027, 3, 12)


@pytest.mark.parametrize(("letters", "kept"), [("a\x00b\x0bc", "abc"), (" a\nb ", "a\nb"), ("ŵ\ufffe", "ŵ")])
def test_signs_that_no_file_can_hold_are_left_out(letters, kept):
    from wholeroom.web.documents.words import clean

    assert clean(letters) == kept
