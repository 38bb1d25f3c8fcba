"""Tables of the shapes that public bodies publish."""

import csv
import random

import pytest

from wholeroom.analysis.disclosure.table import protect_file, protect_table
from wholeroom.analysis.disclosure.tests.attacker import Version, given_away
from wholeroom.analysis.rows import InputError

GROUPS = ("period", "area", "sex", "age", "drug_group")


@pytest.fixture
def treatment(reference_data):
    with open(reference_data / "measures" / "ndtms_viewit_barnet_2009_2021.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def unrounded(rows, columns, seed=3):
    """Numbers as they may have been before they were rounded to 5, with totals that add up."""
    chance = random.Random(seed)
    basic = {}
    for row in rows:
        if "Total" not in row.values():
            known = [int(float(row[column] or 0)) for column in columns]
            basic[tuple(row[name] for name in GROUPS)] = [
                max(0, number + chance.randint(-2, 2)) if number else chance.choice([0, 0, 0, 1, 2]) for number in known
            ]
    table = []
    for row in rows:
        own = [row[name] for name in GROUPS]
        parts = [
            counts for key, counts in basic.items() if all(a in (b, "Total") for a, b in zip(own, key, strict=True))
        ]
        table.append(dict(zip((*GROUPS, *columns), (*own, *map(sum, zip(*parts, strict=True))), strict=True)))
    return table


def test_published_table_rounded_already_stays_as_it_is(reference_data, treatment):
    safe = protect_file(reference_data / "measures" / "ndtms_viewit_barnet_2009_2021.csv", rule="measures")

    assert (len(safe.rows), safe.groups, len(safe.counts), safe.bad_count) == (780, GROUPS, 19, 0)
    assert safe.hidden == ()
    for row, shown in zip(treatment, safe.rows, strict=True):
        assert [float(row[name]) if row[name] else "" for name in safe.counts] == [
            float(cell) if cell else "" for cell in shown[len(GROUPS) :]
        ]


def test_treatment_table_with_exact_numbers_keeps_most_and_gives_nothing_away(treatment):
    columns = [name for name in treatment[0] if name not in GROUPS]
    table = unrounded(treatment, columns)

    safe = protect_table(table, rule="measures", groups=GROUPS, counts=columns, sums={})

    small = sum(1 <= row[name] <= 4 for row in table for name in columns)
    assert small < len(safe.hidden) < 1.1 * small
    again = protect_table(table, rule="measures", groups=GROUPS, counts=columns, sums={}, before=[safe])
    assert again.rows == safe.rows


def test_one_year_of_waits_by_sex_gives_nothing_away_to_who_tries_every_table(treatment):
    rows = [
        row
        for row in unrounded(treatment, ["exit_died", "wait_3_to_6w"])
        if row["period"] == "2015/16" and row["drug_group"] == "Total" and row["age"] in ("50+", "18-29", "Total")
    ]
    rows = [row for row in rows if row["age"] != "Total"]
    safe = protect_table(rows, rule="measures", groups=["sex", "age"], counts=["exit_died"], sums={})

    assert not given_away([Version(safe)])


def test_monthly_attendances_keep_every_row(reference_data):
    safe = protect_file(reference_data / "measures" / "ae_type1_monthly_2016_2019.csv", rule="measures")

    assert (len(safe.rows), safe.groups, safe.counts) == (
        4932,
        ("org_code", "period"),
        ("attendances", "breaches", "admissions"),
    )


def test_table_of_shares_only_is_refused(reference_data):
    with pytest.raises(InputError, match="No column holds counts"):
        protect_file(reference_data / "measures" / "scotland_drug_alcohol_waits_quarterly.csv", rule="measures")
