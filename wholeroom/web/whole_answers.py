"""Tells an answer that it was sent whole: what it does then (deleting a file) must not happen if the browser left."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import suppress

from wholeroom.web.whole_requests import Application, Message, Receive, Send

WHEN_SENT = "wholeroom.when_sent"


class WholeAnswers:
    """Around an application: runs what it left in the scope once the last byte is out and the browser still there.

    Django runs on a thread of its own and hands its bytes to a queue, so it cannot know this. ``executor`` is that
    thread.
    """

    def __init__(self, application: Application, *, executor: Executor) -> None:
        self.application = application
        self.executor = executor

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        when_sent: list[Callable[[], None]] = []
        leaving: asyncio.Task[None] | None = None
        whole = False

        async def send_and_watch(message: Message) -> None:
            nonlocal leaving, whole
            if when_sent and leaving is None:
                leaving = asyncio.create_task(until_browser_leaves(receive))
            last = message["type"] == "http.response.body" and not message.get("more_body", False)
            if last and leaving is not None:
                await asyncio.sleep(0)
                whole = not leaving.done()
            await send(message)

        try:
            await self.application({**scope, WHEN_SENT: when_sent}, receive, send_and_watch)
        finally:
            if leaving is not None:
                leaving.cancel()
                with suppress(asyncio.CancelledError):
                    await leaving
        for act in when_sent if whole else ():
            await asyncio.get_running_loop().run_in_executor(self.executor, act)


async def until_browser_leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def with_act(
    blocks: Iterator[bytes], when_sent: list[Callable[[], None]] | None, act: Callable[[], None]
) -> Iterator[bytes]:
    """The same blocks, with an act after the last: left to the server where it can tell, else when all were taken."""
    if when_sent is not None:
        when_sent.append(act)
    yield from blocks
    if when_sent is None:
        act()
