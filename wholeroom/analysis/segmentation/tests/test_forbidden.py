"""Words and outputs that no set may hold: found in every text the person sees, and nowhere where they are none."""

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.checking.forbidden import FAMILIES
from wholeroom.analysis.segmentation.checking.texts import seen
from wholeroom.analysis.segmentation.checking.wording import LISTS
from wholeroom.analysis.segmentation.tests.small import SMALL, TEXT, small_with

OPTION = ("Meet others who cut down", "suggestions 1 (drink-less), options 2")
QUESTION = ("When is it hard to drink less?", "topics 5 (how-often), ask")
CHOICE = ("I want to drink less", "topics 4 (drink), choices 2 (less)")
EVERYWHERE = [family.code for family in FAMILIES if family.code not in ("amount", "medicine")]


def told(*changes):
    return [
        (finding.place, finding.sentence.code, finding.sentence.values.get("word"))
        for finding in check(small_with(*changes))
    ]


@pytest.mark.parametrize("code", EVERYWHERE)
@pytest.mark.parametrize(("old", "place"), [OPTION, QUESTION, CHOICE])
def test_every_forbidden_word_is_found_in_any_text(code, old, place):
    for word in LISTS[code]:
        assert (place, code, word) in told((old, f"Talk, {word}: now"))


@pytest.mark.parametrize(
    ("said", "word", "code"),
    [
        ("ADDICTS talk", "ADDICTS", "label"),
        ("A Junkie’s group", "Junkie's", "label"),
        ("Two junkies", "junkies", "label"),
        ("People at-risk here", "at-risk", "sorting"),
        ("Your scores", "scores", "sorting"),
        ("It’s best to go", "It's best", "order"),
        ("You  must go", "You  must", "order"),
        ("Stay ｃｌｅａｎ", "clean", "dirt"),
        ("Non compliant people", "Non compliant", "obeying"),
        ("Many failures", "failures", "blaming"),
    ],
)
def test_words_are_found_in_any_case_in_the_plural_and_with_a_hyphen(said, word, code):
    assert (OPTION[1], code, word) in told((OPTION[0], said))


@pytest.mark.parametrize(
    "said",
    [
        "Address and addition",
        "A scoreboard",
        "Cleanse and cleaning",
        "Gradually",
        "A bandage",
        "Tiers of joy",
        "A frontier",
        "Underscore",
        "Unfailing",
        "Naloxone at home",
        "Aid for overdose",
        "What is a risk for you",
        "You may need more",
    ],
)
def test_words_that_only_hold_a_forbidden_one_are_no_matter(said):
    expected = [(OPTION[1], "sorting", "Tiers")] if said.startswith("Tiers") else []

    assert told((OPTION[0], said)) == expected


@pytest.mark.parametrize(
    "amount",
    [
        "30 ml",
        "30ml",
        "60 mg",
        "0.4 mg",
        "2,5mg",
        "half a tablet",
        "two tablets",
        "thirty ml",
        "14 units",
        "50%",
        "50 per cent",
        "400 micrograms",
        "400 µg",
        "3 g",
        "ten milligrams",
        "so many mg",
    ],
)
@pytest.mark.parametrize(("old", "place"), [OPTION, QUESTION, CHOICE])
def test_amounts_are_found_in_any_text(amount, old, place):
    codes = [code for found, code, _ in told((old, f"Take {amount} now")) if found == place]

    assert "amount" in codes


@pytest.mark.parametrize(
    "said", ["Call 999", "In 12 weeks", "24 hours", "2 good days", "On 3 May", "A unit of homes", "Ring 116 123"]
)
def test_other_numbers_are_no_amounts(said):
    assert told((OPTION[0], said)) == []


@pytest.mark.parametrize(
    "medicine", ["methadone", "Buvidal", "Subutex", "naltrexone", "Diazepam", "a depot", "a monthly injection"]
)
def test_medicines_are_never_offered_but_can_be_said(medicine):
    (offered,) = told((OPTION[0], f"Ask about {medicine}"))
    way = told(("You try something new.", f"You try {medicine} now."))

    assert offered[:2] == (OPTION[1], "medicine")
    assert [found[:2] for found in way] == [("ways 4 (switch), good", "medicine")]
    assert told((CHOICE[0], f"I take {medicine}"), (QUESTION[0], f"How is {medicine} for you?")) == []


def test_naloxone_is_a_rescue_kit_and_may_be_offered():
    assert told((OPTION[0], "Have naloxone at home"), ("A group on Mondays", "A naloxone kit")) == []


def test_a_set_can_forbid_words_of_its_own_in_any_language():
    local = ("example = true", 'example = true\nforbidden = ["alcoholic", "hard to reach"]')
    spoken = (OPTION[0], "Alcoholics hard-to-reach")

    found = [(OPTION[1], "forbidden_here", "Alcoholics"), (OPTION[1], "forbidden_here", "hard-to-reach")]
    assert told(local, spoken) == found
    assert told(local, spoken, ('language = "en"', 'language = "cy"')) == found
    assert told(local, (OPTION[0], "Nonalcoholic")) == []


def test_suggestion_never_names_a_phase():
    assert told((OPTION[0], "Talk about starting out")) == [(OPTION[1], "phase_named", "starting out")]
    assert told(("How well do you sleep?", "How was starting out?")) == []


def test_every_text_of_the_small_set_is_looked_at():
    looked_at = {wording for text in seen(SMALL) for wording in text.text}
    listed = {
        part for line in TEXT.splitlines() if '["' in line and "said" not in line for part in line.split('"')[1::2]
    }
    names = {choice.name for topic in SMALL.topics for choice in topic.choices}

    assert listed - looked_at - names - {"stay"} == set()


def test_finding_gives_the_reason_and_what_to_write_instead():
    (finding,) = check(small_with((OPTION[0], "Meet other addicts")))

    assert str(finding) == (
        "suggestions 1 (drink-less), options 2: “addicts” makes a person into their trouble. Write “a person who ...”."
    )
