"""Reading a set: everything that is wrong at once, with its place; a hostile file is told and harms nobody."""

from random import Random

import pytest

from wholeroom.analysis.segmentation.reading_sets import LARGEST, SetError, read_set
from wholeroom.analysis.segmentation.tests.broken import CHANGES
from wholeroom.analysis.segmentation.tests.small import SMALL, TEXT, small_with, text_with

WHEN = 'when = { topic = "drink", said = ["less", "unsure"], by = "either" }'


def findings(source):
    with pytest.raises(SetError) as raised:
        read_set(source)
    return [(finding.place, finding.sentence.code) for finding in raised.value.findings]


def test_set_is_read_whole():
    assert (SMALL.name, SMALL.version, len(SMALL.topics), len(SMALL.suggestions)) == ("small", "1.1", 9, 2)
    assert SMALL.topic("drink").choices[1].text == ("I want to drink less", "I want less")
    assert not SMALL.is_reviewed


def test_file_from_another_editor_is_read_the_same():
    assert read_set(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()) == SMALL


def test_everything_wrong_is_told_at_once_with_its_place():
    text = text_with(
        ('name = "small"', 'name = "Small set"'),
        ("example = true", 'example = "yes"\nrun = "this"'),
        ('kind = "words"', 'kind = "video"'),
        ('title = ["Sleep", "Sleep"]', 'title = ["Sleep"]'),
        (WHEN, 'when = { topic = "drink" }'),
        ('way = "stop"', 'way = "leave"'),
        ("day = 2026-11-01", "day = 20261101"),
    )

    assert findings(text) == [
        ("run", "unknown"),
        ("name", "not_right"),
        ("example", "not_right"),
        ("topics 1 (know), kind", "not_right"),
        ("topics 5 (how-often), when", "not_right"),
        ("topics 6 (sleep), title", "not_right"),
        ("ways 5 (leave), way", "not_right"),
        ("changes 2, day", "not_right"),
    ]


def test_empty_file_lacks_everything_that_a_set_needs():
    missing = findings("")

    assert ("topics", "missing") in missing
    assert {code for _, code in missing} == {"missing"}
    assert not {"phases", "reviews", "counts", "forbidden", "example"}.intersection(place for place, _ in missing)


def test_file_of_another_format_is_told():
    with pytest.raises(SetError, match="format 2 is not known here, only 1"):
        small_with(("format = 1", "format = 2"))


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"\xff\xfe\x00", "not_text"),
        (TEXT.encode("utf-16"), "not_text"),
        ("name = é".encode("latin-1"), "not_text"),
        ("x" * (LARGEST + 1), "too_large"),
        (b"x" * (LARGEST + 1), "too_large"),
        ("\0", "not_toml"),
        ("{}", "not_toml"),
        ("a = " + "[" * 100_000, "not_toml"),
        ("a = " + "{a=" * 50_000, "not_toml"),
        ("a." * 100_000 + "a = 1", "not_toml"),
        ("[" + "a." * 100_000 + "a]", "not_toml"),
        ('x = { "a\\"" . ' + "'b'. " * 1_000 + "c = 1 }", "not_toml"),
        ("format = " + "1" * 5_000, "not_toml"),
        (TEXT.replace("format = 1", "format = 1\nformat = 1"), "not_toml"),
        (TEXT.replace("2026-11-20", "2026-13-20"), "not_toml"),
        (TEXT.replace("Drinking now", "Drinking \\ud800"), "not_toml"),
        (TEXT.replace("Drinking now", "Drinking \x07"), "not_toml"),
    ],
    ids=range(17),
)
def test_file_that_cannot_be_read_as_a_whole_is_told_in_one_finding(source, code):
    assert findings(source) == [("", code)]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("format = 1", "format = 0x" + "f" * 5_000, "format"),
        ("format = 1", "format = nan", "format"),
        ('version = "1.1"', "version = 1.1", "version"),
        ('version = "1.1"', 'version = "first"', "version"),
        ('language = "en"', 'language = "English"', "language"),
        ('service = "A made-up service"', "service = 2026-01-01", "service"),
        ("example = true", "example = 1", "example"),
        ("example = true", 'forbidden = "word"', "forbidden"),
        ("day = 2026-11-20", 'day = "some day"', "changes 1, day"),
        ("day = 2026-11-20", "day = 2026-11-20T10:00:00", "changes 1, day"),
        ('title = ["Sleep", "Sleep"]', "title = [1, 2]", "topics 6 (sleep), title[0]"),
        ('title = ["Sleep", "Sleep"]', 'title = "Sleep"', "topics 6 (sleep), title"),
        ('name = "sleep"', 'name = "Sleep well"', "topics 6 (Sleep well), name"),
        ('name = "sleep"', "name = 6", "topics 6, name"),
        (WHEN, 'when = "drink"', "topics 5 (how-often), when"),
        (WHEN, "when = [1]", "topics 5 (how-often), when"),
        (WHEN, 'when = { topic = ["drink"], answered = true }', "topics 5 (how-often), when"),
        (WHEN, 'when = { topic = "sleep", from = 99999999999999999999 }', "topics 5 (how-often), when"),
        (WHEN, "when = " + "{ not = " * 60 + '{ topic = "a" }' + " }" * 60, "topics 5 (how-often), when"),
        (WHEN, 'run = "this"\n' + WHEN, "topics 5 (how-often)"),
    ],
)
def test_value_of_the_wrong_kind_is_told_with_its_place(old, new, place):
    assert findings(text_with((old, new))) == [(place, "not_right")]


@pytest.mark.parametrize(
    "signs",
    ["\u202e", "\u200b", "\u2066", "\u00ad", "\ufeff", "\\u0000", "\\u001b[31m", "\\n", "\\t", "\u2028", "x" * 601],
)
def test_signs_nobody_sees_and_endless_texts_are_told_and_not_shown(signs):
    with pytest.raises(SetError) as raised:
        small_with(("Drinking now", f"Drinking {signs} now"))

    (finding,) = raised.value.findings
    assert (finding.place, finding.sentence.code) == ("topics 4 (drink)", "bad_text")
    assert str(finding).isprintable()
    assert len(str(finding)) < 300


def test_names_of_a_hostile_file_are_shown_safely():
    with pytest.raises(SetError) as raised:
        read_set('"\\u001b[31m\\u202e' + "x" * 100_000 + '" = 1\n"{0} {name}" = 2\n')

    told = [str(finding) for finding in raised.value.findings]
    assert all(sentence.isprintable() and len(sentence) < 300 for sentence in told)
    assert told[1].startswith("{0} {name}: ")


def test_markup_in_a_text_is_just_text():
    aim_set = small_with(("Drinking now", "</script><b>{x}</b> <!--"))

    assert aim_set.topic("drink").title[0] == "</script><b>{x}</b> <!--"


def test_name_of_ten_parts_in_a_text_or_a_table_is_no_harm():
    text = "a.b.c.d.e.f.g.h.i.j"

    assert small_with(("Drinking now", text)).topic("drink").title[0] == text


@pytest.mark.parametrize("change", CHANGES)
def test_broken_files_are_told_or_read_and_raise_nothing_else(change):
    random = Random(change.__name__)

    told = [_told(change(random)) for _ in range(60)]

    errors = [error for error in told if error]
    assert len(errors) > 10
    assert all(str(finding).isprintable() for error in errors for finding in error.findings)


def _told(text):
    """What is wrong with a set, if anything is."""
    try:
        read_set(text)
    except SetError as error:
        return error
    return None
