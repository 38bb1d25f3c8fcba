"""Runs the site: one process for the pages, one worker beside it, both stopped together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from django.conf import settings

from wholeroom.web.errors import WebError
from wholeroom.web.live import hub
from wholeroom.web.running import data_lock, preparation, worker
from wholeroom.web.running.addresses import network_addresses

SECONDS_TO_CLOSE = 3
SECONDS_BEFORE_RESTART = 2.0
OPEN_FILES = 8192
MILLISECONDS_UNTIL_LOST = 60_000  # a phone that went away without a word; otherwise it is a quarter of an hour
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- only compared with, never a default


class AddressInUse(WebError):
    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"The site cannot listen at {host}, port {port}: {reason}. Expected: a free port on this machine. "
            "Stop what uses it, or choose another with --port."
        )


def serve(
    *,
    data: Path | str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    with_worker: bool = True,
    before: Callable[[], None] | None = None,
    announce: Callable[[list[str]], None] | None = None,
) -> None:
    """Run the site until it is stopped (Ctrl-C, SIGTERM).

    ``before`` is called once the tables stand, before anybody can come; ``announce`` once it listens, with its
    addresses, of which the first is the one on this machine.
    Raises WebError, with words for the person at the terminal, when it cannot start.
    """
    folder = preparation.use_data_folder(data)
    os.environ.setdefault("WHOLEROOM_ADDRESS", address_for_others(host, port))
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.start_django()
        preparation.update_tables()
        preparation.collect_styles()
        if before:
            before()
        run(host=host, port=port, with_worker=with_worker, announce=announce)


def run(*, host: str, port: int, with_worker: bool, announce: Callable[[list[str]], None] | None) -> None:
    allow_many_files()
    with listening(host, port) as listener, worker_beside(with_worker):
        server = PageServer(configuration(), announce=announce, addresses=addresses(host, listener))
        with contextlib.suppress(KeyboardInterrupt), stopping_at_sigterm():
            server.run(sockets=[listener])


def configuration() -> uvicorn.Config:
    return uvicorn.Config(
        "wholeroom.web.asgi:application",
        access_log=False,  # it would keep everybody's address
        log_level="warning",
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
        proxy_headers=settings.HTTPS,
        forwarded_allow_ips=settings.PROXIES,
    )


class PageServer(uvicorn.Server):
    """Tells where it listens, once it does; lets those go who are kept up to date, before it waits for them."""

    def __init__(
        self, config: uvicorn.Config, *, announce: Callable[[list[str]], None] | None, addresses: list[str]
    ) -> None:
        super().__init__(config)
        self.announce = announce
        self.addresses = addresses

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.announce:
            self.announce(self.addresses)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        hub.close()
        await super().shutdown(sockets)


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, since asyncio sends small answers at once (TCP_NODELAY) only then: otherwise each waits 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; what the listener asks for holds for its connections
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_UNTIL_LOST)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise AddressInUse(host, port, error.strerror or "it is refused") from None
        listener.set_inheritable(False)
        yield listener


def addresses(host: str, listener: socket.socket) -> list[str]:
    """Where a browser finds the site: on this machine, then from elsewhere on the network if it listens there."""
    port = listener.getsockname()[1]
    if host not in EVERYWHERE:
        return [f"http://{f'[{host}]' if ':' in host else host}:{port}/"]
    return [f"http://{name}:{port}/" for name in ("localhost", *network_addresses())]


def address_for_others(host: str, port: int) -> str:
    """What stands in mail where nobody has set the site's address: as other machines reach it, if they do."""
    others = network_addresses() if host in EVERYWHERE else []
    name = others[0] if others else "localhost" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def allow_many_files() -> None:
    """Each open connection is an open file, and many systems allow only 1,024 unless asked."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@contextlib.contextmanager
def stopping_at_sigterm() -> Iterator[None]:
    """The server gives the signal on after closing; it then ends as at Ctrl-C, so that the worker is stopped too."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def worker_beside(wanted: bool) -> Iterator[None]:
    """A worker process for as long as the block runs; started again if it dies."""
    if not wanted:
        yield
        return
    ending = threading.Event()
    keeper = threading.Thread(target=keep_worker, args=(ending,), name="worker keeper")
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def keep_worker(ending: threading.Event) -> None:
    while not ending.is_set():
        process = start_worker()
        while process.poll() is None and not ending.wait(0.2):
            pass
        if ending.is_set():
            stop_worker(process)
        else:
            print("The worker stopped by itself. It is started again.", file=sys.stderr)
            ending.wait(SECONDS_BEFORE_RESTART)


def start_worker() -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches it through us; the pipe tells it when we are gone."""
    return subprocess.Popen(  # noqa: S603 -- this Python, our own module
        [sys.executable, "-m", "wholeroom.web.running.worker", worker.STOP_WITH_PARENT],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def stop_worker(process: subprocess.Popen[bytes]) -> None:
    """Let it finish its job; then have it break off; then end it."""
    for stop in (process.terminate, process.terminate, process.kill):
        stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(worker.SECONDS_TO_FINISH)
            break
    if process.stdin:
        process.stdin.close()
