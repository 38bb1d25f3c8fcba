"""The site as `wholeroom serve` runs it: real processes on a real port."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from wholeroom.web.running import announcing, demo, serving
from wholeroom.web.running.serving import AddressInUse

SERVE = "from wholeroom.web.running import serving; serving.serve(port=0, announce=lambda a: print(a[0], flush=True))"


@dataclass
class Site:
    process: subprocess.Popen[str]
    address: str

    def get(self, path: str, **headers: str):
        request = urllib.request.Request(self.address + path.lstrip("/"), headers=headers)
        try:
            return urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as error:
            return error

    def worker(self) -> int:
        """The process id of the child; the server keeps one, always."""
        assert within(15, lambda: children_of(self.process.pid))
        return children_of(self.process.pid)[0]


def processes() -> list[list[str]]:
    """Number, parent and state of each process of this machine that still runs."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    return [line.split() for line in listed.splitlines() if not line.split()[2].startswith("Z")]


def children_of(parent: int) -> list[int]:
    return [int(number) for number, its_parent, _ in processes() if int(its_parent) == parent]


def alive(number: int) -> bool:
    return any(int(each) == number for each, _, _ in processes())


def within(seconds: float, question) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def running(folder, monkeypatch):
    monkeypatch.setenv("WHOLEROOM_DATA", str(folder / "data"))
    process = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True)
    try:
        yield Site(process, process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


@pytest.fixture
def site(tmp_path, monkeypatch, own_database):
    with running(tmp_path, monkeypatch) as started:
        yield started


def test_site_serves_pages_and_styles_and_does_slow_work(site):
    page = site.get("/").read().decode()
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    style = site.get(styles[0], **{"Accept-Encoding": "br"})

    assert len(styles) == 2
    assert style.headers["Content-Encoding"] == "br"
    assert "immutable" in style.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in style.headers
    assert within(10, lambda: site.get("/health/").status == 200)
    assert site.get("/not/there/").status == 404


def test_site_behind_a_proxy_asks_for_https_and_binds_its_cookies(tmp_path, monkeypatch, own_database):
    monkeypatch.setenv("WHOLEROOM_HTTPS", "1")
    monkeypatch.setenv("WHOLEROOM_HOSTS", "room.example.org")
    forwarded = {"Host": "room.example.org", "X-Forwarded-Proto": "https"}
    with running(tmp_path, monkeypatch) as site:
        answer = site.get("/opinion-map/", **forwarded)
        plain = site.get("/opinion-map/", Host="room.example.org")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrf=")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.replace("; ", ";").split(";"))
    assert "Strict-Transport-Security" not in plain.headers


def test_stopping_the_site_stops_its_worker(site):
    worker = site.worker()
    assert within(10, lambda: site.get("/health/").status == 200)

    site.process.send_signal(signal.SIGTERM)

    assert site.process.wait(15) == 0
    assert not alive(worker)


def test_worker_dies_with_a_site_that_was_killed(site):
    worker = site.worker()
    assert within(10, lambda: site.get("/health/").status == 200)

    site.process.kill()

    assert within(15, lambda: not alive(worker))


def test_worker_that_died_is_started_again(site):
    first = site.worker()

    os.kill(first, signal.SIGKILL)

    assert within(15, lambda: children_of(site.process.pid) not in ([], [first]))


def test_port_in_use_is_refused_in_words():
    with serving.listening("127.0.0.1", 0) as listener:
        listener.listen()
        port = listener.getsockname()[1]

        with pytest.raises(AddressInUse, match=rf"cannot listen at 127.0.0.1, port {port}: Address already in use"):
            serving.listening("127.0.0.1", port).__enter__()


def test_small_answers_are_sent_at_once():
    """asyncio turns the waiting off only for sockets that are named as TCP, and answers come in two small parts."""
    with serving.listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_addresses_are_of_this_machine_first_then_of_the_network(monkeypatch):
    monkeypatch.setattr(serving, "network_addresses", lambda: ["192.0.2.7", "[2001:db8::7]"])
    with serving.listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]

        assert serving.addresses("127.0.0.1", listener) == [f"http://127.0.0.1:{port}/"]
        assert serving.addresses("0.0.0.0", listener) == [
            f"http://localhost:{port}/",
            f"http://192.0.2.7:{port}/",
            f"http://[2001:db8::7]:{port}/",
        ]


@pytest.mark.parametrize(
    ("host", "network", "address"),
    [
        ("127.0.0.1", ["192.0.2.7"], "http://127.0.0.1:8100/"),
        ("0.0.0.0", ["192.0.2.7"], "http://192.0.2.7:8100/"),
        ("0.0.0.0", [], "http://localhost:8100/"),
        ("::1", [], "http://[::1]:8100/"),
    ],
)
def test_links_in_mail_lead_to_where_others_reach_the_site(monkeypatch, host, network, address):
    monkeypatch.setattr(serving, "network_addresses", lambda: network)

    assert serving.address_for_others(host, 8100) == address


def test_announcement_has_a_code_for_phones_on_the_network():
    told = announcing.of_site(["http://localhost:8000/", "http://192.0.2.7:8000/"])

    assert told.startswith("The site is at http://localhost:8000/\nOn other machines of this network: http://192.0.2.7")
    assert "█" in told


def test_demo_tells_the_ways_into_its_meeting():
    links = SimpleNamespace(facilitator="/invited/t/", participant="/j/KX4M7P/", wall="/wall/s/")

    told = announcing.of_demo(["http://localhost:8000/", "http://192.0.2.7:8000/"], links)

    assert "http://localhost:8000/invited/t/" in told
    assert "http://192.0.2.7:8000/j/KX4M7P/" in told
    assert "http://localhost:8000/wall/s/" in told


def test_report_of_the_example_is_written_once(tmp_path):
    demo.keep_report(tmp_path / "example" / "report.html", lambda: "<h1>first</h1>")
    demo.keep_report(tmp_path / "example" / "report.html", lambda: "<h1>second</h1>")

    assert (tmp_path / "example" / "report.html").read_text() == "<h1>first</h1>"
    assert [file.name for file in (tmp_path / "example").iterdir()] == ["report.html"]
