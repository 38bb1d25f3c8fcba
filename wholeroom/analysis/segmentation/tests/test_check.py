"""Whether a set is fit for use: the whole check, and whether its parts fit together."""

import contextlib
from random import Random

import pytest

from wholeroom.analysis.segmentation.checking.check import caveats, check
from wholeroom.analysis.segmentation.reading_sets import SetError, read_set
from wholeroom.analysis.segmentation.tests.broken import CHANGES
from wholeroom.analysis.segmentation.tests.small import SETS, SMALL, TEXT, small_with

TWELVE = ",\n".join(f'  {{ name = "more-{number}", text = ["More", "More"] }}' for number in range(10))
REVIEW = (
    '[[reviews]]\nrole = "Lead nurse"\nversion = "{version}"\nday = {day}\nsaid = "Read."\n\n[[ways]]\nway = "stay"'
)


def told(*changes):
    return [(finding.place, finding.sentence.code) for finding in check(small_with(*changes))]


def test_small_set_is_fit_for_use():
    assert check(SMALL) == ()
    assert caveats(SMALL) == ()


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_example_set_is_fit_for_use(path):
    assert [str(finding) for finding in check(read_set(path))] == []


def test_every_finding_is_told_at_once():
    found = told(
        ('version = "1.1"\nlang', 'version = "1.2"\nlang'),
        ('ask = ["How is your drinking now?"', 'ask = ["How high is your risk score?"'),
        ('low = ["Very badly", "Badly"]\n', ""),
        ('{ topic = "home", said = ["hard"], by = "both" }', '{ topic = "house", said = ["hard"], by = "both" }'),
        ('way = "stay" },', 'way = "raise" },'),
    )

    assert found == [
        ("topics 6 (sleep)", "ends_needed"),
        ("changes", "not_newest"),
        ("suggestions 2 (sleep-and-home), when", "no_such_topic"),
        ("suggestions 1 (drink-less), options 1", "without_stay"),
        ("topics 4 (drink), ask", "sorting"),
    ]


