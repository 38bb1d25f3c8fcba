"""Whether a rule can come true, judged by trying every conversation of sets that are small enough."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.segmentation.checking.examples import TooLargeError, example
from wholeroom.analysis.segmentation.checking.reachable import never_true
from wholeroom.analysis.segmentation.conditions import Asked, AtLeast, Not
from wholeroom.analysis.segmentation.suggestions import comes_up
from wholeroom.analysis.segmentation.tests.small import SMALL, small_with
from wholeroom.analysis.segmentation.tests.strategies import conditions, every_conversation, tiny_sets


def told(aim_set):
    return [(finding.place, finding.sentence.code) for finding in never_true(aim_set)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_example_is_found_exactly_where_one_of_all_conversations_makes_it_true(data):
    aim_set = data.draw(tiny_sets())
    condition = data.draw(conditions(aim_set, marks=(0, 5, 10)))

    found = example(aim_set, condition)

    assert (found is not None) == any(condition.holds(talk) is True for talk in every_conversation(aim_set))


@settings(max_examples=100, deadline=None)
@given(conditions())
def test_example_makes_the_condition_true_and_its_topics_come_up(condition):
    found = example(SMALL, condition)

    if found is not None:
        assert condition.holds(found) is True
        assert all(comes_up(SMALL.topic(name), found) for name in found.said)


def test_every_rule_of_the_small_set_can_come_true():
    assert told(SMALL) == []


@pytest.mark.parametrize(
    "when",
    [
        '{ all = [{ topic = "drink", said = ["fine"] }, { topic = "drink", said = ["less"] }] }',
        '{ all = [{ topic = "way", said = ["stay"] }, { not = { topic = "way", said = ["stay"], by = "either" } }] }',
        '{ not = { topic = "know", answered = true } }',
        '{ all = [{ topic = "how-often", answered = true }, { topic = "drink", said = ["fine"], by = "both" }] }',
        '{ all = [{ topic = "sleep", from = 0, to = 4 }, { topic = "sleep", from = 5 }] }',
        '{ not = { topic = "drink", said = ["fine", "less", "unsure"] } }',
    ],
    ids=["two of one choice", "both ways", "silence", "topic shut out", "two marks", "every choice"],
)
def test_rule_that_cannot_come_true_is_told_with_its_place(when):
    bent = small_with(("when = { at_least = 2, of = [\n", f"when = {{ all = [\n  {when},\n"))

    assert told(bent) == [("suggestions 2 (sleep-and-home), when", "never_true")]


def test_topic_that_cannot_come_up_is_told_and_what_asks_about_it_only():
    either = 'when = { topic = "drink", said = ["less", "unsure"], by = "either" }'
    never = 'when = { all = [{ topic = "drink", said = ["less"] }, { topic = "drink", said = ["fine"] }] }'
    needed = ("when = { at_least = 2, of = [", "when = { at_least = 3, of = [")

    assert told(small_with((either, never))) == [("topics 5 (how-often), when", "never_true")]
    assert told(small_with((either, never), needed)) == [
        ("topics 5 (how-often), when", "never_true"),
        ("suggestions 2 (sleep-and-home), when", "never_true"),
    ]


def test_two_choices_of_one_topic_can_both_be_said_where_several_can_be():
    both = AtLeast(2, (Asked("steady", said=("people",)), Asked("steady", said=("work",))))

    found = example(SMALL, both)

    assert found.answer("steady", "person").chose == ("people", "work")
    assert found.answer("steady", "worker").chose == ()


def test_rule_of_the_full_version_alone_can_come_true():
    assert example(SMALL, Asked("sleep", low=3, high=3)).answer("sleep", "person").mark == 3


def test_example_says_no_more_than_is_needed():
    found = example(SMALL, AtLeast(1, (Asked("home", said=("hard",)), Asked("sleep", low=0, high=1))))

    assert list(found.said) == ["home"]


def test_too_many_conditions_in_one_count_are_told():
    of = ", ".join('{ topic = "sleep", from = 1 }' for _ in range(13))
    bent = small_with(("when = { at_least = 2, of = [\n", f"when = {{ all = [\n  {{ at_least = 6, of = [{of}] }},\n"))

    assert told(bent) == [("suggestions 2 (sleep-and-home), when", "too_large")]


def test_search_that_cannot_end_soon_is_given_up():
    each = AtLeast(6, tuple(Asked("steady", said=(name,)) for name in ("people", "work", "place")) * 4)
    shut_out = Not(AtLeast(1, (Asked("drink", said=("less",)), Asked("drink", said=("fine", "unsure")))))

    with pytest.raises(TooLargeError):
        example(SMALL, AtLeast(9, (shut_out, *[each] * 8)))
