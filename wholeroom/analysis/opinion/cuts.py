"""Cutting places into a given number of groups, and judging a cut: k-means, silhouette, adjusted Rand index.

Sources: Lloyd (1982), Least squares quantization in PCM, IEEE Trans. Inf. Theory 28; Arthur and Vassilvitskii (2007),
k-means++, SODA; Rousseeuw (1987), Silhouettes, J. Comput. Appl. Math. 20; Hubert and Arabie (1985), Comparing
partitions, J. Classif. 2.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from wholeroom.analysis.opinion.places import Floats

Labels = NDArray[np.int64]

ROUNDS = 100
"""Rounds of k-means at most; it stops before where nobody changes group."""


@dataclass(frozen=True)
class Cut:
    """``label`` per person, from 0, the ``centres`` of the groups (groups, 2), and ``spread``, the sum of squares."""

    label: Labels
    centres: Floats
    spread: float


def settled(places: Floats, centres: Floats) -> Cut:
    """k-means from given centres until nobody changes group; a group that loses everybody keeps its centre."""
    label = nearest(places, centres)
    for _ in range(ROUNDS):
        size = np.bincount(label, minlength=len(centres))
        total = np.column_stack([np.bincount(label, axis, len(centres)) for axis in places.T])
        centres = np.where(size[:, None] > 0, total / np.maximum(size, 1)[:, None], centres)
        before, label = label, nearest(places, centres)
        if np.array_equal(label, before):
            break
    return Cut(label, centres, float(((places - centres[label]) ** 2).sum()))


def nearest(places: Floats, centres: Floats) -> Labels:
    """The centre nearest to each place, the first of those equally near."""
    label: Labels = cdist(places, centres, "sqeuclidean").argmin(axis=1)
    return label


def with_restarts(places: Floats, groups: int, chance: np.random.Generator, restarts: int) -> Cut:
    """The tightest of several cuts, each begun from people who stand far apart."""
    cuts = [settled(places, _far_apart(places, groups, chance)) for _ in range(restarts)]
    return min(cuts, key=lambda cut: cut.spread)


def _far_apart(places: Floats, groups: int, chance: np.random.Generator) -> Floats:
    """The places of some people, each picked with a chance that grows with its squared distance from the others."""
    chosen = [int(chance.integers(len(places)))]
    away = ((places - places[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < groups:
        marks = np.cumsum(away)
        pick = int(np.searchsorted(marks, chance.random() * marks[-1], side="right"))
        chosen.append(min(pick, len(places) - 1))
        away = np.minimum(away, ((places - places[chosen[-1]]) ** 2).sum(axis=1))
    return places[chosen]


def mean_silhouette(apart: Floats, label: Labels) -> float:
    """How much closer people are to their own group than to the next, -1 to 1; someone alone in a group counts 0.

    ``apart`` are the distances between all people. (b - a) / max(a, b), with a the mean distance to the own group and b
    the smallest mean distance to another.

    >>> apart = np.array([[0.0, 1, 4], [1, 0, 3], [4, 3, 0]])
    >>> round(mean_silhouette(apart, np.array([0, 0, 1])), 4)
    0.4722
    """
    people = np.arange(len(label))
    size = np.bincount(label)
    total = apart @ (label[:, None] == np.arange(len(size))).astype(np.float64)
    own = size[label]
    inside = total[people, label] / np.maximum(own - 1, 1)
    outside = total / np.maximum(size, 1)
    outside[:, size == 0] = np.inf
    outside[people, label] = np.inf
    next_best = outside.min(axis=1)
    wider = np.maximum(inside, next_best)
    alone = (own == 1) | (wider == 0) | ~np.isfinite(wider)
    score = np.where(alone, 0.0, (next_best - inside) / np.where(alone, 1.0, wider))
    return float(score.mean())


def adjusted_rand_index(one: Labels, other: Labels) -> float:
    """How alike two ways of sorting the same people are: 1 the same, 0 as by chance.

    >>> adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    >>> round(adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 4)
    0.5714
    """
    both = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(both, (one, other), 1)
    pairs = _pairs(both).sum()
    rows, columns = _pairs(both.sum(axis=1)).sum(), _pairs(both.sum(axis=0)).sum()
    by_chance = rows * columns / _pairs(np.array(float(len(one))))
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else float((pairs - by_chance) / (most - by_chance))


def _pairs(count: Floats) -> Floats:
    pairs: Floats = count * (count - 1) / 2
    return pairs
