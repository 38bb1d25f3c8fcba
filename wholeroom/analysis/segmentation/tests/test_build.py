import base64
import gzip
import hashlib
import html as markup
import json
import re

import pytest

from wholeroom.analysis.segmentation.page.build import page
from wholeroom.analysis.segmentation.tests.pages import Elements, all_sets
from wholeroom.analysis.segmentation.tests.small import SMALL, small_with

MOST = 100_000  # bytes compressed; the site allows its first load of this page 150,000
HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>"


def policy_of(html):
    return markup.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]).split("; ")


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_of(html, name):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)[1])


def test_policy_allows_exactly_its_own_script_and_styles():
    html = page(SMALL)

    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    styles = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert policy_of(html) == [
        "default-src 'none'",
        f"script-src {digest(script)}",
        f"style-src {digest(styles)}",
        "connect-src 'none'",
        "img-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ]


def test_page_has_nothing_that_fetches_and_no_style_or_script_in_an_attribute():
    found = Elements(page(SMALL, back="/aim/", preview=True)).found

    attributes = {name for _, given, _ in found for name in given}
    assert {"link", "img", "iframe", "form", "base", "object"}.isdisjoint(tag for tag, _, _ in found)
    assert [name for name in attributes if name in ("src", "style", "srcset") or name.startswith("on")] == []


def test_markup_in_a_set_stays_text():
    aim_set = small_with(
        *{"A talk about what you want, and one next step.": HOSTILE, "A made-up service": HOSTILE}.items()
    )

    html = page(aim_set)

    found = Elements(html)
    assert (len(found.named("script")), found.named("img")) == (3, [])
    assert data_of(html, "set")["about"][0] == HOSTILE
    assert html.count(markup.escape(HOSTILE).replace("&quot;", "&#34;")) >= 2


def test_same_set_gives_the_same_bytes():
    assert page(SMALL) == page(SMALL)


def test_page_holds_the_set_and_only_the_words_its_program_uses():
    html = page(SMALL)

    words = data_of(html, "words")
    assert data_of(html, "set")["name"] == "small"
    assert words["back"] == ["Back", "Back"]
    assert [key for key in words if key.startswith(("paper_", "rule_", "notice_"))] == []


def test_own_words_are_translated():
    words = data_of(page(SMALL, translate=lambda text: f"¶{text}"), "words")

    assert words["back"] == ["¶Back", "¶Back"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], "Made-up example. Not reviewed for use with people."),
        ([("example = true", "example = false")], "Nobody has signed off this version yet."),
    ],
)
def test_page_says_that_nobody_has_signed_it(changes, told):
    texts = Elements(page(small_with(*changes))).texts

    assert told in texts
    assert "Preview: not for use" not in texts


def test_page_that_was_signed_has_no_notice():
    review = (
        '[[reviews]]\nrole = "Clinical safety officer"\nversion = "1.1"\nday = 2026-11-21\nsaid = "Yes."\n\n[[changes]]'
    )
    aim_set = small_with(("example = true", "example = false"), ("[[changes]]", review))

    assert Elements(page(aim_set)).of_class("notices") == 0


def test_preview_has_its_band_and_page_of_a_site_its_way_back():
    found = Elements(page(SMALL, preview=True, back="/aim/?a=1&b=2"))

    assert "Preview: not for use" in found.texts
    assert [attributes["href"] for attributes, _ in found.named("a")] == ["/aim/?a=1&b=2"]


def test_page_is_small():
    sizes = {one.name: len(gzip.compress(page(one, preview=True, back="/").encode(), 6)) for one in all_sets()}

    assert len(sizes) == 4
    assert {name: size for name, size in sizes.items() if size > MOST} == {}


def test_paper_gives_way_to_the_talk_and_is_what_is_printed_on_demand(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(SMALL), encoding="utf-8")
    opened, said = browser.new_page(), []
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(file.as_uri())

    def shown():
        return [opened.locator(one).is_visible() for one in ("#talk", "#paper")]

    on_screen = shown()
    opened.emulate_media(media="print")
    opened.evaluate("document.documentElement.classList.add('print-paper')")
    printed = shown()

    assert (on_screen, printed, said) == ([True, False], [False, True], [])
    opened.close()


def test_notices_follow_the_wording_that_is_chosen(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(SMALL), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())

    plain = opened.locator(".notices").inner_text()
    opened.evaluate("document.documentElement.classList.add('easy')")
    easy = opened.locator(".notices").inner_text()

    assert (plain, easy) == (
        "Made-up example. Not reviewed for use with people.",
        "This is made up. Do not use it with people.",
    )
    opened.close()
