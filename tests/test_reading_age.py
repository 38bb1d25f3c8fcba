"""Plain English: all pages taken together at grade 6 or less, no sentence of more than 20 words."""

import pytest

from tests.staged import STATES
from wholeroom.analysis.segmentation.checking.reading_age import sentences as sentences_of
from wholeroom.analysis.segmentation.checking.reading_age import words_in

pytestmark = pytest.mark.xdist_group("every page")

GRADE = 6.0
WORDS = 20


@pytest.fixture(scope="module")
def sentences(noticed):
    """Every sentence of every page, once each. What people said (statements, examples of files) is theirs, not ours."""
    found = {}
    for name, state in STATES.items():
        if "Welsh" in name or state.is_sandboxed:
            continue
        for sentence in sentences_of(noticed(name).texts):
            found.setdefault(sentence, name)
    return found


def test_no_sentence_has_more_than_twenty_words(sentences):
    long = {sentence: state for sentence, state in sentences.items() if words_in(sentence) > WORDS}

    assert long == {}


def test_all_pages_together_read_at_grade_six_or_less(sentences):
    import textstat

    text = " ".join(
        sentence if sentence[-1] in ".!?" else f"{sentence}." for sentence in sentences if words_in(sentence) > 2
    )

    assert len(text) > 5000
    assert textstat.automated_readability_index(text) <= GRADE
