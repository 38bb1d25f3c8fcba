import pytest

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows, bad_rows_csv

WHY = Sentence("not_a_vote", "Not a vote: {value}.", {"value": "x"})


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@sum(a1)", "'@sum(a1)"),
        ("-cmd", "'-cmd"),
        ("+1 2", "'+1 2"),
        ("\t=1", '"\'\t=1"'),
        ("  =1", "'  =1"),
        ("-1", "-1"),
        ("+0.5", "+0.5"),
        ("p, q", '"p, q"'),
        ("a-b", "a-b"),
    ],
)
def test_bad_rows_csv_is_safe_in_a_spreadsheet(value, cell):
    text = bad_rows_csv([BadRow(2, "vote", value, WHY)])

    assert text == f"line,column,value,why\n2,vote,{cell},Not a vote: x.\n".replace('"\'\t=1"', "'\t=1")


def test_bad_rows_csv_speaks_another_language():
    text = bad_rows_csv([BadRow(2, "vote", "y", WHY)], translate=lambda words: "Nid pleidlais: {value}.")

    assert text == "line,column,value,why\n2,vote,y,Nid pleidlais: x.\n"


def test_bad_rows_are_all_counted_and_the_first_are_kept_in_order_of_lines():
    bad_rows = BadRows(most=3)

    for line in (9, 4, 7, 2):
        bad_rows.add(line, "", "v" * 200, WHY)

    assert bad_rows.count == 4
    assert bad_rows.kept() == tuple(BadRow(line, "", "v" * 80, WHY) for line in (4, 7, 9))
