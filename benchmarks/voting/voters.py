"""Phones that vote: each vote at its own moment, on a connection of its own, sent again until it is answered."""

import asyncio
import random
import re
import time
import urllib.parse
from dataclasses import dataclass, field
from urllib.parse import urlsplit

NEXT = re.compile(rb'name="statement" value="([^"]+)"')
VALUES = {"agree": 1, "disagree": -1, "pass": 0}
SECONDS_BEFORE_TRYING_AGAIN = (1.0, 2.0)  # as the page does
SECONDS_TO_ANSWER = 15


@dataclass
class Cast:
    """What came of votes: seconds from the moment each was due to its whole answer, and how many were not taken."""

    seconds: list[float] = field(default_factory=list)
    tried_again: int = 0
    refused: list[int] = field(default_factory=list)


async def post(site: str, path: str, body: bytes, headers: str = "") -> tuple[int, bytes]:
    """Status and body of one answer, on a new connection."""
    where = urlsplit(site)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    try:
        kind = "application/x-www-form-urlencoded"
        head = f"POST {path} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: {kind}\r\n{headers}"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        return int(head.split(b" ", 2)[1]), await reader.readexactly(length)
    finally:
        writer.close()


class Hall:
    """People with phones; each votes on what the answer before asked them."""

    def __init__(self, sites: list[str], room, chance: random.Random) -> None:
        self.sites, self.room, self.chance = sites, room, chance
        self.asked = {who: chance.choice(room.statements) for who in range(len(room.people))}
        self.free = list(self.asked)
        self.cast = Cast()
        self.kept_in_all: dict[tuple[str, str], int] = {}

    async def vote_for(self, seconds: float, a_second: float, *, burst: int = 0, burst_seconds: float = 5) -> Cast:
        """At moments drawn by lot, whether or not earlier votes are answered; in the middle so many more at once."""
        due, moments = 0.0, []
        while (due := due + self.chance.expovariate(a_second)) < seconds:
            moments.append(due)
        half = seconds / 2
        moments += [half + self.chance.uniform(0, burst_seconds) for _ in range(burst)]
        began, votes = time.monotonic(), []
        for moment in sorted(moments):
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            votes.append(asyncio.create_task(self.vote(began + moment)))
        await asyncio.gather(*votes)
        cast, self.cast = self.cast, Cast()
        return cast

    async def vote(self, due: float) -> None:
        if not self.free:
            return
        who = self.free.pop(self.chance.randrange(len(self.free)))
        statement = self.asked.pop(who)
        value = self.said(who, self.room.statements.index(statement))
        fields = {"act": "vote", "ticket": self.room.tickets[who], "statement": statement, "value": value}
        status, answer = await self.send(who, urllib.parse.urlencode(fields).encode())
        self.cast.seconds.append(time.monotonic() - due)
        if status != 200:
            self.cast.refused.append(status)
            return
        self.kept_in_all[self.room.people[who], statement] = VALUES[value]
        if found := NEXT.search(answer):
            self.asked[who] = found[1].decode()
            self.free.append(who)

    def said(self, who: int, statement: int) -> str:
        """Of three statements nearly everyone agrees with one, two camps differ on one, and one could be anything."""
        if statement % 3 == 2 or self.chance.random() < 0.1:
            return self.chance.choice(list(VALUES))
        return "agree" if statement % 3 == 0 or who % 2 else "disagree"

    async def send(self, who: int, body: bytes) -> tuple[int, bytes]:
        while True:
            try:
                async with asyncio.timeout(SECONDS_TO_ANSWER):
                    status, answer = await post(self.sites[who % len(self.sites)], "/votes/", body)
                if status < 500:
                    return status, answer
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                pass
            self.cast.tried_again += 1
            await asyncio.sleep(random.uniform(*SECONDS_BEFORE_TRYING_AGAIN))


class Pressing(asyncio.Protocol):
    """One connection that sends the next vote as soon as the one before is answered."""

    def __init__(self, host: str, bodies: list[bytes], until: float) -> None:
        self.host, self.bodies, self.until = host, bodies, until
        self.buffer, self.answered, self.failed = b"", 0, 0
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        if not self.bodies or time.monotonic() > self.until:
            self.transport.close()
            return
        body = self.bodies.pop()
        head = f"POST /votes/ HTTP/1.1\r\nHost: {self.host}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        length = int(re.search(rb"content-length: (\d+)", self.buffer, re.IGNORECASE)[1])
        if len(self.buffer) >= end + 4 + length:
            self.answered += self.buffer.startswith(b"HTTP/1.1 200")
            self.failed += not self.buffer.startswith(b"HTTP/1.1 200")
            self.buffer = b""
            self.send()

    def connection_lost(self, error) -> None:
        if not self.ended.done():
            self.ended.set_result(None)


async def press(site: str, bodies: list[bytes], connections: int, seconds: float) -> tuple[float, int]:
    """Votes a second with so many connections that never rest, and how many were not taken."""
    where, loop = urlsplit(site), asyncio.get_running_loop()
    began = time.monotonic()
    pressing = []
    for _ in range(connections):
        made = await loop.create_connection(
            lambda: Pressing(where.netloc, bodies, began + seconds), where.hostname, where.port
        )
        pressing.append(made[1])
    await asyncio.gather(*(one.ended for one in pressing))
    took = time.monotonic() - began
    return sum(one.answered for one in pressing) / took, sum(one.failed for one in pressing)
