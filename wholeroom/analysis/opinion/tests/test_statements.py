import io

import pytest

from wholeroom.analysis.opinion.statements import Statement, Statements, read_statements
from wholeroom.analysis.reading.bad_rows import InputError

POLIS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500282615559,Mon Jul 17 16:10:15 WIB 2017,36,0,38,7,1,"First, with a comma
and a second line"
1500282544716,Mon Jul 17 16:09:04 WIB 2017,34,0,56,2,-1,Taken out
1500282688020,Mon Jul 17 16:11:28 WIB 2017,37,0,19,30,0,"Not ""looked at"" yet"
"""


def read(text):
    return read_statements(io.BytesIO(text.encode()))


def faults(statements):
    return [(bad.line, bad.column, bad.value, bad.why.code) for bad in statements.bad_rows]


def test_a_polis_export_is_read():
    statements = read(POLIS)

    assert dict(statements.by_id) == {
        "36": Statement("First, with a comma\nand a second line"),
        "34": Statement("Taken out", moderated_out=True),
        "37": Statement('Not "looked at" yet'),
    }
    assert statements.bad_rows == ()


def test_plain_rows_need_no_moderation():
    statements = read("Text;Statement\nMore evening hours;7\n")

    assert statements.text("7") == "More evening hours"
    assert statements.ids == ("7",)
    assert not statements.left_out("7")


@pytest.mark.parametrize(
    ("moderated", "out"),
    [
        ("1", False),
        ("0", False),
        ("-1", True),
        ("", False),
        ("Accepted", False),
        ("unmoderated", False),
        ("rejected", True),
    ],
)
def test_moderation_may_be_written_in_these_ways(moderated, out):
    statements = read(f"statement,text,moderated\n7,Words,{moderated}\n")

    assert statements.moderated_out("7") is out
    assert statements.left_out("7") is out


@pytest.mark.parametrize(("written", "meta"), [("true", True), ("False", False), ("1", True), ("", False)])
def test_statements_about_the_conversation_itself_are_marked(written, meta):
    statements = read(f"comment-id,comment-body,moderated,is-meta\n7,Words,1,{written}\n")

    assert (statements.meta("7"), statements.left_out("7"), statements.moderated_out("7")) == (meta, meta, False)


def test_bad_rows_are_reported_and_the_others_kept():
    statements = read(
        "statement,text,moderated,is-meta\n1,One,1,\n,Two,1,\n3,Three,maybe,\n4,Four,1,perhaps\n5,Five\n6,Six,1,no\n"
    )

    assert statements.ids == ("1", "6")
    assert faults(statements) == [
        (3, "statement", "", "no_id"),
        (4, "moderated", "maybe", "not_moderated"),
        (5, "is-meta", "perhaps", "not_true_or_false"),
        (6, "", "5,Five", "few_cells"),
    ]
    assert statements.bad_count == 4


def test_rows_that_say_the_same_of_a_statement_count_once_and_others_are_bad():
    statements = read("statement,text\n1,One\n2,Two\n1,One\n2,Too\n2,Two\n")

    assert statements.ids == ("1",)
    assert [(bad.line, bad.value, bad.why.values["line"]) for bad in statements.bad_rows] == [
        (3, "2", 5),
        (5, "2", 3),
        (6, "2", 5),
    ]


def test_a_statement_that_is_not_there_has_no_text_and_is_not_left_out():
    statements = Statements.none()

    assert (statements.text("1"), statements.left_out("1"), statements.ids) == (None, False, ())


def test_a_table_without_text_is_refused():
    with pytest.raises(InputError) as refused:
        read("statement,words\n1,One\n")

    assert (refused.value.sentence.code, refused.value.column) == ("missing_column", "text")
