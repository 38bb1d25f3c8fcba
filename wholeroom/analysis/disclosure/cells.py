"""Rules ``people`` and ``measures``: small cells are hidden one by one, and then the totals that would give them away.

No cell but a total is ever hidden for the sake of another: the totals are rounded already, so few of them have to go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wholeroom.analysis.disclosure.published import Published, State, States, parts_of_small
from wholeroom.analysis.disclosure.readers import readers
from wholeroom.analysis.disclosure.rules import (
    FEWEST_PEOPLE,
    LARGEST_SMALL_MEASURE,
    NO_LIMIT,
    ROUNDING,
    TENS,
    Rule,
    total_tells,
)
from wholeroom.analysis.disclosure.sums import BLANK, Counts, Flags, KnownSums, Layout, known_sums
from wholeroom.analysis.disclosure.versions import Reader

MOST_RESTORED = 200  # totals hidden by the audit that are tried again one by one


@dataclass(frozen=True)
class Decision:
    """What is published of a table, and what has to be said about it.

    ``unequal`` sums are less than their parts, so they are no sums; ``open_sums`` count something that no row shows;
    ``given_away`` are hidden cells of earlier versions that nothing hidden now can protect any more.
    """

    published: Published
    unequal: int = 0
    open_sums: int = 0
    given_away: int = 0


def decide(layout: Layout, counts: Counts, rule: Rule, earlier: Sequence[Published] = ()) -> Decision:
    """Protect ``counts`` (flat, one for each cell of ``layout``; ``BLANK`` where there is none)."""
    sums = known_sums(layout, counts)
    states = _small_cells(layout, counts, rule)
    _hide_telling_totals(sums, counts, states, rule, layout)
    published = Published(rule, layout, states, _printed(layout, counts, states, rule))
    first, (lows, highs) = states.copy(), published.limits()
    _hide_again(sums, published, earlier)
    while True:
        every = list(readers(published, counts, sums, earlier))
        before = states.copy()
        given_away = _hide_until_open(every, states)
        if (
            not earlier or (states == before).all()
        ):  # hiding more can make two versions agree that did not, so it is checked again
            break
    _show_what_was_hidden_in_vain(every, states, first, lows, highs)
    return Decision(published, sums.unequal, sum(sums.has_rest), given_away)


def _small_cells(layout: Layout, counts: Counts, rule: Rule) -> States:
    states = np.zeros(len(counts), dtype=np.int8)
    if rule == "people":
        states[counts < FEWEST_PEOPLE] = State.SMALL
    else:
        small = (counts >= 1) & (counts <= LARGEST_SMALL_MEASURE)
        states[small] = State.SMALL
        states[parts_of_small(layout, small)] = State.SMALL
    states[counts == BLANK] = State.EMPTY
    return states


def _hide_telling_totals(sums: KnownSums, counts: Counts, states: States, rule: Rule, layout: Layout) -> None:
    """Hide each total that alone would fix its parts, whatever the other totals say."""
    lows, highs = Published(rule, layout, states, _rounded(counts) if rule == "measures" else counts).limits()
    hidden = (states == State.SMALL) & layout.basic()
    for total, has_rest in zip(sums.totals, sums.has_rest, strict=True):
        if not hidden[total.parts].any():
            continue
        value = int(counts[total.cell])
        most = NO_LIMIT if has_rest else int(highs[total.parts].sum())
        tells = total_tells(value, int(lows[total.parts].sum()), most, rule)
        if tells or (rule == "people" and FEWEST_PEOPLE <= value < TENS):
            states[total.cell] = State.COVERED


def _rounded(counts: Counts) -> Counts:
    rounded: Counts = ROUNDING * ((counts + ROUNDING // 2) // ROUNDING)
    return rounded


def _printed(layout: Layout, counts: Counts, states: States, rule: Rule) -> Counts:
    if rule == "measures":
        return _rounded(counts)
    printed = counts.copy()
    hidden: Flags = (states == State.SMALL) | (states == State.COVERED)
    for total in layout.sums():
        if hidden[total.parts].any():
            printed[total.cell] = counts[total.cell] // TENS * TENS
    return printed


def _hide_again(sums: KnownSums, published: Published, earlier: Sequence[Published]) -> None:
    """Begin with the totals that earlier versions hid: the same data is then hidden the same way."""
    covered = {version.place(cell) for version in earlier for cell in version.cells(State.COVERED)}
    for total in sums.totals:
        if published.place(total.cell) in covered and published.hidden()[total.parts].any():
            published.states[total.cell] = State.COVERED


def _hide_until_open(every: list[Reader], states: States) -> int:
    """Hide totals until no hidden number is given away; the number of hidden ones that nothing can protect."""
    waiting = [(reader, members) for reader in every for members in reader.hidden]
    given_away = 0
    while waiting:
        reader, members = waiting.pop()
        while not reader.is_open(members):
            cell = reader.telling_total(members)
            if cell is None:
                given_away += 1
                break
            for other in every:
                other.forget(cell)
                if states[cell] == State.SHOWN:
                    other.hidden.setdefault(other.total_of[cell], [])
                    waiting.append((other, other.total_of[cell]))
            states[cell] = State.COVERED
    return given_away


def _show_what_was_hidden_in_vain(
    every: list[Reader], states: States, first: States, lows: Counts, highs: Counts
) -> None:
    """Give a total its ``first`` state again, the longest first, where all that is hidden stays open with it."""
    length = every[0].total_of
    hidden: list[int] = np.flatnonzero(states != first).tolist()
    for cell in sorted(hidden, key=lambda cell: -len(length[cell]))[:MOST_RESTORED]:
        limits = int(lows[cell]), int(highs[cell])
        for reader in every:
            reader.recall(cell, *limits)
        if all(_stays_open(reader, cell, State(first[cell])) for reader in every):
            states[cell] = first[cell]
        else:
            for reader in every:
                reader.forget(cell)


def _stays_open(reader: Reader, cell: int, state: State) -> bool:
    """Whether every hidden number that has to do with the total in ``cell``, now in ``state``, is open."""
    own = reader.total_of[cell]
    if not reader.agrees(cell):
        return False
    near, _ = reader.known.linked(own)
    about = [members for members in reader.hidden if not near.isdisjoint(members)]
    return all(reader.is_open(members) for members in about if members != own or state != State.SHOWN)
