"""A hall that votes: how soon a vote is answered while thousands of phones look on, and what that costs.

    python benchmarks/votes.py hall  [--connections 2000] [--seconds 60] [--cuts] [--postgresql]
    python benchmarks/votes.py flat  [--seconds 5]     votes flat out, beside Starlette and sqlite3
    python benchmarks/votes.py joins [--seconds 10]    people who join, flat out and 50 a second
    python benchmarks/votes.py kills [--kills 20]      killed in the middle of 100 votes a second

Without a word all four run, one after the other. Each starts the site as its users do, in a folder of its own, and
asks it from other processes on this machine; a busy machine shows late answers. It reads what processes used from
Linux. ``--postgresql`` puts three serving processes on the database of WHOLEROOM_TEST_DATABASE_URL.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import resource
import sys
import tempfile
import urllib.parse
import uuid
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.voting import hall, joins, machine, voters  # noqa: E402 -- the project's root has to be on the path
from tests.killed import killed_while_voting  # noqa: E402
from tests.vote_room import begin_vote, votes_kept  # noqa: E402

CONNECTIONS = 32
MOST_PEOPLE = 1500
STATEMENTS = 30
JOINS_A_SECOND = 50


def main() -> None:
    options = read_options()
    print(f"load of this machine before: {machine.load()}")
    for part in [options.part] if options.part else ["hall", "flat", "joins", "kills"]:
        PARTS[part](options)
    print(f"load of this machine after: {machine.load()}")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=["hall", "flat", "joins", "kills"])
    parser.add_argument("--connections", type=int, default=2000, help="phones that look on")
    parser.add_argument("--seconds", type=int, help="how long each part is measured")
    parser.add_argument("--rate", type=float, default=67, help="votes a second in the hall")
    parser.add_argument("--burst", type=int, default=300, help="more votes within 5 seconds, once")
    parser.add_argument("--cuts", action="store_true", help="through a line that cuts one connection in ten")
    parser.add_argument("--postgresql", action="store_true", help="three processes on PostgreSQL")
    parser.add_argument("--kills", type=int, default=20)
    return parser.parse_args()


@contextlib.contextmanager
def database(wanted: bool):
    """Environment for a site on a fresh database of PostgreSQL; on SQLite it needs none."""
    if not wanted:
        yield {}
        return
    import psycopg

    url = os.environ["WHOLEROOM_TEST_DATABASE_URL"]
    name = f"wholeroom_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"WHOLEROOM_DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def measure_hall(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as data, database(options.postgresql) as environment:
        room = begin_vote(data=data, statements=STATEMENTS, people=options.connections, **environment)
        with contextlib.ExitStack() as stack:
            processes = 3 if options.postgresql else 1
            sites = [
                stack.enter_context(machine.site(*(["--no-worker"] if number else []), data=data, **environment))
                for number in range(processes)
            ]
            found = hall.measured(sites, room, options)
        kept = {(who, what): value for who, what, value in votes_kept(data=data, **environment)}
        hall.show(found, kept)


def measure_flat(options: argparse.Namespace) -> None:
    seconds = options.seconds or 5
    with tempfile.TemporaryDirectory() as data:
        room = begin_vote(data=data, statements=STATEMENTS, people=MOST_PEOPLE)
        bodies = bodies_for(room)
        before = bare_votes(bodies, seconds)
        with machine.site("--no-worker", data=data) as site:
            asyncio.run(voters.press(site.address, bodies[:300], CONNECTIONS, 1))
            began = site.cpu
            rate, failed = asyncio.run(voters.press(site.address, bodies[300:], CONNECTIONS, seconds))
            cpu = 1e6 * (site.cpu - began) / (rate * seconds)
        after = bare_votes(bodies, seconds)
    print(f"votes flat out, {CONNECTIONS} connections, {seconds} s")
    print(f"  the site               {rate:.0f} votes a second, {cpu:.0f} µs of CPU each, {failed} not taken")
    print(f"  Starlette and sqlite3  {before:.0f} before, {after:.0f} after")
    print(f"  of that                {rate / max(before, after):.2f} to {rate / min(before, after):.2f}")


def bodies_for(room) -> list[bytes]:
    chance = random.Random(1)
    pairs = list(itertools.product(room.tickets, room.statements))
    chance.shuffle(pairs)
    return [
        urllib.parse.urlencode(
            {"act": "vote", "ticket": ticket, "statement": what, "value": chance.choice(list(voters.VALUES))}
        ).encode()
        for ticket, what in pairs
    ]


def bare_votes(bodies: list[bytes], seconds: float) -> float:
    with tempfile.TemporaryDirectory() as folder, machine.bare("votes", f"{folder}/votes.sqlite3") as bare:
        asyncio.run(voters.press(bare.address, bodies[:300], CONNECTIONS, 1))
        return asyncio.run(voters.press(bare.address, bodies[300:], CONNECTIONS, seconds))[0]


def measure_joins(options: argparse.Namespace) -> None:
    seconds = options.seconds or 10
    with tempfile.TemporaryDirectory() as data:
        room = begin_vote(data=data)
        with machine.site("--no-worker", data=data) as site:
            asyncio.run(joins.press(site.address, room.code, CONNECTIONS, 1))
            began, own = site.cpu, own_cpu()
            rate, failed = asyncio.run(joins.press(site.address, room.code, CONNECTIONS, seconds))
            cpu, client = 1000 * (site.cpu - began) / (rate * seconds), (own_cpu() - own) / seconds
            times, late = asyncio.run(joins.offered(site.address, room.code, JOINS_A_SECOND, seconds))
    print(f"joins: the page that asks, and the form; {seconds} s")
    print(f"  flat out, {CONNECTIONS} at a time   {rate:.0f} joins a second, {cpu:.1f} ms of CPU each, {failed} failed")
    print(f"  {JOINS_A_SECOND} a second offered     {machine.told(times)}, {late} failed")
    print(f"  client CPU              {100 * client:.0f} % of a core while flat out")


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure_kills(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as data:
        acknowledged, kept, sent = killed_while_voting(data=data, kills=options.kills)
    missing = set(acknowledged) - set(kept)
    print(f"killed {options.kills} times in the middle of 100 votes a second")
    print(f"  {sent} sent, {len(acknowledged)} acknowledged, {len(missing)} of these lost")


PARTS = {"hall": measure_hall, "flat": measure_flat, "joins": measure_joins, "kills": measure_kills}


if __name__ == "__main__":
    main()
