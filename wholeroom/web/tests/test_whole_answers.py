"""With the real server and a real connection: a mock of either could not show what a broken line does."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from a2wsgi import WSGIMiddleware

from wholeroom.web.whole_answers import WHEN_SENT, WholeAnswers, with_act

BLOCK = b"x" * 65_536
BLOCKS = 200


@contextmanager
def served(application) -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off", ws="none"))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def sent():
    return threading.Event()


@pytest.fixture
def port(sent):
    def pages(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BLOCK) * BLOCKS))])
        return with_act(iter([BLOCK] * BLOCKS), environ["asgi.scope"][WHEN_SENT], sent.set)

    inner = WSGIMiddleware(pages, workers=1, send_queue_size=1024)
    with served(WholeAnswers(inner, executor=inner.executor)) as port:
        yield port


def asked(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return connection


def test_whole_answer_runs_what_was_left_for_then(port, sent):
    with asked(port) as connection:
        received = sum(len(part) for part in iter(lambda: connection.recv(1_000_000), b""))

    assert received > len(BLOCK) * BLOCKS
    assert sent.wait(5)


def test_broken_answer_runs_nothing(port, sent):
    with asked(port) as connection:
        connection.recv(1000)
        assert not sent.is_set()

    assert not sent.wait(1.5)


def test_slow_reader_has_the_answer_before_anything_runs(port, sent):
    with asked(port) as connection:
        connection.recv(1000)
        time.sleep(0.7)
        assert not sent.is_set()
        while connection.recv(1_000_000):
            pass

    assert sent.wait(5)


def test_act_runs_after_the_last_block_where_the_server_cannot_tell(sent):
    blocks = with_act(iter([b"1", b"2"]), None, sent.set)

    assert (next(blocks), next(blocks)) == (b"1", b"2")
    assert not sent.is_set()
    assert list(blocks) == []
    assert sent.is_set()
