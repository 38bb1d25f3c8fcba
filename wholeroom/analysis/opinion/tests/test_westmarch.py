"""The example of Westmarch: made the same each time, and with something to see."""

import importlib.util
from pathlib import Path

import pytest

from wholeroom.analysis.opinion.findings import divided, said_by_most, seldom_heard, shared
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.report import report
from wholeroom.analysis.opinion.result import OpinionMap
from wholeroom.analysis.opinion.statements import read_statements
from wholeroom.analysis.opinion.votes import read_votes

WESTMARCH = Path(__file__).parents[4] / "examples" / "westmarch"


@pytest.fixture(scope="module")
def westmarch() -> OpinionMap:
    return opinion_map(read_votes(WESTMARCH / "votes.csv"), read_statements(WESTMARCH / "statements.csv"))


def test_votes_and_statements_are_made_the_same_each_time(tmp_path):
    spec = importlib.util.spec_from_file_location("make_westmarch", WESTMARCH / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    module.make(tmp_path)

    for name in ("votes.csv", "statements.csv"):
        assert (tmp_path / name).read_bytes() == (WESTMARCH / name).read_bytes()


def test_files_are_read_without_a_bad_row():
    votes, statements = read_votes(WESTMARCH / "votes.csv"), read_statements(WESTMARCH / "statements.csv")

    assert (len(votes.participants), len(votes.statements), len(statements.ids)) == (220, 43, 43)
    assert (votes.bad_count, statements.bad_rows) == (0, ())


def test_three_unequal_groups_stand_apart(westmarch):
    sizes = [one.size for one in westmarch.groups]

    assert len(sizes) == 3
    assert sizes[0] > 2 * sizes[2]
    assert westmarch.drawn


def test_there_is_something_to_share_to_differ_on_and_to_hear(westmarch):
    assert len(shared(westmarch, "agree")) >= 1
    assert len(said_by_most(westmarch, "agree")) >= 5
    assert len(said_by_most(westmarch, "disagree")) >= 1
    assert len(divided(westmarch)) >= 10
    assert "I stayed because the chemist knew my name." in [one.text for one in seldom_heard(westmarch)]


def test_report_has_all_statements_but_the_words_taken_out(westmarch):
    html = report(westmarch, title="People leave treatment in the first twelve weeks")

    shown = {one.statement for one in westmarch.statements if one.text in html}
    assert {one.statement for one in westmarch.statements if one.moderated_out} == {"s41", "s42", "s43"}
    assert shown == {one.statement for one in westmarch.statements} - {"s41", "s42", "s43"}
