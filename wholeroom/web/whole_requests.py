"""Takes in each request whole before Django sees it, so that a slow sender never holds up the one thread."""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

IN_MEMORY = 1_000_000
BLOCK = 262_144
PATIENCE = 10  # how many times the limit is read and thrown away, so that a browser hears why it was refused
TOO_LARGE = "wholeroom.too_large"


class SenderLeft(Exception):
    """The browser went away before its request had arrived."""


class WholeRequests:
    """Around an application: at most ``most_bytes`` within ``most_seconds``, else it is told in the scope."""

    def __init__(self, application: Application, *, most_bytes: int, most_seconds: float, folder: Path) -> None:
        self.application = application
        self.most_bytes = most_bytes
        self.most_seconds = most_seconds
        self.folder = folder

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=IN_MEMORY, dir=self.folder) as body:
            try:
                async with asyncio.timeout(self.most_seconds):
                    size = await self.take_in(receive, body)
            except SenderLeft:
                return
            except TimeoutError:
                await answer_too_slow(send)
                return
            if size > self.most_bytes:
                scope = {**scope, TOO_LARGE: True}
                body.truncate(0)
            body.seek(0)
            await self.application(scope, replay(body, receive), send)

    async def take_in(self, receive: Receive, body: SpooledTemporaryFile[bytes]) -> int:
        """How many bytes came; those beyond the limit are not kept."""
        size, more = 0, True
        while more and size <= PATIENCE * self.most_bytes:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise SenderLeft
            block = message.get("body", b"")
            size += len(block)
            if size <= self.most_bytes:
                body.write(block)
            more = message.get("more_body", False)
        return size


def replay(body: SpooledTemporaryFile[bytes], receive: Receive) -> Receive:
    """What was taken in, block by block; after it, whatever else happens on the connection."""
    length = body.seek(0, os.SEEK_END)
    body.seek(0)
    ended = False

    async def receive_again() -> Message:
        nonlocal ended
        if ended:
            return await receive()
        block = body.read(BLOCK)
        ended = body.tell() >= length
        return {"type": "http.request", "body": block, "more_body": not ended}

    return receive_again


async def answer_too_slow(send: Send) -> None:
    await send({"type": "http.response.start", "status": 408, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": b""})
