"""From votes to an opinion map: who counts, where they stand, which groups there are, what each and all can say."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.opinion import doubts, places, tallies
from wholeroom.analysis.opinion import groups as grouping
from wholeroom.analysis.opinion.identifiers import natural_key
from wholeroom.analysis.opinion.places import Floats, Integers
from wholeroom.analysis.opinion.result import OpinionGroup, OpinionMap, Places, StatementResult, Tally
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.votes import Votes

ENOUGH_VOTES = 7
"""Votes a person needs to be placed; all of them where there are fewer statements."""

FEWEST_DRAWN = 30
"""Placed people needed before a map is drawn."""

LETTERS = "ABCDE"


def opinion_map(votes: Votes, statements: Statements | None = None, *, seed: int = 0) -> OpinionMap:
    """Place people by their votes, find the groups the data can tell, and say what each and all of them can agree on.

    The answer depends on the votes alone: not on ids of people, nor on the order of rows. One seed drives all chance;
    on one machine the same votes give the same bytes. Statements moderated out or about the conversation itself add
    nothing to the places. Not for fewer than 15 people (no groups) or 30 (no picture): the result says so.

    Source: Small, Bjorkegren, Erkkilä, Shaw and Megill (2021), Polis: scaling deliberation by mapping high dimensional
    opinion spaces, Recerca 26(2); the number of groups as in ``groups``.

    >>> votes = Votes.from_rows([("ann", "1", 1), ("bob", "1", -1), ("cy", "1", 1)])
    >>> answer = opinion_map(votes)
    >>> answer.statements[0].room
    Tally(agree=2, disagree=1, passed=0)
    >>> answer.groups
    ()
    """
    with threadpool_limits(limits=1):
        return Working(votes, statements or Statements.none(), seed).result()


class Working:
    """The intermediate results of one map, each computed once."""

    def __init__(self, votes: Votes, statements: Statements, seed: int) -> None:
        self.votes, self.statements, self.seed = votes, statements, seed
        self.left_out = np.array([statements.left_out(one) for one in votes.statements], dtype=np.bool_)
        self.meta = np.array([statements.meta(one) for one in votes.statements], dtype=np.bool_)
        self.matrix = places.vote_matrix(votes.participant, votes.statement, votes.value, self.left_out)
        self.needed = min(ENOUGH_VOTES, len(votes.statements))
        self.counted = np.flatnonzero(self.matrix.votes_each >= self.needed)
        difference, mean = places.centred(self.matrix)
        self.axes = places.axes(difference, mean)
        self.people = places.people_places(self.matrix, difference, self.axes.direction)
        self.found = grouping.opinion_groups(self.matrix, difference, self.people, self.counted, self.seed)
        self.above_chance = self._above_chance(difference)
        self.label, self.size, self.centre = self._lettered()
        self.answers = tallies.answers_by_group(self.matrix.agreement, self.label, max(1, self.found.groups))
        self.room = tallies.answers_by_group(self.matrix.agreement, np.zeros_like(self.label), 1).pooled()

    def _above_chance(self, difference: sparse.csr_matrix) -> int | None:
        if len(self.counted) < grouping.FEWEST_PEOPLE:
            return None
        return grouping.axes_above_chance(difference, self.counted, self.seed)

    def _lettered(self) -> tuple[Integers, Integers, Floats]:
        """Group per row of the matrix (-1: none), sizes and centres; the largest group is 0, then by centre.

        Without groups all counted people are pooled in 0, for the totals that the priority needs.
        """
        label = np.full(self.matrix.agreement.shape[0], -1, dtype=np.int64)
        if not self.found.groups:
            label[self.counted] = 0
            return label, np.zeros(0, dtype=np.int64), np.zeros((0, 2))
        size = np.bincount(self.found.label, minlength=self.found.groups)
        stands = self.people[self.counted]
        centre = np.array([stands[self.found.label == group].mean(axis=0) for group in range(self.found.groups)])
        order = np.lexsort((centre[:, 1], centre[:, 0], -size))
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        label[self.counted] = rank[self.found.label]
        return label, size[order], centre[order]

    def result(self) -> OpinionMap:
        return OpinionMap(
            places=self._places(),
            statements=tuple(self._statements()),
            groups=tuple(self._groups()),
            evidence=self.found.evidence,
            caveats=tuple(self._caveats()),
            votes=len(self.votes.value),
            counted=len(self.counted),
            needed=self.needed,
            drawn=len(self.counted) >= FEWEST_DRAWN,
            explained=self.axes.explained,
        )

    def _caveats(self) -> Iterator[Caveat]:
        yield doubts.VOTERS_ONLY
        yield from doubts.about_groups(len(self.counted), self.found)
        if len(self.counted) < FEWEST_DRAWN:
            yield doubts.not_drawn(len(self.counted), FEWEST_DRAWN)
        if self.above_chance is not None and len(self.counted) >= FEWEST_DRAWN:
            yield from doubts.about_axes(self.axes.explained, self.above_chance)
        yield from doubts.about_people(self.matrix.votes_each, self.needed)
        yield from doubts.about_seeing(self._seen_each(), int((~self.left_out).sum()))
        told, voted = set(self.statements.ids), set(self.votes.statements)
        wordless = len(voted - told) if told else 0
        taken_out = sum(self.statements.moderated_out(one) for one in self.votes.statements)
        about_itself = int(self.left_out.sum()) - taken_out
        yield from doubts.about_statements(taken_out, about_itself, unvoted=len(told - voted), wordless=wordless)
        yield from self.votes.caveats

    def _seen_each(self) -> Integers:
        """How many votes each person gave on statements that shape the map, in the order of ids."""
        each = self._votes_each()
        if self.left_out.any():
            on_others = self.votes.participant[self.left_out[self.votes.statement]]
            each -= np.bincount(on_others, minlength=len(each))
        return each

    def _votes_each(self) -> Integers:
        """In the order of ids: the matrix has an order of its own."""
        each = np.zeros(len(self.votes.participants), dtype=np.int64)
        each[self.matrix.person] = self.matrix.votes_each
        return each

    def _places(self) -> Places:
        """Back from the order of votes to the order of ids."""
        people = len(self.votes.participants)
        stands, group = np.full((people, 2), np.nan), np.full(people, -1, dtype=np.int64)
        person = self.matrix.person
        stands[person[self.counted]] = self.people[self.counted]
        if self.found.groups:
            group[person] = self.label
        return Places(tuple(self.votes.participants), stands[:, 0], stands[:, 1], group, self._votes_each())

    def _groups(self) -> Iterator[OpinionGroup]:
        for group in range(self.found.groups):
            x, y = self.centre[group].tolist()
            picked = tallies.representative_statements(self.answers, group, self.votes.statements, self.left_out)
            yield OpinionGroup(LETTERS[group], int(self.size[group]), x, y, picked)

    def _statements(self) -> Iterator[StatementResult]:
        voted = {statement: position for position, statement in enumerate(self.votes.statements)}
        stands = places.statement_places(self.axes, self.left_out)
        extremity = np.hypot(stands[:, 0], stands[:, 1])
        priority = tallies.priority(self.answers.pooled(), extremity, self.meta)
        consensus = tallies.group_informed_consensus(self.answers)
        room = tallies.room_consensus(self.room, self.left_out)
        for statement in sorted(set(voted) | set(self.statements.ids), key=natural_key):
            if statement not in voted:
                yield self._unvoted(statement)
                continue
            j = voted[statement]
            out = self.statements.moderated_out(statement)
            yield StatementResult(
                statement=statement,
                text=self.statements.text(statement),
                room=_tally(self.room, j),
                groups={LETTERS[group]: _tally(self.answers, (group, j)) for group in range(self.found.groups)},
                consensus=float(consensus[j]) if self.found.groups and not self.left_out[j] else None,
                room_consensus=float(room[j]) if not np.isnan(room[j]) else None,
                priority=None if out else float(priority[j]),
                x=None if self.left_out[j] else float(stands[j, 0]),
                y=None if self.left_out[j] else float(stands[j, 1]),
                moderated_out=out,
                meta=bool(self.meta[j]),
            )

    def _unvoted(self, statement: str) -> StatementResult:
        nothing = np.zeros(1, dtype=np.int64)
        meta = np.array([self.statements.meta(statement)])
        weight = tallies.priority(tallies.Answers(nothing, nothing, nothing), np.zeros(1), meta)
        out = self.statements.moderated_out(statement)
        return StatementResult(
            statement=statement,
            text=self.statements.text(statement),
            room=Tally(0, 0, 0),
            groups={letter: Tally(0, 0, 0) for letter in LETTERS[: self.found.groups]},
            consensus=None,
            room_consensus=None,
            priority=None if out else float(weight[0]),
            x=None,
            y=None,
            moderated_out=out,
            meta=bool(meta[0]),
        )


def _tally(answers: tallies.Answers, at: int | tuple[int, int]) -> Tally:
    return Tally(int(answers.agree[at]), int(answers.disagree[at]), int(answers.passed[at]))
