"""Live updates: how soon a change is on every screen of a room, and what that costs the server.

    python benchmarks/live.py [--connections 300] [--seconds 20] [--kilobytes 2]

One process serves the hub as the site does; this one opens the connections and reads. Each second a frame changes.
Delivery is counted from the change to the moment a connection has read the whole frame: drawing, sending and reading.
Server CPU is user and system time of its process, memory what it grew by from no connection to all of them. Both
processes share the machine, so a busy one shows late frames: run it where nothing else runs.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

TOPIC = "room"
AT_ONCE = 50  # connections opened together


def main() -> None:
    options = read_options()
    if options.serve:
        serve(options.kilobytes, options.port)
        return
    command = [sys.executable, __file__, "--serve", "--kilobytes", str(options.kilobytes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = server.stdout.readline().strip()
        try:
            show(options, asyncio.run(measured(address, options.connections, options.seconds)))
        finally:
            server.terminate()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--kilobytes", type=int, default=2, help="size of a frame; a phone's is at most 4")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


# The server: the hub as in wholeroom/web/asgi.py, with a drawing that carries the moment of its change


def serve(kilobytes: int, port: int) -> None:
    import django
    import uvicorn
    from django.conf import settings

    settings.configure(SECRET_KEY="only for this benchmark, and never anywhere else", USE_I18N=False)
    django.setup()
    from wholeroom.web.live.hub import Hub
    from wholeroom.web.live.streams import Streams
    from wholeroom.web.live.tickets import mint
    from wholeroom.web.running.serving import allow_many_files, listening

    changed_at = [0.0]
    filling = f"<p>{'words ' * 12}</p>\n" * (kilobytes * 1024 // 80)

    def draw(topic: str, audience: str, language: str) -> str:
        return f'<section data-changed="{changed_at[0]}">\n{filling}</section>'

    hub = Hub(draw, ThreadPoolExecutor(1))
    streams = Streams(hub)

    async def application(scope, receive, send):
        if scope["path"].startswith("/live/"):
            await streams(scope, receive, send)
            return
        if scope["path"] == "/change":
            changed_at[0] = time.monotonic()
            hub.changed(TOPIC, urgent=True)
        used = resource.getrusage(resource.RUSAGE_SELF)
        told = {"cpu": used.ru_utime + used.ru_stime, "kilobytes": used.ru_maxrss, "ticket": mint(TOPIC, "phone", "en")}
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(told).encode()})

    allow_many_files()
    with listening("127.0.0.1", port) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            application, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
        uvicorn.Server(config).run(sockets=[listener])


# The other side: plain connections, each read line by line


async def measured(address: str, connections: int, seconds: int) -> dict[str, float]:
    from wholeroom.web.running.serving import allow_many_files

    allow_many_files()
    before = await ask(address)
    delays: list[float] = []
    opened = []
    for start in range(0, connections, AT_ONCE):
        count = min(AT_ONCE, connections - start)
        opened += await asyncio.gather(*(listen(address, delays) for _ in range(count)))
    await asyncio.sleep(1)
    connected = await ask(address)
    delays.clear()
    for _ in range(seconds):
        await asyncio.gather(ask(f"{address}/change"), asyncio.sleep(1))
    after = await ask(address)
    for reading in opened:
        reading.cancel()
    cuts = statistics.quantiles(delays, n=20)
    return {
        "delivered": len(delays),
        "p50": 1000 * cuts[9],
        "p95": 1000 * cuts[18],
        "worst": 1000 * max(delays),
        "cpu": after["cpu"] - connected["cpu"],
        "each": (connected["kilobytes"] - before["kilobytes"]) / connections,
    }


async def ask(address: str) -> dict[str, float]:
    return json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(address, timeout=30).read()))


async def listen(address: str, delays: list[float]) -> asyncio.Task[None]:
    """One connection with a ticket of its own, as every page has; keeps reading in the background."""
    host, _, port = address.removeprefix("http://").partition(":")
    ticket = (await ask(address))["ticket"]
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /live/{ticket} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    await writer.drain()
    return asyncio.create_task(keep_reading(reader, writer, delays))


async def keep_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delays: list[float]) -> None:
    changed_at = 0.0
    try:
        while line := await reader.readline():
            if line.startswith(b"data: <section"):
                changed_at = float(line.split(b'"')[1])
            elif line.startswith(b"data: </section>"):
                delays.append(time.monotonic() - changed_at)
    finally:
        writer.close()


def show(options: argparse.Namespace, found: dict[str, float]) -> None:
    expected = options.connections * options.seconds
    print(
        f"{options.connections} connections, a frame of {options.kilobytes} kB each second, {options.seconds} seconds"
    )
    print(f"  frames delivered      {found['delivered']:.0f} of {expected}")
    print(
        f"  change to screen      p50 {found['p50']:.0f} ms, p95 {found['p95']:.0f} ms, worst {found['worst']:.0f} ms"
    )
    print(f"  server CPU            {100 * found['cpu'] / options.seconds:.1f} % of a core, ", end="")
    print(f"{1e6 * found['cpu'] / expected:.0f} µs a frame and connection")
    print(f"  server memory         {found['each']:.0f} kB a connection")
    print(f"  load of this machine  {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
