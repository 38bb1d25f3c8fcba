"""Draws the map of a room from the votes that are counted, and says what to ask next. It runs in the worker.

The votes of a room that is voting are kept as arrays between two drawings: only what was counted since is read.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from wholeroom.analysis.opinion.live_map import Crowd, LiveGroup, LiveMap, live_map
from wholeroom.analysis.opinion.opinion_map import FEWEST_DRAWN
from wholeroom.analysis.opinion.statements import Statement as Words
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.web.activities.statement_vote.actions import ballot_of
from wholeroom.web.activities.statement_vote.figures import heard, is_public
from wholeroom.web.activities.statement_vote.models import Standing, Statement, Vote
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.live.bus import publish
from wholeroom.web.rooms.models import Step

MOST_KEPT = 8  # rooms whose votes stay in memory
NOBODY = 2  # no vote, in an array of votes
Counted = tuple[UUID, int, int]  # participant, number of the statement, value


@dataclass
class KeptVotes:
    """The counted votes of one step: a row for each person, a column for each statement."""

    number: int = -1  # of the standing they belong to
    people: dict[UUID, int] = field(default_factory=dict)
    values: np.ndarray = field(default_factory=lambda: np.full((256, 32), NOBODY, dtype=np.int8))

    def take(self, counted: Sequence[Counted]) -> None:
        if not counted:
            return
        columns = max(number for _, number, _ in counted)
        people = len(self.people | dict.fromkeys(who for who, _, _ in counted))
        self._make_room(people, columns)
        for who, number, value in counted:
            row = self.people.setdefault(who, len(self.people))
            self.values[row, number - 1] = value

    def _make_room(self, people: int, statements: int) -> None:
        rows, columns = self.values.shape
        if people <= rows and statements <= columns:
            return
        grown = np.full((max(rows, 2 * people), max(columns, 2 * statements)), NOBODY, dtype=np.int8)
        grown[:rows, :columns] = self.values
        self.values = grown

    def votes(self) -> Votes:
        values = self.values[: len(self.people)]
        person, column = np.nonzero(values != NOBODY)
        used = np.unique(column)
        names = tuple(str(number + 1) for number in used.tolist())
        place = np.zeros(values.shape[1], dtype=np.int32)
        place[used] = np.arange(len(used))
        return Votes(
            participants=tuple(str(row) for row in range(len(values))),
            statements=names,
            participant=person.astype(np.int32),
            statement=place[column],
            value=values[person, column],
            rows_read=len(person),
        )


_kept: dict[int, KeptVotes] = {}


def draw(step: Step, taken: Sequence[Counted] = ()) -> None:
    """Draw the map of a step anew; ``taken`` is what was counted last, where it was counted here."""
    standing = Standing.objects.get(step=step)
    kept = _kept.pop(step.pk, None) or KeptVotes()
    if not taken or kept.number != standing.number - 1:
        kept, taken = KeptVotes(), all_counted(step)
    kept.take(taken)
    kept.number = standing.number
    _kept[step.pk] = kept
    for oldest in list(_kept)[:-MOST_KEPT]:
        del _kept[oldest]
    before = read(standing.drawn)
    drawing = live_map(kept.votes(), words_of(step), before=before, fewest=FEWEST_DRAWN)
    drawn = asdict(drawing.map) if drawing.map else None
    newest = Standing.objects.filter(step=step, number=standing.number)
    weights = {name: weight for name, weight in drawing.weights.items() if name in heard(standing)}
    kept_now = newest.update(drawn=drawn, weights=weights, drawn_number=standing.number)
    if kept_now and drawing.map != before and is_public(standing, ballot_of(step), step):
        publish(step.room_id.hex)


def all_counted(step: Step) -> list[Counted]:
    counted = Vote.objects.filter(step=step, counted__isnull=False)
    return list(counted.values_list("participant", "statement__number", "counted"))


def words_of(step: Step) -> Statements:
    """Which statements take no part in the map: those that no longer show, and those about the vote itself."""
    found = Statement.objects.filter(step=step).values_list("number", "words__state", "is_about_vote")
    shown = Contribution.State.SHOWN
    return Statements(
        {str(number): Words("", moderated_out=state != shown, meta=meta) for number, state, meta in found}
    )


def read(drawn: dict[str, Any] | None) -> LiveMap | None:
    """The map as it was kept."""
    if drawn is None:
        return None
    return LiveMap(
        statements=tuple(drawn["statements"]),
        mean=tuple(drawn["mean"]),
        direction=(tuple(drawn["direction"][0]), tuple(drawn["direction"][1])),
        reach=drawn["reach"],
        people=drawn["people"],
        groups=tuple(LiveGroup(**one) for one in drawn["groups"]),
        crowds=tuple(Crowd(**one) for one in drawn["crowds"]),
        left_out=tuple(drawn["left_out"]),
    )
