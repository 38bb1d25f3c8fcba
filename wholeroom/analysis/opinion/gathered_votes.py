"""Votes as they come in, in the order of the file, and perhaps many to a cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.opinion.identifiers import Codes, Identifiers
from wholeroom.analysis.reading.bad_rows import InputError

Whole = NDArray[np.int64]

MANY_PARTICIPANTS = plain(
    "The file has more than {most} participants. Split it into conversations, and read each alone."
)
MANY_STATEMENTS = plain("The file has more than {most} statements. Is the column for statements the right one?")
MANY_VOTES = plain("The file has more than {most} votes. Split it into conversations, and read each alone.")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read: more is refused with an InputError, before memory runs out."""

    participants: int = 100_000
    statements: int = 10_000
    votes: int = 50_000_000


class Growing:
    """An array that grows at its end, without ever being there twice."""

    def __init__(self, kind: DTypeLike) -> None:
        self._array: NDArray[Any] = np.empty(0, dtype=kind)
        self.size = 0

    def extend(self, values: NDArray[Any]) -> None:
        size = self.size + len(values)
        if size > len(self._array):
            self._array.resize(size + size // 8, refcheck=False)
        self._array[self.size : size] = values
        self.size = size

    def __getitem__(self, places: NDArray[Any] | slice) -> NDArray[Any]:
        return self._array[: self.size][places]

    def clear(self) -> None:
        """Give the memory back."""
        self._array, self.size = np.empty(0, dtype=self._array.dtype), 0


@dataclass
class GatheredVotes:
    """Votes in the order of the file: codes of participant and statement, value, line and, if ``timed``, time.

    ``vote_column`` is the name of the column they stand in; None if each statement has its own.
    """

    limits: Limits
    timed: bool
    vote_column: str | None
    participants: Identifiers = field(init=False)
    statements: Identifiers = field(init=False)

    def __post_init__(self) -> None:
        most = self.limits
        many = Sentence("many_participants", MANY_PARTICIPANTS, {"most": most.participants})
        self.participants = Identifiers(most.participants, many)
        many = Sentence("many_statements", MANY_STATEMENTS, {"most": most.statements})
        self.statements = Identifiers(most.statements, many)
        self.participant = Growing(np.int32)
        self.statement = Growing(np.int32)
        self.value = Growing(np.int8)
        self.line = Growing(np.int32)
        self.time = Growing(np.int64)

    def __len__(self) -> int:
        return self.value.size

    def add(
        self, participants: Codes, statements: Codes, values: NDArray[np.int8], lines: Whole, times: Whole | None
    ) -> None:
        """Add votes: codes of participants and statements, values, lines and, if ``timed``, times."""
        if len(self) + len(values) > self.limits.votes:
            raise InputError(Sentence("many_votes", MANY_VOTES, {"most": self.limits.votes}))
        self.participant.extend(participants)
        self.statement.extend(statements)
        self.value.extend(values)
        self.line.extend(lines)
        if times is not None:
            self.time.extend(times)

    def add_rows(self, rows: Iterator[tuple[int, int, int, int]]) -> None:
        """Add votes one by one: codes of participant and statement, value and line."""
        while part := list(islice(rows, 1 << 16)):
            participants, statements, values, lines = np.array(part, dtype=np.int64).T
            self.add(participants, statements, values, lines, None)
