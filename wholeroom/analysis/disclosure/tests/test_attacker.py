"""A reader with every version, the rule and patience cannot work a hidden cell out: all tables are tried."""

from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.table import protect_table
from wholeroom.analysis.disclosure.tests.attacker import (
    Version,
    given_away,
    given_away_by_the_last,
    hidden_whole,
    other_ways,
)
from wholeroom.analysis.disclosure.tests.tables import with_totals

ONE_WAY = [(f"g{at}",) for at in range(3)]
TWO_WAY = [(one, two) for one in "AB" for two in "CD"]
COUNTS = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 12])
VOTES = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 6, 9])
ANSWERS = ("agree", "disagree")
CALM = settings(deadline=None, max_examples=120, derandomize=True)


def tables_of(groups, counts, columns):
    return st.fixed_dictionaries({group: st.tuples(*[counts] * columns) for group in groups})


@st.composite
def sequences(draw, kinds, counts, columns, most=3):
    """Versions of one table: from one to the next up to two numbers change, and groups come and go."""
    groups = draw(st.sampled_from(kinds))
    table = draw(tables_of(groups, counts, columns))
    versions = [present(draw, table)]
    for _ in range(draw(st.integers(0, most - 1))):
        for _ in range(draw(st.integers(0, 2))):
            group, column = draw(st.sampled_from(groups)), draw(st.integers(0, columns - 1))
            table = table | {group: tuple(draw(counts) if at == column else n for at, n in enumerate(table[group]))}
        versions.append(present(draw, table))
    return versions


def present(draw, table):
    """The table without the groups that are away."""
    away = draw(st.sets(st.sampled_from(list(table)), max_size=len(table) - 1))
    return {group: counts for group, counts in table.items() if group not in away}


def published(versions, rule, columns):
    safe = []
    for counts in versions:
        rows = with_totals(counts, columns)
        groups = [name for name in rows[0] if name not in columns]
        safe.append(protect_table(rows, rule=rule, groups=groups, counts=columns, sums={}, before=safe))
    return safe


def assert_nothing_given_away(safe):
    seen = [Version(table) for table in safe]
    for number in range(1, len(seen) + 1):
        for kept in combinations(seen, number):
            assert not given_away(kept)


def assert_nothing_given_away_that_could_be_kept(tables, safe):
    """What readers work out, they must work out as well where the newest version that they have shows nothing. No other
    way to publish it may give away less. It is never a small row, and a caveat says so.
    """
    seen = [Version(table) for table in safe]
    for newest, table in enumerate(safe):
        ours = told(seen[:newest], seen[newest])
        if ours:
            assert ours <= told(seen[:newest], Version(hidden_whole(table)))
            for way in other_ways(table, with_totals(tables[newest], ANSWERS)):
                assert not told(seen[:newest], Version(way)) < ours
            small = [row for row in table.rows if "[c]" in row and "Total" not in row]
            assert not {labels for _, version, labels in ours if version == newest} & {row[:1] for row in small}
            assert "given_away" in {caveat.code for caveat in table.caveats}


def told(earlier, newest):
    """The hidden rows that a newest version gives away, with the earlier versions of the reader it tells them to."""
    found = set()
    for number in range(len(earlier) + 1):
        for kept in combinations(range(len(earlier)), number):
            versions = [*(earlier[at] for at in kept), newest]
            places = (*kept, len(earlier))
            for at, labels, _ in given_away_by_the_last(versions):
                found.add((kept, places[at], labels))
    return found


def test_attacker_finds_a_cell_that_is_given_away():
    rows = with_totals({("A",): (9,), ("B",): (3,)})
    safe = protect_table(rows, rule="people", groups=["group 0"], counts=["count"])
    careless = [("A", "9"), ("B", "none or a few"), ("Total", "12")]

    version = Version(safe)
    version.totals = [(parts, type(seen)("shown", 12, 12), place) for parts, seen, place in version.totals]

    assert [row[0] for row in careless] == [row[0] for row in safe.rows]
    assert given_away([version]) == [(0, ("B",), "count")]


def test_attacker_finds_a_cell_that_two_versions_give_away():
    first = protect_table(
        with_totals({("A",): (12,), ("B",): (7,), ("C",): (1,)}), rule="measures", groups=["group 0"], counts=["count"]
    )
    alone = protect_table(
        with_totals({("A",): (12,), ("B",): (7,), ("C",): (9,)}), rule="measures", groups=["group 0"], counts=["count"]
    )

    assert not given_away([Version(first)])
    assert not given_away([Version(alone)])


