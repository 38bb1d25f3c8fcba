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
from django.utils import translation

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


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """The language that a request chose does not stay for the tests that follow."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Tests that need real transactions empty all tables afterwards, which the history would refuse."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(triggers.drop(connection.vendor, "DELETE"))


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


@pytest.fixture
def make_person(db):
    """A member; ``make_person(may_facilitate=True)`` is one who may open rooms."""
    from wholeroom.web.people.models import Person

    def make(email: str = "", **fields: object) -> Person:
        return Person.objects.create_user(email or f"{uuid.uuid4().hex[:8]}@westmarch.example", **fields)

    return make


@pytest.fixture
def make_problem(make_person):
    """An open problem with an owner and one part: what is hard."""
    from wholeroom.web.conversations import actions as conversations
    from wholeroom.web.conversations.models import Conversation
    from wholeroom.web.problems.models import HARD, Problem

    def make(hard: str = "People leave in the first twelve weeks", owner=None) -> Problem:
        conversation = Conversation.objects.create(kind="problem", title=hard, state=Conversation.State.OPEN)
        problem = Problem.objects.create(conversation=conversation, owner=owner or make_person())
        participant, _ = conversations.join(by=problem.owner, conversation=conversation)
        conversations.contribute(by=participant, conversation=conversation, kind=HARD, part=HARD, text=hard)
        return problem

    return make


@pytest.fixture
def member(make_person):
    """``member("Ann")`` is somebody whose browser is signed in."""
    from django.test import Client

    def make(name, **fields):
        person = make_person(f"{name.lower()}@westmarch.example", name=name, **fields)
        person.browser = Client()
        person.browser.force_login(person)
        return person

    return make


@pytest.fixture
def problem(make_problem, member):
    """One that Olive brought; everybody can read it."""
    brought = make_problem(owner=member("Olive"))
    brought.conversation.audience = "everyone"
    brought.conversation.save()
    return brought


@pytest.fixture
def make_room(make_person):
    """A room held by the first method for its usual length, unless another is given; not yet begun."""
    from wholeroom.web.rooms import actions, registry
    from wholeroom.web.rooms.models import Room

    def make(question: str = "Why do people leave?", *, minutes=None, by=None, method=None, **fields: object) -> Room:
        facilitator = by or make_person(may_facilitate=True)
        held_by = method or next(iter(registry.methods().values()))
        length = minutes or held_by.lengths[0]
        return actions.open_room(by=facilitator, method=held_by, minutes=length, question=question, **fields)

    return make


@pytest.fixture
def make_participant(db):
    """Somebody who joined a conversation (or a room, or a problem) without an account."""
    from wholeroom.web.conversations import actions
    from wholeroom.web.conversations.models import Participant

    def make(place, **fields: object) -> Participant:
        participant, _ = actions.join(by=None, conversation=getattr(place, "conversation", place), **fields)
        return participant

    return make
