"""What a reader can work out: all the tables of whole numbers that agree with everything published.

A reader knows each number shown, what a mark or a rounding leaves possible, that counts are not below 0, and every sum. A
hidden number is given away if it is the same in every table that agrees. The search starts from one such table and looks
for a second one: first by small moves, then, where those fail, by integer programming, which is exact.

Source: Fischetti and Salazar-González 2001, Management Science 47(7):1008-27 (protection as the reader's own problem).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wholeroom.analysis.disclosure.marks import Mark
from wholeroom.analysis.disclosure.programme import solve

MOST_MOVES = 150  # small moves tried before integer programming
MOST_CHANGES = 6  # numbers that small moves may change together


@dataclass(frozen=True, slots=True)
class Limit:
    """What is known of a sum of numbers: it is from ``low`` to ``high``. ``members`` are their positions, each once."""

    members: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A hidden row and what its mark tells. Each of ``columns`` has the positions of the numbers that add up to it."""

    columns: tuple[tuple[int, ...], ...]
    mark: Mark


class Knowledge:
    """Everything published about some unknown whole numbers, and one table ``start`` that agrees with it.

    ``lows`` and ``highs`` are what is known of each number alone; ``facts`` are limits of their sums and marks of rows.

    >>> known = Knowledge()
    >>> one, two = known.number(0, 4, 1), known.number(0, 4, 2)
    >>> handle = known.add(Limit((one, two), 3, 3))
    >>> known.is_open([one]), known.is_open([one, two])
    (True, False)
    """

    def __init__(self) -> None:
        self.lows: list[int] = []
        self.highs: list[int] = []
        self.start: list[int] = []
        self.facts: dict[int, Limit | MarkedRow] = {}
        self.facts_of: list[set[int]] = []
        self._next = 0
        self._sums: dict[int, int] = {}  # handle of a limit -> its sum in ``start``, once asked for

    def number(self, low: int, high: int, start: int) -> int:
        """Add an unknown number from ``low`` to ``high``; its position."""
        self.lows.append(low)
        self.highs.append(high)
        self.start.append(start)
        self.facts_of.append(set())
        return len(self.start) - 1

    def set_range(self, position: int, low: int, high: int) -> None:
        """Know that a number is from ``low`` to ``high``, whatever was known; ``start`` moves into that range."""
        self.lows[position], self.highs[position] = low, high
        self.put(position, min(max(self.start[position], low), high))

    def put(self, position: int, value: int) -> None:
        """Let ``value`` stand at a position of ``start``."""
        self.start[position] = value
        for handle in self.facts_of[position]:
            self._sums.pop(handle, None)

    def add(self, fact: Limit | MarkedRow) -> int:
        """Add something known; its handle, for ``remove``."""
        self._next += 1
        self.facts[self._next] = fact
        for member in _members(fact):
            self.facts_of[member].add(self._next)
        return self._next

    def remove(self, handle: int) -> None:
        """Take back what was known: it is no longer published."""
        for member in _members(self.facts.pop(handle)):
            self.facts_of[member].discard(handle)
        self._sums.pop(handle, None)

    def holds(self, handle: int) -> bool:
        """Whether ``start`` agrees with a fact."""
        return self.off(handle, {}) == 0

    def off(self, handle: int, moved: dict[int, int]) -> int:
        """How far ``start``, with some numbers ``moved``, is from a fact: below 0 too low, above 0 too high, 0 if it agrees.

        For the mark of a row only whether it agrees (0) or not (1).
        """
        fact = self.facts[handle]
        if isinstance(fact, MarkedRow):
            answers = [sum(self.start[m] + moved.get(m, 0) for m in column) for column in fact.columns]
            return 0 if fact.mark.fits(answers) else 1
        if handle not in self._sums:
            self._sums[handle] = sum(self.start[member] for member in fact.members)
        value = self._sums[handle] + sum(step for m, step in moved.items() if handle in self.facts_of[m])
        return min(value - fact.low, 0) + max(value - fact.high, 0)

    def linked(self, members: Iterable[int]) -> tuple[set[int], set[int]]:
        """The numbers that have to do with ``members``, directly or through others, and the facts about them."""
        seen, handles = set(members), set[int]()
        waiting = list(seen)
        while waiting:
            for handle in self.facts_of[waiting.pop()] - handles:
                handles.add(handle)
                for member in _members(self.facts[handle]):
                    if member not in seen and self.lows[member] < self.highs[member]:
                        seen.add(member)
                        waiting.append(member)
        return seen, handles

    def everything_about(self, members: Iterable[int]) -> tuple[set[int], set[int]]:
        """As ``linked``, with the numbers that are known exactly."""
        numbers, handles = self.linked(members)
        return numbers.union(*(_members(self.facts[handle]) for handle in handles)), handles

    def settle(self, members: Iterable[int]) -> bool:
        """Move ``start`` to a table that agrees, among the numbers linked to ``members``; False if there is none."""
        answer = self._solved(members, (), 0)
        if answer is None:
            return False
        for position, value in answer.items():
            self.put(position, value)
        return True

    def is_open(self, members: Sequence[int]) -> bool:
        """Whether the sum of ``members`` (one number, or several) can have at least two values."""
        if all(self.lows[member] == self.highs[member] for member in members):
            return False
        search = _Search(self, frozenset(members))
        if any(search.found_from(member, step) for member in members for step in (1, -1)):
            return True
        here = sum(self.start[member] for member in members)
        for sign in (1, -1):
            answer = self._solved(members, members, sign)
            if answer is not None and sum(answer[member] for member in members) != here:
                return True
        return False

    def _solved(self, about: Iterable[int], goal: Sequence[int], sign: int) -> dict[int, int] | None:
        """A table that agrees, with the sum of ``goal`` greatest (``sign`` 1) or least (-1)."""
        numbers, handles = self.everything_about(about)
        known = sorted(numbers)
        facts = [self.facts[handle] for handle in sorted(handles)]
        limits = [fact for fact in facts if isinstance(fact, Limit)]
        marked = [fact for fact in facts if isinstance(fact, MarkedRow)]
        ranges = {member: (self.lows[member], self.highs[member]) for member in known}
        near = 4 * max(1000, *(self.start[member] for member in known))
        return solve(
            ranges,
            [(limit.members, limit.low, limit.high) for limit in limits],
            [(row.columns, row.mark.shapes(len(row.columns))) for row in marked],
            dict.fromkeys(goal, -sign),
            near,
        )


