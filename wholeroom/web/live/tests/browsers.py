"""A hub with a drawing that the test turns, and browsers that talk ASGI to it in the same loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from wholeroom.web.live import tickets
from wholeroom.web.live.hub import Hub, Limits
from wholeroom.web.live.streams import Streams

QUICK = Limits(seconds_between_drawings=0.15, seconds_between_beats=30.0)


class Board:
    """What is drawn: the words that stand on it. ``drawn`` lists every drawing."""

    def __init__(self):
        self.words = "first"
        self.drawn = []
        self.fails = False

    def draw(self, topic, audience, language):
        self.drawn.append((topic, audience, language))
        if self.fails:
            raise ValueError("secret words")
        return None if self.words is None else f"<p>{self.words}</p>"


class Site:
    """Several browsers in front of one hub."""

    def __init__(self, limits=QUICK, draw=None):
        self.board = Board()
        self.executor = ThreadPoolExecutor(1)
        self.hub = Hub(draw or self.board.draw, self.executor, limits=limits)
        self.streams = Streams(self.hub)
        self.browsers = []

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.hub.close()
        await asyncio.gather(*(browser.task for browser in self.browsers))
        self.executor.shutdown()

    def change(self, words, urgent=False):
        self.board.words = words
        self.hub.changed("t", urgent)

    async def open(self, path=None, **headers):
        """A browser that has had its first answer, and what the hub could send by then."""
        browser = Browser()
        scope = {
            "type": "http",
            "method": "GET",
            "path": (path or f"/live/{tickets.mint('t', 'phone', 'en')}").partition("?")[0],
            "query_string": (path or "").partition("?")[2].encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        browser.task = asyncio.create_task(self.streams(scope, browser.receive, browser.send))
        self.browsers.append(browser)
        await self.settled()
        return browser

    async def settled(self):
        """What was to happen at once has happened, however slow this machine is just now."""
        for _ in range(3):
            await asyncio.get_running_loop().run_in_executor(self.executor, int)  # behind what is being drawn
            for _ in range(20):
                await asyncio.sleep(0)


class Browser:
    def __init__(self):
        self.status = None
        self.headers = {}
        self.body = b""
        self.blocks = []
        self.ended = False
        self.reads = asyncio.Event()
        self.reads.set()
        self.left = asyncio.Event()

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        await self.reads.wait()
        self.body += message["body"]
        self.blocks.append(message["body"])
        self.ended = not message.get("more_body", False)

    @property
    def frames(self):
        """What the frames said, in order."""
        return [line[6:].decode() for line in self.body.split(b"\n") if line.startswith(b"data: <")]

    @property
    def version(self):
        return [line[4:].decode() for line in self.body.split(b"\n") if line.startswith(b"id: ")][-1]


async def until(question):
    async with asyncio.timeout(20):
        while not question():
            await asyncio.sleep(0.01)