def test_set_in_another_language_is_checked_but_for_its_words_and_says_so():
    welsh = small_with(
        ('language = "en"', 'language = "cy"'),
        ("How is your drinking now?", "Addict: how is your drinking now in these weeks and all the weeks of the year?"),
        ('{ topic = "home", said = ["hard"], by = "both" }', '{ topic = "house", said = ["hard"], by = "both" }'),
    )

    assert [finding.sentence.code for finding in check(welsh)] == ["no_such_topic"]
    assert [caveat.code for caveat in caveats(welsh)] == ["language_not_checked"]


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('name = "home"', 'name = "sleep"', "topics", "name_twice"),
        ('name = "less", text', 'name = "fine", text', "topics 4 (drink), choices", "name_twice"),
        ('name = "more"', 'name = "usual"', "support", "name_twice"),
        ('name = "going-on"', 'name = "starting"', "phases", "name_twice"),
        ('name = "sleep-and-home"', 'name = "drink-less"', "suggestions", "name_twice"),
        ('part = "body"', 'part = "know"', "topics 6 (sleep)", "order"),
        ('part = "want"', 'part = "know"', "topics", "no_topic"),
        ('kind = "ways"', 'kind = "words"', "topics", "one_topic"),
        ('part = "support"\nkind = "support"', 'part = "support"\nkind = "ways"', "topics", "one_topic"),
        ('kind = "ways"\nshort = true', 'kind = "ways"', "topics", "not_short"),
        ('kind = "choice"\nshort = true', 'kind = "choice"', "topics", "not_short"),
        (
            'steady for you now?", "What keeps you steady?"]',
            'steady for you now?", "What keeps you steady?"]\nwhen = { topic = "know", answered = true }',
            "topics 3 (steady), when",
            "always_asked",
        ),
        ('  { name = "hard", text = ["Hard", "Hard"] },\n]', "]", "topics 7 (home), choices", "choices_needed"),
        (
            '  { name = "hard", text = ["Hard", "Hard"] },\n]',
            f'  {{ name = "hard", text = ["Hard", "Hard"] }},\n{TWELVE},\n'
            '  { name = "last", text = ["Hard", "Hard"] },\n]',
            "topics 7 (home), choices",
            "choices_needed",
        ),
        ('kind = "choices"\nshort = true', 'kind = "words"\nshort = true', "topics 3 (steady), choices", "no_choices"),
        ('high = ["Very well", "Well"]\n', "", "topics 6 (sleep)", "ends_needed"),
        ('kind = "scale"', 'kind = "words"', "topics 6 (sleep)", "no_ends"),
        ('way = "switch"', 'way = "stop"', "ways", "five_ways"),
        (
            '\n[[support]]\nname = "more"\ntitle = ["A talk each week", "A talk each week"]\n'
            'means = ["One person, an hour.", "One person. One hour."]\n',
            "",
            "support",
            "too_few",
        ),
        ('  { text = ["A group on Mondays", "A group on Mondays"] },\n', "", "standard, options", "too_few"),
        (
            '  { text = ["Meet others who cut down", "Meet others"] },\n',
            "",
            "suggestions 1 (drink-less), options",
            "too_few",
        ),
        ('service = "A made-up service"', 'service = " "', "service", "no_service"),
        (
            'ask = ["How well do you sleep?", "How do you sleep?"]',
            'ask = ["How well do you sleep?", " "]',
            "topics 6 (sleep), ask",
            "empty",
        ),
        ("example = true", 'example = true\nforbidden = [" "]', "forbidden", "no_local_word"),
        (
            'on = true\nseen_by = ["The people who plan services here see the counts.", "Planners see the counts."]',
            "on = true",
            "counts",
            "counts_seen_by",
        ),
        ('version = "1.1"\nday', 'version = "1.3"\nday', "changes", "not_newest"),
        ('version = "1.0"', 'version = "1.1"', "changes 2 (1.1)", "not_downwards"),
        ('version = "1.0"', 'version = "1.10"', "changes 2 (1.10)", "not_downwards"),
        ('version = "1.0"', 'version = "one"', "changes 2 (one)", "not_a_version"),
        ("day = 2026-11-01", "day = 2026-12-01", "changes 2 (1.0), day", "later_below"),
        ('[[ways]]\nway = "stay"', REVIEW.format(version="1.1", day="2026-11-21"), "reviews", "reviewed_example"),
        (
            'steady", said = ["people"] } },\n] }',
            'steadier", said = ["people"] } },\n] }',
            "suggestions 1 (drink-less), when",
            "no_such_topic",
        ),
        ('steady", said = ["people"]', 'steady", said = ["dog"]', "suggestions 1 (drink-less), when", "no_such_choice"),
        (
            'steady", said = ["people"]',
            'know", said = ["people"]',
            "suggestions 1 (drink-less), when",
            "said_needs_choices",
        ),
        (
            'steady", said = ["people"]',
            'sleep", said = ["people"]',
            "suggestions 1 (drink-less), when",
            "said_needs_choices",
        ),
        ('steady", said = ["people"]', 'know", from = 3', "suggestions 1 (drink-less), when", "marks_need_scale"),
        (
            '{ topic = "drink", said = ["less", "unsure"], by = "either" }',
            '{ topic = "home", said = ["hard"] }',
            "topics 5 (how-often), when",
            "not_yet_asked",
        ),
        (
            '{ topic = "drink", said = ["less", "unsure"], by = "either" }',
            '{ topic = "how-often", answered = true }',
            "topics 5 (how-often), when",
            "not_yet_asked",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_place(old, new, place, code):
    assert (place, code) in told((old, new))


def test_condition_may_ask_about_ways_support_and_anything_answered():
    assert told(('steady", said = ["people"]', 'way", said = ["stay", "stop"]')) == []
    assert told(('steady", said = ["people"]', 'support", said = ["usual"]')) == []
    assert told(('{ not = { topic = "steady", said = ["people"] } }', '{ topic = "know", answered = true }')) == []


def test_suggestion_that_offers_only_what_everybody_has_does_not_earn_its_place():
    found = told(
        (
            '{ text = ["Talk about staying as you are", "Talk about staying the same"], way = "stay" }',
            '{ text = ["A talk  each month.", "A talk"] }',
        ),
        ('{ text = ["Meet others who cut down", "Meet others"] }', '{ text = ["a group on Mondays", "A group"] }'),
    )

    assert found == [("suggestions 1 (drink-less), options", "nothing_more")]


def test_counts_without_phases_are_told():
    start, end = TEXT.index('[[phases]]\nname = "starting"'), TEXT.index('[[suggestions]]\nname = "drink-less"')
    without = read_set(TEXT[:start] + TEXT[end:])

    assert [(finding.place, finding.sentence.code) for finding in check(without)] == [("counts", "counts_phases")]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_can_be_read_can_be_checked(change):
    random, checked = Random(change.__name__), 0
    for _ in range(150):
        with contextlib.suppress(SetError):
            findings = check(read_set(change(random)))
            checked += 1
            assert all(str(finding).isprintable() for finding in findings)

    assert checked > 0


@pytest.mark.parametrize(
    ("version", "day", "codes"),
    [
        ("1.1", "2026-11-21", []),
        ("1.0", "2026-11-01", []),
        ("1.2", "2026-11-21", ["no_such_version"]),
        ("1.1", "2026-11-19", ["too_early"]),
    ],
)
def test_review_is_of_a_version_that_exists_and_not_before_its_day(version, day, codes):
    review = REVIEW.format(version=version, day=day)

    assert [code for _, code in told(("example = true\n", ""), ('[[ways]]\nway = "stay"', review))] == codes


def test_finding_says_what_was_found_and_what_to_do():
    (finding,) = check(small_with(('steady", said = ["people"]', 'steady", said = ["dog"]')))

    assert str(finding) == (
        "suggestions 1 (drink-less), when: The topic “steady” has no choice “dog”. It has people, work, place."
    )
