"""Vectors of texts by their places, and how near each is to another: the cosine, the same to the last bit always.

How: each vector is brought to length 1 and its numbers to whole steps of 1/4000. Every sum on the way to a product of
two such vectors is a whole number below 2**24, which 32-bit arithmetic holds exactly, in whatever order a processor
adds. So neither the order in which texts came nor the machine changes which of two is nearer. Against the cosine of the
vectors as they came that is off by about 0.0001.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

STEPS = 4000  # of a length of 1: squared, with room for rounding, below 2**24
MOST_NUMBERS = 4096  # in one vector: with many more, rounding could outgrow that room
BLOCK = 4096  # vectors that are kept together, so that adding one never moves the others

NO_VECTOR = "A vector is one row of 1 to {most} numbers, not all 0 and none of them endless. Found: {found}."
OTHER_LENGTH = "This vector has {found} numbers; those before have {expected}. Use vectors of one model only."

Vector = NDArray[np.float32]
Bools = NDArray[np.bool_]
Cosines = NDArray[np.float64]


class Meanings:
    """Vectors by the places of their texts. Not safe with several threads: ``Index`` sees to that."""

    def __init__(self) -> None:
        self._blocks: list[Vector] = []
        self._has: list[Bools] = []
        self._numbers: int | None = None

    def steps(self, vector: ArrayLike) -> Vector:
        """A vector in whole steps. Raises ValueError if it is none, or not as long as those before."""
        numbers = np.asarray(vector, dtype=np.float64)
        length = float(np.sqrt((numbers * numbers).sum()))
        if numbers.ndim != 1 or not 1 <= len(numbers) <= MOST_NUMBERS or not 0 < length < np.inf:
            found = f"shape {numbers.shape}, length {length}"
            raise ValueError(NO_VECTOR.format(most=MOST_NUMBERS, found=found))
        if self._numbers not in (None, len(numbers)):
            raise ValueError(OTHER_LENGTH.format(found=len(numbers), expected=self._numbers))
        return np.rint(numbers / length * STEPS).astype(np.float32)

    def put(self, place: int, steps: Vector) -> None:
        """Keep the vector of a text, in whole steps."""
        self._numbers = len(steps)
        while place >= len(self._blocks) * BLOCK:
            self._blocks.append(np.zeros((BLOCK, len(steps)), dtype=np.float32))
            self._has.append(np.zeros(BLOCK, dtype=np.bool_))
        self._blocks[place // BLOCK][place % BLOCK] = steps
        self._has[place // BLOCK][place % BLOCK] = True

    def remove(self, place: int) -> None:
        """Forget the vector of a text; one without a vector stays so."""
        if place < len(self._blocks) * BLOCK:
            self._blocks[place // BLOCK][place % BLOCK] = 0
            self._has[place // BLOCK][place % BLOCK] = False

    def cosines(self, steps: Vector, number: int) -> tuple[Cosines, Bools]:
        """For each of the first ``number`` places the cosine of its text, 0 where it has no vector; and which have one.

        Takes a vector in whole steps. Time: a pass over all vectors.
        """
        cosines, has = np.zeros(number), np.zeros(number, dtype=np.bool_)
        for start, block, filled in zip(range(0, number, BLOCK), self._blocks, self._has, strict=False):
            rows = slice(start, min(start + BLOCK, number))
            cosines[rows] = (block @ steps)[: rows.stop - start]
            has[rows] = filled[: rows.stop - start]
        return cosines / STEPS**2, has
