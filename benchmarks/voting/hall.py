"""One hall: phones and screens that look on, people who vote, and the same bytes from a bare sender for comparison."""

import asyncio
import json
import random
import resource
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.voting import machine
from benchmarks.voting.voters import Cast, Hall
from benchmarks.voting.watchers import Audience, Seen
from tests.conftest import free_port

FEW = 0.1  # of the phones look on at first
SECONDS_WITH_FEW = 15
SECONDS_TO_SETTLE = 4.0
SECONDS_OF_DELIVERIES = 15
SHARE_CUT = 0.1


@dataclass
class Part:
    """What one stretch of time cost, and what came of it."""

    seconds: float
    cpu: float
    worker: float
    client: float
    seen: Seen
    cast: Cast


@dataclass
class Found:
    connections: int
    with_few: Part
    with_all: Part
    hub: float  # CPU seconds a delivery of the site's hub
    bare: float  # the same of a bare sender
    plain: list[float]  # seconds to the answers of Starlette and sqlite3, while nobody looks on
    kilobytes: float  # a connection
    screens: dict[str, Seen]
    on_newest: int
    kept: dict[tuple[str, str], int] = field(default_factory=dict)


def measured(sites: list[machine.Running], room, options) -> Found:
    with ExitStack() as stack:
        lines = [stack.enter_context(line(site)) for site in sites] if options.cuts else [one.address for one in sites]
        places = [(lines[number % len(lines)], ticket) for number, ticket in enumerate(room.streams)]
        few = max(1, int(FEW * len(places)))
        phones, screens = stack.enter_context(Audience()), stack.enter_context(Audience(sample=1))
        screens.open([(lines[0], ticket) for ticket in room.screens.values()])
        people = Hall(lines, room, random.Random(1))
        for site in sites:
            urllib.request.urlopen(f"{site.address}/j/{room.code}/").close()
        before = sum(site.kilobytes for site in sites)
        phones.open(places[:few])
        asyncio.run(people.vote_for(3, options.rate))  # what is loaded once is loaded
        phones.seen()
        with_few = part(sites, phones, people, options.rate, SECONDS_WITH_FEW)
        phones.open(places[few:])
        kilobytes = (sum(site.kilobytes for site in sites) - before) / len(places)
        time.sleep(SECONDS_TO_SETTLE)
        phones.seen(), screens.seen()
        with_all = part(sites, phones, people, options.rate, options.seconds or 60, options.burst)
        time.sleep(SECONDS_TO_SETTLE + (6 if options.cuts else 0))
        newest, last = version_now(sites[0].address, room.streams[0]), phones.seen()
        with_all.seen.open = last.open
        on_newest = sum(version == newest for version in last.versions.values())
        seen = {"phone": with_all.seen, "wall and console": screens.seen()}
    hub, bare = deliveries(len(places), few)
    plain = bare_answers(room, options.rate)
    return Found(len(places), with_few, with_all, hub, bare, plain, kilobytes, seen, on_newest, people.kept_in_all)


def part(sites, phones: Audience, people: Hall, rate: float, seconds: float, burst: int = 0) -> Part:
    began, cpu = time.monotonic(), sum(site.cpu for site in sites)
    worker, own = sum(site.worker_cpu for site in sites), own_cpu()
    audience = phones.seen().cpu
    cast = asyncio.run(people.vote_for(seconds, rate, burst=burst))
    took, seen = time.monotonic() - began, phones.seen()
    client = own_cpu() - own + seen.cpu - audience
    cpu, worker = sum(site.cpu for site in sites) - cpu, sum(site.worker_cpu for site in sites) - worker
    return Part(took, cpu, worker, client, seen, cast)


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def line(site: machine.Running):
    port = free_port()
    command = [str(Path(__file__).with_name("cutting.py")), str(port), str(urlsplit(site.address).port), str(SHARE_CUT)]
    return as_address(machine.started(command, port))


class as_address:
    """A started process, entered as its address."""

    def __init__(self, started) -> None:
        self.started = started

    def __enter__(self) -> str:
        return self.started.__enter__().address

    def __exit__(self, *error: object) -> None:
        self.started.__exit__(*error)


