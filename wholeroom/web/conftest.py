"""What the tests of the web half share: a private data folder, plain styles, processes of their own, PostgreSQL."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from wholeroom.web.history import triggers

Run = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings) -> Path:
    """Nothing that a test writes goes anywhere else."""
    settings.DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    for folder in (settings.FILE_UPLOAD_TEMP_DIR, settings.STATIC_ROOT):
        folder.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return tmp_path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Tests that need real transactions empty all tables afterwards, which the history would refuse."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(triggers.drop(connection.vendor, "DELETE"))


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    url = os.environ.get("WHOLEROOM_TEST_DATABASE_URL")
    if not url:
        pytest.skip("PostgreSQL: set WHOLEROOM_TEST_DATABASE_URL to a database whose user may create databases")
    return url


@pytest.fixture
def own_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For processes of their own: a fresh database on PostgreSQL; on SQLite the data folder has its own anyway."""
    url = os.environ.get("WHOLEROOM_DATABASE_URL")
    if not url:
        yield
        return
    import psycopg  # only there with the extra `postgres`

    name = f"wholeroom_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        monkeypatch.setenv("WHOLEROOM_DATABASE_URL", urlsplit(url)._replace(path=f"/{name}").geturl())
        yield
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def run_python(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs code in a process of its own, as a command would: with settings of its own."""
    monkeypatch.setenv("WHOLEROOM_DATA", str(data_folder / "data"))

    def run(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)

    return run
