"""Where each term stands, and how well texts fit the terms of another: BM25, in plain arrays in memory.

Texts are known by their places, whole numbers from 0. A score is the sum over the terms two texts share, each weighing
the more the rarer it is, always summed in the order of the terms: the same texts give the same score to the last bit,
whatever the order in which they came.

Source: Robertson and Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond, Foundations and Trends in
Information Retrieval 3(4), with k1 = 0.9 and b = 0.4.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from math import log

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.retrieval.terms import terms

K1, B = 0.9, 0.4
MOST_SHARED = 4  # words that are named as the reason
BATCH = 20_000  # texts that are sorted in together when many are put at once

Places = NDArray[np.intc]
Scores = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(slots=True)
class Posting:
    """Where one term stands: the places of texts, upwards, and how often in each."""

    places: "array[int]" = field(default_factory=lambda: array("i"))
    times: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, place: int, times: int) -> None:
        at = len(self.places) if not self.places or place > self.places[-1] else bisect_left(self.places, place)
        self.places.insert(at, place)
        self.times.insert(at, times)

    def remove(self, place: int) -> None:
        at = bisect_left(self.places, place)
        del self.places[at], self.times[at]

    def has(self, place: int) -> bool:
        at = bisect_left(self.places, place)
        return at < len(self.places) and self.places[at] == place


@dataclass(frozen=True, slots=True)
class Asked:
    """How the texts fit one that was asked with: ``scores[i]`` of the text at place i, 0 where no term is shared.

    ``shared_counts[i]`` is how many terms it shares.
    """

    scores: Scores
    shared_counts: Counts
    _rarest: Sequence[tuple[str, Posting]]  # the words as they were written, the rarest first

    def shared(self, place: int) -> tuple[str, ...]:
        """The rarest of the words that are shared, as they stand in the text asked with."""
        return tuple(word for word, posting in self._rarest if posting.has(place))[:MOST_SHARED]


class Postings:
    """The terms of texts by their places. Not safe with several threads: ``Index`` sees to that."""

    def __init__(self) -> None:
        self._number_of: defaultdict[str, int] = defaultdict(count().__next__)  # of a term
        self._postings: list[Posting] = []  # by the number of the term
        self._terms_at: list[array[int]] = []  # the numbers of the terms of a text, so that it can be taken out
        self._lengths = array("i")
        self._texts = 0

    def fill(self, texts: Iterable[str]) -> None:
        """Put many texts at the places after the last: several times as fast as one by one."""
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            self._fill(batch)

    def _fill(self, texts: Sequence[str]) -> None:
        start, times = len(self._lengths), array("i")
        for text in texts:
            counted = _counted(text)
            self._terms_at.append(array("i", map(self._number_of.__getitem__, counted)))
            self._lengths.append(counted.total())
            times.extend(counted.values())
        self._texts += len(texts)
        self._make_room()
        numbers = np.frombuffer(b"".join(self._terms_at[start:]), dtype=np.intc)
        places = np.repeat(np.arange(start, len(self._lengths)), [len(one) for one in self._terms_at[start:]])
        order = np.argsort(numbers, kind="stable")
        numbers, places, often = numbers[order], places[order].astype(np.intc), np.array(times, dtype=np.intc)[order]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        for at, end in zip(starts.tolist(), [*starts[1:].tolist(), len(numbers)], strict=False):
            self._postings[numbers[at]].places.frombytes(places[at:end].tobytes())
            self._postings[numbers[at]].times.frombytes(often[at:end].tobytes())

    def _make_room(self) -> None:
        """A posting for each term that has a number."""
        self._postings.extend(Posting() for _ in range(len(self._postings), len(self._number_of)))

    def put(self, place: int, text: str) -> None:
        """Add a text at a free place: the one after the last, or one where a text was taken out."""
        if place == len(self._lengths):
            self._lengths.append(0)
            self._terms_at.append(array("i"))
        counted = _counted(text)
        numbers = array("i", map(self._number_of.__getitem__, counted))
        self._make_room()
        for number, times in zip(numbers, counted.values(), strict=True):
            self._postings[number].add(place, times)
        self._terms_at[place] = numbers
        self._lengths[place] = counted.total()
        self._texts += 1

    def remove(self, place: int) -> None:
        """Take out the text at a place."""
        for number in self._terms_at[place]:
            self._postings[number].remove(place)
        self._lengths[place] = 0
        self._terms_at[place] = array("i")
        self._texts -= 1

    def ask(self, text: str, unseen: Collection[int] = ()) -> Asked:
        """How the texts fit this one, as if those at the places ``unseen`` were not there."""
        written: dict[str, str] = {}
        for term, word in terms(text):
            written.setdefault(term, word)
        known = {term: self._postings[self._number_of[term]] for term in sorted(written) if term in self._number_of}
        places, times = _joined(list(known.values()))
        which = np.repeat(np.arange(len(known)), [len(posting.places) for posting in known.values()])
        lengths = np.array(self._lengths, dtype=np.intc)
        if unseen:
            hidden = np.zeros(len(lengths), dtype=np.bool_)
            hidden[list(unseen)] = True
            lengths[hidden] = 0
            kept = ~hidden[places]
            places, times, which = places[kept], times[kept], which[kept]
        often = np.bincount(which, minlength=len(known)).tolist()
        scores = self._scores(places, times, which, often, lengths, self._texts - len(unseen))
        shared_counts = np.bincount(places, minlength=len(lengths))
        return Asked(scores, shared_counts, _rarest(written, known, often))

    def _scores(
        self, places: Places, times: Places, which: Counts, often: Sequence[int], lengths: Places, number: int
    ) -> Scores:
        """For each text the sum of what its terms weigh. ``bincount`` adds in the order given, that of the terms."""
        mean = float(lengths.sum(dtype=np.int64)) / number if number else 0.0
        damped = K1 * (1 - B + B * lengths / (mean or 1.0))
        weights = np.array([rarity(times_found, number) for times_found in often], dtype=np.float64)
        parts = weights[which]
        parts *= times
        parts *= K1 + 1
        parts /= times + damped[places]
        return np.bincount(places, parts, minlength=len(lengths)).astype(np.float64, copy=False)


def _counted(text: str) -> Counter[str]:
    return Counter([term for term, _ in terms(text)])


def _joined(postings: Sequence[Posting]) -> tuple[Places, Places]:
    """All places and times one after the other, copied: what is added later does not disturb them."""
    filled = [posting for posting in postings if posting.places]
    if not filled:
        return np.zeros(0, dtype=np.intc), np.zeros(0, dtype=np.intc)
    places = np.concatenate([np.frombuffer(posting.places, dtype=np.intc) for posting in filled])
    return places, np.concatenate([np.frombuffer(posting.times, dtype=np.intc) for posting in filled])


def _rarest(
    written: Mapping[str, str], known: Mapping[str, Posting], often: Sequence[int]
) -> list[tuple[str, Posting]]:
    order = sorted(zip(often, known, strict=True))
    return [(written[term], known[term]) for _, term in order]


def rarity(often: int, number: int) -> float:
    """What a term weighs that stands in ``often`` of ``number`` texts: above 0 always, and more the rarer it is.

    >>> round(rarity(1, 100), 2), round(rarity(50, 100), 2), round(rarity(100, 100), 3)
    (4.21, 0.69, 0.005)
    """
    return log(1 + (number - often + 0.5) / (often + 0.5))
