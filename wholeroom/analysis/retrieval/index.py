"""Find texts that may be about the same: an index in memory, built at once and added to, asked with any text.

How: BM25, a sum over the terms two texts share, each weighing the more the rarer it is. All of it stands in memory, and
nothing is ever fetched. It finds the same words, not the same meaning: two voices on one problem often share few words.

Source: Robertson and Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond, Foundations and Trends in
Information Retrieval 3(4), with k1 = 0.9 and b = 0.4.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.retrieval.terms import terms

K1, B = 0.9, 0.4
MOST_SHARED = 4  # words that are named as the reason

Bools = NDArray[np.bool_]
Found = tuple[NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Match:
    """A text that may be about the same, and why: ``shared`` are words of the text asked with, the rarest first.

    The order is all that a match says of likeness. There is no number to show: what two texts share by chance and what
    they share because they are about the same overlap too much for one.
    """

    id: str
    shared: tuple[str, ...]


@dataclass(slots=True)
class _Postings:
    """Where one term stands: the places of texts, and how often in each."""

    places: "array[int]" = field(default_factory=lambda: array("i"))
    times: "array[int]" = field(default_factory=lambda: array("i"))


class Index:
    """Texts by their ids. ``put`` adds or replaces one, ``remove`` takes one out, ``similar`` asks.

    >>> index = Index([("1", "Letters come late"), ("2", "Nobody rings back"), ("3", "A late letter, a missed visit")])
    >>> [(match.id, match.shared) for match in index.similar("The letters are always late")]
    [('1', ('late', 'letters')), ('3', ('late', 'letters'))]
    """

    def __init__(self, texts: Iterable[tuple[str, str]] = ()) -> None:
        self._postings: dict[str, _Postings] = {}
        self._ids: list[str] = []
        self._place_of: dict[str, int] = {}
        self._lengths = array("i")
        self._is_there = array("b")
        for id, text in texts:
            self.put(id, text)

    def __len__(self) -> int:
        return len(self._place_of)

    def __contains__(self, id: str) -> bool:
        return id in self._place_of

    def put(self, id: str, text: str) -> None:
        """Add a text, or put it in the place of the one with this id."""
        self.remove(id)
        place = len(self._ids)
        counted = Counter(term for term, _ in terms(text))
        for term, times in counted.items():
            postings = self._postings.setdefault(term, _Postings())
            postings.places.append(place)
            postings.times.append(times)
        self._ids.append(id)
        self._place_of[id] = place
        self._lengths.append(counted.total())
        self._is_there.append(1)

    def remove(self, id: str) -> None:
        """Take a text out; one that is not there stays so."""
        place = self._place_of.pop(id, None)
        if place is not None:
            self._is_there[place] = 0

    def similar(
        self,
        text: str,
        *,
        most: int = 10,
        fewest_shared: int = 1,
        may_not_see: Iterable[str] = (),
        leave_out: Iterable[str] = (),
    ) -> list[Match]:
        """The texts that share the most with this one, the likeliest first; ties in the order of their ids.

        ``may_not_see`` are ids of texts the reader may not see: these are as if they were not in the index, in what is
        found, in its order, and in which words count as rare. ``leave_out`` are ids that are not to be found, though
        they count (the text itself, or what was looked at before). ``fewest_shared`` is how many words a text must
        share to be found.
        """
        asked: dict[str, str] = {}
        for term, word in terms(text):
            asked.setdefault(term, word)
        seen = self._without(np.array(self._is_there, dtype=np.bool_), may_not_see)
        found = {term: self._of(term, seen) for term in sorted(asked)}
        scores, shared = self._scores(found, seen)
        fits = self._without(shared >= max(1, fewest_shared), leave_out)
        places = sorted(np.flatnonzero(fits).tolist(), key=lambda place: (-scores[place], self._ids[place]))
        return [Match(self._ids[place], _reasons(place, asked, found)) for place in places[:most]]

    def _without(self, marked: Bools, ids: Iterable[str]) -> Bools:
        for id in ids:
            if id in self._place_of:
                marked[self._place_of[id]] = False
        return marked

    def _of(self, term: str, seen: Bools) -> Found:
        """The places of the texts with a term, upwards, and how often each has it."""
        postings = self._postings.get(term, _Postings())
        places = np.array(postings.places, dtype=np.int64)
        kept = seen[places]
        return places[kept], np.array(postings.times, dtype=np.float64)[kept]

    def _scores(self, found: Mapping[str, Found], seen: Bools) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The score of every text, summed in the order of the terms, and how many of the terms it has."""
        lengths = np.array(self._lengths, dtype=np.float64)
        number = int(seen.sum())
        mean = float(lengths[seen].mean()) if number else 0.0
        scores, shared = np.zeros(len(lengths)), np.zeros(len(lengths), dtype=np.int64)
        for places, times in found.values():
            damped = K1 * (1 - B + B * lengths[places] / (mean or 1.0))
            scores[places] += rarity(len(places), number) * times * (K1 + 1) / (times + damped)
            shared[places] += 1
        return scores, shared


def _reasons(place: int, asked: Mapping[str, str], found: Mapping[str, Found]) -> tuple[str, ...]:
    """The rarest of the words that are shared, as they stand in the text asked with."""
    shared = [term for term, (places, _) in found.items() if _has(places, place)]
    rarest = sorted(shared, key=lambda term: (len(found[term][0]), term))
    return tuple(asked[term] for term in rarest[:MOST_SHARED])


def _has(places: NDArray[np.int64], place: int) -> bool:
    at = int(np.searchsorted(places, place))
    return at < len(places) and int(places[at]) == place


def rarity(often: int, number: int) -> float:
    """What a term weighs that stands in ``often`` of ``number`` texts: above 0 always, and more the rarer it is.

    >>> round(rarity(1, 100), 2), round(rarity(50, 100), 2), round(rarity(100, 100), 3)
    (4.21, 0.69, 0.005)
    """
    return log(1 + (number - often + 0.5) / (often + 0.5))
