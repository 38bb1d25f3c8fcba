"""Nothing that is published of a count gives a hidden number away: all tables that agree with it are tried."""

import csv
import io
import json
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.tests.attacker import Version
from wholeroom.analysis.disclosure.tests.test_attacker import assert_nothing_given_away
from wholeroom.analysis.segmentation.counts import count_files
from wholeroom.analysis.segmentation.tests.sharing import share_files, with_phases

NAMES = ("first", "second", "third")
MANY = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 17, 18])


def as_published(counts):
    """What a reader has: the table in the CSV text, which must be the table in the JSON text."""
    columns, *rows = csv.reader(io.StringIO(counts.csv()))
    content = json.loads(counts.json())
    assert columns == content["columns"]
    assert rows == [list(row.values()) for row in content["rows"]]
    return SimpleNamespace(
        rule=content["rule"],
        columns=tuple(columns),
        rows=tuple(map(tuple, rows)),
        groups=tuple(content["groups"]),
        counts=tuple(content["counts"]),
        sums=content["sums"],
    )


def test_what_is_published_tells_no_more_than_its_table(tmp_path):
    """Two counts that show the same table are the same text, whatever stands behind it and whatever was bad."""
    aim_set = with_phases(*NAMES)
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(count_files(share_files(tmp_path / "0", {"first": 5, "second": 5, "third": 2}), aim_set).csv())
    every = {name: share_files(tmp_path / name, {name: 6}) for name in NAMES}
    said = {}
    for at, many in enumerate(product((0, 1, 3, 4, 5, 6), repeat=3)):
        files = [file for name, number in zip(NAMES, many, strict=True) for file in every[name][:number]]
        files += [tmp_path / f"away-{number}.json" for number in range(at % 4)]
        for before in ([], [earlier]):
            counts = count_files(files, aim_set, before=before)
            said.setdefault((counts.csv(), len(before)), set()).add(counts.json())

    texts = list(said.values())

    assert {len(same) for same in texts} == {1}
    assert len(texts) > 20


def test_reader_who_counts_every_pair_of_phases_learns_no_hidden_number(tmp_path):
    aim_set = with_phases("first", "second")
    every = {name: share_files(tmp_path / name, {name: 11}) for name in ("first", "second")}
    behind = {}
    for first, second in product(range(12), repeat=2):
        rows = count_files([*every["first"][:first], *every["second"][:second]], aim_set).table.rows
        behind.setdefault(rows, []).append((first, second, first + second))

    hidden = [
        {numbers[at] for numbers in possible}
        for rows, possible in behind.items()
        for at, row in enumerate(rows)
        if not row[1].isdigit()
    ]

    assert min(map(len, hidden)) > 1


@st.composite
def versions(draw):
    """Up to three counts of one service: files come and go, and so may the phases of its set."""
    many = draw(st.fixed_dictionaries(dict.fromkeys(NAMES, MANY)))
    each = []
    for _ in range(draw(st.integers(1, 3))):
        away = draw(st.sets(st.sampled_from(NAMES), max_size=len(NAMES) - 1))
        each.append({name: number for name, number in many.items() if name not in away})
        for _ in range(draw(st.integers(0, 2))):
            many = many | {draw(st.sampled_from(NAMES)): draw(MANY)}
    return each


@settings(deadline=None, max_examples=200, derandomize=True)
@given(versions())
@example([{"first": 1, "second": 7, "third": 12}, {"first": 8, "second": 7, "third": 12}])
@example([{"first": 18, "second": 2}, {"first": 17, "second": 2}])
@example([{"first": 0}, {"first": 0, "second": 12}, {"second": 12}])
def test_hidden_numbers_cannot_be_worked_out_from_any_published_texts(tmp_path_factory, each):
    folder = tmp_path_factory.mktemp("counts")
    published, before = [], []
    for number, many in enumerate(each):
        files = share_files(folder / str(number), many)
        counts = count_files(files, with_phases(*many), before=before)
        before = [*before, folder / f"{number}.csv"]
        before[-1].write_text(counts.csv(), encoding="utf-8")
        published.append(as_published(counts))

    assert all(Version(table).totals for table in published)
    assert_nothing_given_away(published)


@pytest.mark.parametrize(("given", "total"), [(True, "not shown"), (False, "10")], ids=["with", "without"])
def test_earlier_table_is_what_keeps_a_number_hidden(tmp_path, given, total):
    """18 and 2 were 20 and more; 17 and 2 are fewer than 20: with both totals the 2 is out."""
    aim_set = with_phases("first", "second")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(count_files(share_files(tmp_path / "a", {"first": 18, "second": 2}), aim_set).csv())
    files = share_files(tmp_path / "b", {"first": 17, "second": 2})

    counts = count_files(files, aim_set, before=[earlier] if given else [])

    assert [number for _, number in counts.table.rows] == ["17", "none or a few", total]
