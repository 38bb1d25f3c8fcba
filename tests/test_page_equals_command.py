"""The same file through the page and through the command gives the same answer, field by field and byte for byte."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.visitor import Visitor
from wholeroom.cli import main

WESTMARCH = ROOT / "examples" / "westmarch"


@pytest.fixture(scope="module")
def map_by_both(demo_site, tmp_path_factory):
    """The pieces of an opinion map, as the page gives them and as the command writes them."""
    folder = tmp_path_factory.mktemp("command")
    votes = (WESTMARCH / "votes.csv").read_bytes() + b"someone,1,2\nsomeone,2,yes\n"
    (folder / "votes.csv").write_bytes(votes)
    names = {
        "opinion-map.json": "--json",
        "report.html": "--html",
        "opinion-map.svg": "--svg",
        "bad-rows.csv": "--bad-rows",
    }
    options = [text for name, option in names.items() for text in (option, str(folder / name))]
    done = CliRunner().invoke(
        main, ["opinion-map", str(folder / "votes.csv"), "--statements", str(WESTMARCH / "statements.csv"), *options]
    )
    assert done.exit_code == 0, done.output
    visitor = Visitor(demo_site)
    statements = (WESTMARCH / "statements.csv").read_bytes()
    _, path, _ = visitor.send("/opinion-map/", votes=votes, statements=statements)
    visitor.wait(path)
    return {name: (visitor.fetch(path, name)[1], (folder / name).read_bytes()) for name in names}


def test_every_field_of_the_map_is_the_same(map_by_both):
    page, command = map(json.loads, map_by_both["opinion-map.json"])

    assert page.keys() == command.keys()
    assert {name: page[name] for name in page} == command


@pytest.mark.parametrize("name", ["opinion-map.json", "report.html", "opinion-map.svg", "bad-rows.csv"])
def test_every_file_of_the_map_is_the_same(map_by_both, name):
    page, command = map_by_both[name]

    assert page == command


@pytest.mark.parametrize("rule", ["people", "answers", "secret", "measures"])
def test_every_cell_of_a_safe_table_is_the_same(demo_site, tmp_path, rule):
    table = (
        b"area,group,agree,disagree,pass\n"
        b"north,carers,3,9,2\nnorth,staff,12,8,0\nsouth,carers,9,3,11\nsouth,staff,14,1,6\n"
    )
    (tmp_path / "table.csv").write_bytes(table)
    arguments = ["protect", str(tmp_path / "table.csv"), "--rule", rule, "--out", str(tmp_path / "safe.csv")]
    done = CliRunner().invoke(main, [*arguments, "--hidden", str(tmp_path / "hidden.csv")])
    assert done.exit_code == 0, done.output
    visitor = Visitor(demo_site)

    _, path, _ = visitor.send("/protect/", table=table, rule=rule)
    visitor.wait(path)
    safe, hidden = visitor.fetch(path, "safe-table.csv")[1], visitor.fetch(path, "hidden.csv")[1]

    assert rows(safe) == rows((tmp_path / "safe.csv").read_bytes())
    assert (safe, hidden) == ((tmp_path / "safe.csv").read_bytes(), (tmp_path / "hidden.csv").read_bytes())


def rows(table):
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
