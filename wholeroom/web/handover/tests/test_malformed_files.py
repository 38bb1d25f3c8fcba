"""Damaged files through the pages: an answer or a clear error, never a broken page, nothing kept of a refused one."""

import io
import json

import pytest

from wholeroom.analysis.disclosure.rules import RULES
from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.disclosure.tests.malformed import malformed_tables
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.tests.malformed import malformed_votes
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.web.handover import limits
from wholeroom.web.handover.forms import SMALL
from wholeroom.web.handover.tests.conftest import fetch, file, files_kept
from wholeroom.web.rows_left_out import where_and_what

VOTES, TABLES = 700, 285


@pytest.fixture(autouse=True)
def endless_queue(monkeypatch):
    monkeypatch.setattr(limits, "WAITING_PER_BROWSER", VOTES)


def expected(content: bytes) -> bytes | None:
    """The data of the answer, or None where there can be none."""
    try:
        votes = read_votes(io.BytesIO(content))
    except InputError:
        return None
    return opinion_map(votes).json() if votes.rows_used else None


@pytest.mark.django_db
@pytest.mark.parametrize("case", list(malformed_votes(VOTES, seed=7)), ids=lambda case: case.name)
def test_damaged_votes_give_the_answer_of_the_good_rows_or_a_clear_error(client, work, case, data_folder):
    answer = expected(case.content)

    response = client.post("/opinion-map/", {"votes": file(case.content)})
    work()

    if answer is not None:
        assert fetch(client, response["Location"], "opinion-map.json") == answer
    elif len(case.content) <= SMALL:
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["votes"]
        assert files_kept(data_folder) == []
    else:
        assert client.get(response["Location"]).templates[0].name == "handover/failed.html"
        assert files_kept(data_folder) == ["problem.json"]


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "case"), list(enumerate(malformed_tables(TABLES, seed=9))))
def test_damaged_tables_give_every_good_row_or_a_clear_error(client, work, number, case, data_folder):
    choices = {"rule": RULES[number % len(RULES)], "groups": "area, group", "counts": "agree, disagree"}

    response = client.post("/protect/", {"table": file(case.content), **choices})
    work()

    if case.good_rows:
        safe = json.loads(fetch(client, response["Location"], "safe-table.json"))
        assert len(safe["rows"]) == case.good_rows
    else:
        assert response.status_code == 400
        assert files_kept(data_folder) == []


@pytest.mark.django_db
@pytest.mark.parametrize("case", list(malformed_votes(15, seed=8)), ids=lambda case: case.name)
def test_damaged_files_handed_over_as_tables_give_a_safe_table_or_a_clear_error(client, work, case, data_folder):
    try:
        table = protect_file(io.BytesIO(case.content), rule="measures")
    except InputError as error:
        table, problem = None, where_and_what(error)

    response = client.post("/protect/", {"table": file(case.content), "rule": "measures"})
    work()

    if table and table.rows:
        assert fetch(client, response["Location"], "safe-table.json").decode() == table.json()
    elif response.status_code == 400:
        assert list(response.context["form"].errors) == ["table"]
        assert files_kept(data_folder) == []
    else:
        assert client.get(response["Location"]).context["page"].problem.text() == problem
        assert files_kept(data_folder) == ["problem.json"]
