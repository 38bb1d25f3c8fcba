"""What holds on every page of a talk: no barriers, plain words and Easy Read, and ten minutes that are enough."""

import pytest

from tests.aim.people import NAMES, OPIOID, PHONE, all_places, looked_at, sentences_seen, texts_shown
from tests.aim.talk import open_page, press
from wholeroom.analysis.segmentation.checking.reading_age import words_in

GRADE = 5.0
WORDS = 15
READ_ALOUD = 183  # words a minute


def test_ten_minutes_are_enough_for_the_short_talk(browser, on_disk):
    """Every text that is new is read aloud once, on a phone where one speaks at a time; what is left is for talking.

    183 words a minute: Brysbaert 2019, How many words do we read per minute?, Journal of Memory and Language 109.
    """
    for name in NAMES:
        page = open_page(browser, on_disk[name])
        page.set_viewport_size(PHONE)
        read = set(texts_shown(page))
        for _ in all_places(page, "10 minutes"):
            read |= set(texts_shown(page))
        minutes = sum(words_in(text) for text in read) / READ_ALOUD

        assert minutes < 6.5
        page.context.close()


@pytest.mark.parametrize(
    ("name", "wording"), [(OPIOID, "plain words"), (OPIOID, "Easy Read"), ("alcohol", "plain words")]
)
def test_every_page_of_a_talk_has_no_barriers(browser, on_disk, name, wording):
    page = open_page(browser, on_disk[name])
    if wording == "Easy Read":
        press(page, "Easy Read")
    found = looked_at(page, "welcome")
    for where in all_places(page):
        found += looked_at(page, where)

    assert found == []
    page.context.close()


@pytest.mark.parametrize("wording", ["Easy Read", "plain words"])
def test_what_the_person_sees_reads_at_grade_five_and_no_sentence_is_long(browser, on_disk, wording):
    import textstat

    seen = {}
    for name in NAMES:
        page = open_page(browser, on_disk[name])
        if wording == "Easy Read":
            press(page, "Easy Read")
        seen |= dict.fromkeys(sentences_seen(page), f"{name}, welcome")
        for where in all_places(page):
            seen |= dict.fromkeys(sentences_seen(page), f"{name}, {where}")
        page.context.close()

    text = " ".join(one if one[-1] in ".!?" else f"{one}." for one in seen if words_in(one) > 2)
    assert len(seen) > 300
    assert {one: where for one, where in seen.items() if words_in(one) > WORDS} == {}
    assert textstat.automated_readability_index(text) <= GRADE


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_a_talk_has_its_easy_read_wording(browser, on_disk, name):
    """Nothing of the plain wording stands on a page in Easy Read but what says the same in both."""
    page = open_page(browser, on_disk[name])
    pairs = page.evaluate(
        "[...Object.values(JSON.parse(document.getElementById('words').textContent)),"
        " ...JSON.stringify(JSON.parse(document.getElementById('set').textContent))"
        '.matchAll(/\\[("(?:[^"\\\\]|\\\\.)*"),("(?:[^"\\\\]|\\\\.)*")\\]/g)'
        ".map(found => [JSON.parse(found[1]), JSON.parse(found[2])])]"
    )
    easy = {text for pair in pairs for text in [pair[1]]}
    plain_only = {plain for plain, _ in pairs if words_in(plain) > 3} - easy
    press(page, "Easy Read")
    left = []
    for where in all_places(page):
        shown = page.locator("#talk").inner_text()
        left += [(where, text) for text in plain_only if text in shown and not any(text in one for one in easy)]

    assert len(plain_only) > 100
    assert left == []
    page.context.close()
