"""Reading age as the rest of the site counts it, and the length of sentences."""

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.checking.reading_age import reading_age, sentences, words_in
from wholeroom.analysis.segmentation.checking.texts import seen
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.analysis.segmentation.tests.small import SETS, SMALL, small_with

HARD = "Organisational responsibilities notwithstanding, interdisciplinary considerations predominate."


def told(*changes):
    return [(finding.place, finding.sentence.code) for finding in check(small_with(*changes))]


@pytest.mark.parametrize("aim_set", [SMALL, *map(read_set, SETS)], ids=lambda aim_set: aim_set.name)
@pytest.mark.parametrize("wording", [0, 1], ids=["plain words", "Easy Read"])
def test_grade_is_that_of_textstat(aim_set, wording):
    import textstat

    texts = [text.text[wording] for text in seen(aim_set)]
    counted = [sentence for sentence in sentences(texts) if words_in(sentence) > 2]
    whole = " ".join(sentence if sentence[-1] in ".!?" else f"{sentence}." for sentence in counted)

    assert reading_age(texts) == pytest.approx(textstat.automated_readability_index(whole), abs=0.01)


@pytest.mark.parametrize("text", ["", "Yes.", "One. Two. Three four.", "...", "123"])
def test_texts_without_sentences_have_no_grade(text):
    assert reading_age([text]) == 0.0


def test_grade_is_worked_out_by_the_formula():
    assert reading_age(["The cat sat on the mat."]) == pytest.approx(4.71 * 18 / 6 + 0.5 * 6 / 1 - 21.43)


def test_sentences_are_counted_once_and_end_at_their_marks():
    assert sentences(["One thing: two things. Three?", "Three?", "No end", "5", "“Said so.” Then more."]) == (
        "One thing:",
        "two things.",
        "Three?",
        "No end",
        "“Said so.”",
        "Then more.",
    )


def test_long_sentences_are_told_each_wording_with_its_own_length():
    ten, fifteen = " ".join(["word"] * 10), " ".join(["word"] * 15)
    ask = 'ask = ["How is it where you live?", "How is your home?"]'

    assert told((ask, f'ask = ["{fifteen}?", "{ten}?"]')) == []
    assert told((ask, f'ask = ["{fifteen} word?", "{ten}?"]')) == [("topics 7 (home), ask", "long_sentence")]
    assert told((ask, f'ask = ["{fifteen}?", "{ten} word?"]')) == [("topics 7 (home), ask", "long_sentence")]


def test_one_hard_text_does_not_make_a_set_hard_but_many_do():
    easy = [
        "A talk about what you want, and one next step.",
        "Everyone can have these.",
        "How well do you sleep?",
        "How is it where you live?",
        "You keep what works.",
        "It takes more of your time.",
        "Help can feel far away.",
    ]
    hard = [(text, f"{number} {HARD}") for number, text in enumerate(easy)]

    assert told(("How well do you sleep?", HARD)) == []
    assert ("", "hard_to_read") in told(*hard)
