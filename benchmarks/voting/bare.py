"""What the site is measured against: the least that sends the same bytes, and the least that keeps the same votes.

python benchmarks/voting/bare.py sender PORT FILE      each second the bytes of FILE to everybody, as plain ASGI
python benchmarks/voting/bare.py votes PORT FILE       Starlette and sqlite3: one upsert into FILE for each vote
"""

import asyncio
import sqlite3
import sys
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn

EVENTS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")]
TABLE = """
CREATE TABLE IF NOT EXISTS vote (
    id INTEGER PRIMARY KEY, participant TEXT NOT NULL, statement TEXT NOT NULL, value INTEGER NOT NULL,
    UNIQUE (participant, statement)
)
"""
UPSERT = """
INSERT INTO vote (participant, statement, value) VALUES (?, ?, ?)
ON CONFLICT (participant, statement) DO UPDATE SET value = excluded.value
"""
VALUES = {"agree": 1, "pass": 0, "disagree": -1}


class Sender:
    def __init__(self, file: str) -> None:
        self.block = Path(file).read_bytes()
        self.second = asyncio.Event()
        self.sending: asyncio.Task[None] | None = None

    async def __call__(self, scope, receive, send) -> None:
        if not scope["path"].startswith("/live/"):
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        self.sending = self.sending or asyncio.create_task(self.each_second())
        leaving = asyncio.create_task(until_browser_leaves(receive))
        await send({"type": "http.response.start", "status": 200, "headers": EVENTS})
        while not leaving.done():
            await send({"type": "http.response.body", "body": self.block, "more_body": True})
            await self.second.wait()

    async def each_second(self) -> None:
        while True:
            await asyncio.sleep(1)
            self.second, before = asyncio.Event(), self.second
            before.set()


async def until_browser_leaves(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def votes(file: str):
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    database = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "mmap_size = 134217728", "cache_size = -16000"):
        database.execute(f"PRAGMA {pragma}")
    database.execute(TABLE)

    async def vote(request):
        sent = parse_qs((await request.body()).decode())
        database.execute(UPSERT, (sent["ticket"][0], sent["statement"][0], VALUES[sent["value"][0]]))
        return HTMLResponse("<p>Kept.</p>")

    async def up(request):
        return HTMLResponse("<p>Up.</p>")

    return Starlette(routes=[Route("/", up), Route("/votes/", vote, methods=["POST"])])


def main() -> None:
    kind, port, file = sys.argv[1:]
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from wholeroom.web.running.serving import allow_many_files, listening

    allow_many_files()
    application = Sender(file) if kind == "sender" else votes(file)
    with listening("127.0.0.1", int(port)) as listener:
        config = uvicorn.Config(
            application, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
