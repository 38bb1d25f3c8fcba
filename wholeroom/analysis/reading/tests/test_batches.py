import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.reading.bad_rows import BadRows, InputError
from wholeroom.analysis.reading.batches import batches
from wholeroom.analysis.rows import open_table

PIECES = ["a", "1", "-1", " ", "é", ",", ",", ",", "\n", "\n", "\r\n", "\r", '"', '""', '"x"', "\0", "x" * 70, b"\xe9"]
BODIES = st.lists(st.sampled_from(PIECES), max_size=40).map(
    lambda pieces: b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
)
PLAIN_ROWS = st.lists(st.sampled_from(["1,2,3", "b,,c", ",,", "é,b,c", '"1","2",3', "1,2"]), max_size=12)


def read(content, wanted=(2, 0), size=1 << 20, careful=False):
    """The wanted cells of each row with its line, and the bad rows; or why there are none."""
    bad_rows = BadRows()
    try:
        header, blocks = open_table(io.BytesIO(content), size=size)
    except InputError as error:
        return error.sentence
    rows = []
    for batch in batches(blocks, header, wanted, bad_rows, careful=careful):
        columns = [batch.column(number) for number in range(len(wanted))]
        rows += [(int(line), *(cells.string(row) for cells in columns)) for row, line in enumerate(batch.lines)]
    return rows, bad_rows.kept()


def test_batches_hold_the_wanted_columns_in_the_order_asked_for():
    rows, bad_rows = read(b"a,b,c\n1,2,3\n4,5,6\n")

    assert rows == [(2, "3", "1"), (3, "6", "4")]
    assert bad_rows == ()


@settings(deadline=None)
@given(BODIES, st.integers(1, 30))
@example(b'1,"2\n3,4,5\n', 7)
@example(b'1,"2\n3",4\n5,6,7\n', 12)
def test_the_fast_and_the_careful_way_give_the_same_whatever_the_blocks(body, size):
    content = b"a,b,c\n" + body

    careful = read(content, careful=True)

    assert read(content) == careful
    assert read(content, size=size) == careful
    assert read(content, size=size, careful=True) == careful


@settings(deadline=None)
@given(PLAIN_ROWS, st.integers(1, 30), st.sampled_from([(0,), (1,), (2, 0), (0, 1, 2)]))
def test_the_ways_agree_on_rows_that_are_mostly_plain(lines, size, wanted):
    content = "\n".join(["a,b,c", *lines]).encode()

    careful = read(content, wanted, careful=True)

    assert read(content, wanted) == careful
    assert read(content, wanted, size=size) == careful


def test_one_column_is_a_table_too():
    rows, _ = read(b"a\n1\n\n2\n", wanted=(0,))

    assert rows == [(2, "1"), (4, "2")]


def test_a_wanted_cell_does_not_run_on_over_a_line_end():
    rows, bad_rows = read(b'a,b,c\n"1\n2",3,4\n5,"6\n7",8\n')

    assert rows == [(3, "4", '2"'), (4, "8", "5")]
    assert [(bad.line, bad.why.code) for bad in bad_rows] == [(2, "unclosed_quote")]
