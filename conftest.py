"""The three groups of tests that run only where their means are there: PostgreSQL, a browser, reference data."""

import os
import shutil
from pathlib import Path

import pytest

LONGEST = ("test_postgresql.py", "test_pages.py", "exchange/test_bringing.py")


@pytest.fixture(scope="session")
def reference_data() -> Path:
    folder = os.environ.get("WHOLEROOM_REFERENCE_DATA")
    if not folder:
        pytest.skip("reference data: set WHOLEROOM_REFERENCE_DATA to its folder")
    return Path(folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    binary = os.environ.get("WHOLEROOM_CHROMIUM") or shutil.which("chromium")
    if not binary:
        pytest.skip("a browser: install chromium, or set WHOLEROOM_CHROMIUM to one")
    return binary


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    url = os.environ.get("WHOLEROOM_TEST_DATABASE_URL")
    if not url:
        pytest.skip("PostgreSQL: set WHOLEROOM_TEST_DATABASE_URL to a database whose user may create databases")
    return url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no core waits for it at the end."""
    items.sort(key=lambda item: not item.nodeid.split("::")[0].endswith(LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which groups were left out, each once."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", ())
    }
    if reasons:
        terminalreporter.section("LEFT OUT", yellow=True, bold=True)
        for reason in sorted(reasons):
            terminalreporter.line(f"Tests that need {reason}")
