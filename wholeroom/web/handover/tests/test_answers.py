"""Page equals command: what is fetched is what the functions of the command give for the same file, byte for byte."""

import csv
import io
import json
from pathlib import Path

import pytest

import wholeroom
from wholeroom.analysis import charts
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.report import report
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.votes import read_votes
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.handover.models import State
from wholeroom.web.handover.tests.conftest import fetch, file, files_kept, the_one


def as_polis_rows(votes: bytes) -> bytes:
    rows = csv.DictReader(io.StringIO(votes.decode()))
    lines = [f"{time},,{row['statement'][1:]},{row['participant'][1:]},{row['vote']}" for time, row in enumerate(rows)]
    return "\n".join(["timestamp,datetime,comment-id,voter-id,vote", *lines]).encode()


def as_polis_people(votes: bytes) -> bytes:
    people: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(votes.decode())):
        people.setdefault(row["participant"][1:], {})[row["statement"][1:]] = row["vote"]
    statements = sorted({statement for votes in people.values() for statement in votes})
    lines = [
        ",".join([person, "", "0", "0", "0", "0", *(votes.get(one, "") for one in statements)])
        for person, votes in people.items()
    ]
    return "\n".join(
        [",".join(["participant,group-id,n-comments,n-votes,n-agree,n-disagree", *statements]), *lines]
    ).encode()


@pytest.mark.parametrize("shape", [bytes, as_polis_rows, as_polis_people])
def test_opinion_map_fetched_equals_the_functions_of_the_command(client, hand_over_votes, work, example_votes, shape):
    content = shape(example_votes)
    expected = opinion_map(read_votes(io.BytesIO(content)))

    address = hand_over_votes(content)
    work()

    assert fetch(client, address, "opinion-map.json") == expected.json()
    assert fetch(client, address, "report.html") == report(expected).encode()
    assert fetch(client, address, "opinion-map.svg") == charts.svg(expected.chart()).encode()
    assert fetch(client, address, "opinion-map.png") == charts.png(expected.chart())


def test_opinion_map_with_statements_and_bad_rows_equals_the_command(
    client, hand_over_votes, work, example_votes, example_statements
):
    content = example_votes + b"p001,s01,perhaps\np002,,1\n"
    votes, statements = read_votes(io.BytesIO(content)), read_statements(io.BytesIO(example_statements))
    expected = opinion_map(votes, statements)

    address = hand_over_votes(content, statements=file(example_statements), title="Twelve weeks")
    work()

    assert fetch(client, address, "opinion-map.json") == expected.json()
    assert fetch(client, address, "bad-rows.csv") == bad_rows_csv(votes.bad_rows).encode()
    page = report(expected, title="Twelve weeks", bad_rows=votes.bad_rows)
    assert fetch(client, address, "report.html") == page.encode()


def test_answer_page_shows_the_summary_the_caveats_and_the_first_bad_rows(client, hand_over_votes, work, votes):
    bad = b"".join(b"p%d,s01,perhaps\n" % number for number in range(900, 930))
    address = hand_over_votes(votes + bad)
    work()

    page = client.get(address).context["page"]

    data = json.loads(fetch(client, address, "opinion-map.json"))
    assert page.caveats == [caveat["text"] for caveat in data["caveats"]]
    assert page.found[0].text == f"People who voted: {len(data['participants'])}."
    assert (page.told.bad_row_count, len(page.bad_rows)) == (30, 20)
    first = page.bad_rows[0]
    assert (first.line, first.column, first.value) == (votes.count(b"\n") + 1, "vote", "perhaps")


def test_opinion_map_of_few_people_has_no_picture(client, hand_over_votes, work):
    address = hand_over_votes(b"participant,statement,vote\nann,s1,1\nben,s1,-1\n")
    work()

    assert client.get(address).context["page"].told.pieces == ["report.html", "opinion-map.json"]


def test_handed_over_files_are_deleted_once_answered(hand_over_votes, work, votes, example_statements, data_folder):
    hand_over_votes(votes, statements=file(example_statements))
    assert files_kept(data_folder) == ["handed-choices.json", "handed-statements-1.csv", "handed-votes-1.csv"]

    work()

    assert the_one().state == State.READY
    answer = ["opinion-map.json", "opinion-map.png", "opinion-map.svg", "report.html", "told.json"]
    assert files_kept(data_folder) == answer


def test_answer_is_made_in_the_language_of_the_one_who_asked(client, hand_over_votes, work, votes):
    address = hand_over_votes(votes)
    client.cookies["language"] = "cy"
    welsh = hand_over_votes(votes)

    work()

    assert b'<html lang="en"' in fetch(client, address, "report.html")
    assert b'<html lang="cy"' in fetch(client, welsh, "report.html")


def test_example_files_are_those_of_the_worked_example(example_votes, example_statements):
    westmarch = Path(wholeroom.__file__).parents[1] / "examples" / "westmarch"

    assert example_votes == (westmarch / "votes.csv").read_bytes()
    assert example_statements == (westmarch / "statements.csv").read_bytes()
