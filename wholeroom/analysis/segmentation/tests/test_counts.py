"""Counts of phases: good files are counted, bad ones told, and the result says what it cannot tell."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.analysis.segmentation.counts import count_files
from wholeroom.analysis.segmentation.definition import Counts
from wholeroom.analysis.segmentation.tests.sharing import SMALL_SET, share_file, share_files, with_phases


def rows_in(text):
    return list(csv.reader(io.StringIO(text)))


def test_every_phase_is_a_row_in_the_order_of_the_set(tmp_path):
    aim_set = with_phases("first", "second", "third", second="In the middle")
    files = share_files(tmp_path, {"third": 6, "first": 12})

    counts = count_files(files, aim_set)

    assert rows_in(counts.csv()) == [
        ["phase", "files"],
        ["first", "12"],
        ["In the middle", "none or a few"],
        ["third", "6"],
        ["Total", "10"],
    ]


def test_counts_without_a_small_one_are_exact(tmp_path):
    files = share_files(tmp_path, {"starting": 5, "going-on": 9})

    counts = count_files(files, SMALL_SET)

    assert counts.table.rows == (("Starting out", "5"), ("Going on", "9"), ("Total", "14"))


def test_no_files_are_none_or_a_few_of_each():
    counts = count_files([], SMALL_SET)

    assert {number for _, number in counts.table.rows} == {"none or a few"}


def test_result_says_what_it_cannot_tell(tmp_path):
    files = share_files(tmp_path, {"starting": 5, "going-on": 2})

    counts = count_files(files, SMALL_SET)

    assert [caveat.text() for caveat in counts.caveats] == [
        "These are files that people chose to share. They do not tell how many are in a phase.",
        "One person may have shared more than once. So 5 may stand for fewer people.",
        "A phase is a word that two people chose. It measures nothing and ranks nobody.",
        "Who sees this, as people were told: “The people who plan services here see the counts.”",
        "Groups of 0 to 4 people read “none or a few”. Totals may be rounded down to tens.",
        "Other cells hidden to keep those safe: 1.",
        "No earlier version was checked. If one was published, hand it over too.",
    ]
    assert json.loads(counts.json())["caveats"] == [
        {"code": caveat.code, "text": caveat.text()} for caveat in counts.caveats
    ]


def test_json_says_which_set_was_counted_and_has_no_files(tmp_path):
    counts = count_files([*share_files(tmp_path, {"starting": 5}), tmp_path / "away.json"], SMALL_SET)

    content = json.loads(counts.json())

    assert list(content) == [
        "set", "version", "rule", "columns", "groups", "counts", "sums", "rows", "hidden", "caveats",
    ]  # fmt: skip
    assert (content["set"], content["version"]) == ("small", "1.1")


def test_all_bad_files_are_told_at_once_and_the_good_ones_counted(tmp_path):
    good = share_files(tmp_path / "good", {"starting": 5, "going-on": 6})
    bad = [
        share_file(tmp_path, "a.json", area="Westmarch"),
        share_file(tmp_path, "b.json", set="another"),
        share_file(tmp_path, "c.json", version="7.0"),
        share_file(tmp_path, "d.json", phase="gone"),
        share_file(tmp_path, "e.json", format=2),
        tmp_path / "f.json",
        tmp_path / "good",
    ]

    counts = count_files([*bad, *good], SMALL_SET)

    assert [row[1] for row in counts.table.rows] == ["5", "6", "11"]
    assert [(file.path, file.why.code) for file in counts.bad_files] == [
        (bad[0], "says_more"),
        (bad[1], "other_set"),
        (bad[2], "other_version"),
        (bad[3], "other_phase"),
        (bad[4], "other_format"),
        (bad[5], "no_file"),
        (bad[6], "not_a_file"),
    ]


def test_order_of_files_changes_nothing(tmp_path):
    files = [*share_files(tmp_path, {"starting": 7, "going-on": 3}), tmp_path / "z.json", tmp_path / "a.json"]

    forwards, backwards = count_files(files, SMALL_SET), count_files(reversed(files), SMALL_SET)

    assert forwards == backwards
    assert (forwards.csv(), forwards.json()) == (backwards.csv(), backwards.json())


def test_a_file_named_twice_counts_once(tmp_path, monkeypatch):
    files = share_files(tmp_path, {"starting": 5, "going-on": 5})
    link = tmp_path / "link.json"
    link.symlink_to(files[0])
    monkeypatch.chdir(tmp_path)
    away = tmp_path / "away.json"

    counts = count_files([*files, *files, link, Path(files[1].name), away, away], SMALL_SET)

    assert [row[1] for row in counts.table.rows] == ["5", "5", "10"]
    assert [bad.path for bad in counts.bad_files] == [away]


def test_two_files_with_the_same_words_are_two(tmp_path):
    files = share_files(tmp_path, {"starting": 6})

    counts = count_files(files, SMALL_SET)

    assert len({file.read_bytes() for file in files}) == 1
    assert counts.table.rows[0] == ("Starting out", "6")


@pytest.mark.parametrize(
    ("aim_set", "code"),
    [
        (replace(SMALL_SET, counts=Counts()), "counts_off"),
        (replace(SMALL_SET, counts=Counts(on=True)), "not_told"),
        (replace(SMALL_SET, phases=()), "no_phases"),
    ],
    ids=["off", "nobody told", "no phases"],
)
def test_set_that_does_not_take_part_is_refused_with_what_to_set(tmp_path, aim_set, code):
    files = share_files(tmp_path, {"starting": 5})

    with pytest.raises(InputError, match="its file") as refused:
        count_files(files, aim_set)

    assert refused.value.sentence.code == code


def test_phases_that_share_a_title_or_are_called_total_are_told_apart(tmp_path):
    aim_set = with_phases("one", "two", "sum", one="Going on", two="going on", sum="Total")
    files = share_files(tmp_path, {"one": 5, "two": 6, "sum": 7})

    counts = count_files(files, aim_set)

    assert counts.table.rows == (
        ("Going on (one)", "5"),
        ("going on (two)", "6"),
        ("Total (sum)", "7"),
        ("Total", "18"),
    )


def test_title_that_a_spreadsheet_would_run_is_made_safe_and_found_again(tmp_path):
    aim_set = with_phases("one", "two", one="=1+1", two="@two")
    files = share_files(tmp_path / "files", {"one": 5, "two": 6})
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(count_files(files, aim_set).csv())

    counts = count_files(files, aim_set, before=[earlier])

    assert counts.csv() == earlier.read_text() == "phase,files\n'=1+1,5\n'@two,6\nTotal,11\n"
    assert "phases_gone" not in {caveat.code for caveat in counts.caveats}


def test_phase_of_an_earlier_table_that_is_gone_is_told(tmp_path):
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(count_files([], with_phases("first", "second")).csv())

    counts = count_files([], with_phases("first", "third"), before=[earlier])

    assert counts.caveats[-1].text() == (
        "Phases only in an earlier table: second. If one was renamed, readers may learn more."
    )


def test_earlier_table_that_is_none_is_refused(tmp_path):
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("phase,files\nStarting out,about 5\n")

    with pytest.raises(InputError) as refused:
        count_files([], SMALL_SET, before=[earlier])

    assert refused.value.sentence.code == "not_ours"


def test_guide_shows_a_share_file_and_a_table_as_they_are(tmp_path):
    guide = (Path(__file__).parents[4] / "docs" / "guides" / "count-phases.md").read_text(encoding="utf-8")
    shown = [block.strip() + "\n" for block in guide.split("```\n")[1::2]]
    files = [tmp_path / f"{number}.json" for number in range(12)]
    for file in files:
        file.write_text(next(block for block in shown if block.startswith("{")))

    counts = count_files(files, SMALL_SET)

    assert counts.csv() in shown
