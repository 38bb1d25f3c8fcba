"""Tables of words: good rows kept, and every bad row with line, column, value and why."""

import io

import pytest

from wholeroom.analysis.exchange.note_rows import read_notes
from wholeroom.analysis.exchange.problem_rows import read_problems
from wholeroom.analysis.exchange.word_rows import MOST_ROWS
from wholeroom.analysis.reading.bad_rows import InputError

NOTE = "id,done,context,happened,went-wrong,outcome,is_new,who-benefits,displaces,basics\n"


def problems(text):
    return read_problems(io.BytesIO(text.encode()))


def bad(read):
    return [(one.line, one.column, one.value, one.why.code) for one in read.bad_rows]


def test_row_keeps_its_words_its_codes_and_its_line():
    read = problems('id;hard;service;other\n\n1;"Late\nletters";carers;ignored\n')

    [row] = read.rows
    assert (row.line, row.id, dict(row.words), dict(row.says)) == (
        3,
        "1",
        {"hard": "Late\nletters"},
        {"service": "carers"},
    )
    assert read.bad_count == 0


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",Late,,", ("id", "", "no_id")),
        ("a b,Late,,", ("id", "a b", "bad_id")),
        (f"{'x' * 41},Late,,", ("id", "x" * 41, "bad_id")),
        ("ok,Again,,", ("id", "ok", "second_id")),
        ("1,,,", ("hard", "", "empty_words")),
        (f"1,{'x' * 4001},,", ("hard", "x" * 80, "too_long")),
        ("1,Late,nursing,", ("service", "nursing", "not_offered")),
        ("1,Late,,maybe", ("ideas", "maybe", "not_offered")),
        ("1,Late", ("", "1,Late", "few_cells")),
    ],
)
def test_bad_row_is_told_and_the_good_ones_stay(row, fault):
    read = problems(f"id,hard,service,ideas\nok,Fine,,\n{row}\nlast,Fine too,,\n")

    assert [one.id for one in read.rows] == ["ok", "last"]
    assert bad(read) == [(3, *fault)]


def test_code_that_is_not_offered_names_those_that_are():
    [one] = problems("id,hard,ideas\n1,Late,maybe\n").bad_rows

    assert one.why.text() == "This is not one of: yes, no."


@pytest.mark.parametrize("missing", ["context", "happened", "went-wrong", "outcome"])
def test_note_without_a_needed_cell_is_a_bad_row(missing):
    cells = {
        "id": "1",
        "done": "A van",
        "context": "Here",
        "happened": "12 came",
        "went-wrong": "Fuel",
        "outcome": "mixed",
    }
    table = f"{','.join(cells)}\n{','.join('' if name == missing else cell for name, cell in cells.items())}\n"

    assert bad(read_notes(io.BytesIO(table.encode()))) == [(2, missing, "", "empty_words")]


def test_new_thing_that_does_not_say_what_it_displaces_is_a_bad_row_in_its_order():
    table = (
        f"{NOTE}1,App,City,None,All,failed,yes,Some,,No\n2,,City,None,All,failed,,,,\n3,Van,Here,12,Fuel,mixed,no,,,\n"
    )

    read = read_notes(io.BytesIO(table.encode()))

    assert [one.id for one in read.rows] == ["3"]
    assert bad(read) == [(2, "displaces", "", "new_thing_not_told"), (3, "done", "", "empty_words")]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("id,text\n1,Late\n", "missing_column"),
        ("id,hard\n", "no_rows"),
        ("", "empty_file"),
        ("id,hard,Hard\n1,a,b\n", "column_twice"),
    ],
)
def test_file_that_is_no_such_table_is_refused(table, code):
    with pytest.raises(InputError) as refused:
        problems(table)

    assert refused.value.sentence.code == code


def test_table_of_too_many_rows_is_refused():
    rows = "".join(f"{number},Late\n" for number in range(MOST_ROWS + 1))

    with pytest.raises(InputError, match="more than 100 rows"):
        problems(f"id,hard\n{rows}")
