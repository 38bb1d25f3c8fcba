"""The worker: runs slow jobs from the database, shows that it is alive, and tidies up every minute."""

import logging
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import close_old_connections

from wholeroom.web import moments
from wholeroom.web.running import data_lock, preparation

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.3
SECONDS_BETWEEN_PULSES = 20.0
SECONDS_BETWEEN_SCREENS = 1.0
SECONDS_BETWEEN_TIDYING = 60.0
SECONDS_BETWEEN_MOMENTS = 45.0  # on average
SECONDS_TO_FINISH = 10.0
DAYS_RESULTS_ARE_KEPT = 1
STOP_WITH_PARENT = "--stop-with-parent"


def run(*, data: Path | str | None = None) -> None:
    """Work until stopped. The first thing it does is bring the tables up to date."""
    folder = preparation.use_data_folder(data)
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.start_django()
        preparation.update_tables()
        work()


def work() -> None:
    worker = secrets.token_hex(8)
    pulse(worker)
    repeat("show that it is alive", lambda: SECONDS_BETWEEN_PULSES, lambda: pulse(worker))
    repeat("bring screens up to date", lambda: SECONDS_BETWEEN_SCREENS, lambda: moments.happen(moments.EVERY_SECOND))
    repeat("tidy up", lambda: SECONDS_BETWEEN_TIDYING, tidy)
    repeat("do what follows no beat", seconds_by_lot, lambda: moments.happen(moments.NOW_AND_THEN))
    call_command(
        "db_worker", worker_id=worker, interval=SECONDS_BETWEEN_LOOKS, startup_delay=False, reload=False, verbosity=0
    )


def seconds_by_lot() -> float:
    """As long as it takes until something happens that comes at any moment as likely as at any other."""
    return secrets.SystemRandom().expovariate(1 / SECONDS_BETWEEN_MOMENTS)


def repeat(name: str, seconds: Callable[[], float], act: Callable[[], None]) -> None:
    """Do something again and again beside the jobs; a failure is written down and does not end it."""

    def again() -> None:
        while True:
            time.sleep(seconds())
            try:
                close_old_connections()
                act()
            except Exception as error:
                logger.error("The worker could not %s: %s. It tries again.", name, type(error).__name__)

    threading.Thread(target=again, daemon=True, name=name).start()


def pulse(worker: str) -> None:
    """Show that this worker is alive."""
    moments.happen(moments.WORKER_SEEN, worker=worker)


def tidy() -> None:
    moments.happen(moments.EVERY_MINUTE)
    call_command("prune_db_task_results", min_age_days=DAYS_RESULTS_ARE_KEPT, verbosity=0)


def stop_with_parent() -> None:
    """When the process that started this one is gone, however it went, the pipe to it closes: stop too."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SECONDS_TO_FINISH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()


if __name__ == "__main__":
    if STOP_WITH_PARENT in sys.argv:
        stop_with_parent()
    run()
