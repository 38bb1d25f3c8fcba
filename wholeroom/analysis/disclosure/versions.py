"""What a reader knows who has kept published versions of a table and puts them side by side.

The reader may take it that a number has not changed wherever the versions do not say otherwise. If that cannot be
true for some part of an earlier version, the reader learns that something changed there, and has to let go of it.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from wholeroom.analysis.disclosure.audit import Knowledge
from wholeroom.analysis.disclosure.facts import Limit, MarkedRow, members_of
from wholeroom.analysis.disclosure.marks import Mark
from wholeroom.analysis.disclosure.published import Published, State
from wholeroom.analysis.disclosure.rules import NO_LIMIT
from wholeroom.analysis.disclosure.sums import BLANK, Counts, KnownSums

Members = tuple[int, ...]
Columns = tuple[Members, ...]
Range = tuple[int, int]
Key = tuple[str, ...]
Unit = tuple[int, ...]  # the cells of a table that are shown or hidden together: one cell, or one row of answers
Place = tuple[int, Key, str, int]  # of a hidden number: its version, the row and column of its unit, its place there

NEW = -1  # the new version, beside the numbers of the earlier ones


class Reader:
    """The reader of a new version ``published``, whose true ``counts`` are given, and of versions before it.

    ``hidden`` are the hidden numbers, each as the unknown numbers it adds up, with the places where it stands;
    ``known`` is all that is published. ``kept`` are the earlier versions the reader has, by their numbers.
    ``whole_rows`` says that rows are shown or hidden as a whole; then ``added`` are the sets of columns whose sum is a
    number of the table as well. ``exact`` is for ``Knowledge``.
    """

    def __init__(
        self,
        published: Published,
        counts: Counts,
        sums: KnownSums,
        whole_rows: bool = False,
        added: Sequence[Sequence[int]] = (),
        exact: bool = True,
    ) -> None:
        self.known = Knowledge(exact)
        self.kept: tuple[int, ...] = ()
        self.hidden: dict[Members, list[Place]] = {}  # in the order of the table
        self.total_of: dict[int, Members] = {}  # cell of a sum of the new version -> the numbers it adds up
        self._whole_rows, self._added = whole_rows, added
        self._published, self._counts = published, counts
        self._said: dict[int, int] = {}  # cell of a sum of the new version -> the handle of what it says
        self._limits: dict[int, Limit] = {}
        self._handles: dict[Limit | MarkedRow, int] = {}
        self._units: dict[Key, list[Members]] = {}
        self._rests: dict[tuple[Key, str], int] = {}
        self._has_rest: dict[tuple[Key, str], bool | None] = {}  # None: no sum, though it should be
        for total in published.layout.sums():
            self._has_rest[published.place(total.cell)] = None
        for total, rest in zip(sums.totals, sums.has_rest, strict=True):
            self._has_rest[published.place(total.cell)] = rest
        self._begin(sums)

    def _begin(self, sums: KnownSums) -> None:
        published = self._published
        lows, highs = published.limits()
        hidden = published.hidden()
        at: dict[int, int] = {}
        for cells in self._basic_units(published):
            if any(self._counts[cell] == BLANK for cell in cells):
                continue
            for cell in cells:
                at[cell] = self.known.number(int(lows[cell]), int(highs[cell]), int(self._counts[cell]))
            numbers = tuple(at[cell] for cell in cells)
            self._units[self._key(published, cells)] = [numbers]
            if hidden[cells[0]]:
                self._hide(published, cells, tuple((number,) for number in numbers))
        for total in sums.totals:
            rest = int(self._counts[total.cell] - self._counts[total.parts].sum())
            parts = (at[cell] for cell in total.parts.tolist())
            self.total_of[total.cell] = (*parts, *self._rest(published.place(total.cell), rest))
        for cells in self._total_units(published, self.total_of):
            if hidden[cells[0]]:
                self._hide(published, cells, tuple(self.total_of[cell] for cell in cells))
            if self._says_numbers(published, cells):
                for cell in cells:
                    self.recall(cell, int(lows[cell]), int(highs[cell]))

    def _rest(self, place: tuple[Key, str], start: int) -> tuple[int, ...]:
        """The unknown number that a sum counts beyond its parts, if it does."""
        if not self._has_rest.get(place, False):
            return ()
        if place not in self._rests:
            self._rests[place] = self.known.number(0, NO_LIMIT, start)
        return (self._rests[place],)

    def _says_numbers(self, version: Published, cells: Unit) -> bool:
        """Whether a sum is shown, or hidden by a mark that gives a range."""
        state = version.states[cells[0]]
        return bool(state == State.SHOWN or (state == State.SMALL and not self._whole_rows))

    def _hide(self, version: Published, cells: Unit, columns: Columns) -> list[int]:
        """Note what a mark hides and what it tells; the handles of what is new."""
        number = self.kept[-1] if self.kept else NEW
        for at, members in enumerate(self._numbers_of(columns)):
            self.hidden.setdefault(members, []).append((number, *version.place(cells[0]), at))
        return self._learn(MarkedRow(columns, self._mark(version, cells))) if self._whole_rows else []

    def _learn(self, fact: Limit | MarkedRow) -> list[int]:
        if self._handles.get(fact) in self.known.facts:
            return []
        self._handles[fact] = self.known.add(fact)
        return [self._handles[fact]]

    def _numbers_of(self, columns: Columns) -> list[Members]:
        """The numbers that a hidden unit keeps: each of its columns, and each of the sums of columns."""
        added = [tuple(sorted(member for column in those for member in columns[column])) for those in self._added]
        return [*columns, *added]

    def _mark(self, version: Published, cells: Unit) -> Mark:
        row = cells[0] // len(version.layout.columns)
        outcome = None if version.told is None else version.told[row]
        small = bool(version.states[cells[0]] == State.SMALL)
        return Mark(version.rule, None if row in version.layout.row_parts and not small else small, outcome)

    def _basic_units(self, version: Published) -> list[Unit]:
        basic = np.flatnonzero(version.layout.basic())
        width = len(version.layout.columns) if self._whole_rows else 1
        return [tuple(cells) for cells in basic.reshape(-1, width).tolist()]

    def _total_units(self, version: Published, totals: Mapping[int, Members]) -> list[Unit]:
        width = len(version.layout.columns) if self._whole_rows else 1
        return [tuple(range(cell, cell + width)) for cell in totals if cell % width == 0]

    def _key(self, version: Published, cells: Unit) -> Key:
        row, column = version.place(cells[0])
        return row if self._whole_rows else (*row, column)

    def is_open(self, members: Members, exactly: bool = False) -> bool:
        """Whether a hidden number can have at least two values."""
        return self.known.is_open(members, exactly)

    def rows_about(self, members: Members) -> list[Key]:
        """The rows that have to do with ``members``."""
        numbers, _ = self.known.everything_about(members)
        return [key for key, units in self._units.items() if not numbers.isdisjoint(units[0])]

    def telling_total(self, members: Sequence[int]) -> int | None:
        """The cell of a sum of the new version that has to do with ``members``: one about them, that leaves least
        room.
        """
        _, handles = self.known.linked(members)
        about = set(members)
        cells = [cell for cell, handle in self._said.items() if handle in handles and self._varies(cell)]
        return min(
            cells, key=lambda cell: (about.isdisjoint(self.total_of[cell]), self._room(cell), cell), default=None
        )

    def _room(self, cell: int) -> int:
        """How far from its ends the parts of a sum can be, by what the sum says."""
        limit = self._limits[cell]
        least = sum(self.known.lows[member] for member in limit.members)
        most = sum(self.known.highs[member] for member in limit.members)
        return min(limit.high - least, most - limit.low)

    def _varies(self, cell: int) -> bool:
        return any(self.known.lows[member] < self.known.highs[member] for member in self.total_of[cell])

    def forget(self, cell: int) -> None:
        """The new version hides the sum in ``cell``."""
        self.known.remove(self._said.pop(cell))

    def recall(self, cell: int, low: int, high: int) -> None:
        """The new version says that the sum in ``cell`` is from ``low`` to ``high``."""
        limit = Limit(self.total_of[cell], low, high)
        self._limits[cell] = limit
        self._said[cell] = self._handles[limit] = self.known.add(limit)

    def agrees(self, cell: int) -> bool:
        """Whether some table agrees with the sum in ``cell`` and all the rest."""
        return self.known.holds(self._said[cell]) or self.known.settle(self.total_of[cell])

    def remember(self, version: Published, number: int = 0) -> bool:
        """Add an earlier version to what the reader knows; False if it says nothing that the new one does not."""
        self.kept = (*self.kept, number)
        known_before = len(self.hidden), len(self.known.start)
        hidden_before = set(self.hidden)
        lows, highs = version.limits()
        changed: dict[int, tuple[int, int, int]] = {}
        at: dict[int, int] = {}
        handles: list[int] = []
        for cells in self._basic_units(version):
            ranges = [(int(lows[cell]), int(highs[cell])) for cell in cells]
            numbers, old = self._same_or_new(version, cells, ranges)
            changed.update(old)
            at.update(zip(cells, numbers, strict=True))
            if version.hidden()[cells[0]]:
                handles += self._hide(version, cells, tuple((number,) for number in numbers))
        for cells, columns in self._totals_of(version, at):
            if version.hidden()[cells[0]]:
                handles += self._hide(version, cells, columns)
            if self._says_numbers(version, cells):
                for cell, column in zip(cells, columns, strict=True):
                    handles += self._learn(Limit(column, int(lows[cell]), int(highs[cell])))
        is_new = bool(handles or changed) or known_before != (len(self.hidden), len(self.known.start))
        gone = self._settle(handles, changed)
        for members in [members for members in self.hidden if members not in hidden_before]:
            if not gone.isdisjoint(members):
                del self.hidden[members]
        return is_new

    def _totals_of(self, version: Published, at: Mapping[int, int]) -> Iterator[tuple[Unit, Columns]]:
        totals: dict[int, Members] = {}
        for total in version.layout.sums():
            place = version.place(total.cell)
            if version.states[total.cell] != State.EMPTY and self._has_rest.get(place, False) is not None:
                totals[total.cell] = (*(at[cell] for cell in total.parts.tolist()), *self._rest(place, 0))
        for cells in self._total_units(version, totals):
            yield cells, tuple(totals[cell] for cell in cells)

    def _same_or_new(
        self, version: Published, cells: Unit, ranges: list[Range]
    ) -> tuple[Members, dict[int, tuple[int, int, int]]]:
        """The unknown numbers of a unit: some known before, if they can be the same, or others.

        With them, what was known before (least, greatest, start) of those that are now known better.
        """
        units = self._units.setdefault(self._key(version, cells), [])
        for numbers in units:
            known = [(self.known.lows[number], self.known.highs[number]) for number in numbers]
            both = [(max(low, a), min(high, b)) for (low, high), (a, b) in zip(known, ranges, strict=True)]
            if all(low <= high for low, high in both) and self._marks_agree(version, cells, numbers, both):
                better = [at for at, _ in enumerate(numbers) if known[at] != both[at]]
                old = {numbers[at]: (*known[at], self.known.start[numbers[at]]) for at in better}
                for at in better:
                    self.known.set_range(numbers[at], *both[at])
                return numbers, old
        numbers = tuple(self.known.number(low, high, low) for low, high in ranges)
        units.append(numbers)
        return numbers, {}

    def _marks_agree(self, version: Published, cells: Unit, numbers: Members, both: list[Range]) -> bool:
        if not self._whole_rows:
            return True
        columns = tuple((number,) for number in numbers)
        facts = [self.known.facts[handle] for handle in self.known.facts_of[numbers[0]]]
        marks = [fact.mark for fact in facts if isinstance(fact, MarkedRow) and fact.columns == columns]
        if version.hidden()[cells[0]]:
            marks.append(self._mark(version, cells))
        if all(low == high for low, high in both):
            return all(mark.fits([low for low, _ in both]) for mark in marks)
        return len({mark.small for mark in marks}) <= 1

    def _settle(self, handles: list[int], changed: dict[int, tuple[int, int, int]]) -> set[int]:
        """Find a table that agrees with all versions; where there is none, let go of the version just added.

        The numbers about which it was let go.
        """
        gone: set[int] = set()
        moved = [handle for number in changed for handle in self.known.facts_of[number]]
        for handle in dict.fromkeys([*handles, *moved]):
            if handle not in self.known.facts or self.known.holds(handle):
                continue
            members = members_of(self.known.facts[handle])
            if self.known.settle(members):
                continue
            numbers, facts = self.known.everything_about(members)
            for other in facts.intersection(handles):
                self.known.remove(other)
            for number in numbers.intersection(changed):
                low, high, start = changed.pop(number)
                self.known.set_range(number, low, high)
                self.known.put(number, start)
            self.known.settle(numbers)
            gone |= numbers
        return gone
