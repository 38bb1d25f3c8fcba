"""What the hub keeps of a topic while somebody looks at it: each kind of screen, and what is still to be drawn."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from wholeroom.web.live.frames import Frame
from wholeroom.web.live.readers import Reader

Key = tuple[str, str, str]  # topic, audience, language


@dataclass
class Sight:
    """A topic as one kind of screen shows it, in one language."""

    key: Key
    readers: set[Reader] = field(default_factory=set)
    frame: Frame | None = None
    drawn_at: float = float("-inf")  # when its drawing began
    changed_at: float = float("-inf")
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def was_drawn_within(self, seconds: float) -> bool:
        """And nothing has changed since."""
        return self.drawn_at > self.changed_at and time.monotonic() - self.drawn_at < seconds


@dataclass
class Topic:
    sights: dict[Key, Sight] = field(default_factory=dict)
    is_due: bool = False
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    drawn_at: float = float("-inf")
    drawing: asyncio.Task[None] | None = None

    @property
    def watched(self) -> list[Sight]:
        return [sight for sight in self.sights.values() if sight.readers]

    def readers(self) -> Iterator[Reader]:
        return (reader for sight in self.sights.values() for reader in sight.readers)
