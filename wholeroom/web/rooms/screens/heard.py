"""Who has been heard from, as the facilitator may know it without learning whose words carry no name."""

from collections.abc import Hashable, Iterable
from itertools import groupby

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.models import Room

TOGETHER = 3  # who speaks without a name is marked together with others, never alone
Said = tuple[Hashable, bool]  # who, and whether with a name or a group


def heard(said: Iterable[Said]) -> set[Hashable]:
    """Those who may be marked, from what was said in its order.

    Who spoke with a name or a group is marked at once. A mark that comes just as nameless words arrive would tell whose
    they are, so people are taken in threes, in the order in which they first spoke: the nameless of a three are marked
    once it is full, and only if there are two of them or more.

    >>> sorted(heard([("Ada", True), ("Bo", False), ("Cy", False)]))
    ['Ada', 'Bo', 'Cy']
    >>> sorted(heard([("Ada", True), ("Bo", True), ("Cy", False), ("Di", False)]))
    ['Ada', 'Bo']
    """
    named: dict[Hashable, bool] = {}
    for who, is_named in said:
        named[who] = named.get(who, False) or is_named
    first_spoke = list(named)
    marked = {who for who in first_spoke if named[who]}
    for start in range(0, len(first_spoke) - TOGETHER + 1, TOGETHER):
        nameless = [who for who in first_spoke[start : start + TOGETHER] if not named[who]]
        if len(nameless) > 1:
            marked.update(nameless)
    return marked


def heard_in(room: Room) -> tuple[dict[str, set[Hashable]], set[Hashable]]:
    """By the part of each step, and in the whole meeting: the ids of the participants who may be marked."""
    said = room.conversation.contributions.filter(participant__isnull=False).order_by("position")
    rows = list(said.values_list("part", "participant", "shown_as"))
    nobody = Contribution.ShownAs.NOBODY
    of_parts = groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0])  # keeps their order within a part
    by_part = {part: heard((who, shown != nobody) for _, who, shown in told) for part, told in of_parts}
    return by_part, set().union(*by_part.values())
