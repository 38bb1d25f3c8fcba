"""The whole web half once more on PostgreSQL, in a run of its own: settings are read once in a process."""

import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parents[1]


def test_web_half_passes_on_postgresql(postgresql_url):
    environment = {**os.environ, "WHOLEROOM_DATABASE_URL": postgresql_url}
    del environment["WHOLEROOM_TEST_DATABASE_URL"]
    command = [sys.executable, "-m", "pytest", str(WEB), "--ignore", __file__, "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=580, check=False)

    assert done.returncode == 0, done.stdout[-6000:]
