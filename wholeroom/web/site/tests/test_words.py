"""What people read, in English: short sentences and short words, on every page and in every result together."""

import re

import pytest
import textstat

from wholeroom.web.site import catalogue

MOST_WORDS = 20
HARDEST_GRADE = 6.0
END_OF_SENTENCE = re.compile(r"(?<=[.?!:])\s+")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    texts = {text.words for text in catalogue.texts()}
    return [sentence for words in sorted(texts) for sentence in END_OF_SENTENCE.split(words)]


def test_no_sentence_is_long(sentences):
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []


def test_a_child_of_eleven_can_read_it(sentences):
    together = " ".join(words if words.endswith((".", "?", "!", ":")) else f"{words}." for words in sentences)

    assert textstat.automated_readability_index(together) <= HARDEST_GRADE
