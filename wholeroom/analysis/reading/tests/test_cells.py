import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholeroom.analysis.reading import cells as kernels
from wholeroom.analysis.reading.cells import PADDING, Cells, short_words, spellings, whole_numbers, word_of

TEXTS = st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=24)
NUMBERS = (
    st.integers(0, 10**17).map(str) | st.text(alphabet="0123456789", max_size=18) | st.text("09/:-+ é٣", max_size=9)
)


def laid_out(texts):
    """The texts one after the other, between the padding."""
    raw = [text.encode() for text in texts]
    ends = np.cumsum([len(one) for one in raw], dtype=np.int64) + PADDING
    starts = ends - np.array([len(one) for one in raw], dtype=np.int64)
    edge = b"7" * PADDING
    return Cells(np.frombuffer(edge + b"".join(raw) + edge, dtype=np.uint8), starts, ends)


@settings(deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_whole_numbers_are_what_int_makes_of_up_to_16_digits(texts):
    values, good = whole_numbers(laid_out(texts))

    expected = [text.isascii() and text.isdecimal() and len(text) <= 16 for text in texts]
    assert good.tolist() == expected
    assert values[good].tolist() == [int(text) for text, is_good in zip(texts, expected, strict=True) if is_good]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_spellings_are_the_distinct_cells(texts):
    distinct, which = spellings(laid_out(texts))

    assert sorted(distinct) == sorted({text.encode() for text in texts})
    assert [distinct[place].decode() for place in which] == texts


def test_spellings_that_are_mixed_into_one_number_are_told_apart(monkeypatch):
    monkeypatch.setattr(kernels, "MIXERS", np.zeros(25, dtype=np.uint64))

    distinct, which = spellings(laid_out(["one", "two", "one"]))

    assert [distinct[place] for place in which] == [b"one", b"two", b"one"]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="1-0.ab", max_size=8), min_size=1, max_size=10))
def test_short_words_are_equal_where_cells_are(texts):
    assert short_words(laid_out(texts)).tolist() == [int(word_of(text.encode())) for text in texts]


@pytest.mark.parametrize("kernel", [whole_numbers, spellings])
def test_no_cells_give_no_answers(kernel):
    assert [len(part) for part in kernel(laid_out([]))] == [0, 0]
