"""People who join by the code: the page that asks, and the form, on one new connection each."""

import asyncio
import random
import re
import time
import urllib.parse
from urllib.parse import urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
COOKIE = re.compile(rb"set-cookie: ([^;\r]+)", re.IGNORECASE)


async def exchange(reader, writer, head: str, body: bytes = b"") -> tuple[int, bytes, bytes]:
    writer.write(f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
    return int(answer.split(b" ", 2)[1]), answer, await reader.readexactly(int(length[1]) if length else 0)


async def join(site: str, code: str) -> bool:
    """True once there is a place with its cookie."""
    where = urlsplit(site)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    try:
        address = f"/j/{code}/ HTTP/1.1\r\nHost: {where.netloc}"
        _, head, page = await exchange(reader, writer, f"GET {address}")
        fields = {"csrfmiddlewaretoken": TOKEN.search(page.decode())[1], "nickname": ""}
        kind = "Content-Type: application/x-www-form-urlencoded"
        cookie = f"Cookie: {COOKIE.search(head)[1].decode()}"
        body = urllib.parse.urlencode(fields).encode()
        status, head, _ = await exchange(reader, writer, f"POST {address}\r\n{kind}\r\n{cookie}", body)
        return status == 302 and b"here-" in head
    finally:
        writer.close()


async def press(site: str, code: str, together: int, seconds: float) -> tuple[float, int]:
    """Joins a second with so many people at the door all the time, and how many did not get in."""
    began, joined = time.monotonic(), []

    async def one_after_another() -> None:
        while time.monotonic() - began < seconds:
            joined.append(await join(site, code))

    await asyncio.gather(*(one_after_another() for _ in range(together)))
    return sum(joined) / (time.monotonic() - began), len(joined) - sum(joined)


async def offered(site: str, code: str, a_second: float, seconds: float) -> tuple[list[float], int]:
    """Seconds from the moment each was due, for people who come by lot; and how many did not get in."""
    times: list[float] = []
    failed = 0

    async def one(due: float) -> None:
        nonlocal failed
        failed += not await join(site, code)
        times.append(time.monotonic() - due)

    began, due, tasks = time.monotonic(), 0.0, []
    while (due := due + random.expovariate(a_second)) < seconds:
        await asyncio.sleep(max(0.0, began + due - time.monotonic()))
        tasks.append(asyncio.create_task(one(began + due)))
    await asyncio.gather(*tasks)
    return times, failed
