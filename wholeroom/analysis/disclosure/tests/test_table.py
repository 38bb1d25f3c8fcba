import csv
import io
import json

import pytest

from wholeroom.analysis.disclosure.table import protect_file, protect_table
from wholeroom.analysis.disclosure.tests.attacker import Version, given_away
from wholeroom.analysis.disclosure.tests.tables import column, with_totals
from wholeroom.analysis.rows import InputError


def votes(*rows):
    names = ("statement", "group", "agree", "disagree", "pass", "votes")
    return [dict(zip(names, (*row, sum(row[2:])), strict=True)) for row in rows]


STATEMENT = votes((1, "Carers", 2, 1, 0), (1, "Providers", 9, 4, 2), (1, "Staff", 30, 8, 5), (1, "All", 41, 13, 7))


def test_measures_are_rounded_and_small_ones_hidden():
    safe = protect_table(with_totals({("A",): (23,), ("B",): (3,), ("C",): (0,)}), rule="measures")

    assert column(safe) == ["25", "[c]", "0", "25"]


def test_measures_hide_the_total_at_either_end_of_its_range():
    highest = protect_table(with_totals({("A",): (7,), ("B",): (7,), ("C",): (4,)}), rule="measures")
    lowest = protect_table(with_totals({("A",): (5,), ("B",): (5,), ("C",): (1,)}), rule="measures")
    middle = protect_table(with_totals({("A",): (6,), ("B",): (6,), ("C",): (3,)}), rule="measures")

    assert (column(highest)[3], column(lowest)[3], column(middle)[3]) == ("[c+]", "[c+]", "15")


def test_measures_do_not_break_down_a_small_group():
    rows = [
        {"area": name, "men": men, "women": women, "all": men + women}
        for name, men, women in [("A", 3, 0), ("B", 8, 9), ("C", 20, 0), ("D", 6, 30)]
    ]

    safe = protect_table(rows, rule="measures", sums={"all": ["men", "women"]})

    assert [row[1:] for row in safe.rows] == [
        ("[c]", "[c]", "[c]"),
        ("10", "10", "15"),
        ("20", "0", "20"),
        ("5", "30", "35"),
    ]


def test_people_read_none_or_a_few_and_totals_are_rounded_down():
    safe = protect_table(with_totals({("Carers",): (3,), ("Staff",): (24,)}), rule="people")

    assert column(safe) == ["none or a few", "24", "20"]


def test_people_total_is_exact_without_hidden_bands():
    safe = protect_table(with_totals({("Carers",): (5,), ("Staff",): (24,)}), rule="people")

    assert column(safe) == ["5", "24", "29"]


def test_answers_hide_the_smallest_row_that_protects_and_keep_the_total():
    safe = protect_table(STATEMENT, rule="answers", groups=["statement", "group"])

    assert [row[2:] for row in safe.rows] == [
        ("[c]", "[c]", "[c]", "[c]"),
        ("[c+]", "[c+]", "[c+]", "[c+]"),
        ("30", "8", "5", "43"),
        ("41", "13", "7", "61"),
    ]


def test_answers_hide_the_total_where_no_row_protects():
    rows = votes((1, "Carers", 2, 1, 0), (1, "Staff", 30, 8, 0), (1, "All", 32, 9, 0))

    safe = protect_table(rows, rule="answers", groups=["statement", "group"])

    assert [row[2] for row in safe.rows] == ["[c]", "30", "[c+]"]


def test_answers_of_one_mind_are_hidden_under_ten():
    rows = votes((1, "Carers", 9, 0, 0), (2, "Carers", 10, 0, 0))

    assert column(protect_table(rows, rule="answers", groups=["statement", "group"]), "agree") == ["[c]", "10"]


def test_answers_beside_a_larger_number_of_voters_count_those_who_gave_no_answer():
    rows = [
        {"statement": 1, "agree": 4, "disagree": 0, "voters": 9},
        {"statement": 2, "agree": 9, "disagree": 0, "voters": 9},
    ]

    safe = protect_table(rows, rule="answers")

    assert column(safe, "agree") == ["4", "[c]"]


