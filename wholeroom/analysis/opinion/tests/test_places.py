import numpy as np
import pytest
from scipy import sparse

from wholeroom.analysis.opinion import places


def random_difference(people, statements, seed=0):
    chance = np.random.default_rng(seed)
    dense = chance.normal(size=(people, 3)) @ chance.normal(size=(3, statements)) * [[1.0]]
    dense[chance.random(dense.shape) < 0.6] = 0.0
    return sparse.csr_matrix(dense)


def test_the_iterated_way_finds_the_axes_of_the_full_way():
    difference = random_difference(300, places.DENSE_STATEMENTS + 50)

    strength, direction = places.leading(difference, 2)

    _, singular, right = np.linalg.svd(difference.toarray(), full_matrices=False)
    assert strength == pytest.approx(singular[:2] ** 2, rel=1e-10)
    assert np.abs(np.sum(direction * right[:2], axis=1)) == pytest.approx([1, 1], abs=1e-10)


def test_axes_of_no_votes_are_zero():
    nothing = sparse.csr_matrix((0, 0))

    strength, direction = places.leading(nothing, 2)

    assert (strength.tolist(), direction.shape) == ([0.0, 0.0], (2, 0))


def test_one_statement_leaves_the_second_axis_empty():
    difference = sparse.csr_matrix(np.array([[1.0], [-1.0], [0.0]]))

    strength, direction = places.leading(difference, 2)

    assert strength.tolist() == [2.0, 0.0]
    assert np.abs(direction).tolist() == [[1.0], [0.0]]


def test_signs_are_fixed_by_the_largest_entry():
    turned = places.canonical_signs(np.array([[0.1, -0.9], [0.8, -0.2]]))

    assert turned.tolist() == [[-0.1, 0.9], [0.8, -0.2]]


def test_people_stand_in_the_order_of_their_votes_whatever_their_ids():
    participant = np.array([0, 0, 1, 1, 2])
    statement, value = np.array([0, 1, 0, 1, 1]), np.array([1, -1, 1, 1, 0], dtype=np.int8)
    left_out = np.zeros(2, dtype=bool)
    reordered = np.array([2, 3, 4, 0, 1])

    first = places.vote_matrix(participant, statement, value, left_out)
    second = places.vote_matrix(np.array([0, 0, 1, 2, 2]), statement[reordered], value[reordered], left_out)

    assert np.array_equal(first.agreement.toarray(), second.agreement.toarray())
    assert sorted(first.person.tolist()) == [0, 1, 2]
