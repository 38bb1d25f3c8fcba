import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from wholeroom.analysis.opinion import cuts


def places_of(*sizes, seed=0):
    chance = np.random.default_rng(seed)
    return np.vstack([chance.normal(6 * at, 1 + at / 3, size=(size, 2)) for at, size in enumerate(sizes)])


@pytest.mark.parametrize("sizes", [(30, 20), (40, 25, 10), (200, 5), (50, 50, 50, 50)])
def test_a_cut_is_as_tight_as_that_of_a_known_library(sizes):
    places = places_of(*sizes)

    mine = cuts.with_restarts(places, len(sizes), np.random.default_rng(0), 10)

    known = KMeans(len(sizes), n_init=10, random_state=0).fit(places)
    assert mine.spread == pytest.approx(known.inertia_, rel=1e-6)
    assert adjusted_rand_score(mine.label, known.labels_) == 1


@pytest.mark.parametrize("seed", range(5))
def test_silhouette_and_rand_index_are_those_of_a_known_library(seed):
    chance = np.random.default_rng(seed)
    places = places_of(20, 15, seed=seed)
    one, other = chance.integers(0, 3, 35), chance.integers(0, 4, 35)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)

    assert cuts.mean_silhouette(apart, one) == pytest.approx(silhouette_score(places, one))
    assert cuts.adjusted_rand_index(one, other) == pytest.approx(adjusted_rand_score(one, other))


def test_a_group_that_loses_everybody_keeps_its_centre():
    places = np.array([[0.0, 0.0], [1.0, 0.0]])

    cut = cuts.settled(places, np.array([[0.5, 0.0], [99.0, 0.0]]))

    assert cut.label.tolist() == [0, 0]
    assert cut.centres.tolist() == [[0.5, 0.0], [99.0, 0.0]]


def test_sorting_everybody_into_one_group_twice_is_the_same():
    assert cuts.adjusted_rand_index(np.zeros(4, dtype=int), np.zeros(4, dtype=int)) == 1.0
