"""Plain English: all pages taken together at grade 6 or less, no sentence of more than 20 words."""

import re

import pytest

from tests.test_pages import SANDBOXED, STATES

GRADE = 6.0
WORDS = 20
BLOCKS = "h1, h2, h3, p, li, dt, dd, td, th, label, legend, summary, figcaption, button, .hint"


@pytest.fixture(scope="module")
def sentences(browser, demo_site):
    """Every sentence of every page, once each. What people said (statements, examples of files) is theirs, not ours."""
    found = {}
    page = browser.new_page()
    for state, reach in STATES.items():
        if "Welsh" in state or state in SANDBOXED:
            continue
        reach(page, demo_site)
        for text in page.evaluate(
            """blocks => [...document.querySelectorAll(blocks)]
                .filter(one => !one.querySelector(blocks) && !one.closest("pre, code, [data-words], [hidden]"))
                .map(one => { const copy = one.cloneNode(true);
                    copy.querySelectorAll("code, pre, svg, [data-words]").forEach(part => part.remove());
                    return copy.textContent.replace(/\\s+/g, " ").trim() })""",
            BLOCKS,
        ):
            for sentence in re.split(r"(?<=[.!?:])\s+", text):
                if re.search(r"[A-Za-z]{2}", sentence):
                    found.setdefault(sentence, state)
    page.close()
    return found


def words_of(sentence):
    return re.findall(r"[A-Za-z0-9][\w'’-]*", sentence)


def test_no_sentence_has_more_than_twenty_words(sentences):
    long = {sentence: state for sentence, state in sentences.items() if len(words_of(sentence)) > WORDS}

    assert long == {}


def test_all_pages_together_read_at_grade_six_or_less(sentences):
    import textstat

    text = " ".join(
        sentence if sentence[-1] in ".!?" else f"{sentence}." for sentence in sentences if len(words_of(sentence)) > 2
    )

    assert len(text) > 5000
    assert textstat.automated_readability_index(text) <= GRADE
