"""Files as they come: every good row is kept, every bad row is reported, and nothing else happens."""

import io

import pytest

from wholeroom.analysis.disclosure.rules import RULES
from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.disclosure.tests.malformed import malformed_tables
from wholeroom.analysis.rows import InputError


def test_500_spoilt_tables_give_each_good_row_or_a_clear_error():
    for number, case in enumerate(malformed_tables(500, seed=7)):
        rule = RULES[number % len(RULES)]

        safe = protect_file(
            io.BytesIO(case.content), rule=rule, groups=["area", "group"], counts=["agree", "disagree"], sums={}
        )

        assert len(safe.rows) == case.good_rows
        assert all(bad.line > 1 for bad in safe.bad_rows)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"area,group\nA,g1\n",
        b"area,count\n",
        b"area,count,count\nA,3,4\n",
        b"1,2\n3,4\n",
        b"PK\x03\x04rest of a workbook",
        b"%PDF-1.7",
        bytes(range(256)),
        "area,count\nYnys Môn,30\n".encode("utf-16-le"),
        b'"area,count\nA,30\n',
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize("rule", RULES)
def test_file_that_cannot_be_used_is_refused_in_words(content, rule):
    with pytest.raises(InputError) as refused:
        protect_file(io.BytesIO(content), rule=rule)

    assert refused.value.sentence.text()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_understood(encoding):
    content = "area;count\nYnys Môn;30\n".encode(encoding)

    assert protect_file(io.BytesIO(content), rule="measures").rows == (("Ynys Môn", "30"),)


def test_bad_rows_say_line_column_value_and_why():
    content = b"area,count\nA,30\nB,-2\nC,3.5\nD\n"

    safe = protect_file(io.BytesIO(content), rule="measures")

    assert [(bad.line, bad.column, bad.value, bad.why.code) for bad in safe.bad_rows] == [
        (3, "count", "-2", "negative_count"),
        (4, "count", "3.5", "broken_count"),
        (5, "", "D", "few_cells"),
    ]
    assert [caveat.text() for caveat in safe.caveats if caveat.code == "bad_rows"] == [
        "Rows left out because they could not be read: 3."
    ]


def test_blank_counts_stay_blank_and_are_said():
    safe = protect_file(io.BytesIO(b"area,count\nA,30\nB,\n"), rule="measures")

    assert safe.rows == (("A", "30"), ("B", ""))
    assert "blank_cells" in {caveat.code for caveat in safe.caveats}


def test_lines_of_hidden_cells_are_those_of_the_file():
    content = b'area,count\n"A\nnorth",30\n\nB,2\n'

    safe = protect_file(io.BytesIO(content), rule="measures")

    assert [(cell.line, dict(cell.labels)) for cell in safe.hidden] == [(5, {"area": "B"})]
