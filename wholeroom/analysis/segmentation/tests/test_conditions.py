"""The closed language of conditions: what holds, what does not, and what cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.segmentation.conditions import Asked, AtLeast, Not, Reason, because
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.reading_conditions import condition
from wholeroom.analysis.segmentation.tests.small import SMALL
from wholeroom.analysis.segmentation.tests.strategies import (
    conditions,
    conversations,
    generated_conversations,
    swapped,
    swapped_in,
    unhurried,
)

TALKS = generated_conversations(SMALL, 200, seed=7)
YES, NO, SKIPPED = Answer(chose=("less",)), Answer(chose=("fine",)), Answer(skipped=True)


def drink(person=None, worker=None):
    return Conversation(said={"drink": PerVoice(person=person or Answer(), worker=worker or Answer())})


def less(by):
    return Asked("drink", by, said=("less",))


@pytest.mark.parametrize(
    ("person", "worker", "either", "both"),
    [
        (YES, YES, True, True),
        (YES, NO, True, False),
        (YES, None, True, None),
        (NO, YES, True, False),
        (NO, NO, False, False),
        (NO, None, False, False),
        (None, YES, True, None),
        (None, NO, False, False),
        (None, None, None, None),
        (SKIPPED, NO, False, False),
        (SKIPPED, SKIPPED, None, None),
    ],
)
def test_question_to_each_to_either_and_to_both(person, worker, either, both):
    talk = drink(person, worker)
    alone = {YES: True, NO: False}

    assert less("either").holds(talk) is either
    assert less("both").holds(talk) is both
    assert less("person").holds(talk) is alone.get(person)
    assert less("worker").holds(talk) is alone.get(worker)


@pytest.mark.parametrize(("mark", "told"), [(2, False), (3, True), (5, True), (6, False), (None, None)])
def test_mark_is_within_both_ends(mark, told):
    talk = Conversation(said={"sleep": PerVoice(person=Answer(mark=mark, words="It varies."))})

    assert Asked("sleep", low=3, high=5).holds(talk) is told


def test_words_alone_answer_a_question_but_choose_nothing():
    talk = drink(Answer(words="I would rather write it."))

    assert Asked("drink").holds(talk) is True
    assert less("person").holds(talk) is None


def test_what_was_skipped_counts_as_nothing_said_whatever_else_stands_there():
    talk = drink(Answer(chose=("less",), words="No.", skipped=True))

    assert less("either").holds(talk) is None
    assert because(less("either"), talk) == ()


def test_blank_words_are_no_answer():
    assert Asked("know").holds(Conversation(said={"know": PerVoice(person=Answer(words="  "))})) is None


@unhurried
@given(conditions())
def test_nothing_can_be_told_from_silence(asked):
    skipped = Conversation(said={topic.name: PerVoice(person=SKIPPED, worker=SKIPPED) for topic in SMALL.topics})

    assert asked.holds(Conversation()) is None
    assert asked.holds(skipped) is None


@unhurried
@given(conditions(), conversations())
def test_not_not_is_the_same_with_the_same_reasons(asked, talk):
    twice = Not(Not(asked))

    assert twice.holds(talk) is asked.holds(talk)
    assert because(twice, talk) == because(asked, talk)


@unhurried
@given(st.lists(conditions(largest=2), min_size=1, max_size=4), conversations())
def test_any_is_at_least_one_and_all_is_at_least_as_many_as_there_are(parts, talk):
    told = [part.holds(talk) for part in parts]
    none_told = None if None in told else False

    assert AtLeast(1, tuple(parts)).holds(talk) is (True if True in told else none_told)
    assert AtLeast(len(parts), tuple(parts)).holds(talk) is (False if False in told else None if None in told else True)


def test_all_and_any_in_a_file_are_read_as_at_least():
    listed = [{"topic": "a", "answered": True}, {"topic": "b", "from": 3}]

    assert condition({"any": listed}) == condition({"at_least": 1, "of": listed})
    assert condition({"all": listed}) == condition({"at_least": 2, "of": listed})


@unhurried
@given(conditions(), conditions(), conversations())
def test_not_all_is_any_not(one, other, talk):
    assert Not(AtLeast(2, (one, other))).holds(talk) is AtLeast(1, (Not(one), Not(other))).holds(talk)


@unhurried
@given(st.lists(conditions(largest=2), min_size=1, max_size=5), st.data(), conversations())
def test_at_least_counts_what_holds_and_what_still_could(parts, data, talk):
    number = data.draw(st.integers(1, len(parts)))
    told = [part.holds(talk) for part in parts]
    sure, open_yet = sum(one is True for one in told), sum(one is None for one in told)

    holds = AtLeast(number, tuple(parts)).holds(talk)

    assert holds is (True if sure >= number else None if sure + open_yet >= number else False)


@unhurried
@given(conditions(), conversations())
def test_swapping_the_voices_in_both_changes_nothing(asked, talk):
    assert swapped_in(asked).holds(swapped(talk)) is asked.holds(talk)


@unhurried
@given(conditions(), conversations())
def test_what_holds_has_a_reason_and_every_reason_was_really_said(asked, talk):
    if asked.holds(talk) is True:
        assert because(asked, talk)
        assert all(was_said(reason, talk) for reason in because(asked, talk))


def test_reasons_are_really_said_in_generated_conversations_too():
    came_up = [(one, talk) for talk in TALKS for one in SMALL.suggestions if one.when.holds(talk)]

    assert len(came_up) > 20
    for suggestion, talk in came_up:
        assert because(suggestion.when, talk)
        assert all(was_said(reason, talk) for reason in because(suggestion.when, talk))


def was_said(reason, talk):
    voices = ("person", "worker") if reason.by == "both" else (reason.by,)
    answers = [talk.answer(reason.topic, voice) for voice in voices]
    return all(
        answer.is_given and set(reason.chose) <= set(answer.chose) and reason.mark == answer.mark for answer in answers
    )


def test_reason_says_both_where_both_said_the_same_and_each_apart_where_not():
    several = Asked("steady", "either", said=("people", "work"))
    same, other = Answer(chose=("people", "place")), Answer(chose=("work",))

    assert because(several, Conversation(said={"steady": PerVoice(person=same, worker=same)})) == (
        Reason("steady", "both", ("people",)),
    )
    assert because(several, Conversation(said={"steady": PerVoice(person=same, worker=other)})) == (
        Reason("steady", "person", ("people",)),
        Reason("steady", "worker", ("work",)),
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, "exactly one of"),
        ({"all": [], "any": []}, "exactly one of"),
        ({"all": []}, "with one at least"),
        ({"any": {"topic": "a"}}, "list of conditions"),
        ({"not": [], "by": "person"}, "'by' has no place"),
        ({"at_least": 1}, "needs of"),
        ({"at_least": 3, "of": [{"topic": "a", "answered": True}]}, "from 1 to 1"),
        ({"at_least": True, "of": [{"topic": "a", "answered": True}]}, "whole number"),
        ({"topic": "a"}, "exactly one of said"),
        ({"topic": "a", "said": ["x"], "from": 3}, "exactly one of said"),
        ({"topic": "a", "from": 7, "to": 3}, "from not above to"),
        ({"topic": "a", "from": 0, "to": 11}, "from 0 to 10"),
        ({"topic": "a", "answered": True, "run": "x"}, "run"),
        ({"topic": "a", "answered": True, "by": "nobody"}, "nobody"),
        ("topic", "exactly one of"),
    ],
)
def test_what_is_not_in_the_closed_language_is_refused(value, words):
    with pytest.raises(ValueError, match=words):
        condition(value)


def test_conditions_stand_at_most_five_deep():
    value = {"topic": "a", "answered": True}
    for _ in range(4):
        value = {"not": value}

    assert [one.topic for one in condition(value).asked()] == ["a"]
    with pytest.raises(ValueError, match="more than 5 deep"):
        condition({"not": value})