def _members(fact: Limit | MarkedRow) -> tuple[int, ...]:
    if isinstance(fact, Limit):
        return fact.members
    return tuple(member for column in fact.columns for member in column)


class _Search:
    """A few numbers changed by one each, so that every fact holds again and the sum of ``own`` has changed."""

    def __init__(self, known: Knowledge, own: frozenset[int]) -> None:
        self.known = known
        self.own = own
        self.moved: dict[int, int] = {}
        self.left = 0

    def found_from(self, member: int, step: int) -> bool:
        """Whether changing ``member`` by ``step`` can be made good: by itself, or against another number of its row."""
        self.left = MOST_MOVES
        self.moved = {}
        if not self._has_room(member, step):
            return False
        self.moved[member] = step
        if self._repaired():
            return True
        for other in self._row_mates(member):
            self.moved = {member: step}
            if self._has_room(other, -step):
                self.moved[other] = -step
                if self._repaired():
                    return True
        return False

    def _row_mates(self, member: int) -> list[int]:
        rows = [self.known.facts[handle] for handle in self.known.facts_of[member]]
        return [
            column[0]
            for row in rows
            if isinstance(row, MarkedRow) and all(len(column) == 1 for column in row.columns)
            for column in row.columns
            if column[0] != member
        ]

    def _has_room(self, member: int, step: int) -> bool:
        moved = self.known.start[member] + step
        return self.known.lows[member] <= moved <= self.known.highs[member]

    def _repaired(self) -> bool:
        facts = self.known.facts
        touched = sorted({handle for member in self.moved for handle in self.known.facts_of[member]})
        limits = (handle for handle in touched if isinstance(facts[handle], Limit))
        broken = next((handle for handle in limits if self.known.off(handle, self.moved)), None)
        if broken is None:
            changed = sum(step for member, step in self.moved.items() if member in self.own)
            return changed != 0 and all(self.known.off(handle, self.moved) == 0 for handle in touched)
        if len(self.moved) >= MOST_CHANGES:
            return False
        step = 1 if self.known.off(broken, self.moved) < 0 else -1
        for member in _members(facts[broken]):
            if member in self.moved or not self._has_room(member, step):
                continue
            self.left -= 1
            if self.left < 0:
                return False
            self.moved[member] = step
            if self._repaired():
                return True
            del self.moved[member]
        return False
