import re

import pytest
import textstat
from axe_playwright_python.sync_playwright import Axe

from wholeroom.analysis.report import fixed_texts, policy_of
from wholeroom.analysis.segmentation.page.rules_in_words import RulesInWords
from wholeroom.analysis.segmentation.page.wording import TEMPLATES, wording_page
from wholeroom.analysis.segmentation.page.words import texts
from wholeroom.analysis.segmentation.tests.pages import Elements, all_sets
from wholeroom.analysis.segmentation.tests.small import SMALL, small_with

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FIRST_ROWS = """document.querySelectorAll("tbody:nth-of-type(n + 3), tbody tr:nth-child(n + 5)")
    .forEach(one => one.remove())"""  # all rows are alike, and there are hundreds
REVIEW = '[[reviews]]\nrole = "Service lead"\nversion = "1.1"\nday = 2026-11-21\nsaid = "Fit for use."\n\n[[changes]]'


def texts_of(html):
    return Elements(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).texts


def strings(value):
    """Every text of a set twice: whatever is a pair of texts."""
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, str) for one in value):
        yield from value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from strings(getattr(value, name))


def texts_of_set(aim_set):
    names = ("title", "about", "seen_by", "topics", "ways", "support", "phases", "standard", "suggestions", "counts")
    return [text for name in names for text in strings(getattr(aim_set, name))]


@pytest.mark.parametrize("aim_set", all_sets(), ids=lambda one: one.name)
def test_page_has_every_text_of_the_set_in_both_wordings(aim_set):
    found = set(texts_of(wording_page(aim_set)))

    wanted = texts_of_set(aim_set)
    assert len(wanted) > 80
    assert [text for text in wanted if text not in found] == []


def test_page_has_every_text_of_the_page_itself_in_both_wordings():
    found = set(texts_of(wording_page(SMALL)))

    wanted = [text for pair in texts().values() for text in pair]
    assert len(wanted) > 200
    assert [text for text in wanted if text not in found] == []


@pytest.mark.parametrize("aim_set", all_sets(), ids=lambda one: one.name)
def test_page_has_every_rule_in_words_in_both_wordings(aim_set):
    found = " ".join(texts_of(wording_page(aim_set)))

    rules = [*(one.when for one in aim_set.suggestions), *(one.when for one in aim_set.topics if one.when)]
    wordings = [RulesInWords(aim_set, easy) for easy in (False, True)]
    told = [" ".join(wording.of(rule).lines()).split() for rule in rules for wording in wordings]
    assert [words for words in told if " ".join(words) not in found] == []


def test_each_text_has_its_number_a_box_and_a_line():
    found = Elements(wording_page(SMALL))

    numbers = [int(text) for text in found.texts if text.isdecimal()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert found.of_class("mark") == found.of_class("box") == len(numbers)


def test_options_name_their_way_and_what_goes_to_the_prescriber():
    aim_set = small_with(('way = "stay" }', 'way = "stay", prescriber = true }'))

    found = texts_of(wording_page(aim_set))

    at = found.index("Option, way on: stay")
    assert found[at + 1 : at + 4] == [
        "Plain words:",
        "Talk about staying as you are",
        "The page adds: raise it with the prescriber.",
    ]


def test_page_says_what_it_is_for_and_what_it_is_not():
    found = texts_of(wording_page(SMALL))

    assert "It is a conversation aid and a record, for two people in one talk. One uses a service, the other works" in (
        " ".join(found)
    )
    assert "It names no dose, no medicine and no illness for a person." in found
    assert "It has not been assessed under DCB0129, DCB0160 or DTAC. Your service must see to that before use." in found


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], "Made-up example. Not reviewed for use with people."),
        ([("example = true", "example = false")], "Nobody has signed off this version yet."),
        ([("[[changes]]", REVIEW)], "Fit for use."),
    ],
)
def test_page_says_who_reviewed_the_version(changes, told):
    assert told in texts_of(wording_page(small_with(*changes)))


def test_page_has_change_log_and_lines_to_sign():
    found = texts_of(wording_page(SMALL))

    assert [
        text for text in found if text in ("2026-11-20", "A question about sleep.", "2026-11-01", "First version.")
    ] == [
        "2026-11-20",
        "A question about sleep.",
        "2026-11-01",
        "First version.",
    ]
    at = found.index("Clinical safety officer")
    assert found[at::2][:4] == [
        "Clinical safety officer",
        "Service lead",
        "People with lived experience",
        "Data protection officer",
    ]


def test_page_runs_nothing_and_markup_stays_text():
    html = wording_page(small_with(("A made-up service", "<img src=x onerror=alert(1)></table><script>")))

    found = Elements(html)
    assert "script-src" not in policy_of(html)
    assert (found.named("script"), found.named("img")) == ([], [])
    assert "<img src=x onerror=alert(1)></table><script>" in found.texts


def test_same_set_gives_the_same_page():
    assert wording_page(SMALL) == wording_page(SMALL)


def test_texts_of_its_own_go_through_translate():
    found = texts_of(wording_page(SMALL, translate=lambda words: f"¶{words}", language="cy"))

    own = {*texts_of_set(SMALL), *texts()}
    left = [text for text in found if "¶" not in text and text not in own and re.search("[A-Za-z]{2}", text)]
    of_file = {"wholeroom", "small", "A made-up service", "A question about sleep.", "First version."}
    names = {one.name for group in (SMALL.topics, SMALL.support, SMALL.phases, SMALL.suggestions) for one in group}
    files = {"leaving", "notices", "pages", "paper", "rules", "talking", "standard"}
    assert set(left) - of_file - names - files - {one.way for one in SMALL.ways} == set()


def test_fixed_texts_are_plain():
    sentences = [
        one for text in fixed_texts(TEMPLATES) for one in re.split(r"(?<=[.?:]) ", re.sub(r"\{\w+\}", "7", text))
    ]

    assert [one for one in sentences if len(one.split()) > 20] == []
    assert textstat.automated_readability_index(" ".join(one for one in sentences if one.endswith((".", "?")))) <= 6


@pytest.mark.parametrize("width", [360, 1280])
def test_page_fits_and_bars_nobody(browser, tmp_path, width):
    file = tmp_path / "wording.html"
    file.write_text(wording_page(SMALL), encoding="utf-8")

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.evaluate(FIRST_ROWS)
    found = Axe().run(page, options=RULES).response["violations"]
    page.close()

    assert (found, wide) == ([], width)
