"""What a reader can work out: all the tables of whole numbers that agree with everything published.

A reader knows each number shown, what a mark or a rounding leaves possible, that counts are not below 0, and every
sum. A hidden number is given away if it is the same in every table that agrees. The search starts from one such table
and looks for a second one: first by small moves, then, where those fail, by integer programming, which is exact.

Source: Fischetti and Salazar-González 2001, Management Science 47(7):1008-27 (protection as the reader's own problem).
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from wholeroom.analysis.disclosure.facts import Limit, MarkedRow, members_of
from wholeroom.analysis.disclosure.moves import can_move
from wholeroom.analysis.disclosure.programme import solve

MOST_OTHERS = 8  # other tables kept for each number

NOTHING_MOVED: Mapping[int, int] = MappingProxyType({})

Table = dict[int, int]  # position -> number


class Knowledge:
    """Everything published about some unknown whole numbers, and one table ``start`` that agrees with it.

    ``lows`` and ``highs`` are what is known of each number alone; ``facts`` are limits of their sums and marks of rows.
    Without ``exact``, a number counts as given away if small moves do not open it: quicker, and never too little.

    >>> known = Knowledge()
    >>> one, two = known.number(0, 4, 1), known.number(0, 4, 2)
    >>> handle = known.add(Limit((one, two), 3, 3))
    >>> known.is_open([one]), known.is_open([one, two])
    (True, False)
    """

    def __init__(self, exact: bool = True) -> None:
        self.exact = exact
        self.lows: list[int] = []
        self.highs: list[int] = []
        self.start: list[int] = []
        self.facts: dict[int, Limit | MarkedRow] = {}
        self.facts_of: list[list[int]] = []
        self.sums: dict[int, int] = {}  # handle of a limit -> its sum in ``start``
        self._others: dict[int, Table] = {}  # tables that agree too, by their names
        self._others_of: dict[int, list[int]] = {}  # number -> the names of such tables that speak of it
        self._free: dict[int, list[int]] = {}  # handle of a limit -> its members that are not known exactly
        self._next = 0

    def number(self, low: int, high: int, start: int) -> int:
        """Add an unknown number from ``low`` to ``high``; its position."""
        self.lows.append(low)
        self.highs.append(high)
        self.start.append(start)
        self.facts_of.append([])
        return len(self.start) - 1

    def set_range(self, position: int, low: int, high: int) -> None:
        """Know that a number is from ``low`` to ``high``, whatever was known; ``start`` moves into that range."""
        self.lows[position], self.highs[position] = low, high
        self.put(position, min(max(self.start[position], low), high))
        self._others.clear()
        self._free.clear()

    def put(self, position: int, value: int) -> None:
        """Let ``value`` stand at a position of ``start``."""
        step = value - self.start[position]
        self.start[position] = value
        for handle in self.facts_of[position]:
            if handle in self.sums:
                self.sums[handle] += step

    def add(self, fact: Limit | MarkedRow) -> int:
        """Add something known; its handle, for ``remove``."""
        self._next += 1
        self.facts[self._next] = fact
        for member in members_of(fact):
            self.facts_of[member].append(self._next)
        if isinstance(fact, Limit):
            self.sums[self._next] = sum(self.start[member] for member in fact.members)
        self._drop_others(fact)
        return self._next

    def remove(self, handle: int) -> None:
        """Take back what was known: it is no longer published."""
        for member in members_of(self.facts.pop(handle)):
            self.facts_of[member].remove(handle)
        self.sums.pop(handle, None)

    def holds(self, handle: int, moved: Mapping[int, int] = NOTHING_MOVED) -> bool:
        """Whether ``start``, with some numbers ``moved`` by so much, agrees with a fact."""
        fact = self.facts[handle]
        if isinstance(fact, Limit):
            step = sum(moved.get(member, 0) for member in fact.members) if moved else 0
            return fact.low <= self.sums[handle] + step <= fact.high
        return fact.mark.fits([sum(self.start[m] + moved.get(m, 0) for m in column) for column in fact.columns])

    def free(self, handle: int) -> list[int]:
        """The members of a limit that are not known exactly."""
        if handle not in self._free:
            members = members_of(self.facts[handle])
            self._free[handle] = [member for member in members if self.lows[member] < self.highs[member]]
        return self._free[handle]

    def linked(self, members: Iterable[int]) -> tuple[set[int], set[int]]:
        """The numbers that have to do with ``members``, directly or through others, and the facts about them."""
        seen, handles = set(members), set[int]()
        waiting = list(seen)
        while waiting:
            for handle in self.facts_of[waiting.pop()]:
                if handle in handles:
                    continue
                handles.add(handle)
                fresh = [member for member in self.free(handle) if member not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
        return seen, handles

    def everything_about(self, members: Iterable[int]) -> tuple[set[int], set[int]]:
        """As ``linked``, with the numbers that are known exactly."""
        numbers, handles = self.linked(members)
        return numbers.union(*(members_of(self.facts[handle]) for handle in handles)), handles

    def settle(self, members: Iterable[int]) -> bool:
        """Move ``start`` to a table that agrees, among the numbers linked to ``members``; False if there is none."""
        answer = self._solved(members, (), 0)
        if answer is None:
            return False
        for position, value in answer.items():
            self.put(position, value)
        return True

    def is_open(self, members: Sequence[int], exactly: bool = False) -> bool:
        """Whether the sum of ``members`` (one number, or several) can have at least two values.

        ``exactly`` asks for the exact answer, whatever ``exact`` says.
        """
        if all(self.lows[member] == self.highs[member] for member in members):
            return False
        here = sum(self.start[member] for member in members)
        names = self._others_of.get(members[0], [])
        if any(self._sum(self._others[name], members) != here for name in names if name in self._others):
            return True
        if can_move(self, members):
            return True
        if not (self.exact or exactly):
            return False
        for sign in (1, -1):
            answer = self._solved(members, members, sign)
            if answer is not None:
                self._keep(answer)
            if answer is not None and self._sum(answer, members) != here:
                return True
        return False

    def _sum(self, other: Table, members: Sequence[int]) -> int:
        return sum(other.get(member, self.start[member]) for member in members)

    def _keep(self, other: Table) -> None:
        self._next += 1
        self._others[self._next] = other
        for number in other:
            names = self._others_of.setdefault(number, [])
            names.append(self._next)
            del names[:-MOST_OTHERS]

    def _drop_others(self, fact: Limit | MarkedRow) -> None:
        """Forget the tables that do not agree with something new."""
        if not self._others:
            return
        members = members_of(fact)
        names = {name for member in members for name in self._others_of.get(member, []) if name in self._others}
        for name in names:
            value = self._sum(self._others[name], members)
            if not isinstance(fact, Limit) or not fact.low <= value <= fact.high:
                del self._others[name]

    def _solved(self, about: Iterable[int], goal: Sequence[int], sign: int) -> Table | None:
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
