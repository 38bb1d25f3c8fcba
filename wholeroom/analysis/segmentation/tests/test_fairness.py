"""No direction is presumed, and what a prescriber decides is left to the prescriber."""

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.tests.small import small_with

OTHERS = '{ text = ["Meet others who cut down", "Meet others"] }'
GROUP = '{ text = ["A group on Mondays", "A group on Mondays"] }'
FIRST, SECOND = "suggestions 1 (drink-less), options 1", "suggestions 1 (drink-less), options 2"


def told(*changes):
    return [(finding.place, finding.sentence.code) for finding in check(small_with(*changes))]


@pytest.mark.parametrize("way", ["raise", "lower", "switch", "stop"])
def test_option_that_leads_away_needs_staying_beside_it(way):
    leads = (OTHERS, f'{{ text = ["Talk about another way on", "Another way on"], way = "{way}" }}')

    assert told(leads) == []
    assert told(leads, (', way = "stay" }', " }")) == [(SECOND, "without_stay")]


def test_usual_offer_presumes_no_direction_either():
    assert told((GROUP, GROUP.replace(" }", ', way = "lower" }'))) == [("standard, options 2", "without_stay")]


def test_ways_on_have_about_the_same_space():
    within = ('good = ["You keep what works."', 'good = ["You keep what works and it is yours to keep."')
    beyond = ('good = ["You keep what works."', 'good = ["You keep what works. You know it. You can go on with it."')

    assert told(within) == [("ways, good", "unequal")]
    assert told(beyond) == [("ways, good", "unequal")]
    assert told(('good = ["You keep what works."', 'good = ["You keep what works for you now."')) == []


def test_easy_read_of_the_ways_has_the_same_space_too():
    longer = ('"Help can feel far."]', '"Help can feel far. You may be more alone. You may miss people."]')

    assert told(longer) == [("ways, hard", "unequal")]


@pytest.mark.parametrize("word", ["dose", "Medicine", "script", "tablets", "PRESCRIPTION", "medication"])
@pytest.mark.parametrize("part", ["option", "usual offer", "way on"])
def test_what_is_for_the_prescriber_is_marked(word, part):
    old, new, place = {
        "option": (OTHERS, f'{{ text = ["Talk about your {word}", "Your {word}"] }}', SECOND),
        "usual offer": (GROUP, f'{{ text = ["Talk about your {word}", "Your {word}"] }}', "standard, options 2"),
        "way on": ('hard = ["Some things stay hard."', f'hard = ["Your {word} is as it was."', "ways 1 (stay)"),
    }[part]
    marked = new.replace(" }", ", prescriber = true }") if part != "way on" else f"prescriber = true\n{new}"

    assert told((old, new)) == [(place, "prescriber")]
    assert told((old, marked)) == []


@pytest.mark.parametrize("words", ["a lower dose", "stopping your medicine", "whether to come off your script"])
def test_what_to_do_with_a_medicine_is_said_only_as_one_of_the_ways(words):
    option = f'{{ text = ["Talk about {words}", "Your medicine"], prescriber = true }}'

    assert told((OTHERS, option)) == [(SECOND, "direction")]
    assert told((OTHERS, option.replace(" }", ', way = "lower" }'))) == []


def test_words_that_only_hold_a_word_of_the_prescriber_are_no_matter():
    assert told((OTHERS, '{ text = ["Talk about a description of the overdosed", "A description"] }')) == []
