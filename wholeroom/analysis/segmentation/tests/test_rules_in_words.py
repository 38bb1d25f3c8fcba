from itertools import product

import pytest

from wholeroom.analysis.segmentation.conditions import Asked, AtLeast, Condition, Not, Reason
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.page.rules_in_words import RulesInWords
from wholeroom.analysis.segmentation.tests.pages import all_sets
from wholeroom.analysis.segmentation.tests.small import SMALL

LESS = Asked("drink", "person", said=("less",))
HARD = Asked("home", "both", said=("hard",))
ANSWERS = {"yes": Answer(chose=("yes",)), "no": Answer(chose=("no",)), "silent": Answer()}


def lines(condition, easy=False):
    return list(RulesInWords(SMALL, easy).of(condition).lines())


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (LESS, "Drinking now: you chose “I want to drink less”."),
        (Asked("drink", "worker", said=("less",)), "Drinking now: your worker chose “I want to drink less”."),
        (Asked("drink", "either", said=("less",)), "Drinking now: you or your worker chose “I want to drink less”."),
        (HARD, "Home: both of you chose “Hard”."),
        (Not(LESS), "Drinking now: you chose, but not “I want to drink less”."),
        (Not(HARD), "Home: one of you chose, but not “Hard”."),
        (
            Not(Asked("home", "either", said=("hard",))),
            "Home: one of you chose, and neither chose “Hard”.",
        ),
        (Asked("sleep", low=0, high=4), "Sleep: you marked 0 to 4."),
        (Asked("sleep", low=3, high=3), "Sleep: you marked 3."),
        (Not(Asked("sleep", low=0, high=4)), "Sleep: you marked a number, but not 0 to 4."),
        (Not(Asked("sleep", "either", low=0, high=4)), "Sleep: one of you marked a number, and neither marked 0 to 4."),
        (Asked("know", "both"), "What you know: both of you said something."),
        (Not(Asked("know")), "This never comes up. Saying nothing brings nothing up."),
        (Asked("support", said=("more",)), "How much support: you chose “A talk each week”."),
        (Asked("way", said=("stay",)), "Ways on: you chose “Stay as it is”."),
    ],
)
def test_one_question_is_one_sentence(condition, told):
    assert lines(condition) == [told]


def test_several_choices_stand_in_a_list():
    told = lines(Asked("drink", said=("less", "unsure")))

    assert told == ["Drinking now: you chose one of these:", "  “I want to drink less”", "  “I am not sure”"]


def test_parts_stand_under_their_count():
    told = lines(AtLeast(2, (AtLeast(2, (LESS, HARD)), AtLeast(1, (LESS, HARD)), HARD)))

    assert told == [
        "At least 2 of these:",
        "  All of these:",
        "    Drinking now: you chose “I want to drink less”.",
        "    Home: both of you chose “Hard”.",
        "  At least one of these:",
        "    Drinking now: you chose “I want to drink less”.",
        "    Home: both of you chose “Hard”.",
        "  Home: both of you chose “Hard”.",
    ]


def test_not_all_is_told_as_one_that_is_not():
    told = lines(Not(AtLeast(2, (LESS, Not(HARD)))))

    assert told == [
        "At least one of these:",
        "  Drinking now: you chose, but not “I want to drink less”.",
        "  Home: both of you chose “Hard”.",
    ]


def test_one_part_alone_needs_no_count():
    assert lines(AtLeast(1, (LESS,))) == lines(LESS)


def test_easy_read_has_its_own_words():
    assert lines(Not(LESS), easy=True) == ["Drinking now: you chose. Not “I want less”."]


def holds_like(number: int, said: Conversation, parts: tuple[Condition, ...]) -> bool:
    turned = AtLeast(len(parts) - number + 1, tuple(Not(part) for part in parts))
    return Not(AtLeast(number, parts)).holds(said) is turned.holds(said)


def test_what_is_told_of_not_means_the_same():
    parts = tuple(Asked(topic, said=("yes",)) for topic in "abcd")
    talks = [
        Conversation(said={topic: PerVoice(person=ANSWERS[how]) for topic, how in zip("abcd", answers, strict=True)})
        for answers in product(ANSWERS, repeat=4)
    ]

    assert [talk for talk in talks for number in range(1, 5) if not holds_like(number, talk, parts)] == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            Reason("steady", "both", ("people", "work")),
            "both of you chose “People close to me”, “Work or something to do”",
        ),
        (Reason("sleep", "person", mark=0), "you marked 0"),
        (Reason("know", "worker"), "your worker said something"),
    ],
)
def test_reason_is_one_sentence(reason, told):
    title = SMALL.topic(reason.topic).title[0]

    assert RulesInWords(SMALL).reason(reason) == f"{title}: {told}."


def test_topic_and_choice_that_are_not_there_are_told_by_name():
    assert lines(Asked("nowhere", said=("nothing",))) == ["nowhere: you chose “nothing”."]
    assert lines(Asked("drink", said=("nothing",))) == ["Drinking now: you chose “nothing”."]


def test_every_rule_of_every_set_can_be_told():
    rules = [
        (aim_set, rule)
        for aim_set in all_sets()
        for rule in (*(one.when for one in aim_set.suggestions), *(one.when for one in aim_set.topics if one.when))
    ]

    wordings = [(RulesInWords(aim_set, easy), rule) for aim_set, rule in rules for easy in (False, True)]
    told = [line for wording, rule in wordings for line in wording.of(rule).lines()]

    assert len(told) > len(rules) > 40
    assert [line for line in told if "{" in line or not line.strip()] == []
