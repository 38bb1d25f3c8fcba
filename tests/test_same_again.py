"""`wholeroom same-again` gives what the function gives, and says what must be said beside it."""

import json
import sys

from click.testing import CliRunner

from wholeroom.analysis.retrieval.same_again import same_again
from wholeroom.analysis.retrieval.sentence_vectors import Encoder
from wholeroom.cli import main

FILE = """id,text
1,Letters come too late
2,"Nobody rings back, ever"
3,A letter that came late
,No id here
"""


def test_command_gives_what_the_function_gives(tmp_path):
    table, pairs, answer = tmp_path / "texts.csv", tmp_path / "pairs.csv", tmp_path / "answer.json"
    table.write_text(FILE, encoding="utf-8")

    done = CliRunner().invoke(main, ["same-again", str(table), "--out", str(pairs), "--json", str(answer)])

    assert done.exit_code == 0
    assert pairs.read_text(encoding="utf-8") == same_again(table).csv()
    assert answer.read_text(encoding="utf-8") == same_again(table).json()
    assert [one["code"] for one in json.loads(answer.read_text())["caveats"]] == ["candidates", "same_words", "english"]
    assert "Rows left out: 1." in done.stderr


def test_command_finds_the_same_meaning_as_the_function_does(tmp_path):
    table, answer = tmp_path / "texts.csv", tmp_path / "answer.json"
    table.write_text(FILE, encoding="utf-8")

    done = CliRunner().invoke(main, ["same-again", str(table), "--meaning", "--json", str(answer)])

    expected = same_again(table, encode=Encoder().encode)
    assert (done.exit_code, done.stdout) == (0, expected.csv())
    assert answer.read_text(encoding="utf-8") == expected.json()
    assert [one["code"] for one in json.loads(answer.read_text())["caveats"]] == [
        "candidates",
        "by_meaning",
        "english",
        "english_model",
    ]


def test_meaning_is_refused_where_its_packages_are_not_installed(tmp_path, monkeypatch):
    table = tmp_path / "texts.csv"
    table.write_text(FILE, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    done = CliRunner().invoke(main, ["same-again", str(table), "--meaning"])

    assert done.exit_code == 2
    assert done.stderr == (
        "This did not work. Sentence vectors need packages that are not installed: onnxruntime. Install wholeroom with "
        "the extra “semantic”: pip install 'wholeroom[semantic]'. Or leave --meaning out.\n"
    )
