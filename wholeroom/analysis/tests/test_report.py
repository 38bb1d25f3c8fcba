"""The shell of every report: it carries its own policy, its styles match it, and whatever is filled in is escaped."""

import base64
import hashlib
import re

import jinja2
import pytest

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.report import SHELL, fixed_texts, page, policy_of

TEMPLATE = (
    '{% extends "page.html" %}{% block report %}<h1>{{ title }}</h1><p>{{ t("Votes: {votes}.", votes=votes) }}</p>'
    "<p>{{ say(caveat) }}</p>{% endblock %}"
)


@pytest.fixture
def template(tmp_path):
    (tmp_path / "topic.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path / "topic.html"


def context(**values):
    return {
        "title": "A title",
        "votes": 12,
        "caveat": Sentence("few", "Only {people} people.", {"people": 3}),
        **values,
    }


def test_policy_allows_exactly_the_styles_inside(template):
    html = page(template, context(), style=".own { color: inherit; }")

    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert len(styles) == 1
    assert policy_of(html) == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_page_has_no_script_no_style_attribute_and_no_address(template):
    html = page(template, context())

    assert re.findall(r"<script|<link|<iframe|<img|style=|@import|url\(|https?://|src=", html) == []


def test_page_escapes_what_is_filled_in(template):
    html = page(template, context(title="<script>alert(1)</script>", votes="<b>"))

    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in html
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>" in html
    assert "<p>Votes: &lt;b&gt;.</p>" in html


def test_page_speaks_the_language_it_is_given(template):
    welsh = {"Votes: {votes}.": "Pleidleisiau: {votes}.", "Only {people} people.": "{people} o bobl yn unig."}

    html = page(template, context(), language="cy", translate=lambda words: welsh.get(words, words))

    assert '<html lang="cy">' in html
    assert "<p>Pleidleisiau: 12.</p><p>3 o bobl yn unig.</p>" in html


def test_page_has_a_skip_link_to_its_main_part(template):
    html = page(template, context())

    assert '<a class="skip" href="#main">' in html
    assert '<main id="main"' in html


def test_page_with_a_value_missing_is_an_error(template):
    with pytest.raises(jinja2.UndefinedError, match="votes"):
        page(template, {"title": "A title"})


def test_policy_of_another_page_says_what_was_expected():
    with pytest.raises(ValueError, match=r"no content security policy\. Expected a page made by wholeroom"):
        policy_of("<!doctype html><title>Mine</title>")


def test_fixed_texts_are_those_that_templates_mark(template):
    assert list(fixed_texts(template.parent)) == ["Votes: {votes}."]
    assert "Go to the report" in fixed_texts(SHELL)
