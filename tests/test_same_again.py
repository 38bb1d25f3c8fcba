"""`wholeroom same-again` gives what the function gives, and says what must be said beside it."""

import json

from click.testing import CliRunner

from wholeroom.analysis.retrieval.same_again import same_again
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
