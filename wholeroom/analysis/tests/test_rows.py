import io
import time

import pytest

from wholeroom.analysis.rows import InputError, read_table


def read(text, needed=(), **more):
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(io.BytesIO(content), needed, **more)


def faults(table):
    return [(bad.line, bad.column, bad.value, bad.why.code) for bad in table.bad_rows]


def test_rows_have_their_cells_without_spaces_and_their_lines():
    table = read("\n group , count\n carers, 12 \n\nstaff,7")

    assert table.columns == ("group", "count")
    assert table.rows == (("carers", "12"), ("staff", "7"))
    assert table.lines == (3, 5)
    assert table.column("COUNT") == ("12", "7")
    assert next(table.records()) == (3, {"group": "carers", "count": "12"})
    assert (table.bad_rows, table.bad_count) == ((), 0)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_taken_from_the_header(separator):
    table = read('"a,;\t,;\t",b\n1,2\n'.replace('",b', f'"{separator}b').replace("1,2", f"1{separator}2"))

    assert table.rows == (("1", "2"),)


def test_quotes_hold_separators_quotes_and_line_ends():
    table = read('a,b\n"1,5","say ""hi"""\n"two\r\nlines",x\n3,4\n')

    assert table.rows == (("1,5", 'say "hi"'), ("two\nlines", "x"), ("3", "4"))
    assert table.lines == (2, 3, 5)


def test_an_open_quote_costs_one_row():
    table = read('a,b\n1,"two\n3,4\n5,"six"\n7,8\n9,"ten\n')

    assert table.rows == (("3", "4"), ("5", "six"), ("7", "8"))
    assert faults(table) == [(2, "", '1,"two', "unclosed_quote"), (6, "", '9,"ten', "unclosed_quote")]


def test_a_quote_that_would_take_rows_into_a_cell_costs_one_row():
    table = read('a,b\n1,"two\n3,4\n5,six",x\n7,8\n')

    assert table.rows == (("3", "4"), ("7", "8"))
    assert faults(table) == [(2, "", '1,"two', "unclosed_quote"), (4, "", '5,six",x', "many_cells")]


def test_an_open_quote_before_a_long_file_costs_one_row_and_little_time():
    rows = '1,"2\n' + "3,4\n" * 150_000
    began = time.process_time()

    table = read("a,b\n" + rows)

    assert (len(table.rows), len(table.bad_rows)) == (150_000, 1)
    assert time.process_time() - began < 5


def test_quotes_made_to_waste_time_do_not():
    began = time.process_time()

    table = read("a,b\n" + 'a","\n' * 100_000)

    assert table.bad_count + len(table.rows) <= 100_000
    assert time.process_time() - began < 5


def test_rows_with_cells_missing_or_left_over_are_bad():
    table = read("a,b\n1\n1,2,3\n1,2,,\n,\n")

    assert table.rows == (("1", "2"),)
    assert faults(table) == [(2, "", "1", "few_cells"), (3, "", "1,2,3", "many_cells")]
    assert table.bad_rows[0].why.text() == ("Cells in this row: 1. Cells in the first line: 2. Was the row cut short?")


def test_lines_that_are_no_text_are_bad():
    table = read(b"a,b\n1,caf\xe9\n2,x\0\n3,ok\n")

    assert table.rows == (("3", "ok"),)
    assert faults(table) == [(2, "b", "caf�", "not_utf8"), (3, "b", "x\0", "nul")]


def test_a_cell_that_is_far_too_long_is_bad():
    table = read(f'a,b\n1,{"x" * 131_072}\n2,{"y" * 131_073}\n"{"z" * 140_000}",3\n4,5\n')

    assert [row[0] for row in table.rows] == ["1", "4"]
    assert faults(table) == [(3, "b", "y" * 80, "long_cell"), (4, "", '"' + "z" * 79, "long_cell")]


def test_a_line_that_is_far_too_long_is_bad():
    table = read("a,b\n" + "x," * 3_000_000 + "\n1,2\n")

    assert table.rows == (("1", "2"),)
    assert [(line, code) for line, _, _, code in faults(table)] == [(2, "long_line")]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "empty_file", None),
        (b"\xef\xbb\xbf\n \n", "empty_file", None),
        (b"group,count\n", "no_rows", 1),
        (b"1,2\n3,4\n", "no_header", 1),
        (b"a,count\n1,2\n", "missing_column", 1),
        (b"\ngroup,Group,count\n1,2,3\n", "column_twice", 2),
        (b"gro\xe9up,count\n1,2\n", "header_not_utf8", 1),
        (b'"group,count\n1,2\n', "unclosed_quote", 1),
        (b"group,count" * 400_000 + b"\n1,2\n", "long_line", 1),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(content, code, line):
    with pytest.raises(InputError) as refused:
        read(content, needed=["group", "count"])

    assert (refused.value.sentence.code, refused.value.line) == (code, line)


def test_a_missing_column_is_told_with_what_was_found_and_expected():
    with pytest.raises(InputError) as refused:
        read("team,count\n1,2\n", needed=["group", "count"])

    assert str(refused.value) == (
        "The column group is missing. The file has: team, count. It needs: group, count. Mend the first line."
    )
    assert refused.value.column == "group"


def test_a_table_with_too_many_rows_is_refused():
    with pytest.raises(InputError, match="more than 2 rows"):
        read("a\nx\ny\nz\n", most_rows=2)
