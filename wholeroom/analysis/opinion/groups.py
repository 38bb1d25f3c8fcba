"""Opinion groups: how many there are by evidence, who is in which, and whether they can be told from this data at all.

Places are cut into 2 to 5 groups by k-means. A number of groups counts as found when it is *reproducible*: axes and
groups found with one half of the people put the other half where the whole room put them. Among those the best
silhouette wins, and one more group must win clearly. Where no number is reproducible there are no groups.

Sources: Rousseeuw (1987), Silhouettes, J. Comput. Appl. Math. 20; Tibshirani and Walther (2005), Cluster validation by
prediction strength, J. Comput. Graph. Stat. 14(3); Hubert and Arabie (1985), Comparing partitions, J. Classif. 2;
Horn (1965), A rationale and test for the number of factors, Psychometrika 30(2).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial.distance import cdist

from wholeroom.analysis.opinion.cuts import Cut, adjusted_rand_index, mean_silhouette, nearest, settled, with_restarts
from wholeroom.analysis.opinion.places import AXES, Floats, Integers, VoteMatrix, leading, people_places
from wholeroom.analysis.opinion.result import Evidence

FEWEST_PEOPLE = 15
"""Counted people needed before anyone is put in a group."""

FEWEST_IN_GROUP = 5
MOST_GROUPS = 5

CLEARLY_BETTER = 0.02
"""How much silhouette one more group must gain."""

REPRODUCIBLE = 0.8
"""The median adjusted Rand index between halves of a room from which groups count as found."""

SET_APART = 0.5
"""The silhouette from which groups stand apart; below it they are parts of a spread (Kaufman and Rousseeuw 1990)."""

HALVES = 11
RESTARTS, RESTARTS_OF_HALF = 10, 4
SHUFFLES = 19
SHUFFLED = 500  # people whose votes are shuffled
LOOSE = 1e-2  # relative error of the strength of an axis that is only compared with another
SAMPLE = 1000
"""People whose places decide the number of groups. They stand in the order of a hash, so the first are an even pick."""


@dataclass(frozen=True)
class Grouping:
    """``label`` per counted person (all -1 where there are no groups) and the evidence for each number tried."""

    label: NDArray[np.int64]
    groups: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, eq=False)
class _Tried:
    """The sample cut into a number of groups, and how well these stand apart."""

    cut: Cut
    silhouette: float

    @property
    def groups(self) -> int:
        return len(self.cut.centres)

    @property
    def large_enough(self) -> bool:
        return int(np.bincount(self.cut.label, minlength=self.groups).min()) >= FEWEST_IN_GROUP


@dataclass(frozen=True)
class _Half:
    """A random half of the sample, and everybody's place on axes found from that half alone."""

    inside: NDArray[np.bool_]
    places: Floats


def opinion_groups(
    matrix: VoteMatrix, difference: sparse.csr_matrix, places: Floats, counted: Integers, seed: int
) -> Grouping:
    """Cut the places of the people in the rows ``counted`` into groups (numbered in no particular order)."""
    none = Grouping(np.full(len(counted), -1, dtype=np.int64), 0, ())
    sample = counted[:SAMPLE]
    if len(counted) < FEWEST_PEOPLE or len(np.unique(places[sample], axis=0)) < 2 * MOST_GROUPS:
        return none
    chance = np.random.Generator(np.random.PCG64(seed))
    tried = _preferred(_tried(places[sample], chance))
    halves = [_half(matrix, difference, sample, chance) for _ in range(HALVES)]
    evidence, chosen = [], None
    for one in tried:
        stability = None if chosen else _stability(one, halves, chance)
        if stability is not None and stability >= REPRODUCIBLE and one.large_enough:
            chosen = one
        evidence.append(Evidence(one.groups, one.silhouette, stability, chosen is one))
    found = tuple(sorted(evidence, key=lambda one: one.groups))
    if chosen is None:
        return Grouping(none.label, 0, found)
    return Grouping(settled(places[counted], chosen.cut.centres).label, chosen.groups, found)


def _tried(places: Floats, chance: np.random.Generator) -> list[_Tried]:
    """k-means for each number of groups, with the mean silhouette of each."""
    apart = cdist(places, places)
    tried = []
    for groups in range(2, min(MOST_GROUPS, len(places) // FEWEST_IN_GROUP) + 1):
        cut = with_restarts(places, groups, chance, RESTARTS)
        tried.append(_Tried(cut, mean_silhouette(apart, cut.label)))
    return tried


def _preferred(tried: list[_Tried]) -> list[_Tried]:
    """Best first: the largest silhouette, where one more group must gain clearly."""
    left, ordered = list(tried), []
    while left:
        best = left[0]
        for one in left[1:]:
            if one.silhouette > best.silhouette + CLEARLY_BETTER:
                best = one
        ordered.append(best)
        left.remove(best)
    return ordered


def _half(matrix: VoteMatrix, difference: sparse.csr_matrix, sample: Integers, chance: np.random.Generator) -> _Half:
    inside = np.zeros(len(sample), dtype=np.bool_)
    inside[chance.permutation(len(sample))[: len(sample) // 2]] = True
    _, direction = leading(difference[sample[inside]], AXES, tolerance=1e-6)
    part = VoteMatrix(matrix.agreement[sample], sample, matrix.left_out)
    return _Half(inside, people_places(part, difference[sample], direction))


def _stability(tried: _Tried, halves: list[_Half], chance: np.random.Generator) -> float:
    """The median over halves of the adjusted Rand index, on the other half, between its groups and the whole room's."""
    agreement = []
    for half in halves:
        found = with_restarts(half.places[half.inside], tried.groups, chance, RESTARTS_OF_HALF)
        told = nearest(half.places[~half.inside], found.centres)
        agreement.append(adjusted_rand_index(tried.cut.label[~half.inside], told))
    return float(np.median(agreement))


def axes_above_chance(difference: sparse.csr_matrix, counted: Integers, seed: int, most: int = AXES + 2) -> int:
    """How many axes explain more than the first axis of the same votes dealt out at random: 0 to ``most``.

    Votes of each statement are shuffled among the people of the sample who voted on it, 19 times; the strongest first
    axis of those is the mark to pass, so that votes by chance pass it one time in twenty (parallel analysis: Horn
    1965).
    """
    part = difference[counted[:SHUFFLED]].tocsc()
    strength, _ = leading(part.tocsr(), most, tolerance=LOOSE)
    chance = np.random.Generator(np.random.PCG64(seed))
    by_chance = max(_first_by_chance(part, chance) for _ in range(SHUFFLES))
    return int(np.sum(strength > by_chance))


def _first_by_chance(part: sparse.csc_matrix, chance: np.random.Generator) -> float:
    shuffled = part.copy()
    for start, end in pairwise(part.indptr.tolist()):
        shuffled.data[start:end] = chance.permutation(part.data[start:end])
    strength, _ = leading(shuffled.tocsr(), 1, tolerance=LOOSE)
    return float(strength[0])
