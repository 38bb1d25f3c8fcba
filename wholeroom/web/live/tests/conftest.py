"""Serving processes of their own, that draw how many rows there are, and a reader of their streams."""

import contextlib
import http.client
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from wholeroom.web.live import tickets

SERVE = """
from wholeroom.web.live import renderers
from wholeroom.web.running import serving

def count(topic, audience, language):
    from wholeroom.web.site.models import WorkerPulse
    return f"<p>{WorkerPulse.objects.count()}</p>"

renderers.register(count)
serving.serve(port=0, with_worker=False, announce=lambda addresses: print(addresses[0], flush=True))
"""
ADD_ROW = """
import django
from django.utils import timezone
django.setup()
from django.db import transaction
from wholeroom.web.live.bus import publish
from wholeroom.web.site.models import WorkerPulse
with transaction.atomic():
    WorkerPulse.objects.create(worker="{name}", seen_at=timezone.now())
    publish("t", urgent=True)
"""


class Stream:
    """What a browser hears of the topic, with the seconds that it waits for it."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        self.connection.request("GET", f"/live/{tickets.mint('t', 'phone', 'en')}")
        self.answer = self.connection.getresponse()

    def next_frame(self):
        while line := self.answer.readline():
            if line.startswith(b"data: <"):
                return line[6:].decode().strip()
        return None

    def seconds_until(self, frame):
        began = time.monotonic()
        while (found := self.next_frame()) != frame:
            assert found is not None
        return time.monotonic() - began


@pytest.fixture
def start_site(data_folder, monkeypatch, settings):
    """Starts `wholeroom serve` on the database and the data folder of this test; gives its process and address."""
    monkeypatch.setenv("WHOLEROOM_DATA", str(data_folder / "data"))
    monkeypatch.setenv("WHOLEROOM_SECRET_KEY", settings.SECRET_KEY)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "wholeroom.web.settings")
    with contextlib.ExitStack() as stack:

        def start():
            process = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True)
            stack.callback(process.stdout.close)
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            return process, process.stdout.readline().strip()

        yield start


@pytest.fixture
def open_stream():
    with contextlib.ExitStack() as stack:

        def opened(address):
            stream = Stream(address)
            stack.callback(stream.connection.close)
            return stream

        yield opened


@pytest.fixture
def postgresql_of_its_own(postgresql_url, monkeypatch, request):
    monkeypatch.setenv("WHOLEROOM_DATABASE_URL", postgresql_url)
    request.getfixturevalue("own_database")
