"""The quick part of the audit: a few numbers of a table changed by one each, so that everything known holds again."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from wholeroom.analysis.disclosure.facts import Limit, MarkedRow

MOST_MOVES = 150  # numbers tried for one start
MOST_CHANGES = 6  # numbers that may change together


class Known(Protocol):
    """What is known, and one table that agrees; see ``audit.Knowledge``."""

    lows: list[int]
    highs: list[int]
    start: list[int]
    facts: dict[int, Limit | MarkedRow]
    facts_of: list[list[int]]
    sums: dict[int, int]

    def holds(self, handle: int, moved: Mapping[int, int]) -> bool: ...

    def free(self, handle: int) -> list[int]: ...


def can_move(known: Known, members: Sequence[int]) -> bool:
    """Whether small moves lead from the table to one where the sum of ``members`` is another. False proves nothing."""
    search = _Search(known, frozenset(members))
    return any(search.found_from(member, step) for member in members for step in (1, -1))


class _Search:
    def __init__(self, known: Known, own: frozenset[int]) -> None:
        self.known = known
        self.own = own
        self.moved: dict[int, int] = {}
        self.shifted: dict[int, int] = {}  # handle of a limit -> how far its sum has moved
        self.left = 0

    def found_from(self, member: int, step: int) -> bool:
        """Whether changing ``member`` by ``step`` can be made good: by itself, or against another number of its row."""
        if not self._has_room(member, step):
            return False
        self.left = MOST_MOVES
        for mate in (None, *self._row_mates(member)):
            self.moved, self.shifted = {}, {}
            self._move(member, step)
            if mate is not None:
                if not self._has_room(mate, -step):
                    continue
                self._move(mate, -step)
            if self._repaired():
                return True
        return False

    def _row_mates(self, member: int) -> list[int]:
        facts = (self.known.facts[handle] for handle in self.known.facts_of[member])
        rows = (fact.columns for fact in facts if isinstance(fact, MarkedRow))
        single = (row for row in rows if all(len(column) == 1 for column in row))
        return [column[0] for row in single for column in row if column[0] != member]

    def _has_room(self, member: int, step: int) -> bool:
        known = self.known
        return known.lows[member] <= known.start[member] + step <= known.highs[member]

    def _move(self, member: int, step: int) -> None:
        self.moved[member] = step
        sums, shifted = self.known.sums, self.shifted
        for handle in self.known.facts_of[member]:
            if handle in sums:
                shifted[handle] = shifted.get(handle, 0) + step

    def _move_back(self, member: int) -> None:
        step = self.moved.pop(member)
        for handle in self.known.facts_of[member]:
            if handle in self.shifted:
                self.shifted[handle] -= step

    def _repaired(self) -> bool:
        broken = self._first_broken()
        if broken is None:
            return self._is_another_table()
        if len(self.moved) >= MOST_CHANGES:
            return False
        handle, step = broken
        for member in self.known.free(handle):
            if member in self.moved or not self._has_room(member, step):
                continue
            self.left -= 1
            if self.left < 0:
                return False
            self._move(member, step)
            if self._repaired():
                return True
            self._move_back(member)
        return False

    def _first_broken(self) -> tuple[int, int] | None:
        """A limit that the moves have broken, and the step that brings its sum nearer."""
        sums, facts = self.known.sums, self.known.facts
        for handle, shift in self.shifted.items():
            limit = facts[handle]
            if shift == 0 or not isinstance(limit, Limit):
                continue
            value = sums[handle] + shift
            if value > limit.high:
                return handle, -1
            if value < limit.low:
                return handle, 1
        return None

    def _is_another_table(self) -> bool:
        if sum(step for member, step in self.moved.items() if member in self.own) == 0:
            return False
        touched = {handle for member in self.moved for handle in self.known.facts_of[member]}
        rows = (handle for handle in touched if handle not in self.known.sums)
        return all(self.known.holds(handle, self.moved) for handle in rows)
