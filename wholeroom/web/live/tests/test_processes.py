"""Real servers on real ports, and changes that other processes make."""

import os
import signal
import socket
import time

from wholeroom.web.live.tests.browsers import Site
from wholeroom.web.live.tests.conftest import ADD_ROW
from wholeroom.web.live.tickets import mint
from wholeroom.web.tests.test_whole_answers import served

LISTENERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(query, 'LISTEN') AND datname = %s"


def test_change_made_by_another_process_is_seen(start_site, open_stream, run_python, own_database):
    _, address = start_site()
    stream = open_stream(address)
    first = stream.next_frame()

    assert run_python(ADD_ROW.format(name="a")).returncode == 0

    assert first == "<p>0</p>"
    assert stream.seconds_until("<p>1</p>") < 3


def test_stopping_the_server_takes_no_longer_for_open_streams(start_site, open_stream, own_database):
    process, address = start_site()
    streams = [open_stream(address) for _ in range(20)]
    assert [stream.next_frame() for stream in streams] == ["<p>0</p>"] * 20

    began = time.monotonic()
    process.send_signal(signal.SIGTERM)

    assert [stream.next_frame() for stream in streams] == [None] * 20
    assert process.wait(10) == 0
    assert time.monotonic() - began < 2.5  # the server itself would wait three seconds for them


def test_two_servers_on_one_postgresql_show_each_others_changes(
    postgresql_of_its_own, start_site, open_stream, run_python
):
    streams = [open_stream(start_site()[1]) for _ in range(2)]
    assert [stream.next_frame() for stream in streams] == ["<p>0</p>"] * 2

    run_python(ADD_ROW.format(name="a"))

    assert max(stream.seconds_until("<p>1</p>") for stream in streams) < 2


def test_server_that_lost_its_ear_hears_what_it_missed(postgresql_of_its_own, start_site, open_stream, run_python):
    import psycopg  # only there with the extra `postgres`

    url = os.environ["WHOLEROOM_DATABASE_URL"]
    stream = open_stream(start_site()[1])
    assert stream.next_frame() == "<p>0</p>"
    time.sleep(0.5)  # it listens from the first stream on

    with psycopg.connect(url, autocommit=True) as server:
        ended = server.execute(LISTENERS, [url.rpartition("/")[2]]).fetchall()
        server.execute("INSERT INTO site_workerpulse (worker, seen_at) VALUES ('missed', now())")

    assert ended == [(True,)]
    assert stream.seconds_until("<p>1</p>") < 5
    run_python(ADD_ROW.format(name="b"))
    assert stream.seconds_until("<p>2</p>") < 3


def test_slow_socket_holds_up_nobody_and_gets_the_newest_frame():
    """With the server's own buffers: the one who does not read costs at most what they hold."""
    site = Site()
    with served(site.streams) as port, socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", port))
        slow.sendall(f"GET /live/{mint('t', 'phone', 'en')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert slow.recv(1000)
        for number in range(300):
            site.board.words = f"{number} " + "x" * 50_000
            site.hub.tell(site.hub.changed, "t", True)
            time.sleep(0.003)
        slow.settimeout(2)
        heard, newest = 0, b""
        while b"<p>299 " not in newest:
            newest = newest[-10:] + slow.recv(1_000_000)
            heard += len(newest)
        site.hub.tell(site.hub.close)

    assert heard < 8_000_000
