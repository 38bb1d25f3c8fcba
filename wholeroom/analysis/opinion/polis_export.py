"""A vote as a table without names, in the shapes of a Polis export: votes and statements in, files out.

What is not in it matters as much as what is: no name, no group a person says they belong to, no author, no time, and no
votes on a statement whose answers may not be shown. Ids of people are new in each export, so that two cannot be joined
by them.
"""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wholeroom.analysis.caveats import Caveat, Sentence, plain
from wholeroom.analysis.disclosure.rules import may_show_row
from wholeroom.analysis.opinion.identifiers import natural_key
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.result import OpinionMap
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.analysis.reading.bad_rows import InputError, safe_in_spreadsheet

FEWEST_EXPORTED = 30  # people with votes that may be passed on

VOTES, STATEMENTS, PEOPLE, SUMMARY, NOTES = (
    "votes.csv",
    "comments.csv",
    "participants-votes.csv",
    "summary.csv",
    "read-me.txt",
)
VOTE_COLUMNS = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
STATEMENT_COLUMNS = (
    "timestamp",
    "datetime",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
    "is-meta",  # newer exports have it, and a reader may look for it elsewhere where it is missing
)
PERSON_COLUMNS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
NOBODY = 0  # the author of every statement

FEW_PEOPLE = plain("Votes that may be passed on are those of {found} people. It takes {fewest} or more.")
NEW_IDS = Caveat("new_ids", "Ids of people are new in each export. They mean nothing anywhere else.")
NO_TIMES = Caveat("no_times", "timestamp is a counter and datetime is one day: when somebody voted was never kept.")
NO_AUTHORS = Caveat("no_authors", "author-id and n-comments are 0 throughout: who put in a statement is not told.")
COUNTED_ONLY = Caveat("counted_only", "Votes that waited to be counted are not in it.")
PHONES = Caveat("phones", "Votes come from phones or paper ballots: one person may have voted twice.")
LEFT_OUT = plain(
    "Statements whose votes are left out: {statements}. Their figures read 0. "
    "Fewer than 5 people voted, or fewer than 10 who all said one thing."
)
TAKEN_OUT = plain("Statements that were taken out have no words here: {statements}.")


