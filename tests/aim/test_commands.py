"""`wholeroom aim` as an author meets it: what it says, what it writes, and how it ends."""

import json
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from wholeroom.cli import main

PACKAGE = files("wholeroom.analysis.segmentation")
SMALL = PACKAGE.joinpath("tests", "small_set.toml").read_text("utf-8")
EXAMPLES = ["alcohol", "homelessness", "opioid-substitution"]
ANSWERS = {"said": {"drink": {"person": {"chose": ["less"]}}, "steady": {"person": {"chose": ["work"]}}}}


def run(*arguments):
    done = CliRunner().invoke(main, ["aim", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def written(folder, text, name="own.toml"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def changed(folder, old, new):
    assert old in SMALL
    return written(folder, SMALL.replace(old, new))


def share_file(folder, number, phase="starting", **more):
    content = {"wholeroom": "aim-share", "format": 1, "set": "small", "version": "1.1", "phase": phase} | more
    return written(folder, json.dumps(content), f"{number}.json")


def test_sets_lists_the_examples_with_their_paths():
    done = run("sets")

    assert [line.split(":")[0] for line in done.stdout.splitlines()[::2]] == EXAMPLES
    assert [line.strip().endswith(".toml") for line in done.stdout.splitlines()[1::2]] == [True, True, True]


def test_copy_writes_an_example_that_checks_and_overwrites_nothing(tmp_path):
    own = tmp_path / "own.toml"

    first, second = run("copy", "alcohol", own), run("copy", "homelessness", own)

    assert (first.exit_code, second.exit_code) == (0, 2)
    assert own.read_bytes() == PACKAGE.joinpath("sets", "alcohol.toml").read_bytes()
    assert run("check", own).exit_code == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_check_says_what_was_checked(tmp_path, name):
    figures = tmp_path / "figures.json"

    done = run("check", name, "--json", figures)

    told = json.loads(figures.read_text())
    assert (done.exit_code, told["findings"], told["set"]) == (0, [], name)
    assert f"Topics: {told['checked']['topics']}. Each can be skipped." in done.stdout
    assert f"Rules: {told['checked']['rules']}. Each can come up" in done.stdout
    assert f"{told['checked']['sentences_plain']} in plain words" in done.stdout


def test_check_tells_every_finding_and_exits_with_one(tmp_path):
    own, figures = changed(tmp_path, "You keep what works.", "You keep taking 60 mg."), tmp_path / "figures.json"

    done = run("check", own, "--json", figures)

    findings = json.loads(figures.read_text())["findings"]
    assert done.exit_code == 1
    assert f"Things to mend: {len(findings)}." in done.stderr
    assert [one for one in findings if one["text"] not in done.stderr] == []


def test_check_of_a_file_that_is_no_set_tells_all_and_exits_with_one(tmp_path):
    own, figures = written(tmp_path, 'format = 1\nname = "A b"\n'), tmp_path / "figures.json"

    done = run("check", own, "--json", figures)

    assert done.exit_code == 1
    assert len(json.loads(figures.read_text())["findings"]) > 10
    assert "  version: This is missing." in done.stderr


def test_a_name_that_is_neither_file_nor_example_is_told_with_the_examples():
    done = run("check", "no-such-set")

    assert done.exit_code == 2
    assert "Examples: alcohol, homelessness, opioid-substitution." in done.stderr


@pytest.mark.parametrize("command", ["build", "paper"])
def test_what_has_findings_is_not_built(tmp_path, command):
    own, out = changed(tmp_path, 'part = "know"', 'part = "ways"'), tmp_path / "page.html"

    done = run(command, own, "--out", out)

    assert (done.exit_code, out.exists()) == (2, False)
    assert "Things to mend:" in done.stderr
    assert "This did not work." in done.stderr


@pytest.mark.parametrize("name", EXAMPLES)
def test_build_writes_the_page_and_says_that_nobody_signed_it(tmp_path, name):
    out = tmp_path / "page.html"

    done = run("build", name, "--out", out)

    assert (done.exit_code, done.stdout) == (0, f"Written: {out}.\n")
    assert "Made-up example. Not reviewed for use with people." in out.read_text()
    assert "Preview: not for use" not in out.read_text()
    assert "not for use" in done.stderr


@pytest.mark.parametrize(("options", "told"), [([], "How to use this"), (["--easy"], "Sit together. Each has a pen.")])
def test_paper_writes_the_pack(tmp_path, options, told):
    out = tmp_path / "pack.html"

    done = run("paper", "alcohol", "--out", out, *options)

    assert done.exit_code == 0
    assert told in out.read_text()


def test_preview_shows_a_set_with_findings_under_a_band(tmp_path):
    own, out = (
        changed(tmp_path, 'topic = "drink", said = ["less"]', 'topic = "beer", said = ["x"]'),
        tmp_path / "p.html",
    )

    done = run("preview", own, "--out", out, "--no-open")

    assert done.exit_code == 0
    assert "Things to mend:" in done.stderr
    assert "Preview: not for use" in out.read_text()


def test_preview_finds_a_place_of_its_own(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(click, "launch", opened.append)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    done = run("preview", "alcohol")

    assert [f"Written: {place}.\n" for place in opened] == [done.stdout]
    assert "Preview: not for use" in Path(opened[0]).read_text()


def test_preview_of_a_file_that_cannot_be_read_is_refused(tmp_path):
    done = run("preview", written(tmp_path, "not = [toml"), "--no-open")

    assert done.exit_code == 2
    assert "This did not work." in done.stderr


def test_wording_writes_the_page_for_review(tmp_path):
    out = tmp_path / "wording.html"

    done = run("wording", changed(tmp_path, "Everyone can have these.", "Everyone can have 60 mg."), "--out", out)

    assert done.exit_code == 0
    assert "Everyone can have 60 mg." in out.read_text()


def test_try_tells_topics_and_suggestions_with_reasons(tmp_path):
    own, answers, figures = (
        written(tmp_path, SMALL),
        written(tmp_path, json.dumps(ANSWERS), "answers.json"),
        tmp_path / "told.json",
    )

    done = run("try", own, answers, "--json", figures)

    assert (done.exit_code, json.loads(figures.read_text())) == (
        0,
        {
            "topics": ["know", "want", "steady", "drink", "how-often", "sleep", "home", "way", "support"],
            "suggestions": [
                {
                    "name": "drink-less",
                    "because": [
                        {"topic": "drink", "by": "person", "chose": ["less"], "mark": None},
                        {"topic": "steady", "by": "person", "chose": ["work"], "mark": None},
                    ],
                }
            ],
            "usual_offer_may_do": False,
        },
    )
    assert "    because: Drinking now: you chose “I want to drink less”.\n" in done.stdout
    assert "    - Talk about staying as you are\n    - Meet others who cut down\n" in done.stdout


def test_try_says_where_the_usual_offer_may_do(tmp_path):
    done = run("try", written(tmp_path, SMALL), written(tmp_path, "{}", "answers.json"))

    assert done.stdout.endswith(
        "No rule brings anything up.\nThe usual offer, always there: What we offer everyone\n"
        "    - A talk each month\n    - A group on Mondays\nThe page says that the usual offer may do.\n"
    )


def test_try_tells_every_error_of_the_answers(tmp_path):
    bad = {"said": {"drink": {"person": {"chose": ["gin"]}}, "weather": {}}, "length": "long"}

    done = run("try", written(tmp_path, SMALL), written(tmp_path, json.dumps(bad), "answers.json"))

    assert (done.exit_code, done.stdout) == (2, "")
    assert "Things to mend: 3." in done.stderr


def test_counts_writes_a_safe_table_and_tells_the_bad_files(tmp_path):
    own, table, bad = written(tmp_path, SMALL), tmp_path / "counts.csv", tmp_path / "bad.csv"
    shared = [share_file(tmp_path, number) for number in range(12)] + [share_file(tmp_path, 99, name="Ann")]

    done = run("counts", *shared, "--set", own, "--out", table, "--bad-files", bad, "--json", tmp_path / "counts.json")

    assert (done.exit_code, done.stdout) == (0, "")
    assert "Files left out: 1." in done.stderr
    assert bad.read_text().splitlines()[0] == "file,why"
    assert table.read_text().splitlines()[0] == "phase,files"
    assert json.loads((tmp_path / "counts.json").read_text())["set"] == "small"


def test_counts_of_nothing_but_bad_files_is_refused(tmp_path):
    own, table = written(tmp_path, SMALL), tmp_path / "counts.csv"

    done = run("counts", tmp_path / "gone.json", share_file(tmp_path, 1, "no-phase"), "--set", own, "--out", table)

    assert (done.exit_code, table.exists()) == (2, False)
    assert "No file could be counted." in done.stderr


def test_counts_of_a_set_that_takes_no_part_is_refused(tmp_path):
    own = changed(tmp_path, "[counts]\non = true", "[counts]\non = false")

    done = run("counts", share_file(tmp_path, 1), "--set", own)

    assert done.exit_code == 2
    assert "does not take part in counts" in done.stderr


def test_what_cannot_be_written_is_told(tmp_path):
    done = run("build", "alcohol", "--out", tmp_path / "nowhere" / "page.html")

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_aim_as_a_real_command():
    done = subprocess.run(
        [sys.executable, "-m", "wholeroom.cli", "aim", "check", "alcohol"], capture_output=True, text=True
    )

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Nothing to mend in alcohol, version 1.0.")