@pytest.mark.parametrize("rule", ["people", "measures"])
def test_cells_cannot_be_worked_out_from_any_versions(rule):
    @CALM
    @given(sequences([ONE_WAY, TWO_WAY], COUNTS, 1))
    @example([{("g0",): (1,), ("g1",): (7,), ("g2",): (12,)}, {("g0",): (8,), ("g1",): (7,), ("g2",): (12,)}])
    @example(
        [
            dict(zip(TWO_WAY, [(7,), (2,), (12,), (12,)], strict=True)),
            dict(zip(TWO_WAY, [(6,), (1,), (12,), (12,)], strict=True)),
            dict(zip(TWO_WAY, [(6,), (1,), (13,), (12,)], strict=True)),
        ]
    )
    def check(versions):
        assert_nothing_given_away(published(versions, rule, ("count",)))

    check()


@pytest.mark.parametrize("rule", ["answers", "secret"])
def test_rows_of_answers_cannot_be_worked_out_from_any_versions(rule):
    @settings(CALM, max_examples=200)
    @given(sequences([ONE_WAY[:2], ONE_WAY], VOTES, 2))
    @example([{("g0",): (1, 0), ("g1",): (9, 3), ("g2",): (2, 0)}, {("g0",): (3, 2), ("g1",): (9, 3), ("g2",): (2, 0)}])
    @example([{("g1",): (4, 9)}, {("g0",): (0, 0), ("g1",): (4, 3)}])
    @example([{("g0",): (6, 1), ("g1",): (0, 0), ("g2",): (6, 1)}, {("g0",): (6, 1), ("g2",): (6, 1)}])
    @example([{("g0",): (0, 0), ("g1",): (1, 2), ("g2",): (6, 1)}, {("g0",): (0, 0), ("g1",): (1, 0), ("g2",): (6, 1)}])
    @example([{("g0",): (3, 9)}, {("g0",): (3, 9), ("g1",): (2, 0), ("g2",): (9, 0)}, {("g0",): (3, 9)}])
    @example(
        [
            {("g0",): (6, 9), ("g1",): (1, 9), ("g2",): (3, 0)},
            {("g0",): (1, 9), ("g2",): (3, 0)},
            {("g0",): (1, 9), ("g1",): (1, 9), ("g2",): (3, 0)},
        ]
    )
    def check(versions):
        assert_nothing_given_away_that_could_be_kept(versions, published(versions, rule, ANSWERS))

    check()


@pytest.mark.parametrize(("rule", "counts"), [("measures", range(8)), ("people", range(10))])
def test_one_way_table_tells_nothing_to_who_tries_every_table(rule, counts):
    """The reader runs the program on every table; ``counts`` ends where a class of rounding ends."""
    outputs = {}
    for numbers in product(counts, repeat=3):
        table = {(f"g{at}",): (number,) for at, number in enumerate(numbers)}
        safe = published([table], rule, ("count",))[0]
        outputs.setdefault(safe.rows, []).append((*numbers, sum(numbers)))

    for rows, inputs in outputs.items():
        hidden = [at for at, row in enumerate(rows) if not row[1].isdigit()]
        assert all(len({numbers[at] for numbers in inputs}) > 1 for at in hidden)


@CALM
@given(tables_of(TWO_WAY, st.integers(5, 400), 1))
def test_table_without_small_cells_is_published_whole(counts):
    rows = with_totals(counts)
    for rule in ("people", "measures"):
        safe = protect_table(rows, rule=rule, groups=["group 0", "group 1"], counts=["count"])
        assert safe.hidden == ()
        exact = [int(row["count"]) for row in rows]
        assert [int(row[2]) for row in safe.rows] == [5 * round(n / 5) for n in exact] if rule == "measures" else exact


@CALM
@given(tables_of(TWO_WAY, COUNTS, 1))
def test_only_totals_and_small_cells_are_hidden(counts):
    rows = with_totals(counts)
    for rule, small in (("people", range(5)), ("measures", range(1, 5))):
        safe = protect_table(rows, rule=rule, groups=["group 0", "group 1"], counts=["count"])
        for row, shown in zip(rows, safe.rows, strict=True):
            if "Total" not in row.values():
                assert shown[2].isdigit() == (row["count"] not in small)