@dataclass(frozen=True)
class PolisFiles:
    """The content of each file by its name, the statements whose votes are left out, and what must be said."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...]
    caveats: tuple[Caveat, ...]


def polis_files(
    votes: Votes,
    statements: Statements,
    *,
    topic: str,
    day: str,
    chance: random.Random,
    description: str = "",
    fewest: int = FEWEST_EXPORTED,
) -> PolisFiles:
    """The files of an export. ``day`` stands for every time; ``chance`` draws the ids of people.

    Votes on a statement are left out where its answers may not be shown (see ``disclosure.rules.answers``); so are the
    words of statements that were taken out. Raises InputError where fewer than ``fewest`` people have votes left.

    Not for a vote whose people were not told that it may be passed on: nothing here can know that.
    """
    safe, left_out = without_few_voters(votes)
    if len(safe.participants) < fewest:
        few = {"found": len(safe.participants), "fewest": fewest}
        raise InputError(Sentence("few_people", FEW_PEOPLE, few))
    ids = sorted(set(statements.ids) | set(votes.statements), key=natural_key)
    order = list(range(len(safe.participants)))
    chance.shuffle(order)  # the id of each person
    found = opinion_map(safe, statements)
    caveats = tuple(_caveats(left_out, [one for one in ids if statements.moderated_out(one)]))
    files = {
        VOTES: _table(VOTE_COLUMNS, _vote_rows(safe, order, day)),
        STATEMENTS: _table(STATEMENT_COLUMNS, _statement_rows(safe, statements, ids, day)),
        PEOPLE: _table((*PERSON_COLUMNS, *safe.statements), _person_rows(safe, order, found)),
        SUMMARY: _table(None, _summary_rows(topic, description, found, len(ids))),
        NOTES: "".join(f"{caveat.text()}\n" for caveat in caveats).encode(),
    }
    return PolisFiles(files, left_out, caveats)


def without_few_voters(votes: Votes) -> tuple[Votes, tuple[str, ...]]:
    """The votes without those on statements whose answers may not be shown, and which statements these are.

    >>> rows = [(str(person), "1", 1 - person % 2) for person in range(5)] + [("0", "2", 1)]
    >>> safe, left_out = without_few_voters(Votes.from_rows(rows))
    >>> safe.statements, len(safe.participants), left_out
    (('1',), 5, ('2',))
    """
    counts = _tallies(votes)
    shown = np.array([may_show_row(row, "answers") for row in counts.tolist()], dtype=np.bool_)
    kept = shown[votes.statement] if len(votes.value) else np.zeros(0, dtype=np.bool_)
    people, participant = np.unique(votes.participant[kept], return_inverse=True)
    place = np.cumsum(shown) - 1
    safe = replace(
        votes,
        participants=tuple(votes.participants[one] for one in people.tolist()),
        statements=tuple(one for one, shows in zip(votes.statements, shown.tolist(), strict=True) if shows),
        participant=participant.astype(np.int32),
        statement=place[votes.statement[kept]].astype(np.int32),
        value=votes.value[kept],
        rows_read=int(kept.sum()),
    )
    left_out = tuple(one for one, shows in zip(votes.statements, shown.tolist(), strict=True) if not shows)
    return safe, left_out


def _tallies(votes: Votes) -> np.ndarray:
    """Agree, disagree and pass of each statement."""
    counts = np.zeros((len(votes.statements), 3), dtype=np.int64)
    for column, value in enumerate((1, -1, 0)):
        np.add.at(counts[:, column], votes.statement[votes.value == value], 1)
    return counts


def _vote_rows(votes: Votes, order: Sequence[int], day: str) -> Iterator[Sequence[object]]:
    """By statement, then by the new id: an order that says nothing of who voted when."""
    voter = np.array(order, dtype=np.int64)[votes.participant]
    by_statement = np.lexsort((voter, votes.statement))
    columns = (votes.statement[by_statement], voter[by_statement], votes.value[by_statement])
    for count, (statement, who, value) in enumerate(zip(*(one.tolist() for one in columns), strict=True), start=1):
        yield count, day, votes.statements[statement], who, value


def _statement_rows(votes: Votes, statements: Statements, ids: Sequence[str], day: str) -> Iterator[Sequence[object]]:
    """Figures are of the votes in the file: 0 for a statement whose votes are left out."""
    counts = dict(zip(votes.statements, _tallies(votes).tolist(), strict=True))
    for count, one in enumerate(ids, start=1):
        agrees, disagrees, _passed = counts.get(one, (0, 0, 0))
        is_out = statements.moderated_out(one)
        words = "" if is_out else safe_in_spreadsheet(statements.text(one) or "")
        yield (
            count,
            day,
            one,
            NOBODY,
            agrees,
            disagrees,
            -1 if is_out else 1,
            words,
            "true" if statements.meta(one) else "false",
        )


def _person_rows(votes: Votes, order: Sequence[int], found: OpinionMap) -> Iterator[Sequence[object]]:
    values: list[list[object]] = [[""] * len(votes.statements) for _ in votes.participants]
    columns = votes.participant.tolist(), votes.statement.tolist(), votes.value.tolist()
    for who, statement, value in zip(*columns, strict=True):
        values[who][statement] = value
    group = dict(zip(found.places.participants, found.places.group.tolist(), strict=True))
    for who in sorted(range(len(order)), key=lambda one: order[one]):
        own = values[who]
        in_group = group[votes.participants[who]]
        told = sum(value != "" for value in own), own.count(1), own.count(-1)
        yield order[who], in_group if in_group >= 0 else "", 0, *told, *own


def _summary_rows(topic: str, description: str, found: OpinionMap, statements: int) -> Iterator[Sequence[object]]:
    """What nobody counts here, such as views, stays blank."""
    yield "topic", safe_in_spreadsheet(topic)
    yield "url", ""
    yield "views", ""
    yield "voters", len(found.places)
    yield "voters-in-conv", found.counted
    yield "commenters", ""
    yield "comments", statements
    yield "groups", len(found.groups)
    yield "conversation-description", safe_in_spreadsheet(description)


def _caveats(left_out: Sequence[str], taken_out: Sequence[str]) -> Iterator[Caveat]:
    yield from (NEW_IDS, NO_TIMES, NO_AUTHORS, COUNTED_ONLY, PHONES)
    if left_out:
        yield Caveat("left_out", LEFT_OUT, {"statements": ", ".join(left_out)})
    if taken_out:
        yield Caveat("taken_out", TAKEN_OUT, {"statements": ", ".join(taken_out)})


def _table(columns: Sequence[str] | None, rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