def test_people_in_several_groups_make_no_sum():
    rows = votes((1, "Carers", 2, 1, 0), (1, "Staff", 30, 8, 2), (1, "All", 30, 8, 2))

    safe = protect_table(rows, rule="answers", groups=["statement", "group"])

    assert column(safe, "agree") == ["[c]", "30", "30"]
    assert "unequal_totals" in {caveat.code for caveat in safe.caveats}


def test_secret_votes_tell_the_outcome_from_three_and_counts_from_eight():
    rows = [
        {"proposal": name, "agree": agree, "object": against, "met": met}
        for name, agree, against, met in [("a", 2, 0, "yes"), ("b", 6, 1, "no"), ("c", 7, 1, "no"), ("d", 30, 0, "yes")]
    ]

    safe = protect_table(rows, rule="secret", groups=["proposal"])

    assert [row[1:] for row in safe.rows] == [
        ("[c]", "[c]", "[c]"),
        ("[c]", "[c]", "no"),
        ("7", "1", "no"),
        ("[c]", "[c]", "yes"),
    ]


def test_hidden_cells_are_listed_with_line_groups_and_reason():
    safe = protect_table(with_totals({("A",): (23,), ("B",): (3,)}), rule="measures")

    assert [(cell.line, cell.column, dict(cell.labels), cell.mark, cell.why.code) for cell in safe.hidden] == [
        (3, "count", {"group 0": "B"}, "[c]", "small_count")
    ]


def test_columns_and_order_stay_and_rates_are_left_out():
    rows = [{"share": 0.25, "waiting": 12, "area": "A"}, {"share": 0.5, "waiting": 40, "area": "B"}]

    safe = protect_table(rows, rule="measures")

    assert (safe.columns, safe.rows) == (("share", "waiting", "area"), (("[x]", "10", "A"), ("[x]", "40", "B")))
    assert [caveat.text() for caveat in safe.caveats if caveat.code == "left_out_columns"] == [
        "Left out, as they are neither groups nor counts: share."
    ]


@pytest.mark.parametrize("name", ["year", "Statement", "org_code", "period"])
def test_numbers_that_name_a_row_are_groups(name):
    rows = [{name: 2016, "count": 30}, {name: 2017, "count": 31}]

    assert (protect_table(rows, rule="measures").groups) == (name,)


def test_years_under_another_name_are_groups():
    rows = [{"reported": 2016, "count": 30}, {"reported": 2017, "count": 31}]

    assert protect_table(rows, rule="measures").groups == ("reported",)


def test_named_columns_are_used_in_any_case():
    safe = protect_table([{"Year": 12, "Count": 30}], rule="measures", groups=[], counts=["year", "count"])

    assert safe.rows == (("10", "30"),)


def test_same_data_again_is_hidden_the_same_way():
    for rule in ("people", "measures"):
        rows = with_totals({("A", "C"): (7,), ("A", "D"): (2,), ("B", "C"): (12,), ("B", "D"): (12,)})
        first = protect_table(rows, rule=rule)
        assert protect_table(rows, rule=rule, before=[first]).rows == first.rows
    first = protect_table(STATEMENT, rule="answers", groups=["statement", "group"])
    assert protect_table(STATEMENT, rule="answers", groups=["statement", "group"], before=[first]).rows == first.rows


def test_newcomer_beside_unchanged_groups_hides_the_new_total():
    """Carers were 2 and are 6: with both totals, the difference would tell the first two carers' votes."""
    before = votes((1, "Carers", 2, 0, 0), (1, "Providers", 3, 0, 1), (1, "Staff", 2, 1, 1), (1, "All", 7, 1, 2))
    after = votes((1, "Carers", 3, 2, 1), (1, "Providers", 3, 0, 1), (1, "Staff", 2, 1, 1), (1, "All", 8, 3, 3))
    first = protect_table(before, rule="answers", groups=["statement", "group"])

    alone = protect_table(after, rule="answers", groups=["statement", "group"])
    beside = protect_table(after, rule="answers", groups=["statement", "group"], before=[first])

    assert column(first, "agree")[3] == "7"
    assert column(alone, "agree") == ["3", "[c]", "[c]", "8"]
    assert column(beside, "agree") != column(alone, "agree")


