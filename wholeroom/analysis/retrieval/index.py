"""Find texts that may be about the same: an index in memory, built at once and added to, asked with any text.

How: by the words that two texts share, the rarer the weightier (``postings.py``); and, where texts come with vectors,
by how near these are too (``meanings.py``). Words alone find the same words, not the same meaning: two voices on one
problem often share few words. All of it stands in memory, and nothing is ever fetched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wholeroom.analysis.retrieval.meanings import Bools, Cosines, Meanings
from wholeroom.analysis.retrieval.postings import Postings, Scores

SHARE_OF_WORDS = 0.1  # what the best fit by words adds to a cosine; chosen on six sets of questions and problems
NEAR = (
    0.25  # the cosine from which texts are called alike in meaning: below it are few true pairs, above it many others
)


Text = tuple[str, str] | tuple[str, str, ArrayLike | None]  # id, words, and perhaps a vector


@dataclass(frozen=True, slots=True)
class Match:
    """A text that may be about the same, and why: ``shared`` are words of the text asked with, the rarest first.

    ``alike_in_meaning`` says that the vectors are near; then ``shared`` may be empty. The order is all that a match
    says of likeness. There is no number to show: what two texts share by chance and what they share because they are
    about the same overlap too much for one.
    """

    id: str
    shared: tuple[str, ...]
    alike_in_meaning: bool = False


class Index:
    """Texts by their ids. ``put`` adds or replaces one, ``remove`` takes one out, ``similar`` asks.

    Several threads may do so at once. The same texts give the same answer in whatever order they came.

    >>> index = Index([("1", "Letters come late"), ("2", "Nobody rings back"), ("3", "A late letter, a missed visit")])
    >>> [(match.id, match.shared) for match in index.similar("The letters are always late")]
    [('1', ('late', 'letters')), ('3', ('late', 'letters'))]
    """

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        """An index of texts: each an id and the text, perhaps with its vector; see ``put``."""
        self._lock = Lock()
        self._postings = Postings()
        self._meanings = Meanings()
        self._ids: list[str] = []  # by place
        self._place_of: dict[str, int] = {}
        self._free: list[int] = []  # places where a text was taken out
        replaced: list[int] = []
        self._postings.fill(self._placed(texts, replaced))
        for place in replaced:
            self._empty(place)

    def _placed(self, texts: Iterable[Text], replaced: list[int]) -> Iterator[str]:
        """The words of each text, which gets the next place; the place of one that comes again is ``replaced``."""
        for id, words, *vectors in texts:
            if id in self._place_of:
                replaced.append(self._place_of[id])
            place = self._place_of[id] = len(self._ids)
            self._ids.append(id)
            if vectors and vectors[0] is not None:
                self._meanings.put(place, self._meanings.steps(vectors[0]))
            yield words

    def __len__(self) -> int:
        return len(self._place_of)

    def __contains__(self, id: str) -> bool:
        return id in self._place_of

    def put(self, id: str, text: str, vector: ArrayLike | None = None) -> None:
        """Add a text, or put it in the place of the one with this id.

        ``vector`` is its sentence vector, from the model of all the others: one row of numbers of any length. A text
        may come without one and be put again with it. Raises ValueError, and changes nothing, if it is no vector or has
        another number of numbers than those before.
        """
        with self._lock:
            steps = None if vector is None else self._meanings.steps(vector)
            self._remove(id)
            place = self._free.pop() if self._free else len(self._ids)
            if place == len(self._ids):
                self._ids.append(id)
            self._ids[place] = id
            self._place_of[id] = place
            self._postings.put(place, text)
            if steps is not None:
                self._meanings.put(place, steps)

    def remove(self, id: str) -> None:
        """Take a text out; one that is not there stays so."""
        with self._lock:
            self._remove(id)

    def _remove(self, id: str) -> None:
        place = self._place_of.pop(id, None)
        if place is not None:
            self._empty(place)

    def _empty(self, place: int) -> None:
        self._postings.remove(place)
        self._meanings.remove(place)
        self._free.append(place)

    def similar(
        self,
        text: str,
        *,
        vector: ArrayLike | None = None,
        most: int = 10,
        fewest_shared: int = 1,
        may_not_see: Iterable[str] = (),
        leave_out: Iterable[str] = (),
    ) -> list[Match]:
        """The texts that are likeliest about the same as this one, the likeliest first; ties in the order of their ids.

        Without ``vector`` those that share the weightiest words. With the vector of this text also those that are alike
        in meaning: the order is by cosine + 0.1 x words, where words are a share of the best fit by words. A text that
        has no vector yet is taken to be as near as it fits by words: if two others fit better by their words, as near
        as the third nearest.

        ``may_not_see`` are ids of texts the reader may not see: these are as if they were not in the index, in what is
        found, in its order, and in which words count as rare. ``leave_out`` are ids that are not to be found, though
        they count (the text itself, or what was looked at before): the others keep their order. ``fewest_shared`` is
        how many words a text must share to be found, unless it is alike in meaning. Raises ValueError if ``vector`` is
        none, or not as long as those in the index.
        """
        with self._lock:
            unseen = self._places(may_not_see)
            asked = self._postings.ask(text, unseen)
            scores, near = asked.scores, np.zeros(len(self._ids), dtype=np.bool_)
            if vector is not None:
                cosines, has = self._meanings.cosines(self._meanings.steps(vector), len(self._ids))
                has[list(unseen)] = False
                scores, near = _together(asked.scores, cosines, has), has & (cosines >= NEAR)
            fits = (asked.shared_counts >= max(1, fewest_shared)) | near
            fits[list(unseen | self._places(leave_out))] = False
            return [
                Match(self._ids[place], asked.shared(place), bool(near[place]))
                for place in self._first(most, np.flatnonzero(fits), scores)
            ]

    def _places(self, ids: Iterable[str]) -> set[int]:
        return {self._place_of[id] for id in ids if id in self._place_of}

    def _first(self, most: int, places: NDArray[np.int64], scores: Scores) -> list[int]:
        """The places with the highest scores; of equal ones those whose ids come first."""
        if 0 < most < len(places):
            places = places[scores[places] >= -np.partition(-scores[places], most - 1)[most - 1]]
        return sorted(places.tolist(), key=lambda place: (-scores[place], self._ids[place]))[: max(0, most)]


def _together(words: Scores, cosines: Cosines, has: Bools) -> Scores:
    """One score for each text from its words, its cosine and whether it has one."""
    if not has.any():
        return words
    lacking = np.flatnonzero(~has & (words > 0))
    if len(lacking):
        better = has.sum() - np.searchsorted(np.sort(words[has]), words[lacking], side="right")
        cosines[lacking] = np.sort(cosines[has])[::-1][np.minimum(better, has.sum() - 1)]
    best = float(words.max())
    return cosines + SHARE_OF_WORDS * words / best if best else cosines
