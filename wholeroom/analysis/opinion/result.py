"""What an opinion map holds: people placed by their votes, the groups found, every statement, and the caveats."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from wholeroom.analysis.caveats import Caveat

if TYPE_CHECKING:
    import altair


@dataclass(frozen=True, slots=True)
class Person:
    """One participant: where the votes place them (unitless map coordinates), null when not counted."""

    participant: str
    x: float | None
    y: float | None
    opinion_group: str | None
    votes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers to one statement: how many agreed, disagreed and passed."""

    agree: int
    disagree: int
    passed: int

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class StatementResult:
    """One statement: the whole room's answers, what all groups share, and where it stands on the map.

    ``consensus`` is the group-informed consensus in [0, 1] (null without groups); ``room_consensus`` is the strength
    with which the whole room agrees (above 0) or disagrees (below 0), null where neither passes its test; ``groups``
    has the answers of each opinion group by its letter. A statement moderated out keeps its answers but no results.
    """

    statement: str
    text: str | None
    room: Tally
    groups: dict[str, Tally]
    consensus: float | None
    room_consensus: float | None
    priority: float | None
    x: float | None
    y: float | None
    moderated_out: bool
    meta: bool


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that marks a group off from everyone else.

    ``direction`` is "agree" or "disagree"; ``share`` is the smoothed share of the group that answers so, ``ratio`` that
    share over everyone else's; ``z`` and ``z_ratio`` are the test values of the two (one sided, 1.2816 is 90 %);
    ``sufficient`` says whether both tests pass; ``best`` marks the strongest agreement.
    """

    statement: str
    direction: str
    agree: int
    disagree: int
    votes: int
    share: float
    ratio: float
    z: float
    z_ratio: float
    sufficient: bool
    best: bool


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People whose votes are alike: a letter, how many, the middle of their places, and what marks them off."""

    opinion_group: str
    size: int
    x: float
    y: float
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What spoke for and against one number of groups: mean ``silhouette`` (-1 to 1) and ``stability``
    (adjusted Rand index between halves, 1 is the same; null where a better number had already been found)."""

    groups: int
    silhouette: float
    stability: float | None
    chosen: bool


@dataclass(frozen=True)
class Places:
    """Everybody's place, as columns of equal length in the order of the ids: nan and -1 where not counted."""

    participants: tuple[str, ...]
    x: np.ndarray
    y: np.ndarray
    group: np.ndarray
    votes: np.ndarray

    def __len__(self) -> int:
        return len(self.participants)


@dataclass(frozen=True)
class OpinionMap:
    """The answer: places, statements (in the order of their ids), groups (A is the largest), evidence and caveats.

    ``votes`` counts the votes used, ``counted`` the people who voted on enough statements to be placed (``needed``),
    ``drawn`` whether there are people enough for a picture. ``explained`` is the share of the differences between
    people that each axis shows.
    """

    places: Places
    statements: tuple[StatementResult, ...]
    groups: tuple[OpinionGroup, ...]
    evidence: tuple[Evidence, ...]
    caveats: tuple[Caveat, ...]
    votes: int
    counted: int
    needed: int
    drawn: bool
    explained: tuple[float, float]

    @property
    def participants(self) -> Iterator[Person]:
        """A row per participant, in the order of the ids."""
        letters = [group.opinion_group for group in self.groups]
        columns = zip(
            self.places.x.tolist(),
            self.places.y.tolist(),
            self.places.group.tolist(),
            self.places.votes.tolist(),
            strict=True,
        )
        for participant, (x, y, group, votes) in zip(self.places.participants, columns, strict=True):
            placed = x == x
            yield Person(
                participant, x if placed else None, y if placed else None, letters[group] if group >= 0 else None, votes
            )

    def json(self) -> bytes:
        """The whole answer as UTF-8 JSON, the same bytes for the same votes."""
        return msgspec.json.encode(as_plain(self))

    def chart(self) -> "altair.Chart | altair.LayerChart | altair.VConcatChart":
        """The map as an Altair chart, its caveats printed on it. ValueError where too few people could be placed."""
        from wholeroom.analysis.opinion.chart import opinion_chart

        return opinion_chart(self)


def as_plain(result: OpinionMap) -> dict[str, object]:
    """The answer as plain lists and dictionaries: what the JSON file holds and what other programs may rely on."""
    return {
        "votes": result.votes,
        "counted": result.counted,
        "needed": result.needed,
        "drawn": result.drawn,
        "explained": result.explained,
        "participants": list(result.participants),
        "statements": [_plain_statement(one) for one in result.statements],
        "groups": result.groups,
        "evidence": result.evidence,
        "caveats": [{"code": one.code, "text": one.text(), "values": dict(one.values)} for one in result.caveats],
    }


def _plain_statement(one: StatementResult) -> dict[str, object]:
    return {
        "statement": one.statement,
        "text": one.text,
        "agree": one.room.agree,
        "disagree": one.room.disagree,
        "pass": one.room.passed,
        "groups": {letter: _plain_tally(tally) for letter, tally in one.groups.items()},
        "consensus": one.consensus,
        "room_consensus": one.room_consensus,
        "priority": one.priority,
        "x": one.x,
        "y": one.y,
        "moderated_out": one.moderated_out,
        "meta": one.meta,
    }


def _plain_tally(tally: Tally) -> dict[str, int]:
    return {"agree": tally.agree, "disagree": tally.disagree, "pass": tally.passed}
