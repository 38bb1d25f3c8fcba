"""What a process used of this machine, as Linux tells it; and a site or a bare server started as a process."""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, environment_for, free_port, wait_until_up

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Running:
    address: str
    process: int

    @property
    def cpu(self) -> float:
        """Seconds of the process itself, without its worker."""
        return cpu_of(self.process)

    @property
    def worker_cpu(self) -> float:
        return sum(cpu_of(child) for child in children(self.process))

    @property
    def kilobytes(self) -> int:
        for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0


def cpu_of(process: int) -> float:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def children(process: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in tasks.read_text().split()]
    return found


@contextlib.contextmanager
def started(command: Sequence[str], port: int, **environment: str) -> Iterator[Running]:
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment_for(**environment), cwd=ROOT, stdout=printed, stderr=printed
        )
        try:
            wait_until_up(address, process, printed)
            yield Running(address, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            printed.seek(0)
            sys.stderr.writelines(line for line in printed if "ERROR" in line or "Error" in line)


@contextlib.contextmanager
def site(*options: str, data: object, **environment: str) -> Iterator[Running]:
    """`wholeroom serve`, as its users start it."""
    port = free_port()
    command = ["-m", "wholeroom.cli", "serve", *options, "--data", str(data), "--port", str(port)]
    with started(command, port, **environment) as running:
        yield running


@contextlib.contextmanager
def bare(kind: str, *arguments: str) -> Iterator[Running]:
    port = free_port()
    with started([str(Path(__file__).with_name("bare.py")), kind, str(port), *arguments], port) as running:
        yield running


def within(times: Sequence[float], share: float) -> float:
    """Seconds within which this share of the answers came."""
    if len(times) < 2:
        return max(times, default=0.0)
    return statistics.quantiles(times, n=1000, method="inclusive")[round(share * 1000) - 1]


def told(times: Sequence[float]) -> str:
    parts = [
        f"{name} {1000 * within(times, share):.0f} ms" for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    ]
    return ", ".join([*parts, f"slowest {1000 * max(times, default=0):.0f} ms"])


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"
