"""The three shapes of a table of votes, told apart by the header, and the votes in a batch of rows."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.opinion.gathered_votes import GatheredVotes
from wholeroom.analysis.opinion.identifiers import MISSING
from wholeroom.analysis.reading.bad_rows import BadRows, InputError
from wholeroom.analysis.reading.batches import Batch
from wholeroom.analysis.reading.cells import (
    LONGEST_SPELLING,
    Cells,
    Flags,
    short_words,
    spellings,
    whole_numbers,
    word_of,
)
from wholeroom.analysis.reading.headers import TWICE, Header, listed

ROWS = ("participant", "statement", "vote")
POLIS_ROWS = ("voter-id", "comment-id", "vote")
POLIS_COUNTS = {"group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
TIME = "timestamp"

SPELLINGS = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1, "+1": 1}
WORDS = {"agree": 1, "pass": 0, "disagree": -1}
NO_VOTE, BLANK = 9, 8  # no vote has these values
AGREE, PASS, DISAGREE = word_of(b"1"), word_of(b"0"), word_of(b"-1")
TIME_SPELLING = re.compile(r"[+-]?[0-9]{1,18}|[+]?[0-9]{19}")
LATEST_TIME = (1 << 63) - 1

NOT_A_VOTE = Sentence("not_a_vote", "This is not a vote. Write 1 for agree, 0 for pass, -1 for disagree.")
NOT_A_TIME = Sentence("not_a_time", "This is not a time. Write a whole number, such as 1500232652930.")
NO_ID = Sentence("no_id", "The id is missing here. Write who voted, or on which statement.")
LONG_ID = Sentence("long_id", "This id is too long. It may have 200 letters at most.")
NO_STATEMENTS = plain("The file has no columns for statements. It has: {found}. Add a column for each statement.")


@dataclass(frozen=True, slots=True)
class LongShape:
    """A row for each vote: the positions of its columns."""

    participant: int
    statement: int
    vote: int
    time: int | None

    def wanted(self) -> list[int]:
        positions = [self.participant, self.statement, self.vote]
        return positions if self.time is None else [*positions, self.time]

    def vote_column(self, header: Header) -> str | None:
        return header.names[self.vote]

    def gather(self, batch: Batch, header: Header, votes: GatheredVotes, bad_rows: BadRows) -> None:
        """Add the votes of ``batch`` to ``votes``."""
        names = [header.names[position] for position in self.wanted()]
        values = vote_values(batch.column(2))
        good = values < BLANK
        _report(bad_rows, batch, 2, names[2], ~good, NOT_A_VOTE)
        times = None
        if self.time is not None:
            times, timed = time_values(batch.column(3))
            _report(bad_rows, batch, 3, names[3], good & ~timed, NOT_A_TIME)
            good &= timed
        if not good.all():
            batch, values, times = batch.of(good), values[good], None if times is None else times[good]
        participants = votes.participants.codes(batch.column(0))
        statements = votes.statements.codes(batch.column(1))
        _report_ids(bad_rows, batch, 0, names[0], participants)
        _report_ids(bad_rows, batch, 1, names[1], np.where(participants < 0, 0, statements))
        named = (participants >= 0) & (statements >= 0)
        if not named.all():
            batch, values, times = batch.of(named), values[named], None if times is None else times[named]
            participants, statements = participants[named], statements[named]
        votes.add(participants, statements, values, batch.lines, times)


@dataclass(frozen=True, slots=True)
class WideShape:
    """A row for each participant, a column for each statement: the positions of its columns."""

    participant: int
    statements: tuple[int, ...]
    time: None = None

    def wanted(self) -> list[int]:
        return [self.participant, *self.statements]

    def vote_column(self, header: Header) -> str | None:
        return None

    def gather(self, batch: Batch, header: Header, votes: GatheredVotes, bad_rows: BadRows) -> None:
        """Add the votes of ``batch`` to ``votes``; a blank cell is no vote."""
        participants = votes.participants.codes(batch.column(0))
        _report_ids(bad_rows, batch, 0, header.names[self.participant], participants)
        if (participants < 0).any():
            batch, participants = batch.of(participants >= 0), participants[participants >= 0]
        statements = np.array([votes.statements.code(header.names[position]) for position in self.statements])
        row, column = np.nonzero(batch.ends[:, 1:] > batch.starts[:, 1:])
        cells = Cells(batch.text, batch.starts[row, column + 1], batch.ends[row, column + 1])
        values = vote_values(cells)
        for at in np.flatnonzero(values == NO_VOTE).tolist():
            name = header.names[self.statements[column[at]]]
            bad_rows.add(int(batch.lines[row[at]]), name, cells.string(at), NOT_A_VOTE)
        good = values < BLANK
        row, column, values = row[good], column[good], values[good]
        votes.add(participants[row], statements[column].astype(np.int32), values, batch.lines[row], None)


def shape_of(header: Header) -> LongShape | WideShape:
    """The shape of the table with this header. Raises InputError if it is none of the three."""
    for names in (ROWS, POLIS_ROWS):
        if all(header.has(name) for name in names):
            return _long_shape(header, names)
    if header.has(ROWS[0]) and not any(header.has(name) for name in (*ROWS[1:], *POLIS_ROWS)):
        return _wide_shape(header)
    polis = sum(map(header.has, POLIS_ROWS)) > sum(map(header.has, ROWS))
    return _long_shape(header, POLIS_ROWS if polis else ROWS)


def _long_shape(header: Header, names: tuple[str, str, str]) -> LongShape:
    participant, statement, vote = (header.position(name, names) for name in names)
    return LongShape(participant, statement, vote, header.position(TIME) if header.has(TIME) else None)


def _wide_shape(header: Header) -> WideShape:
    participant = header.position(ROWS[0])
    statements = tuple(
        position
        for position, name in enumerate(header.names)
        if position != participant and name and name.casefold() not in POLIS_COUNTS
    )
    if not statements:
        raise InputError(Sentence("no_statements", NO_STATEMENTS, {"found": listed(header.names)}), header.line)
    seen: set[str] = set()
    for position in statements:
        name = header.names[position]
        if len(name.encode()) > LONGEST_SPELLING:
            raise InputError(LONG_ID, header.line, name)
        if name in seen:
            raise InputError(Sentence("column_twice", TWICE, {"name": name}), header.line, name)
        seen.add(name)
    return WideShape(participant, statements)


def vote_of(text: str) -> int:
    """The vote a text stands for: 1, 0 or -1; BLANK if it is blank, NO_VOTE if it is anything else.

    >>> vote_of(" Agree "), vote_of("-1.0"), vote_of("0.5") == NO_VOTE
    (1, -1, True)
    """
    text = text.strip()
    if not text:
        return BLANK
    value = SPELLINGS.get(text)
    return WORDS.get(text.lower(), NO_VOTE) if value is None else value


def vote_values(cells: Cells) -> NDArray[np.int8]:
    """What ``vote_of`` says of each cell."""
    words = short_words(cells)
    agree, disagree = words == AGREE, words == DISAGREE
    values: NDArray[np.int8] = agree.view(np.int8) - disagree.view(np.int8)
    odd = ~(agree | disagree | (words == PASS))
    if odd.any():
        values[odd] = _odd_vote_values(cells.of(odd))
    return values


def _odd_vote_values(cells: Cells) -> NDArray[np.int8]:
    values = np.full(len(cells), NO_VOTE, dtype=np.int8)
    short = cells.lengths() <= LONGEST_SPELLING
    distinct, which = spellings(cells.of(short))
    values[short] = np.array([vote_of(raw.decode()) for raw in distinct], dtype=np.int8)[which]
    return values


def time_of(text: str) -> int | None:
    """A time as a whole number, whatever its unit and start; None if it is none.

    >>> time_of("1500232652930"), time_of("1.5E+12"), time_of("")
    (1500232652930, None, None)
    """
    text = text.strip()
    if not TIME_SPELLING.fullmatch(text) or int(text) > LATEST_TIME:
        return None
    return int(text)


def time_values(cells: Cells) -> tuple[NDArray[np.int64], Flags]:
    """What ``time_of`` says of each cell, and which cells are times."""
    times, good = whole_numbers(cells)
    for row in np.flatnonzero(~good).tolist():
        time = time_of(cells.string(row))
        if time is not None:
            times[row], good[row] = time, True
    return times, good


def _report(bad_rows: BadRows, batch: Batch, column: int, name: str, which: Flags, why: Sentence) -> None:
    cells = batch.column(column)
    for row in np.flatnonzero(which).tolist():
        bad_rows.add(int(batch.lines[row]), name, cells.string(row), why)


def _report_ids(bad_rows: BadRows, batch: Batch, column: int, name: str, codes: NDArray[np.int32]) -> None:
    if (codes < 0).any():
        _report(bad_rows, batch, column, name, codes == MISSING, NO_ID)
        _report(bad_rows, batch, column, name, codes < MISSING, LONG_ID)
