"""Rules ``answers`` and ``secret``: the answers of one group to one statement are shown together or not at all.

Numbers here are exact, so a total beside one hidden row would give it away. Then a second row is hidden, the one with
fewest voters that will do, so that the two could have shared their answers out in other ways. Where no second row
will do, the total is hidden.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

import numpy as np

from wholeroom.analysis.disclosure.blocks import Block, answer_columns, blocks
from wholeroom.analysis.disclosure.cells import Decision
from wholeroom.analysis.disclosure.published import Published, State
from wholeroom.analysis.disclosure.readers import readers
from wholeroom.analysis.disclosure.rules import NO_LIMIT, Rule, may_show_row
from wholeroom.analysis.disclosure.sums import Counts, Layout, known_sums, sums_of_rows
from wholeroom.analysis.disclosure.versions import Place, Reader

States = tuple[int, ...]
Leaks = frozenset[tuple[tuple[int, ...], Place]]  # earlier versions a reader has, and hidden numbers they give away

LARGE_BLOCK = 800  # rows of a block above which totals are hidden without trying every other way
LARGE_CROSSING = 60  # the same, where totals cross
MOST_PAIRED = 12  # hidden rows above which they are shown again one by one only


def decide(
    layout: Layout,
    counts: Counts,
    rule: Rule,
    earlier: Sequence[Published] = (),
    told: Sequence[bool] | None = None,
) -> Decision:
    """Protect ``counts`` (flat, one for each cell of ``layout``, none blank).

    ``told`` says for each row whether the table also tells if the rule was met (rule ``secret``).
    """
    grid = counts.reshape(len(layout.keys), len(layout.columns))
    beyond, added = answer_columns(layout, grid)
    states = np.zeros(len(layout.keys), dtype=np.int8)
    unequal = rests = given_away = 0
    for block in blocks(layout, grid, told, earlier, beyond):
        room = _Room(block, rule, added)
        states[list(block.rows)] = room.decided()
        unequal += room.sums.unequal
        rests += room.rests()
        given_away += len({place for _, place in room.given_away})
    published = Published(
        rule, layout, np.repeat(states, len(layout.columns)), counts, None if told is None else tuple(told)
    )
    return Decision(published, unequal, rests, given_away)


class _Room:
    """One block while it is decided which of its rows are shown."""

    def __init__(self, block: Block, rule: Rule, added: Sequence[Sequence[int]]) -> None:
        self.block, self.rule, self.added = block, rule, added
        self.answers = [tuple(row) for row in block.counts.tolist()]
        self.sums = sums_of_rows(known_sums(block.layout, block.counts.ravel()), block.counts.shape[1])
        held = {total.cell // block.counts.shape[1] for total in self.sums.totals}
        self.parts = {row: frozenset(parts.tolist()) for row, parts in block.layout.row_parts.items() if row in held}
        times = Counter(part for parts in self.parts.values() for part in parts)
        crossing = max(times.values(), default=0) > 1
        self.is_large = len(self.answers) > (LARGE_CROSSING if crossing else LARGE_BLOCK)
        self.small = tuple(int(State.SHOWN if may_show_row(answers, rule) else State.SMALL) for answers in self.answers)
        self.given_away: Leaks = frozenset()  # whatever is hidden
        self.hidden_before = self._keys_where(State.COVERED)
        self.shown_before = self._keys_where(State.SHOWN)

    def _keys_where(self, state: State) -> set[tuple[str, ...]]:
        return {
            key
            for version in self.block.earlier
            for key, own in zip(version.layout.keys, version.states[:: len(version.layout.columns)], strict=True)
            if own == state
        }

    def rests(self) -> int:
        """How many total rows count people whom no row shows."""
        width = self.block.counts.shape[1]
        pairs = zip(self.sums.totals, self.sums.has_rest, strict=True)
        return len({total.cell // width for total, rest in pairs if rest})

    def decided(self) -> States:
        """The state of each row, hidden rows first and totals only where they must be."""
        small = self.small
        if not any(small) and not self.block.earlier:
            return small
        again = [
            row for row, state in enumerate(small) if state == State.SHOWN and self._key(row) in self.hidden_before
        ]
        states, leaks = self.protected(_hidden(small, again))
        if leaks and again:  # then it may be better not to hide again what earlier versions hid
            states, leaks = min((states, leaks), self.protected(small), key=lambda found: len(found[1]))
        self.given_away = leaks
        return states

    def protected(self, states: States) -> tuple[States, Leaks]:
        """Hide what must be hidden, and nothing in vain; with it, what is given away whatever is hidden."""
        if self.is_large:
            return self.without_leaks_at_once(states)
        states, leaks = self.without_leaks(states)
        if leaks:
            states, leaks = self.with_fewest_leaks(states, leaks)
        return self.with_needless_shown(states, leaks)

    def without_leaks(self, states: States) -> tuple[States, Leaks]:
        """Hide more until no hidden number is given away, or nothing is left to hide."""
        while leaks := self.count_leaks(states):
            ways = self.ways_to_hide_more(states)
            better = next((more for more in ways if self.count_leaks(more, leaks - 1) < leaks), None)
            if better is None:
                better = self.hide_anything(states)
            if better is None:
                return states, frozenset(self.leaks(states))
            states = better
        return states, frozenset()

    def without_leaks_at_once(self, states: States) -> tuple[States, Leaks]:
        """As ``without_leaks``, for large blocks: hide all totals that may tell something, at once. Where that is not
        enough, hide all rows that have to do with it, if that helps.
        """
        width = self.block.counts.shape[1]
        while True:
            told = [(reader, numbers) for reader in self.readers(states) for numbers in _told(reader)]
            cells = {reader.telling_total(numbers) for reader, numbers in told} - {None}
            if not cells:
                break
            states = _hidden(states, [cell // width for cell in cells if cell is not None])
        told = [(reader, numbers) for reader, numbers in told if not reader.is_open(numbers, exactly=True)]
        leaks = frozenset((reader.kept, place) for reader, numbers in told for place in reader.hidden[numbers])
        keys = {key for reader, numbers in told for key in reader.rows_about(numbers)}
        rows = [row for row in self._basic(states, hidden=False) if self._key(row) in keys]
        rows += [total for total in self.parts if told and states[total] == State.SMALL]
        more = self.without_leaks_at_once(_hidden(states, rows)) if rows else (states, leaks)
        return more if more[1] < leaks else (states, leaks)

    def readers(self, states: States) -> Iterator[Reader]:
        published = self.block.published(self.rule, states)
        counts = self.block.counts.ravel()
        return readers(published, counts, self.sums, self.block.earlier, True, self.added, not self.is_large)

    def count_leaks(self, states: States, most: int = NO_LIMIT) -> int:
        """How many hidden numbers readers can work out; past ``most`` they are not counted further."""
        if not any(states) and not self.block.earlier:
            return 0
        told = (numbers for reader in self.readers(states) for numbers in _told(reader))
        return sum(1 for _ in islice(told, most + 1))

    def leaks(self, states: States) -> Iterator[tuple[tuple[int, ...], Place]]:
        """The hidden numbers that readers can work out."""
        for reader in self.readers(states):
            for numbers in _told(reader):
                yield from ((reader.kept, place) for place in reader.hidden[numbers])

    def leaks_among(self, states: States, leaks: Leaks) -> Leaks | None:
        """Which of ``leaks`` these states have; None if they have any other."""
        found = set()
        for leak in self.leaks(states):
            if leak not in leaks:
                return None
            found.add(leak)
        return frozenset(found)

    def ways_to_hide_more(self, states: States) -> Iterator[States]:
        """One more row hidden, with the totals that would tell it apart; or one more total. The least loss first."""
        for row in self._basic(states, hidden=True):
            about = self._totals_about(states, row)
            partners = {part for total in about for part in self.parts[total] if states[part] == State.SHOWN}
            for partner in sorted(partners, key=lambda part: self._loss(states, row, part)):
                lost = [*self._telling_apart(states, row, partner), partner]
                if len(lost) <= len(about) or len(about) == 1:
                    yield _hidden(states, lost)
        small_totals = [total for total in self.parts if states[total] == State.SMALL]
        yield from (_hidden(states, [total]) for total in [*self._totals(states), *small_totals])

    def hide_anything(self, states: States) -> States | None:
        """The next total hidden for another's sake, or else the next row that an earlier version hid, or any other."""
        rows = sorted(
            self._basic(states, hidden=False), key=lambda row: (self._key(row) not in self.hidden_before, row)
        )
        small_totals = [total for total in self.parts if states[total] == State.SMALL]
        for row in [*self._totals(states), *small_totals, *rows]:
            return _hidden(states, [row])
        return None

    def with_fewest_leaks(self, states: States, leaks: Leaks) -> tuple[States, Leaks]:
        """Show what gives less away shown than hidden: one row or two at a time, as long as that helps."""
        while True:
            covered = [row for row, state in enumerate(states) if state == State.COVERED]
            if len(covered) > MOST_PAIRED:
                return states, leaks
            ways = [self._shown(states, rows) for size in (1, 2) for rows in combinations(covered, size)]
            found = [(way, fewer) for way in ways if (fewer := self.leaks_among(way, leaks)) is not None]
            better = [(way, fewer) for way, fewer in found if len(fewer) < len(leaks)]
            if not better:
                return states, leaks
            states, leaks = min(better, key=lambda found: len(found[1]))

    def with_needless_shown(self, states: States, leaks: Leaks) -> tuple[States, Leaks]:
        """Give what was hidden in vain, totals and large groups first, the state again that it has by itself.

        What is given away whatever is hidden may be given away still, but nothing else in exchange for it.
        """
        covered = [row for row, state in enumerate(states) if state == State.COVERED]
        for row in sorted(covered, key=lambda row: (-len(self.parts.get(row, ())), -sum(self.answers[row]))):
            shown = self._shown(states, [row])
            fewer = self.leaks_among(shown, leaks)
            if fewer is not None:
                states, leaks = shown, fewer
        return states, leaks

    def _shown(self, states: States, rows: Sequence[int]) -> States:
        return tuple(self.small[row] if row in rows else state for row, state in enumerate(states))

    def _key(self, row: int) -> tuple[str, ...]:
        return self.block.layout.keys[row]

    def _basic(self, states: States, hidden: bool) -> list[int]:
        rows: list[int] = self.block.layout.basic_rows.tolist()
        return [row for row in rows if (states[row] != State.SHOWN) == hidden]

    def _totals(self, states: States) -> list[int]:
        shown = [row for row in self.parts if states[row] == State.SHOWN]
        return sorted(shown, key=lambda row: (len(self.parts[row]), sum(self.answers[row]), row))

    def _totals_about(self, states: States, row: int) -> list[int]:
        return [total for total in self._totals(states) if row in self.parts[total]]

    def _telling_apart(self, states: States, row: int, other: int) -> list[int]:
        """The totals shown that count one of two rows but not the other."""
        return [total for total in self._totals(states) if (row in self.parts[total]) != (other in self.parts[total])]

    def _loss(self, states: States, row: int, partner: int) -> tuple[int, bool, bool, int, int]:
        lost = sum(len(self.parts[total]) for total in self._telling_apart(states, row, partner))
        key = self._key(partner)
        return lost, key in self.shown_before, key not in self.hidden_before, sum(self.answers[partner]), partner


def _told(reader: Reader) -> Iterator[tuple[int, ...]]:
    """The hidden numbers that are given away to one reader."""
    return (numbers for numbers in reader.hidden if not reader.is_open(numbers))


def _hidden(states: States, rows: Sequence[int]) -> States:
    return tuple(int(State.COVERED) if row in rows else state for row, state in enumerate(states))
