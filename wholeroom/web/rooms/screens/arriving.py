"""How many joined in the last minute: worked out from how many places there were, so that no time of a join is kept."""

from collections import deque
from uuid import UUID

SECONDS = 60
MOST_ROOMS = 100  # that one process remembers


class Arriving:
    """What one process saw in the last minute, in memory alone: how many places each room had, and when that changed.

    It begins anew where nobody looked for more than a minute: who came meanwhile did not all come in the last one.
    """

    def __init__(self) -> None:
        self._seen: dict[UUID, deque[tuple[int, int]]] = {}
        self._looked: dict[UUID, int] = {}

    def joined(self, room: UUID, *, places: int, now: int) -> int:
        """How many of the ``places`` were taken in the minute before ``now``, as far as this process looked."""
        seen = self._seen.pop(room, deque())
        if now - self._looked.get(room, now) > SECONDS:
            seen.clear()
        if not seen or seen[-1][1] != places:
            seen.append((now, places))
        while len(seen) > 1 and seen[1][0] <= now - SECONDS:
            seen.popleft()
        self._seen[room], self._looked[room] = seen, now
        for oldest in list(self._seen)[:-MOST_ROOMS]:
            del self._seen[oldest], self._looked[oldest]
        return max(0, places - seen[0][1])


here = Arriving()
