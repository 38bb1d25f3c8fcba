import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.analysis.reading.text_blocks import LONGEST_LINE, text_blocks

SIZES = st.integers(1, 12)


TEXTS = st.lists(st.sampled_from(["a", "b,é", "✓", "\n", "\r", "\r\n", "\r\n"]), max_size=30).map("".join)


@settings(deadline=None)
@given(TEXTS, SIZES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_blocks_hold_the_same_text_whatever_their_size_and_encoding(text, size, encoding):
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    expected += "\n" * (expected != "" and not expected.endswith("\n"))

    blocks = list(text_blocks(io.BytesIO(text.encode(encoding)), size=size))

    assert b"".join(blocks).decode() == expected
    assert all(block.endswith(b"\n") for block in blocks)


def test_damaged_utf_16_becomes_a_line_that_is_not_utf_8():
    content = "\ufeffa\nb\n".encode("utf-16-le") + b"\x00\xd8c\x00\n\x00d\x00"

    assert b"".join(text_blocks(io.BytesIO(content))) == b"a\nb\n\xffc\nd\n"


def test_a_line_without_end_is_cut_and_the_next_is_whole():
    content = b"a\n" + b"x" * (LONGEST_LINE + 50_000) + b"\nb\n"

    lines = b"".join(text_blocks(io.BytesIO(content), size=100_000)).split(b"\n")

    assert [len(line) for line in lines] == [1, LONGEST_LINE, 1, 0]


def test_progress_tells_bytes_done_and_in_all(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b\n" * 10)
    told = []

    list(text_blocks(path, lambda done, total: told.append((done, total)), size=16))

    assert told == [(16, 40), (32, 40), (40, 40)]


def test_progress_of_a_stream_that_cannot_tell_its_length_has_total_0():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.left = [b"a,b\n", b"1,2\n"]

        def read(self, size=-1):
            return self.left.pop(0) if self.left else b""

    told = []

    blocks = list(text_blocks(Pipe(), lambda done, total: told.append((done, total))))

    assert b"".join(blocks) == b"a,b\n1,2\n"
    assert told == [(4, 0), (8, 0)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04...", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b"%PDF-1.4", "pdf"),
        (b"\x1f\x8b\x08\x00", "packed"),
        ("a,b\n1,2\n".encode("utf-16-le"), "not_text"),
        (b"\0" * 9000, "not_text"),
    ],
)
def test_what_is_no_text_is_refused(content, code):
    with pytest.raises(InputError) as refused:
        list(text_blocks(io.BytesIO(content)))

    assert refused.value.sentence.code == code


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv could not be opened: No such file"):
        list(text_blocks(tmp_path / "none.csv"))
