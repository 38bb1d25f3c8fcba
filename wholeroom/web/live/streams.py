"""The addresses under /live/: frames as server-sent events, and the newest one for those who ask again and again."""

import asyncio
import hashlib
import random
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from wholeroom.web.live.frames import HEARTBEAT
from wholeroom.web.live.hub import Hub, TooManyReaders
from wholeroom.web.live.readers import Reader
from wholeroom.web.live.tickets import View, read
from wholeroom.web.whole_requests import Message, Receive, Send

PREFIX = "/live/"
MILLISECONDS_BEFORE_RETRY = (1_000, 5_000)  # spread, so that a room that lost its Wi-Fi does not come back at once
LETTERS_OF_A_SECRET = 20  # a cookie so long belongs to one browser only, which "language=cy" does not

TOO_OLD = "This page is too old to be kept up to date. Load it again."
GONE = "There is nothing here any more."
FULL = "Too many people look at this just now. The page tries again."
NOT_DRAWN = "This could not be shown just now. The page tries again."
PLAIN = [
    (b"content-type", b"text/plain; charset=utf-8"),  # a frame too: it is for the script, never a page by itself
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
EVENTS = [(b"content-type", b"text/event-stream; charset=utf-8"), *PLAIN[1:], (b"x-accel-buffering", b"no")]


class Streams:
    """An ASGI application in front of a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        ticket, _, rest = scope["path"].removeprefix(PREFIX).partition("/")
        view = read(ticket)
        if rest not in ("", "now"):
            await answer(send, 404, GONE)
        elif scope["method"] != "GET":
            await answer(send, 405, "This address can only be read.", (b"allow", b"GET"))
        elif view is None:
            await answer(send, 403, TOO_OLD)
        elif rest == "now":
            await self.now(view, version_known(scope), send)
        else:
            reader = Reader(client_of(scope, ticket), version_known(scope))
            await self.stream(view, reader, receive, send)

    async def now(self, view: View, known: str, send: Send) -> None:
        frame = await self.hub.newest(view)
        if frame is None:
            await answer(send, 503, NOT_DRAWN, (b"retry-after", b"2"))
        elif frame.html is None:
            await answer(send, 410, GONE)
        elif frame.version == known:
            await answer(send, 204)
        else:
            await answer(send, 200, frame.html_at(int(time.time())), (b"x-version", frame.version.encode()))

    async def stream(self, view: View, reader: Reader, receive: Receive, send: Send) -> None:
        try:
            self.hub.join(view, reader)
        except TooManyReaders:
            await answer(send, 503, FULL, (b"retry-after", b"10"))
            return
        try:
            frame = await self.hub.newest(view)
            if frame and frame.html is None:
                await answer(send, 204)  # a browser does not come back after this
                return
            if frame:
                reader.offer(frame.event_at(int(time.time())), frame.version)
            await send_blocks(reader, receive, send)
        finally:
            self.hub.leave(view, reader)


async def send_blocks(reader: Reader, receive: Receive, send: Send) -> None:
    """Until the browser leaves, or the reader is closed."""
    leaving = asyncio.create_task(until_browser_leaves(receive))
    leaving.add_done_callback(lambda _: reader.close())
    try:
        await send({"type": "http.response.start", "status": 200, "headers": EVENTS})
        block: bytes | None = b"retry: %d\n" % random.randint(*MILLISECONDS_BEFORE_RETRY) + HEARTBEAT  # noqa: S311
        while block is not None:
            await send({"type": "http.response.body", "body": block, "more_body": True})
            block = await reader.take()
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaving.cancel()


async def until_browser_leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send: Send, status: int, words: str = "", *more: tuple[bytes, bytes]) -> None:
    body = words.encode()
    length = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*PLAIN, *more, *length]})
    await send({"type": "http.response.body", "body": body})


def version_known(scope: Message) -> str:
    """What the page has already: told by the browser when it reconnects, else in the address."""
    header = headers_of(scope).get(b"last-event-id", b"").decode("latin-1")
    return header or parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]


def client_of(scope: Message, ticket: str) -> str:
    """One browser: by a secret of its own if it has a cookie with one, else by the page's ticket. Kept as a hash."""
    try:
        cookies = SimpleCookie(headers_of(scope).get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        cookies = SimpleCookie()
    secrets = [cookie.value for cookie in cookies.values() if len(cookie.value) >= LETTERS_OF_A_SECRET]
    return hashlib.blake2b(max(secrets, key=len, default=ticket).encode(), digest_size=12).hexdigest()


def headers_of(scope: Message) -> dict[bytes, bytes]:
    return dict(scope["headers"])
