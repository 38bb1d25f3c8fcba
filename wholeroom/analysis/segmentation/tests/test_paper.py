import dataclasses
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from wholeroom.analysis.report import policy_of
from wholeroom.analysis.segmentation.page.build import page
from wholeroom.analysis.segmentation.page.paper import pack
from wholeroom.analysis.segmentation.page.words import texts_by_file
from wholeroom.analysis.segmentation.tests.pages import Elements, all_sets
from wholeroom.analysis.segmentation.tests.small import SMALL

MILLIMETRE = 96 / 25.4
WIDTH, HEIGHT = round(180 * MILLIMETRE), 270 * MILLIMETRE  # of A4 within the margins of the pack
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def texts_of(html):
    return " ".join(Elements(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).texts)


def show(browser, html, folder, **options):
    file = folder / "pack.html"
    file.write_text(html, encoding="utf-8")
    opened = browser.new_page(**options)
    opened.goto(file.as_uri())
    return opened


def texts_of_set(aim_set, wording):
    for topic in aim_set.topics:
        yield from (one[wording] for one in (topic.title, topic.ask, topic.hint, topic.low, topic.high) if one)
        yield from (choice.text[wording] for choice in topic.choices)
    for way in aim_set.ways:
        yield from (way.title[wording], way.good[wording], way.hard[wording])
    for amount in (*aim_set.support, *aim_set.phases):
        yield from (amount.title[wording], amount.means[wording])
    for one in (aim_set.standard, *aim_set.suggestions):
        yield from (one.title[wording], *(option.text[wording] for option in one.options))
    yield from (one.adds[wording] for one in aim_set.suggestions)
    yield from (one[wording] for one in (aim_set.title, aim_set.about, aim_set.seen_by, aim_set.standard.text))


@pytest.mark.parametrize("aim_set", all_sets(), ids=lambda one: one.name)
@pytest.mark.parametrize("easy", [False, True])
def test_pack_has_every_text_of_the_set(aim_set, easy):
    texts = texts_of(pack(aim_set, easy=easy))

    assert [text for text in texts_of_set(aim_set, int(easy)) if text not in texts] == []


@pytest.mark.parametrize("easy", [False, True])
def test_pack_has_every_text_of_its_own(easy):
    texts = texts_of(pack(SMALL, easy=easy))

    own = [text[easy] for text in texts_by_file()["paper"].values() if "{" not in text[easy]]
    assert [text for text in own if text not in texts] == []


def test_pack_runs_nothing_and_fetches_nothing():
    html = pack(SMALL)

    found = Elements(html)
    assert policy_of(html).split("; ")[0] == "default-src 'none'"
    assert "script-src" not in policy_of(html)
    assert [tag for tag, _, _ in found.found if tag in ("script", "img", "link", "a", "form", "input")] == []


def test_every_topic_can_be_skipped_by_each():
    found = Elements(pack(SMALL))

    assert found.of_class("paper-not-say") == 2 * len(SMALL.topics)


def test_each_choice_has_a_box_for_each_of_the_two(browser, tmp_path):
    opened = show(browser, pack(SMALL), tmp_path)

    boxes = opened.eval_on_selector_all(
        ".paper-choices > li", "all => all.map(one => one.querySelectorAll('.paper-box').length)"
    )

    assert boxes == [2] * (3 + 3 + 2 + 5 + 2 + 2)  # steady, drink, home, ways on, support, phases
    opened.close()


def test_topic_with_a_rule_says_when_to_use_it():
    texts = texts_of(pack(SMALL))

    assert (
        "Talk about this if it fits what you said: Drinking now: you or your worker chose one of these: "
        "“I want to drink less” “I am not sure” When is it hard to drink less?"
    ) in texts


def test_topics_of_the_short_talk_are_marked():
    texts = texts_of(pack(SMALL))

    marked = [topic.name for topic in SMALL.topics if f"{topic.title[0]} short talk" in texts]
    assert marked == ["know", "want", "steady", "drink", "way"]


def test_logic_of_each_suggestion_stands_beside_it():
    texts = texts_of(pack(SMALL))

    assert (
        "A bad night If this is true: At least 2 of these: Sleep: you marked 0 to 4. Home: both of you chose “Hard”. "
        "When it is hard: you or your worker said something. You might talk about: Talk about what keeps you up"
    ) in texts


def test_usual_offer_stands_last_in_the_same_size(browser, tmp_path):
    opened = show(browser, pack(SMALL), tmp_path)

    titles = opened.locator(".paper-thing h3").all_inner_texts()
    sizes = opened.eval_on_selector_all(".paper-thing h3", "all => all.map(one => getComputedStyle(one).fontSize)")

    assert titles == ["Drinking less", "A bad night", "What we offer everyone"]
    assert len(set(sizes)) == 1
    opened.close()


@pytest.mark.parametrize("aim_set", all_sets(), ids=lambda one: one.name)
def test_ways_on_have_equal_space_on_paper(browser, tmp_path, aim_set):
    opened = show(browser, pack(aim_set), tmp_path, viewport={"width": WIDTH, "height": 900})
    opened.emulate_media(media="print")

    heights = opened.eval_on_selector_all(
        ".paper-ways > li", "all => all.map(one => Math.round(one.getBoundingClientRect().height))"
    )

    assert len(heights) == 5
    assert max(heights) - min(heights) <= 1
    opened.close()


@pytest.mark.parametrize("aim_set", all_sets(), ids=lambda one: one.name)
@pytest.mark.parametrize("easy", [False, True])
def test_record_and_each_block_fit_on_one_page(browser, tmp_path, aim_set, easy):
    opened = show(browser, pack(aim_set, easy=easy), tmp_path, viewport={"width": WIDTH, "height": 900})
    opened.emulate_media(media="print")

    too_long = opened.evaluate(
        """most => [...document.querySelectorAll(".paper-topic, .paper-record, .paper-own-scale, .paper-thing")]
            .filter(one => one.getBoundingClientRect().height > most)
            .map(one => one.querySelector("h2, h3").textContent)""",
        HEIGHT,
    )

    assert too_long == []
    opened.close()


def test_blocks_are_not_split_over_pages(browser, tmp_path):
    opened = show(browser, pack(SMALL), tmp_path)
    opened.emulate_media(media="print")

    kept = opened.eval_on_selector_all(
        ".paper-topic, .paper-thing, .paper-record", "all => all.map(one => getComputedStyle(one).breakInside)"
    )

    assert set(kept) == {"avoid"}
    opened.close()


@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_pack_without_javascript_fits_a_phone_and_leaves_out_what_is_for_pens(browser, tmp_path, letters):
    file = tmp_path / "page.html"
    file.write_text(page(SMALL, back="/aim/"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(file.as_uri())
    opened.evaluate(f"document.documentElement.style.fontSize = '{letters}'")

    assert opened.evaluate("document.documentElement.scrollWidth") == 360
    assert opened.locator("#paper h1").is_visible()
    assert opened.locator(".paper-box:visible, .paper-lines:visible, .paper-numbers:visible").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("easy", [False, True])
def test_pack_bars_nobody(browser, tmp_path, easy, scheme):
    opened = show(browser, pack(SMALL, easy=easy), tmp_path, color_scheme=scheme)

    found = Axe().run(opened, options=RULES)

    assert found.response["violations"] == []
    opened.close()


def test_phases_are_left_out_where_the_set_has_none():
    phaseless = dataclasses.replace(SMALL, phases=())

    asked = ["A name for where you are" in texts_of(pack(one)) for one in (SMALL, phaseless)]

    assert asked == [True, False]
