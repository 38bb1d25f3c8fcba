"""Scores by words: to the last bit those of the source, however the texts came."""

from collections import Counter
from math import log

from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.retrieval.postings import Postings

WORDS = ["letter", "late", "night", "bus", "carer", "script"]  # each its own stem
WORDED = st.lists(st.sampled_from(WORDS), max_size=9)
TEXTS = st.lists(WORDED, min_size=1, max_size=9)


def slowly(texts, asked):
    """Of every text the sum over the terms in their order; a text that is None is not there."""
    there = [text for text in texts if text is not None]
    mean = sum(map(len, there)) / len(there) if there else 0
    scores = []
    for text in texts:
        score = 0.0
        for term in sorted(set(asked) & set(text or ())):
            often = sum(term in other for other in there)
            rarity = log(1 + (len(there) - often + 0.5) / (often + 0.5))
            times = Counter(text)[term]
            score += rarity * times * 1.9 / (times + 0.9 * (0.6 + 0.4 * len(text) / mean))
        scores.append(score)
    return scores


def filled(texts):
    postings = Postings()
    postings.fill(" ".join(text) for text in texts)
    return postings


@given(TEXTS, WORDED)
def test_scores_are_those_of_the_source_to_the_last_bit(texts, asked):
    found = filled(texts).ask(" ".join(asked))

    assert found.scores.tolist() == slowly(texts, asked)
    assert found.shared_counts.tolist() == [len(set(text) & set(asked)) for text in texts]


@given(TEXTS, WORDED, st.data())
def test_unseen_texts_count_for_nothing(texts, asked, data):
    unseen = data.draw(st.sets(st.integers(min_value=0, max_value=len(texts) - 1)))
    seen = [None if place in unseen else text for place, text in enumerate(texts)]

    found = filled(texts).ask(" ".join(asked), unseen)

    assert found.scores.tolist() == slowly(seen, asked)


@given(TEXTS, TEXTS, WORDED)
def test_texts_put_one_by_one_in_freed_places_score_the_same(texts, others, asked):
    postings = filled(texts)
    for place, other in enumerate(others):
        if place < len(texts):
            postings.remove(place)
        postings.put(place, " ".join(other))

    found = postings.ask(" ".join(asked))

    assert found.scores.tolist() == slowly([*others, *texts[len(others) :]], asked)
