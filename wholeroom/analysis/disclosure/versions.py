"""What a reader knows who has kept published versions of a table and puts them side by side.

The reader may take it that a number has not changed wherever the versions do not say otherwise. If that cannot be true for
some part of an earlier version, the reader learns that something changed there, and has to let go of it.
"""

from collections.abc import Sequence

import numpy as np

from wholeroom.analysis.disclosure.audit import Knowledge, Limit, MarkedRow
from wholeroom.analysis.disclosure.marks import Mark
from wholeroom.analysis.disclosure.published import Published, State
from wholeroom.analysis.disclosure.rules import NO_LIMIT
from wholeroom.analysis.disclosure.sums import BLANK, Counts, KnownSums, Positions

Members = tuple[int, ...]
Key = tuple[str, ...]
Unit = tuple[int, ...]  # the cells of a table that are shown or hidden together: one cell, or one row of answers


class Reader:
    """The reader of a new version ``published``, whose true ``counts`` are given, and of versions before it.

    ``hidden`` are the hidden numbers, each as the unknown numbers it adds up; ``known`` is all that is published.
    ``whole_rows`` says that rows are shown or hidden as a whole; then ``added`` are the sets of columns whose sum is a
    number of the table as well.
    """

    def __init__(
        self,
        published: Published,
        counts: Counts,
        sums: KnownSums,
        whole_rows: bool = False,
        added: Sequence[Sequence[int]] = (),
    ) -> None:
        self.known = Knowledge()
        self.hidden: list[Members] = []
        self.whole_rows, self.added = whole_rows, added
        self.published, self.counts = published, counts
        self.at: dict[int, int] = {}  # basic cell of the new version -> its unknown number
        self.total_of: dict[int, Members] = {}  # cell of a sum of the new version -> the numbers it adds up
        self.said: dict[int, int] = {}  # such a cell -> the handle of what the new version says of it
        self._units: dict[Key, list[Members]] = {}
        self._has_rest = {
            published.place(total.cell): rest for total, rest in zip(sums.totals, sums.has_rest, strict=True)
        }
        self._begin(sums)

    def _begin(self, sums: KnownSums) -> None:
        lows, highs = self.published.limits()
        for cells in self._units_of(self.published):
            if any(self.counts[cell] == BLANK for cell in cells):
                continue
            for cell in cells:
                self.at[cell] = self.known.number(int(lows[cell]), int(highs[cell]), int(self.counts[cell]))
            numbers = tuple(self.at[cell] for cell in cells)
            self._units[self._key(self.published, cells)] = [numbers]
            if self.published.hidden()[cells[0]]:
                self._hide_unit(self.published, cells, tuple((number,) for number in numbers))
        for total, has_rest in zip(sums.totals, sums.has_rest, strict=True):
            members = [self.at[cell] for cell in total.parts.tolist()]
            if has_rest:
                rest = int(self.counts[total.cell] - self.counts[total.parts].sum())
                members.append(self.known.number(0, NO_LIMIT, rest))
            self.total_of[total.cell] = tuple(members)
        for cells in self._total_units(self.published, self.total_of):
            self._say_total(cells, lows, highs)

    def _say_total(self, cells: Unit, lows: Counts, highs: Counts) -> None:
        if self.published.hidden()[cells[0]]:
            self._hide_unit(self.published, cells, tuple(self.total_of[cell] for cell in cells))
        for cell in cells:
            if self.published.states[cell] != State.COVERED and not (self.whole_rows and self.published.hidden()[cell]):
                limit = Limit(self.total_of[cell], int(lows[cell]), int(highs[cell]))
                self.said[cell] = self.known.add(limit)

    def _hide_unit(self, version: Published, cells: Unit, columns: tuple[Members, ...]) -> None:
        self.hidden.extend(self.numbers_of(columns))
        if self.whole_rows:
            self.known.add(MarkedRow(columns, self._mark(version, cells)))

    def nearest_total(self, members: Sequence[int]) -> int | None:
        """The cell of a sum of the new version that says something to do with ``members``, best about them: the shortest."""
        _, handles = self.known.linked(members)
        about = set(members)
        cells = [cell for cell, handle in self.said.items() if handle in handles and self._varies(cell)]
        return min(
            cells,
            key=lambda cell: (about.isdisjoint(self.total_of[cell]), len(self.total_of[cell]), cell),
            default=None,
        )

    def _varies(self, cell: int) -> bool:
        return any(self.known.lows[member] < self.known.highs[member] for member in self.total_of[cell])

    def forget(self, cell: int) -> None:
        """The new version hides the sum in ``cell``."""
        self.known.remove(self.said.pop(cell))

    def recall(self, cell: int, low: int, high: int) -> None:
        """The new version says after all that the sum in ``cell`` is from ``low`` to ``high``."""
        self.said[cell] = self.known.add(Limit(self.total_of[cell], low, high))

    def agrees(self, cell: int) -> bool:
        """Whether some table agrees with the sum in ``cell`` and all the rest."""
        return self.known.holds(self.said[cell]) or self.known.settle(self.total_of[cell])

    def numbers_of(self, columns: tuple[Members, ...]) -> list[Members]:
        """The numbers a hidden row keeps: each of its columns, and each of the sums of columns."""
        added = [tuple(sorted(member for column in those for member in columns[column])) for those in self.added]
        return [*columns, *added]

    def _mark(self, version: Published, cells: Unit) -> Mark:
        row = cells[0] // len(version.layout.columns)
        outcome = None if version.told is None else version.told[row]
        return Mark(version.rule, bool(version.states[cells[0]] == State.SMALL), outcome)

    def _units_of(self, version: Published) -> list[Unit]:
        basic: Positions = np.flatnonzero(version.layout.basic())
        if not self.whole_rows:
            return [(cell,) for cell in basic.tolist()]
        width = len(version.layout.columns)
        return [tuple(row) for row in basic.reshape(-1, width).tolist()]

    def _total_units(self, version: Published, totals: dict[int, Members]) -> list[Unit]:
        if not self.whole_rows:
            return [(cell,) for cell in totals]
        width = len(version.layout.columns)
        return [tuple(range(cell, cell + width)) for cell in totals if cell % width == 0]

    def _key(self, version: Published, cells: Unit) -> Key:
        row, column = version.place(cells[0])
        return row if self.whole_rows else (*row, column)

    def remember(self, version: Published) -> None:
        """Add an earlier version to what the reader knows."""
        lows, highs = version.limits()
        before = {}
        at: dict[int, int] = {}
        handles: list[int] = []
        hidden: list[Members] = []
        for cells in self._units_of(version):
            ranges = [(int(lows[cell]), int(highs[cell])) for cell in cells]
            numbers, old = self._same_or_new(version, cells, ranges)
            before.update(old)
            at.update(zip(cells, numbers, strict=True))
            if version.hidden()[cells[0]]:
                columns = tuple((number,) for number in numbers)
                hidden.extend(self.numbers_of(columns))
                if self.whole_rows:
                    handles.append(self.known.add(MarkedRow(columns, self._mark(version, cells))))
        totals: dict[int, Members] = {}
        for total in version.layout.sums():
            place = version.place(total.cell)
            if version.states[total.cell] == State.EMPTY or place not in self._has_rest:
                continue
            rest = (self.known.number(0, NO_LIMIT, 0),) if self._has_rest[place] else ()
            totals[total.cell] = (*(at[cell] for cell in total.parts.tolist()), *rest)
        for cells in self._total_units(version, totals):
            columns = tuple(totals[cell] for cell in cells)
            is_hidden = version.hidden()[cells[0]]
            if is_hidden:
                hidden.extend(self.numbers_of(columns))
            if is_hidden and self.whole_rows:
                handles.append(self.known.add(MarkedRow(columns, self._mark(version, cells))))
            elif version.states[cells[0]] != State.COVERED:
                handles += [self.known.add(Limit(totals[cell], int(lows[cell]), int(highs[cell]))) for cell in cells]
        self._settle(handles, before, hidden)

    def _same_or_new(
        self, version: Published, cells: Unit, ranges: list[tuple[int, int]]
    ) -> tuple[Members, dict[int, tuple[int, int, int]]]:
        """The unknown numbers of a unit: some known before, if they can be the same, or others.

        With them, what was known before of those that are now known better.
        """
        units = self._units.setdefault(self._key(version, cells), [])
        hidden = bool(version.hidden()[cells[0]])
        for numbers in units:
            known = [(self.known.lows[n], self.known.highs[n]) for n in numbers]
            both = [(max(low, a), min(high, b)) for (low, high), (a, b) in zip(known, ranges, strict=True)]
            if any(low > high for low, high in both):
                continue
            if self.whole_rows and not self._marks_agree(version, cells, numbers, both, hidden):
                continue
            old = {n: (*k, self.known.start[n]) for n, k, b in zip(numbers, known, both, strict=True) if k != b}
            for number in old:
                self.known.set_range(number, *both[numbers.index(number)])
            return numbers, old
        numbers = tuple(self.known.number(low, high, low) for low, high in ranges)
        units.append(numbers)
        return numbers, {}

    def _marks_agree(
        self, version: Published, cells: Unit, numbers: Members, both: list[tuple[int, int]], hidden: bool
    ) -> bool:
        marks = [
            fact.mark
            for handle in self.known.facts_of[numbers[0]]
            if isinstance(fact := self.known.facts[handle], MarkedRow)
            and fact.columns == tuple((number,) for number in numbers)
        ]
        if hidden:
            marks.append(self._mark(version, cells))
        if all(low == high for low, high in both):
            return all(mark.fits([low for low, _ in both]) for mark in marks)
        return len({mark.small for mark in marks}) <= 1

    def _settle(self, handles: list[int], before: dict[int, tuple[int, int, int]], hidden: list[Members]) -> None:
        """Find a table that agrees with all versions; where there is none, let go of the version just added."""
        gone: set[int] = set()
        moved = [handle for number in before for handle in self.known.facts_of[number]]
        for handle in dict.fromkeys([*handles, *moved]):
            if handle not in self.known.facts or self.known.holds(handle):
                continue
            fact = self.known.facts[handle]
            members = fact.members if isinstance(fact, Limit) else [m for column in fact.columns for m in column]
            if self.known.settle(members):
                continue
            numbers, facts = self.known.everything_about(members)
            for other in facts.intersection(handles):
                self.known.remove(other)
            for number in numbers.intersection(before):
                low, high, start = before.pop(number)
                self.known.set_range(number, low, high)
                self.known.put(number, start)
            gone |= numbers
            self._start_again(numbers)
            self.known.settle(numbers)
        self.hidden.extend(members for members in hidden if gone.isdisjoint(members))

    def _start_again(self, numbers: set[int]) -> None:
        for cell, number in self.at.items():
            if number in numbers:
                self.known.put(number, int(self.counts[cell]))


def readers(
    published: Published,
    counts: Counts,
    sums: KnownSums,
    earlier: Sequence[Published],
    whole_rows: bool = False,
    added: Sequence[Sequence[int]] = (),
) -> list[Reader]:
    """Those to protect from: who sees the new version alone, beside each earlier one, and beside all of them."""
    kept: list[Sequence[Published]] = [(), *((version,) for version in earlier)]
    if len(earlier) > 1:
        kept.append(earlier)
    every = []
    for versions in kept:
        reader = Reader(published, counts, sums, whole_rows, added)
        for version in versions:
            reader.remember(version)
        every.append(reader)
    return every
