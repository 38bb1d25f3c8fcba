"""Damaged files through the commands: an answer or a clear error, every good row, no traceback."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from wholeroom.analysis.disclosure.tests.malformed import malformed_tables
from wholeroom.analysis.opinion.tests.malformed import malformed_votes
from wholeroom.cli import RULES, main


def run(*arguments):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def good_votes(answer):
    """Good rows of a file of votes: those used, and those the caveats count as changed later or found twice."""
    told = {one["code"]: one["values"].get("count", 0) for one in answer["caveats"]}
    return answer["votes"] + told.get("votes_replaced", 0) + told.get("votes_repeated", 0)


@pytest.mark.parametrize("seed", range(7))
def test_damaged_votes_through_the_command(tmp_path, seed):
    for number, case in enumerate(malformed_votes(100, seed)):
        votes, answer = tmp_path / f"{number}.csv", tmp_path / f"{number}.json"
        votes.write_bytes(case.content)

        done = run("opinion-map", votes, "--json", answer)

        if case.good_rows:
            assert done.exit_code == 0, (case.name, done.output)
            assert good_votes(json.loads(answer.read_bytes())) == case.good_rows, case.name
        else:
            assert (done.exit_code, answer.exists()) == (2, False), case.name
            assert "This did not work." in done.output, case.name


@pytest.mark.parametrize("seed", range(3))
def test_damaged_tables_through_the_command(tmp_path, seed):
    for number, case in enumerate(malformed_tables(100, seed)):
        table, safe = tmp_path / f"{number}.csv", tmp_path / f"{number}.json"
        table.write_bytes(case.content)
        columns = ["--groups", "area,group", "--counts", "agree,disagree"]

        done = run("protect", table, "--rule", RULES[number % len(RULES)], *columns, "--json", safe)

        if case.good_rows:
            assert done.exit_code == 0, (number, done.output)
            assert len(json.loads(safe.read_bytes())["rows"]) == case.good_rows, number
        else:
            assert (done.exit_code, safe.exists()) == (2, False), number
            assert "This did not work." in done.output, number


def test_twenty_damaged_files_as_real_commands(tmp_path):
    for number, case in enumerate(malformed_votes(20, seed=99)):
        votes = tmp_path / f"{number}.csv"
        votes.write_bytes(case.content)

        done = subprocess.run(
            [sys.executable, "-m", "wholeroom.cli", "opinion-map", str(votes)], capture_output=True, text=True
        )

        assert done.returncode == (0 if case.good_rows else 2), case.name
        assert "Traceback" not in done.stderr, case.name
