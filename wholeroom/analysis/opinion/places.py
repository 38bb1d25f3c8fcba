"""Where people stand: from votes to two axes, and from two axes to a place for everybody.

Missing votes count as the statement's mean, so the centred matrix is exactly as sparse as the votes and is never made
dense. A person with few votes is stretched out from the middle by the square root of statements over votes, because
unseen statements pull towards it.

Source: Small, Bjorkegren, Erkkilä, Shaw and Megill (2021), Polis: scaling deliberation by mapping high dimensional
opinion spaces, Recerca 26(2).
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.linalg import LinearOperator, eigsh

DENSE_STATEMENTS = 256
AXES = 2

Floats = NDArray[np.float64]
Integers = NDArray[np.integer]


@dataclass(frozen=True)
class VoteMatrix:
    """Votes as a sparse matrix of people by statements, people in the order of their votes.

    ``agreement`` is +1, 0 or -1 per vote (a stored 0 is a pass, an absent cell is no vote), ``person`` the row each
    person had before, ``left_out`` a flag per statement: moderated out or about the conversation itself.
    """

    agreement: sparse.csr_matrix
    person: Integers
    left_out: NDArray[np.bool_]

    @property
    def votes_each(self) -> Integers:
        """Votes per person, on statements left out as well."""
        each: Integers = np.diff(self.agreement.indptr)
        return each


@dataclass(frozen=True)
class Axes:
    """The two directions in which people differ most.

    ``mean`` is each statement's mean vote, ``direction`` has shape (2, statements) and rows of length 1,
    ``explained`` the share of all differences between people that lies along each.
    """

    mean: Floats
    direction: Floats
    explained: tuple[float, float]


def vote_matrix(participant: Integers, statement: Integers, value: Integers, left_out: NDArray[np.bool_]) -> VoteMatrix:
    """Order people by their votes alone, so that neither ids nor the order of rows can reach the answer.

    One entry per cell, sorted by participant and then statement; ``participant`` counts from 0 without gaps.
    """
    people = int(participant[-1]) + 1 if len(participant) else 0
    starts = np.searchsorted(participant, np.arange(people + 1)).astype(np.int32)
    shape = (people, len(left_out))
    agreement = sparse.csr_matrix((value.astype(np.int8), statement.astype(np.int32), starts), shape=shape)
    order = np.argsort(_fingerprints(agreement), kind="stable")
    return VoteMatrix(agreement[order], order, left_out)


def _fingerprints(agreement: sparse.csr_matrix) -> NDArray[np.uint64]:
    """A number per person that depends on their set of votes only: hashes of the votes, added up."""
    people, statements = agreement.shape
    if not people:
        return np.zeros(0, dtype=np.uint64)
    of_vote = _mixed(np.arange(3 * statements, dtype=np.uint64))[3 * agreement.indices + agreement.data + 1]
    return np.add.reduceat(of_vote, agreement.indptr[:-1])


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number spread over 64 bits (splitmix64)."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def centred(matrix: VoteMatrix) -> tuple[sparse.csr_matrix, Floats]:
    """Votes less each statement's mean, and those means. Statements left out become zero everywhere."""
    agreement = matrix.agreement
    statements = agreement.shape[1]
    seen = np.bincount(agreement.indices, minlength=statements)
    total = np.bincount(agreement.indices, weights=agreement.data, minlength=statements)
    mean = np.where(matrix.left_out, 0.0, total / np.maximum(seen, 1))
    difference = agreement.data - mean[agreement.indices]
    if matrix.left_out.any():
        difference[matrix.left_out[agreement.indices]] = 0.0
    return sparse.csr_matrix((difference, agreement.indices, agreement.indptr), shape=agreement.shape), mean


def axes(difference: sparse.csr_matrix, mean: Floats) -> Axes:
    """The leading two right singular vectors of the centred votes, signs fixed by the votes."""
    strength, direction = leading(difference, AXES)
    everything = float(difference.data @ difference.data)
    share = strength / everything if everything > 0 else np.zeros(AXES)
    return Axes(mean, canonical_signs(direction), (float(share[0]), float(share[1])))


def leading(difference: sparse.csr_matrix, count: int, tolerance: float = 0.0) -> tuple[Floats, Floats]:
    """The ``count`` largest squared singular values, and their right vectors as rows (zeros where there are fewer)."""
    statements = difference.shape[1]
    strength, direction = np.zeros(count), np.zeros((count, statements))
    if statements == 0 or not difference.data.any():
        return strength, direction
    if statements <= max(DENSE_STATEMENTS, 4 * count):
        values, vectors = np.linalg.eigh((difference.T @ difference).toarray())
    else:
        values, vectors = _iterated(difference, count, tolerance)
    found = min(count, statements)
    descending = np.argsort(values)[::-1][:found]
    strength[:found] = np.maximum(values[descending], 0.0)
    direction[:found] = vectors[:, descending].T
    return strength, direction


def _iterated(difference: sparse.csr_matrix, count: int, tolerance: float) -> tuple[Floats, Floats]:
    statements = difference.shape[1]
    columns = difference.T
    gram = LinearOperator((statements, statements), matvec=lambda vector: columns @ (difference @ vector), dtype=float)
    start = np.sqrt(np.bincount(difference.indices, weights=difference.data**2, minlength=statements))
    values, vectors = eigsh(gram, k=count, v0=start, tol=tolerance)
    return values, vectors


def canonical_signs(direction: Floats) -> Floats:
    """Turn each axis so that its largest entry is positive (the first of those within a billionth of it)."""
    if not direction.size:
        return direction
    size = np.abs(direction)
    first = np.argmax(size >= size.max(axis=1, keepdims=True) * (1 - 1e-9), axis=1)
    sign = np.where(np.take_along_axis(direction, first[:, None], axis=1) < 0, -1.0, 1.0)
    turned: Floats = direction * sign + 0.0
    return turned


def people_places(matrix: VoteMatrix, difference: sparse.csr_matrix, direction: Floats) -> Floats:
    """Shape (people, 2): sqrt(M / n) times the sum over a person's votes of (vote - mean) times the axes.

    n counts the person's votes; every statement left out counts as voted, as it does in M.
    """
    statements = difference.shape[1]
    answered = matrix.votes_each
    if matrix.left_out.any():
        left_out_votes = np.add.reduceat(matrix.left_out[difference.indices], difference.indptr[:-1], dtype=np.int64)
        answered = answered - left_out_votes + int(matrix.left_out.sum())
    stretch = np.sqrt(statements / np.maximum(answered, 1))
    places: Floats = (difference @ direction.T) * stretch[:, None] + 0.0
    return places


def statement_places(found: Axes, left_out: NDArray[np.bool_]) -> Floats:
    """Shape (statements, 2): where an imagined person would stand who only agreed with this one statement."""
    lever = np.where(left_out, 0.0, np.sqrt(len(found.mean)) * (1.0 - found.mean))
    places: Floats = (found.direction * lever).T + 0.0
    return places
