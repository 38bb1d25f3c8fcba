"""Votes on statements: read from a file or taken from plain rows, one for each participant and statement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.caveats import Caveat, Sentence
from wholeroom.analysis.opinion.counted_votes import CountedVotes, counted_votes
from wholeroom.analysis.opinion.gathered_votes import GatheredVotes, Limits
from wholeroom.analysis.opinion.identifiers import TOO_LONG, Codes
from wholeroom.analysis.opinion.vote_shapes import BLANK, LONG_ID, NO_ID, NOT_A_VOTE, shape_of, vote_of
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows, InputError
from wholeroom.analysis.reading.batches import batches
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.rows import open_table

BLOCK = 1 << 19  # bytes read at a time: the arrays of one block stay in the processor's cache
DEFAULT_LIMITS = Limits()
NO_VOTES = Sentence("no_votes", "The file has names of columns but no votes. Add the votes and try again.")


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who voted what on which statement; agree is 1, pass 0, disagree -1.

    ``participants`` and ``statements`` are ids as written, numbers by value first, then texts; only those with a vote
    are there. Entry i of ``participant``, ``statement`` (places in those, int32) and ``value`` (int8) is one vote;
    entries are sorted by participant, then statement, and no two are for the same pair.

    ``rows_read`` is ``rows_used`` (the entries) + ``rows_replaced`` (by a later vote) + ``rows_repeated`` (the same
    vote again) + ``bad_count``. In a wide table each filled cell is a row. ``bad_rows`` are in the order of their
    lines, the first million of them.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    participant: Codes
    statement: Codes
    value: NDArray[np.int8]
    rows_read: int
    rows_replaced: int = 0
    rows_repeated: int = 0
    bad_count: int = 0
    bad_rows: tuple[BadRow, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def rows_used(self) -> int:
        return len(self.value)

    @staticmethod
    def from_rows(rows: Iterable[tuple[object, object, object]], limits: Limits = DEFAULT_LIMITS) -> "Votes":
        """Votes from plain rows (participant, statement, vote), under the rules for a file without times.

        The ``line`` of a bad row is the number of the row, from 1.

        >>> votes = Votes.from_rows([("ann", 1, 1), ("ben", 1, -1), ("ann", 2, "pass")])
        >>> list(votes.rows())
        [('ann', '1', 1), ('ann', '2', 0), ('ben', '1', -1)]
        """
        votes = GatheredVotes(limits, timed=False, vote_column="vote")
        bad_rows = BadRows()
        votes.add_rows(_sound_rows(rows, votes, bad_rows))
        return _votes(votes, bad_rows)

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """The votes as plain rows (participant, statement, vote)."""
        columns = self.participant.tolist(), self.statement.tolist(), self.value.tolist()
        for participant, statement, value in zip(*columns, strict=True):
            yield self.participants[participant], self.statements[statement], value


def read_votes(
    source: Source, *, progress: Progress | None = None, limits: Limits = DEFAULT_LIMITS, careful: bool = False
) -> Votes:
    """Read votes from a path or a stream of bytes, in any of three shapes told apart by the first line.

    1. ``participant,statement,vote``, a row for each vote; a column ``timestamp`` is used, others are not.
    2. A Polis export ``votes.csv``: ``timestamp,datetime,comment-id,voter-id,vote``.
    3. A Polis export ``participants-votes.csv``, or any table with a column ``participant`` and one for each statement.

    With times the latest vote counts. Without, votes for one pair that differ are bad rows. Each bad row is left out
    and reported. ``careful`` takes the slow way throughout: the same answer, for tests.

    Raises InputError if the file is no table of votes, has none, or has more than ``limits``.

    >>> import io
    >>> votes = read_votes(io.BytesIO(b"participant,statement,vote\\nann,s1,agree\\nben,s1,-1\\nben,s2,yes\\n"))
    >>> list(votes.rows()), votes.bad_rows[0].line, votes.bad_rows[0].column, votes.bad_rows[0].value
    ([('ann', 's1', 1), ('ben', 's1', -1)], 4, 'vote', 'yes')
    """
    header, blocks = open_table(source, progress, BLOCK)
    shape = shape_of(header)
    votes = GatheredVotes(limits, timed=shape.time is not None, vote_column=shape.vote_column(header))
    bad_rows = BadRows()
    for batch in batches(blocks, header, shape.wanted(), bad_rows, careful=careful):
        shape.gather(batch, header, votes, bad_rows)
    if not len(votes) and not bad_rows.count:
        raise InputError(NO_VOTES, header.line)
    return _votes(votes, bad_rows)


def _sound_rows(
    rows: Iterable[tuple[object, object, object]], votes: GatheredVotes, bad_rows: BadRows
) -> Iterator[tuple[int, int, int, int]]:
    """Codes of participant and statement, value and line of each row that is sound."""
    for line, (participant, statement, vote) in enumerate(rows, start=1):
        value = vote_of(str(vote))
        if value >= BLANK:
            bad_rows.add(line, "vote", str(vote), NOT_A_VOTE)
            continue
        codes = votes.participants.code(str(participant)), votes.statements.code(str(statement))
        faults = [at for at, code in enumerate(codes) if code < 0]
        if not faults:
            yield *codes, value, line
            continue
        at = faults[0]
        why = LONG_ID if codes[at] == TOO_LONG else NO_ID
        bad_rows.add(line, ("participant", "statement")[at], str((participant, statement)[at]), why)


def _votes(votes: GatheredVotes, bad_rows: BadRows) -> Votes:
    read = len(votes) + bad_rows.count
    counted = counted_votes(votes, bad_rows)
    return Votes(
        counted.participants,
        counted.statements,
        counted.participant,
        counted.statement,
        counted.value,
        rows_read=read,
        rows_replaced=counted.replaced,
        rows_repeated=counted.repeated,
        bad_count=bad_rows.count,
        bad_rows=bad_rows.kept(),
        caveats=tuple(_caveats(counted, bad_rows)),
    )


def _caveats(counted: CountedVotes, bad_rows: BadRows) -> Iterator[Caveat]:
    if bad_rows.count:
        yield Caveat("bad_rows", "Rows left out: {count}. Each is in the list of bad rows.", {"count": bad_rows.count})
    if bad_rows.count > bad_rows.most:
        yield Caveat("bad_rows_cut", "The list of bad rows stops after {most}.", {"most": bad_rows.most})
    if counted.replaced:
        yield Caveat(
            "votes_replaced", "Votes changed later: {count}. The last one counts.", {"count": counted.replaced}
        )
    if counted.repeated:
        yield Caveat("votes_repeated", "Votes found twice: {count}. Each counts once.", {"count": counted.repeated})
