"""How soon a step changed in the console is on every screen: 25 phones and a wall, people talking all the while.

    python benchmarks/meeting.py

Starts the site as its users do, in a folder of its own. Each phone and the wall hold a live connection; the step is
changed 20 times through the console's form. The time runs from sending that form to the last byte of the new frame.
"""

import contextlib
import json
import re
import secrets
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import running  # noqa: E402 -- the project's root has to be on the path first
from tests.meeting import BEGIN, TOKEN, Guest, run_code  # noqa: E402

PHONES = 25
CHANGES = 20
SECONDS_BETWEEN = 1.5
WORDS_A_SECOND = 2
WAYS_IN = """
from wholeroom.web.people import actions as people
from wholeroom.web.rooms.screens import wall
print(people.invite(email=facilitator.email), wall.path_of(room))
"""
LIVE = re.compile(r'data-live="(/live/[^"]+)"')
STEP = re.compile(r'data-step="(\w+)"')


class Screen(threading.Thread):
    """One live connection; remembers when it first saw each step."""

    def __init__(self, site: str, address: str) -> None:
        super().__init__(daemon=True)
        where = urlsplit(site)
        self.connection = socket.create_connection((where.hostname, where.port))
        self.connection.sendall(f"GET {address} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
        self.seen: list[tuple[float, str]] = []

    def run(self) -> None:
        with contextlib.suppress(OSError), self.connection.makefile("r", encoding="utf-8") as lines:
            for line in lines:
                if found := STEP.search(line):
                    self.seen.append((time.monotonic(), found[1]))

    def reached(self, step: str, since: float) -> float | None:
        return next((at - since for at, seen in self.seen if at >= since and seen == step), None)


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        code, step, room, token, wall = run_code(BEGIN + WAYS_IN, data=data).split()
        with running("serve", data=data) as site:
            report(*measure(site, code, step, room, token, wall))


def measure(site: str, code: str, step: str, room: str, token: str, wall: str) -> tuple[list[float], int]:
    guests = [Guest(site, code) for _ in range(PHONES)]
    for guest in guests:
        guest.join()
    screens = [Screen(site, LIVE.search(guest.open(f"/r/{code}/"))[1]) for guest in guests]
    screens.append(Screen(site, LIVE.search(guests[0].open(wall))[1]))
    for screen in screens:
        screen.start()
    ended = threading.Event()
    talking = threading.Thread(target=talk, args=(guests, step, ended))
    talking.start()
    console = sign_in(site, code, token)
    waits: list[float] = []
    for number in range(CHANGES):
        time.sleep(SECONDS_BETWEEN)
        began, now = change(console, room, "next" if number % 2 == 0 else "back")
        time.sleep(SECONDS_BETWEEN)
        waits += [screen.reached(now, began) or float("inf") for screen in screens]
    ended.set()
    talking.join()
    return waits, len(screens)


def sign_in(site: str, code: str, token: str) -> Guest:
    """The facilitator, by the link from the terminal."""
    console = Guest(site, code)
    page = console.open(f"/invited/{token}/")
    console.open(f"/invited/{token}/", {"csrfmiddlewaretoken": TOKEN.search(page)[1]})
    return console


def change(console: Guest, room: str, verb: str) -> tuple[float, str]:
    """When the form was sent, and the step that is open since."""
    page = console.open(f"/rooms/{room}/console/")
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    fields = {"csrfmiddlewaretoken": TOKEN.search(page)[1], "verb": verb, "seen": seen}
    began = time.monotonic()
    console.open(f"/rooms/{room}/turn/", fields)
    return began, STEP.search(console.open(f"/rooms/{room}/console/"))[1]


def talk(guests: list[Guest], step: str, ended: threading.Event) -> None:
    while not ended.wait(1 / WORDS_A_SECOND):
        secrets.choice(guests).say(step, secrets.token_hex(20))


def report(waits: list[float], screens: int) -> None:
    waits = sorted(waits)
    told = {
        "screens": screens,
        "changes": CHANGES,
        "p50 ms": round(statistics.median(waits) * 1000),
        "p95 ms": round(waits[int(len(waits) * 0.95)] * 1000),
        "slowest ms": round(waits[-1] * 1000),
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
