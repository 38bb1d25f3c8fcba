"""Similar texts where texts have vectors: by a slow obvious second version, and by what must change nothing."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.retrieval.index import Index, Match
from wholeroom.analysis.retrieval.meanings import BLOCK
from wholeroom.analysis.retrieval.postings import Postings

WORDS = ["letter", "late", "night", "bus", "carer"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
VECTOR = st.tuples(*[st.sampled_from([-1.0, -0.3, 0.1, 0.5, 0.8])] * 3)
IDS = [str(number) for number in range(10)]
TEXTS = st.dictionaries(st.sampled_from(IDS), st.tuples(TEXT, st.none() | VECTOR), max_size=10)
SOME = st.sets(st.sampled_from(IDS))


def built(texts):
    return Index((id, text, vector) for id, (text, vector) in texts.items())


def ids(matches):
    return [match.id for match in matches]


def steps(vector):
    length = sqrt(sum(number * number for number in vector))
    return [round(number / length * 4000) for number in vector]


def cosine(one, other):
    return sum(a * b for a, b in zip(steps(one), steps(other), strict=True)) / 4000**2


def slowly(texts, asked, asked_vector):
    """Every text by itself; one without a vector has the cosine of whoever stands as high by cosine as it by words."""
    postings = Postings()
    postings.fill(text for text, _ in texts.values())
    words = dict(zip(texts, postings.ask(asked).scores.tolist(), strict=True))
    cosines = {id: cosine(vector, asked_vector) for id, (_, vector) in texts.items() if vector}
    best, nearest_first = max(words.values(), default=0), sorted(cosines.values(), reverse=True)
    scores = {}
    for id in texts:
        by_words = 0.1 * words[id] / best if best else 0.0
        if id in cosines:
            if words[id] or cosines[id] >= 0.25:
                scores[id] = cosines[id] + by_words
        elif words[id]:
            better = sum(words[other] > words[id] for other in cosines)
            scores[id] = nearest_first[min(better, len(nearest_first) - 1)] + by_words if cosines else words[id]
    return sorted(scores, key=lambda id: (-scores[id], id))


@given(TEXTS, TEXT, VECTOR)
def test_order_is_that_of_the_slow_version(texts, asked, vector):
    found = built(texts).similar(asked, vector=vector, most=100)

    assert ids(found) == slowly(texts, asked, vector)


@given(TEXTS, TEXT, VECTOR, SOME)
def test_what_a_reader_may_not_see_is_as_if_it_were_not_there(texts, asked, vector, hidden):
    without = built({id: one for id, one in texts.items() if id not in hidden})

    found = built(texts).similar(asked, vector=vector, may_not_see=hidden)

    assert found == without.similar(asked, vector=vector)


@given(TEXTS, TEXT, VECTOR, SOME)
def test_what_is_left_out_changes_nothing_for_the_others(texts, asked, vector, left_out):
    index = built(texts)

    without = index.similar(asked, vector=vector, most=100, leave_out=left_out)

    assert without == [match for match in index.similar(asked, vector=vector, most=100) if match.id not in left_out]


@given(TEXTS, TEXTS, SOME, TEXT, VECTOR)
def test_added_replaced_and_removed_is_the_same_as_built_at_once(first, second, gone, asked, vector):
    grown = built(first)
    for id, (text, own) in second.items():
        grown.put(id, text, own)
    for id in gone:
        grown.remove(id)
    at_once = built({id: one for id, one in (first | second).items() if id not in gone})

    assert grown.similar(asked, vector=vector, most=100) == at_once.similar(asked, vector=vector, most=100)


def test_order_of_coming_changes_nothing_with_many_long_vectors():
    """Sums of 384 numbers differ in their last bits with the place of a row. Here they do not."""
    chance = np.random.default_rng(3)
    vectors = chance.standard_normal((BLOCK + 300, 384)).astype(np.float32)
    vectors[1::2] = vectors[::2]  # every vector twice: its two texts must stand in the order of their ids
    texts = [(f"{number:05}", "", vector) for number, vector in enumerate(vectors)]
    asked = chance.standard_normal(384)

    found = Index(texts).similar("", vector=asked, most=50)
    shuffled = Index(texts[place] for place in chance.permutation(len(texts))).similar("", vector=asked, most=50)

    assert shuffled == found


def test_cosines_are_near_those_of_the_vectors_themselves():
    chance = np.random.default_rng(4)
    vectors = chance.standard_normal((50, 384))
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    asked = vectors[:10].sum(axis=0)

    found = Index((f"{number:02}", "", vector) for number, vector in enumerate(vectors)).similar(
        "", vector=asked, most=9
    )

    order = np.argsort(-(vectors @ asked))[:9]
    assert ids(found) == [f"{number:02}" for number in order]


def test_reason_is_words_or_meaning_or_both():
    index = Index([("1", "late bus", (1, 0)), ("2", "late letter", (0, 1)), ("3", "no carer", (1, 0.1))])

    assert index.similar("The bus is late", vector=(1, 0)) == [
        Match("1", ("bus", "late"), alike_in_meaning=True),
        Match("3", (), alike_in_meaning=True),
        Match("2", ("late",), alike_in_meaning=False),
    ]


def test_text_without_a_vector_yet_stands_where_its_words_put_it():
    texts = [
        ("1", "late night bus"),
        ("2", "late carer", (0.9, 0.1)),
        ("3", "letter", (0.8, 0.3)),
        ("4", "late", (0, 1)),
    ]

    found = Index(texts).similar("late night bus", vector=(1, 0))

    assert ids(found) == ["1", "2", "3", "4"]


def test_without_a_vector_of_what_is_asked_words_decide():
    index = Index([("1", "late bus", (1, 0)), ("2", "letter", (0, 1))])

    assert index.similar("late") == [Match("1", ("late",))]


def test_text_put_again_without_its_vector_has_none():
    index = Index([("1", "late bus", (1, 0))])
    index.put("1", "late bus")

    assert index.similar("carer", vector=(1, 0)) == []


@pytest.mark.parametrize("vector", [(0, 0), (float("nan"), 1), (float("inf"), 1), [[1, 0]], 1.0, []])
def test_what_is_no_vector_is_refused_and_changes_nothing(vector):
    index = Index([("1", "late bus", (1, 0))])

    with pytest.raises(ValueError, match="A vector is one row"):
        index.put("1", "no carer", vector)
    assert index.similar("late", vector=(1, 0)) == [Match("1", ("late",), alike_in_meaning=True)]


def test_vector_of_another_model_is_refused():
    index = Index([("1", "late bus", (1, 0))])

    with pytest.raises(ValueError, match="3 numbers; those before have 2"):
        index.similar("late", vector=(1, 0, 0))
