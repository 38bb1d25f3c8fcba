"""Hand-overs as people make them: through the pages, with the worker run by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from wholeroom.web.handover.models import HandOver

EXAMPLES = Path(__file__).parents[1] / "static" / "handover"


@pytest.fixture
def example_votes() -> bytes:
    return (EXAMPLES / "example-votes.csv").read_bytes()


@pytest.fixture
def example_statements() -> bytes:
    return (EXAMPLES / "example-statements.csv").read_bytes()


@pytest.fixture
def votes() -> bytes:
    """A small room, just large enough for a map."""
    rows = [f"p{person},s{one},{(person * one) % 3 - 1}" for person in range(32) for one in range(8)]
    return "\n".join(["participant,statement,vote", *rows, ""]).encode()


@pytest.fixture
def example_table() -> bytes:
    return (EXAMPLES / "example-table.csv").read_bytes()


def file(content: bytes, name: str = "Jane Smith's votes.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


@pytest.fixture
def hand_over_votes(client: Client, db) -> Callable[..., str]:
    """Hands over through the page and gives the address of the answer."""

    def made(votes: bytes, **fields: object) -> str:
        response = client.post("/opinion-map/", {"votes": file(votes), **fields})
        assert response.status_code == 302, response.context["form"].errors
        return response["Location"]

    return made


@pytest.fixture
def hand_over_table(client: Client, db) -> Callable[..., str]:
    def made(table: bytes, rule: str = "people", **fields: object) -> str:
        response = client.post("/protect/", {"table": file(table), "rule": rule, **fields})
        assert response.status_code == 302, response.context["form"].errors
        return response["Location"]

    return made


@pytest.fixture
def work(db) -> Callable[[], None]:
    """What the worker does with all that waits."""

    def run() -> None:
        for job in DBTaskResult.objects.ready():
            job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
            job.delete()

    return run


@pytest.fixture
def answered(hand_over_votes, work, votes) -> str:
    """The address of an answer that is ready."""
    address = hand_over_votes(votes)
    work()
    return address


def the_one() -> HandOver:
    return HandOver.objects.get()


def files_kept(data: Path) -> list[str]:
    """Every file of every hand-over, without the folders' random names."""
    return sorted(path.name for path in (data / "handover").rglob("*") if path.is_file())


def fetch(client: Client, address: str, name: str) -> bytes:
    response = client.post(f"{address}fetch/{name}/")
    assert response.status_code == 200
    return response.getvalue()
