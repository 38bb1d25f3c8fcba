"""What comes up: never from silence, never fewer than two options, never an amount, a name of a medicine or a phase."""

import re
from dataclasses import replace

import msgspec
import pytest
from msgspec import structs

from wholeroom.analysis.segmentation.checking.forbidden import FAMILIES
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.analysis.segmentation.suggestions import things_to_talk_about
from wholeroom.analysis.segmentation.tests.small import SETS, SMALL
from wholeroom.analysis.segmentation.tests.strategies import generated_conversations, swapped, swapped_in

OTHER = {"person": "worker", "worker": "person"}
SKIPPED = Answer(skipped=True)
TO_CALL = re.compile(r"\b(999|111|116 123)\b")  # the only numbers of an example set


@pytest.fixture(scope="module", params=[SMALL, *map(read_set, SETS)], ids=lambda aim_set: aim_set.name)
def aim_set(request):
    return request.param


@pytest.fixture(scope="module")
def talks(aim_set):
    return generated_conversations(aim_set, 300, seed=4)


def names(things):
    return [topic.name for topic in things.topics], [came.suggestion.name for came in things.suggestions]


def test_silence_brings_nothing_up(aim_set):
    for length in ("short", "full"):
        things = things_to_talk_about(aim_set, Conversation(length=length))

        assert things.suggestions == ()
        assert things.usual_offer_may_do
        assert all(topic.when is None for topic in things.topics)


def test_skipping_everything_is_the_same_as_silence(aim_set):
    said = {topic.name: PerVoice(person=SKIPPED, worker=SKIPPED) for topic in aim_set.topics}

    assert things_to_talk_about(aim_set, Conversation(said=said)) == things_to_talk_about(aim_set, Conversation())


def test_skipping_a_topic_takes_back_what_was_said_on_it(aim_set, talks):
    for talk in talks:
        skipped = {name: PerVoice(person=SKIPPED, worker=SKIPPED) for name in talk.said}
        things = things_to_talk_about(aim_set, Conversation(length=talk.length, said=skipped))

        assert things.suggestions == ()


def test_every_path_has_two_options_at_least(aim_set, talks):
    some = [came for talk in talks for came in things_to_talk_about(aim_set, talk).suggestions]

    assert len(some) > 30
    assert all(len(came.suggestion.options) >= 2 for came in some)
    assert len(aim_set.standard.options) >= 2


def test_every_suggestion_comes_up_in_some_conversation_and_has_its_reason(aim_set, talks):
    some = [came for talk in talks for came in things_to_talk_about(aim_set, talk).suggestions]

    assert {came.suggestion.name for came in some} == {suggestion.name for suggestion in aim_set.suggestions}
    assert all(came.because for came in some)


def test_no_output_has_an_amount_a_medicine_a_score_or_a_phase(aim_set, talks):
    for talk in talks:
        for came in things_to_talk_about(aim_set, talk).suggestions:
            offered = came.suggestion.title, came.suggestion.adds, came.suggestion.options
            said = TO_CALL.sub("", " ".join(texts(msgspec.to_builtins(offered))))

            assert [family.code for family in FAMILIES if family.pattern.search(said)] == []
            assert not re.search(r"\d", said)
            assert [phase.name for phase in aim_set.phases if any(title in said for title in phase.title)] == []


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_short_version_has_only_short_topics_and_the_order_is_that_of_the_file(aim_set, talks):
    order = [topic.name for topic in aim_set.topics]
    for talk in talks:
        topics, suggestions = names(things_to_talk_about(aim_set, talk))

        assert topics == [name for name in order if name in topics]
        assert suggestions == [one.name for one in aim_set.suggestions if one.name in suggestions]
        assert talk.length == "full" or all(aim_set.topic(name).short for name in topics)


def test_swapping_the_voices_in_talk_and_rules_swaps_the_reasons(aim_set, talks):
    turned = replace(
        aim_set,
        topics=tuple(structs.replace(one, when=one.when and swapped_in(one.when)) for one in aim_set.topics),
        suggestions=tuple(structs.replace(one, when=swapped_in(one.when)) for one in aim_set.suggestions),
    )
    for talk in talks:
        things, others = things_to_talk_about(aim_set, talk), things_to_talk_about(turned, swapped(talk))

        assert names(others) == names(things)
        assert [reasons(came, OTHER) for came in others.suggestions] == [reasons(came) for came in things.suggestions]


def reasons(came, voices=None):
    return {(one.topic, (voices or {}).get(one.by, one.by), one.chose, one.mark) for one in came.because}


def test_same_seed_gives_the_same_conversations():
    assert generated_conversations(SMALL, 50, seed=1) == generated_conversations(SMALL, 50, seed=1)
    assert generated_conversations(SMALL, 50, seed=1) != generated_conversations(SMALL, 50, seed=2)


def test_generated_conversations_have_everything_in_them():
    talks = generated_conversations(SMALL, 500, seed=3)
    answers = [answer for talk in talks for both in talk.said.values() for answer in (both.person, both.worker)]
    known = {choice.name for topic in SMALL.topics for choice in SMALL.choices_of(topic)}

    assert {talk.length for talk in talks} == {"short", "full"}
    assert {answer.mark for answer in answers} == {None, *range(11)}
    assert any(answer.skipped for answer in answers)
    assert any(answer.words for answer in answers)
    assert any(len(answer.chose) > 1 for answer in answers)
    assert any(not known.issuperset(answer.chose) for answer in answers)
    assert any(both.person == both.worker for talk in talks for both in talk.said.values())
