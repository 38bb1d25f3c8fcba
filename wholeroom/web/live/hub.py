"""Who looks at which topic, and the newest frame for each kind of screen. It lives in the server's event loop."""

import asyncio
import logging
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from wholeroom.web.live.frames import GONE, HEARTBEAT, Frame
from wholeroom.web.live.readers import Reader
from wholeroom.web.live.topics import Key, Sight, Topic

logger = logging.getLogger(__name__)

SENDS_BEFORE_OTHERS = 50  # then the loop gets to answer pages too


@dataclass(frozen=True)
class Limits:
    seconds_between_drawings: float = 1.0
    seconds_between_beats: float = 15.0  # some networks cut what is silent for a minute
    readers_of_a_topic: int = 4000
    readers_of_a_client: int = 12


class TooManyReaders(Exception):
    """One more would slow all who look at this topic, or the server is about to stop."""


class Elsewhere(Protocol):
    """Tells the hub of changes that other processes made."""

    def start(self, hub: "Hub") -> None: ...
    def stop(self) -> None: ...


class Hub:
    """``draw`` makes the HTML of a frame and runs on ``executor``; all else happens in the loop of the first reader."""

    def __init__(
        self,
        draw: Callable[[str, str, str], str | None],
        executor: Executor,
        *,
        elsewhere: Elsewhere | None = None,
        limits: Limits = Limits(),
    ) -> None:
        self.draw = draw
        self.executor = executor
        self.elsewhere = elsewhere
        self.limits = limits
        self.topics: dict[str, Topic] = {}
        self.clients: dict[str, list[Reader]] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.beating: asyncio.Task[None] | None = None
        self.is_closed = False

    def start(self) -> None:
        """From the first reader on, changes arrive here."""
        if self.loop is None:
            self.loop = asyncio.get_running_loop()
            self.beating = self.loop.create_task(self.keep_beating())
            _running.append(self)
            if self.elsewhere:
                self.elsewhere.start(self)

    def close(self) -> None:
        """In the loop: let everybody go, so that the server can stop."""
        self.is_closed = True
        if self in _running:
            _running.remove(self)
            if self.elsewhere:
                self.elsewhere.stop()
        for task in (self.beating, *(topic.drawing for topic in self.topics.values())):
            if task:
                task.cancel()
        for topic in self.topics.values():
            for reader in topic.readers():
                reader.close()

    def tell(self, act: Callable[..., None], *values: object) -> None:
        """Have the loop do it; from any thread."""
        if self.loop:
            with suppress(RuntimeError):  # the loop has ended, so nobody is left to see it
                self.loop.call_soon_threadsafe(act, *values)

    # Readers come and go

    def join(self, key: Key, reader: Reader) -> None:
        if self.is_closed:
            raise TooManyReaders
        self.start()
        topic = self.topics.setdefault(key[0], Topic())
        if sum(1 for _ in topic.readers()) >= self.limits.readers_of_a_topic:
            raise TooManyReaders
        sight = topic.sights.setdefault(key, Sight(key))
        if not sight.readers and not self.is_recent(sight):
            sight.frame = None  # nobody looked, so nobody had it drawn again after a change
        sight.readers.add(reader)
        own = self.clients.setdefault(reader.client, [])
        own.append(reader)
        if len(own) > self.limits.readers_of_a_client:
            own.pop(0).close()  # the oldest: most likely a connection that broke without a word

    def leave(self, key: Key, reader: Reader) -> None:
        reader.close()
        if key[0] in self.topics and key in self.topics[key[0]].sights:
            self.topics[key[0]].sights[key].readers.discard(reader)
        own = self.clients.get(reader.client, [])
        if reader in own:
            own.remove(reader)
        if not own:
            self.clients.pop(reader.client, None)
        self.tidy()

    def tidy(self) -> None:
        """Forget what nobody looks at any more."""
        for name, topic in list(self.topics.items()):
            for key, sight in list(topic.sights.items()):
                if not (sight.readers or self.is_recent(sight) or sight.drawing.locked()):
                    del topic.sights[key]
            if not topic.sights and (topic.drawing is None or topic.drawing.done()):
                del self.topics[name]

    def is_recent(self, sight: Sight) -> bool:
        return sight.was_drawn_within(self.limits.seconds_between_drawings)

    # What changes is drawn

    def changed(self, name: str, urgent: bool = False) -> None:
        """In the loop: draw the topic again for those who look; at most once a second, an urgent change at once."""
        topic = self.topics.get(name)
        if self.is_closed or topic is None:
            return
        for sight in topic.sights.values():
            sight.changed_at = time.monotonic()
        if not topic.watched:
            return
        topic.is_due = True
        if urgent:
            topic.hurry.set()
        if topic.drawing is None or topic.drawing.done():
            topic.drawing = asyncio.get_running_loop().create_task(self.draw_while_due(topic))

    def everything_changed(self) -> None:
        """In the loop: nobody knows what has changed, so all that is looked at is drawn again."""
        for name in list(self.topics):
            self.changed(name)

    async def draw_while_due(self, topic: Topic) -> None:
        while topic.is_due:
            pause = topic.drawn_at + self.limits.seconds_between_drawings - time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(topic.hurry.wait(), max(0.0, pause))
            topic.is_due = False
            topic.hurry.clear()
            topic.drawn_at = time.monotonic()
            for sight in topic.watched:
                async with sight.drawing:
                    await self.draw_and_send(sight)

    async def newest(self, key: Key) -> Frame | None:
        """Drawn now unless it is in memory; None if it could not be drawn."""
        self.start()
        sight = self.topics.setdefault(key[0], Topic()).sights.setdefault(key, Sight(key))
        async with sight.drawing:
            if not self.is_recent(sight) and not (sight.readers and sight.frame):
                await self.draw_and_send(sight)
        return sight.frame

    async def draw_and_send(self, sight: Sight) -> None:
        """A drawing that fails is written down, without what it drew, and tried again at the next change."""
        began = time.monotonic()
        try:
            html = await asyncio.get_running_loop().run_in_executor(self.executor, self.draw, *sight.key)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            logger.error(
                "A frame for the screen %r could not be drawn: %s in %s, line %s. The next change tries again.",
                sight.key[1],
                type(error).__name__,
                where.name,
                where.lineno,
            )
            return
        sight.drawn_at = began
        frame = Frame(html)
        if sight.frame is None or sight.frame.version != frame.version:
            sight.frame = frame
            await one_by_one(sight.readers, lambda reader: give(reader, frame))

    async def keep_beating(self) -> None:
        while True:
            await asyncio.sleep(self.limits.seconds_between_beats)
            everybody = [reader for topic in self.topics.values() for reader in topic.readers()]
            await one_by_one(everybody, lambda reader: reader.beat(HEARTBEAT))
            self.tidy()


def give(reader: Reader, frame: Frame) -> None:
    if frame.html is None:
        reader.close(GONE)
    else:
        reader.offer(frame.event, frame.version)


async def one_by_one(readers: Iterable[Reader], act: Callable[[Reader], None]) -> None:
    for number, reader in enumerate(list(readers), start=1):
        act(reader)
        if number % SENDS_BEFORE_OTHERS == 0:
            await asyncio.sleep(0)


_running: list[Hub] = []


def changed(topic: str, *, urgent: bool = False) -> None:
    """A topic has changed. From any thread; harmless where no hub runs."""
    for hub in list(_running):
        hub.tell(hub.changed, topic, urgent)


def close() -> None:
    """The server is about to stop: end what would otherwise stay open. In its loop."""
    for hub in list(_running):
        hub.close()
