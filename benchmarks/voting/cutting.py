"""A bad line between phones and the site: passes on every byte, and cuts one connection in ten at some moment.

python benchmarks/voting/cutting.py PORT SITE_PORT SHARE
"""

import asyncio
import contextlib
import random
import sys

SECONDS_BEFORE_A_CUT = (0.0, 20.0)


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while block := await reader.read(65_536):
            writer.write(block)
            await writer.drain()


class Line:
    def __init__(self, port: int, share: float) -> None:
        self.port, self.share = port, share

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", self.port)
        both = [asyncio.create_task(carry(reader, there[1])), asyncio.create_task(carry(there[0], writer))]
        patience = random.uniform(*SECONDS_BEFORE_A_CUT) if random.random() < self.share else None
        await asyncio.wait(both, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
        for end in (writer, there[1]):
            end.transport.abort()


async def main() -> None:
    port, site, share = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    from wholeroom.web.running.serving import allow_many_files

    allow_many_files()
    server = await asyncio.start_server(Line(site, share), "127.0.0.1", port, backlog=1000)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
