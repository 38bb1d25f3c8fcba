"""Phones and walls that look on, in a process of their own: each one connection that comes back when it is cut."""

import asyncio
import multiprocessing
import random
import resource
import time
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

AT_ONCE = 50  # opened together
SECONDS_BEFORE_COMING_BACK = (1.0, 5.0)  # what the site tells browsers
SAMPLE = 50  # of so many phones one is looked at closely


@dataclass
class Seen:
    """What connections saw, since they were asked last."""

    open: int = 0
    frames: int = 0
    cuts: int = 0
    cpu: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)  # by ticket: the newest
    bytes: int = 0  # of the largest frame, without the marks of the stream
    event: bytes = b""  # the newest, as it was sent
    a_second: float = 0.0  # frames on the connection that had most
    shortest: float = float("inf")  # seconds between two frames on one connection


class Watcher(asyncio.Protocol):
    """One connection, opened again after a while when it ends."""

    def __init__(self, watching: "Watching", site: str, ticket: str, closely: bool) -> None:
        self.watching, self.site, self.ticket, self.closely = watching, urlsplit(site), ticket, closely
        self.transport: asyncio.Transport | None = None
        self.buffer, self.version, self.times = b"", "", []

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: self, self.site.hostname, self.site.port)
        except OSError:
            self.come_back()

    def connection_made(self, transport) -> None:
        self.transport, self.buffer = transport, b""
        again = f"Last-Event-ID: {self.version}\r\n" if self.version else ""
        transport.write(f"GET /live/{self.ticket} HTTP/1.1\r\nHost: {self.site.netloc}\r\n{again}\r\n".encode())

    def connection_lost(self, error) -> None:
        self.transport = None
        if not self.watching.is_over:
            self.watching.seen.cuts += 1
            self.come_back()

    def come_back(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(random.uniform(*SECONDS_BEFORE_COMING_BACK), lambda: loop.create_task(self.connect()))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\n\n")) >= 0:
            event, self.buffer = self.buffer[:end], self.buffer[end + 2 :]
            start = event.find(b"id: ")
            if start >= 0:
                self.take(event[start:])

    def take(self, event: bytes) -> None:
        self.version = event[4 : event.index(b"\n")].decode()
        self.watching.seen.frames += 1
        if self.closely:
            self.times.append(time.monotonic())
            self.watching.look_closely(event)


class Watching:
    def __init__(self, sample: int) -> None:
        self.sample = sample
        self.watchers: list[Watcher] = []
        self.seen = Seen()
        self.is_over = False

    def look_closely(self, event: bytes) -> None:
        lines = [line[6:] for line in event.split(b"\n") if line.startswith(b"data: ")]
        self.seen.bytes = max(self.seen.bytes, len(b"\n".join(lines)))
        self.seen.event = event + b"\n\n"

    async def open(self, places: list[tuple[str, str]]) -> None:
        new = [Watcher(self, site, ticket, number % self.sample == 0) for number, (site, ticket) in enumerate(places)]
        for start in range(0, len(new), AT_ONCE):
            await asyncio.gather(*(watcher.connect() for watcher in new[start : start + AT_ONCE]))
        self.watchers += new

    def report(self, seconds: float) -> Seen:
        used = resource.getrusage(resource.RUSAGE_SELF)
        self.seen.cpu = used.ru_utime + used.ru_stime
        self.seen.open = sum(watcher.transport is not None for watcher in self.watchers)
        self.seen.versions = {watcher.ticket: watcher.version for watcher in self.watchers}
        for watcher in self.watchers:
            times, watcher.times = watcher.times, []
            self.seen.a_second = max(self.seen.a_second, len(times) / max(seconds, 1))
            gaps = [after - before for before, after in pairwise(times)]
            self.seen.shortest = min([self.seen.shortest, *gaps])
        seen, self.seen = self.seen, Seen()
        return seen

    async def obey(self, orders) -> None:
        loop = asyncio.get_running_loop()
        while True:
            name, value = await loop.run_in_executor(None, orders.recv)
            if name == "end":
                self.is_over = True
                return
            orders.send(await self.open(value) if name == "open" else self.report(value))


def watch(orders, sample: int) -> None:
    from wholeroom.web.running.serving import allow_many_files

    allow_many_files()
    asyncio.run(Watching(sample).obey(orders))


class Audience:
    """The process of those who look on, from outside."""

    def __init__(self, sample: int = SAMPLE) -> None:
        self.orders, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=watch, args=(theirs, sample), daemon=True)
        self.process.start()
        self.asked = time.monotonic()

    def open(self, places: list[tuple[str, str]]) -> None:
        """Each of ``places`` is a site and a ticket."""
        self.orders.send(("open", places))
        self.orders.recv()

    def seen(self) -> Seen:
        """Since this was asked last."""
        self.orders.send(("report", time.monotonic() - self.asked))
        self.asked = time.monotonic()
        return self.orders.recv()

    def __enter__(self) -> "Audience":
        return self

    def __exit__(self, *_: object) -> None:
        self.orders.send(("end", None))
        self.process.join(20)
