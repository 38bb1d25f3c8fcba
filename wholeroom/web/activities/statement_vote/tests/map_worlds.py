"""Worlds with a map in them: what is drawn of a room so small that real ones have none, and the search for others."""

import random
from collections.abc import Iterator
from typing import Any

from wholeroom.analysis.opinion.live_map import LiveMap, live_map
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.web.activities.statement_vote import seeing
from wholeroom.web.activities.statement_vote.tests.other_worlds import Search, lives_exchanged
from wholeroom.web.activities.statement_vote.tests.voting_room import VALUES
from wholeroom.web.activities.statement_vote.tests.worlds import (
    READER,
    Count,
    Secret,
    World,
    follow,
    is_possible,
    what_stands,
)

LOWERED = 6  # people placed from which a map is drawn here


def maps(world: World, statements: int) -> list[Any]:
    """The picture and the reader's own place on it, after each act that the reader sees."""
    counts = {number: Count() for number in range(1, statements + 1)}
    own: dict[str, int] = {}
    drawn: LiveMap | None = None
    known: list[tuple[int, int, int]] = []
    found = []
    for act in world:
        for number, count in counts.items():
            follow(count, act, number)
        if act.kind == "vote" and act.who == READER:
            own[str(act.number)] = VALUES[act.said]
        rows = [(who, n, VALUES[said]) for n, count in counts.items() for who, said in count.counted.items()]
        if sorted(rows) != sorted(known):
            known, drawn = rows, live_map(Votes.from_rows(rows), before=drawn, fewest=LOWERED).map
        if act.is_seen:
            found.append(seen_of(drawn, own))
    return found


def seen_of(drawn: LiveMap | None, own: dict[str, int]) -> Any:
    if drawn is None:
        return None
    place = drawn.place_of(own)
    return seeing.picture(drawn, "wall"), place and (seeing.on_paper(place), drawn.nearest(place))


def another_map_world(world: World, statements: int, secrets: list[Secret], chance: random.Random) -> World | None:
    """One in which figures and maps are the same, and this person had not said so at these moments."""
    seen = maps(world, statements)
    for other in candidates(world, statements, secrets, chance):
        standing = list(what_stands(other, secrets[0].who, secrets[0].number))
        if all(standing[one.at] != one.said for one in secrets) and maps(other, statements) == seen:
            return other
    return None


def candidates(world: World, statements: int, secrets: list[Secret], chance: random.Random) -> Iterator[World]:
    everything = tuple(range(1, statements + 1))
    yield from (other for other in lives_exchanged(world, secrets[0].who, everything) if is_possible(other))
    for numbers in (everything, (secrets[0].number,)):
        yield from Search(world, secrets, chance, numbers).worlds()
