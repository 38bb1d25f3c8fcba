"""A whole site, started as its users start it, and a browser to look at it with."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment_for(**settings):
    """Ours without its settings for tests, and those given."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("WHOLEROOM_", "DJANGO_"))}
    return {**plain, **settings}


@contextlib.contextmanager
def running(*arguments, data, kill=signal.SIGTERM, port=None, **environment):
    """A site started by the command line; gives its address and stops it at the end, by the signal ``kill``.

    What it prints goes into a file: a pipe that nobody reads would hold it up once it is full.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "wholeroom.cli", *arguments, "--data", str(data), "--port", str(port)],
            env=environment_for(**environment),
            cwd=ROOT,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_up(address, process, printed)
            yield address
        finally:
            process.send_signal(kill)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def wait_until_up(address, process, printed, seconds=300):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            printed.seek(0)
            pytest.fail(f"the site stopped by itself: {printed.read()}")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/", timeout=5).close()
            return
        time.sleep(0.1)
    pytest.fail("the site did not start in time")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """Environment for a site on a fresh database of either kind."""
    if request.param == "sqlite":
        yield {}
        return
    url = request.getfixturevalue("postgresql_url")
    import psycopg  # only there with the extra `postgres`

    name = f"wholeroom_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield {"WHOLEROOM_DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo_site(demo_data):
    """The site as `make demo` starts it, with the worked example."""
    with running("demo", data=demo_data) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory):
    """The site with nothing in it."""
    with running("serve", data=tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stage(demo_site, demo_data):
    from tests.staged import Staged

    return Staged.make(demo_site, demo_data)


@pytest.fixture(scope="session")
def noticed(browser, stage):
    """``noticed(state)``: what a browser noticed of the page in a state."""
    from tests.staged import Looker

    return Looker(browser, stage)
