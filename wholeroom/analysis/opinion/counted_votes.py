"""Which votes count: one for each participant and statement, the latest where there are times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.opinion.gathered_votes import GatheredVotes, Whole
from wholeroom.analysis.opinion.identifiers import Codes, Identifiers
from wholeroom.analysis.reading.bad_rows import BadRows
from wholeroom.analysis.reading.cells import Flags

SAME_TIME = plain("Line {line} has another vote of this person on this statement at the same time. Keep the right one.")
NO_TIME = plain("Line {line} has another vote of this person on this statement. Keep the right one.")


@dataclass(frozen=True, slots=True)
class CountedVotes:
    """One vote for each pair of participant and statement that has one, in that order, and what became of the others.

    ``participants`` and ``statements`` are names in natural order; only those with a vote that counts are there.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    participant: Codes
    statement: Codes
    value: NDArray[np.int8]
    replaced: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Moments:
    """Votes of pairs that have more than one, sorted by pair and time and cut into moments: one pair, one time.

    ``order`` are the votes, ``first`` where each moment begins in it and ``size`` how many votes it has; ``latest``
    says that no later moment of the pair follows, ``torn`` that the votes of the moment differ.
    """

    order: Whole
    first: Whole
    size: Whole
    latest: Flags
    torn: Flags

    def counting(self) -> Flags:
        """Which votes count: the first of each latest moment that is not torn."""
        counting = np.zeros(len(self.order), dtype=bool)
        counting[self.order[self.first[self.latest & ~self.torn]]] = True
        return counting

    def replaced(self) -> int:
        return int(self.size[~self.latest & ~self.torn].sum())

    def repeated(self) -> int:
        return int((self.size[self.latest & ~self.torn] - 1).sum())


def counted_votes(votes: GatheredVotes, bad_rows: BadRows) -> CountedVotes:
    """The one vote of each pair that counts.

    With times it is the latest. Votes of one pair at one time (or without times) that are the same count once; if they
    differ, all of them are bad rows. A pair whose latest votes are bad has no vote: an older one is no longer true.
    """
    participants, participant_ranks = _in_order(votes.participants)
    statements, statement_ranks = _in_order(votes.statements)
    participant, statement, rows = _sorted_by_pair(votes, participant_ranks, statement_ranks)
    same = np.zeros(len(rows) + 1, dtype=bool)  # as the one before
    np.logical_and(participant[1:] == participant[:-1], statement[1:] == statement[:-1], out=same[1:-1])
    shared = np.flatnonzero(same[1:] | same[:-1])
    replaced = repeated = 0
    if len(shared):
        moments = _moments(participant[shared], statement[shared], rows[shared], votes)
        replaced, repeated = moments.replaced(), moments.repeated()
        columns = [votes.vote_column or statements[place] for place in statement[shared].tolist()]
        _report_torn(moments, rows[shared], columns, votes, bad_rows)
        counting = np.ones(len(rows), dtype=bool)
        counting[shared] = moments.counting()
        participant, statement, rows = participant[counting], statement[counting], rows[counting]
    participants, participant = _only_used(participants, participant)
    statements, statement = _only_used(statements, statement)
    value = votes.value[rows]
    return CountedVotes(tuple(participants), tuple(statements), participant, statement, value, replaced, repeated)


def _in_order(identifiers: Identifiers) -> tuple[list[str], Codes]:
    """The names in natural order, and the place in it of each code."""
    order = identifiers.in_order()
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return [identifiers.names[code] for code in order.tolist()], ranks


def _sorted_by_pair(
    votes: GatheredVotes, participant_ranks: Codes, statement_ranks: Codes
) -> tuple[Codes, Codes, Codes]:
    """Participant, statement and row of each vote, sorted; the unsorted codes are given up for it.

    Two counting sorts, by statement and then by participant, as sparse matrices do them: no comparison is made.
    """
    coordinates = statement_ranks[votes.statement[:]], participant_ranks[votes.participant[:]]
    votes.statement.clear()
    votes.participant.clear()
    rows = np.arange(len(votes), dtype=np.int32)
    by_row = coo_array((rows, coordinates), shape=(len(statement_ranks), len(participant_ranks)))
    by_row.has_canonical_format = True  # or votes of one pair would be added up
    del coordinates, rows
    by_statement = by_row.tocsr()
    del by_row
    by_participant = by_statement.tocsc()
    del by_statement
    participant = np.repeat(np.arange(len(participant_ranks), dtype=np.int32), np.diff(by_participant.indptr))
    return participant, by_participant.indices, by_participant.data


def _moments(participant: Codes, statement: Codes, rows: Codes, votes: GatheredVotes) -> Moments:
    values = votes.value[rows]
    times = votes.time[rows] if votes.timed else np.zeros(len(rows), dtype=np.int64)
    order = np.lexsort((times, statement, participant))
    new_pair = _changes(participant[order]) | _changes(statement[order])
    first = np.flatnonzero(new_pair | _changes(times[order]))
    values = values[order]
    torn = np.minimum.reduceat(values, first) != np.maximum.reduceat(values, first)
    size = np.diff(first, append=len(order))
    return Moments(order, first, size, np.append(new_pair[first[1:]], True), torn)


def _changes(keys: NDArray[np.int64] | Codes) -> Flags:
    """Which keys differ from the one before; the first does."""
    return np.append(True, keys[1:] != keys[:-1])


def _report_torn(moments: Moments, rows: Codes, columns: list[str], votes: GatheredVotes, bad_rows: BadRows) -> None:
    values, lines = votes.value[rows].tolist(), votes.line[rows].tolist()
    code, words = ("other_vote_same_time", SAME_TIME) if votes.timed else ("other_vote", NO_TIME)
    for moment in np.flatnonzero(moments.torn).tolist():
        begin = moments.first[moment]
        members = moments.order[begin : begin + moments.size[moment]].tolist()
        others = {values[member]: lines[member] for member in reversed(members)}  # of each value, its first line
        for member in members:
            other = min(line for value, line in others.items() if value != values[member])
            why = Sentence(code, words, {"line": other})
            bad_rows.add(lines[member], columns[member], str(values[member]), why)


def _only_used(names: list[str], which: Codes) -> tuple[list[str], Codes]:
    """The names that are used, and where each entry's name is among them."""
    used = np.zeros(len(names), dtype=bool)
    used[which] = True
    if used.all():
        return names, which
    places = np.cumsum(used, dtype=np.int32) - np.int32(1)
    return [name for name, is_used in zip(names, used.tolist(), strict=True) if is_used], places[which]