def version_now(site: str, ticket: str) -> str:
    with urllib.request.urlopen(f"{site}/live/{ticket}/now") as answer:
        return answer.headers["X-Version"]


def deliveries(connections: int, few: int) -> tuple[float, float]:
    """CPU seconds for each delivery: of the site's hub, with a frame that costs nothing to draw, and of a bare sender
    of the same bytes. Each is by how much more phones cost more, a frame a second.
    """
    port = free_port()
    command = [str(Path(__file__).parents[1] / "live.py"), "--serve", "--kilobytes", "2", "--port", str(port)]
    with machine.started(command, port) as hub, Audience() as phones, each_second(f"{hub.address}/change"):
        tickets = [json.loads(urllib.request.urlopen(hub.address).read())["ticket"] for _ in range(connections)]
        own, event = delivery(hub, phones, tickets, few)
    with tempfile.NamedTemporaryFile() as file:
        file.write(event)
        file.flush()
        with machine.bare("sender", file.name) as bare, Audience() as phones:
            return own, delivery(bare, phones, ["any"] * connections, few)[0]


def delivery(running: machine.Running, phones: Audience, tickets: list[str], few: int) -> tuple[float, bytes]:
    rates = []
    for some in (tickets[:few], tickets[few:]):
        phones.open([(running.address, ticket) for ticket in some])
        time.sleep(2)
        phones.seen()
        began, cpu = time.monotonic(), running.cpu
        time.sleep(SECONDS_OF_DELIVERIES)
        took, seen = time.monotonic() - began, phones.seen()
        rates.append(((running.cpu - cpu) / took, seen.frames / took))
    (cpu_few, few_a_second), (cpu_all, all_a_second) = rates
    return (cpu_all - cpu_few) / (all_a_second - few_a_second), seen.event


@contextmanager
def each_second(address: str) -> Iterator[None]:
    """Have something change there, every second."""
    ended = threading.Event()

    def change() -> None:
        while not ended.wait(1):
            urllib.request.urlopen(address).close()

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def bare_answers(room, rate: float, seconds: float = 15) -> list[float]:
    """How soon the least that keeps a vote answers on this machine now: what is slower than that is the site's."""
    with tempfile.TemporaryDirectory() as folder, machine.bare("votes", f"{folder}/votes.sqlite3") as bare:
        return asyncio.run(Hall([bare.address], room, random.Random(2)).vote_for(seconds, rate)).seconds


def show(found: Found, kept: dict[tuple[str, str], int]) -> None:
    all_, cast = found.with_all, found.with_all.cast
    lost = {vote for vote, value in found.kept.items() if kept.get(vote) != value}
    print(f"{found.connections} phones look on, {len(cast.seconds)} votes in {all_.seconds:.0f} s")
    print(f"  vote to answer        {machine.told(cast.seconds)}")
    print(f"  Starlette and sqlite3 {machine.told(found.plain)}, with nobody looking on")
    print(f"  acknowledged          {len(found.kept)}, lost {len(lost)}, there in all {len(kept)}")
    print(f"  sent again, refused   {cast.tried_again}, {len(cast.refused)}")
    for name, seen in found.screens.items():
        print(f"  frames, {name:<17} {seen.a_second:.2f} a second, at least {seen.shortest:.2f} s apart, ", end="")
        print(f"{seen.bytes} bytes")
    print(f"  delivered             {all_.seen.frames}; {all_.seen.cuts} connections cut")
    print(f"  on the newest frame   {found.on_newest} of {found.connections}")
    print(
        f"  server CPU            {100 * all_.cpu / all_.seconds:.0f} % of a core; with a tenth of the phones ", end=""
    )
    print(f"{100 * found.with_few.cpu / found.with_few.seconds:.0f} %")
    print(f"  a delivery            {1e6 * found.hub:.0f} µs; bare sender {1e6 * found.bare:.0f} µs; ", end="")
    print(f"ratio {found.hub / found.bare:.2f}")
    print(f"  memory                {found.kilobytes:.0f} kB a connection")
    print(f"  worker, client CPU    {100 * all_.worker / all_.seconds:.0f} %, ", end="")
    print(f"{100 * all_.client / all_.seconds:.0f} % of a core")
