"""Worlds with a map in them and a table of votes: what real rooms of that size have not, and the search for others."""

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

LOWERED = 6  # people from which a map is drawn here, and from which votes are passed on


def maps_and_table(world: World, statements: int) -> list[Any]:
    """The picture and the reader's own place on it, after each act that the reader sees; at last the table of votes."""
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
    return [*found, table(counts)]


def table(counts: dict[int, Count]) -> Any:
    """The rows without names that may leave a closed room, in no order; none where they would not hide people."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for number, count in counts.items():
        for who, said in count.counted.items():
            rows.setdefault(who, []).append((number, said))
    return sorted(rows.values()) if len(rows) >= LOWERED and hide_people(counts, len(rows)) else None


def hide_people(counts: dict[int, Count], rows: int) -> bool:
    people, erased = counts[1].people, counts[1].erased
    late = people - min(count.people_then for count in counts.values() if count.counted)
    return late + erased == 0 or people - rows >= 5 + late + erased


def seen_of(drawn: LiveMap | None, own: dict[str, int]) -> Any:
    if drawn is None:
        return None
    place = drawn.place_of(own)
    return seeing.picture(drawn, seeing.ROOM["wall"].marks), place and (seeing.on_paper(place), drawn.nearest(place))


def another_map_world(world: World, statements: int, secrets: list[Secret], chance: random.Random) -> World | None:
    """One in which figures, maps and table are the same, and this person had not said so at these moments."""
    seen = maps_and_table(world, statements)
    for other in candidates(world, statements, secrets, chance):
        standing = list(what_stands(other, secrets[0].who, secrets[0].number))
        if all(standing[one.at] != one.said for one in secrets) and maps_and_table(other, statements) == seen:
            return other
    return None


def candidates(world: World, statements: int, secrets: list[Secret], chance: random.Random) -> Iterator[World]:
    everything = tuple(range(1, statements + 1))
    yield from (other for other in lives_exchanged(world, secrets[0].who, everything) if is_possible(other))
    for numbers in (everything, (secrets[0].number,)):
        yield from Search(world, secrets, chance, numbers).worlds()