def test_own_csv_is_read_back(tmp_path):
    rows = with_totals({("=A", "C"): (7,), ("-B", "C"): (2,), ("@D", "C"): (12,)})
    first = protect_table(rows, rule="measures")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(first.csv(), encoding="utf-8")

    assert protect_table(rows, rule="measures", before=[earlier]) == protect_table(
        rows, rule="measures", before=[first]
    )


def test_labels_that_are_formulas_are_made_harmless_in_the_csv():
    safe = protect_table([{"area": "=1+1", "count": 30}], rule="measures")

    assert list(csv.reader(io.StringIO(safe.csv()))) == [["area", "count"], ["'=1+1", "30"]]
    assert safe.rows == (("=1+1", "30"),)


def test_json_says_all_that_the_table_says():
    safe = protect_table(with_totals({("A",): (23,), ("B",): (3,)}), rule="measures")

    content = json.loads(safe.json())

    assert content["rows"] == [dict(zip(safe.columns, row, strict=True)) for row in safe.rows]
    assert [(cell["line"], cell["mark"]) for cell in content["hidden"]] == [(3, "[c]")]
    assert [caveat["text"] for caveat in content["caveats"]] == [caveat.text() for caveat in safe.caveats]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"group 0,count\nA,about ten\n", 2, "count"),
        (b"group 0,count\nA,25\nB\n", 3, ""),
        (b"group 0,number\nA,25\n", 1, "count"),
    ],
)
def test_earlier_version_that_was_not_written_here_is_refused(content, line, column):
    with pytest.raises(InputError) as refused:
        protect_table([{"group 0": "A", "count": 30}], rule="measures", before=[io.BytesIO(content)])

    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"counts": ["nothing"]}, "missing_column"),
        ({"groups": ["area"], "counts": ["area"]}, "group_and_count"),
        ({"sums": {"all": ["men", "boys"]}}, "unknown_part"),
        ({"sums": {"all": ["men"]}}, "short_sum"),
        ({"sums": {"all": ["men", "women"], "men": ["all", "women"]}}, "sum_in_circle"),
    ],
)
def test_options_that_do_not_fit_the_table_are_refused(options, code):
    with pytest.raises(InputError) as refused:
        protect_table([{"area": "A", "men": 30, "women": 20, "all": 50}], rule="measures", **options)

    assert refused.value.sentence.code == code


def test_table_without_counts_is_refused_with_its_columns():
    with pytest.raises(InputError, match=r"No column holds counts .* has: area, share"):
        protect_table([{"area": "A", "share": "0.5"}], rule="measures")


def test_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="no rule 'other'"):
        protect_file(io.BytesIO(b"area,count\nA,3\n"), rule="other")


def test_total_that_an_earlier_version_already_told_is_said():
    """Carers and providers together were 3 and 1 in the first version: without the staff, that is the new total."""
    first = protect_table(
        with_totals({("Staff",): (1, 6), ("Carers",): (2, 0), ("Providers",): (1, 1)}, ("agree", "disagree")),
        rule="answers",
    )

    safe = protect_table(
        with_totals({("Carers",): (2, 0), ("Providers",): (1, 1)}, ("agree", "disagree")),
        rule="answers",
        before=[first],
    )

    assert column(safe, "agree") == ["[c]", "[c]", "[c]"]
    assert "given_away" in {caveat.code for caveat in safe.caveats}


def test_total_is_not_shown_again_beside_a_row_it_would_give_away():
    """A row that falls under the mark beside versions that cannot be reconciled: the new version alone must hold."""
    first = protect_table(
        with_totals({("Carers",): (1, 4), ("Providers",): (4, 4), ("Staff",): (4, 1)}, ("agree", "disagree")),
        rule="answers",
    )

    safe = protect_table(
        with_totals({("Carers",): (1, 3), ("Providers",): (5, 4), ("Staff",): (4, 1)}, ("agree", "disagree")),
        rule="answers",
        before=[first],
    )

    assert column(safe, "agree")[0] == "[c]"
    assert given_away([Version(safe)]) == []
