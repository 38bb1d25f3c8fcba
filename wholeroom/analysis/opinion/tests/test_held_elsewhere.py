import io

import pytest

from wholeroom.analysis.opinion.held_elsewhere import read_held
from wholeroom.analysis.reading.bad_rows import InputError

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"
WORDS = "comment-id,comment-body,moderated\n"


def held(votes, words):
    return read_held(io.BytesIO((HEADER + votes).encode()), io.BytesIO((WORDS + words).encode()))


def codes(found):
    return [caveat.code for caveat in found.caveats]


def test_numbers_follow_the_order_of_the_ids():
    found = held("1,d,10,1,1\n2,d,0,1,-1\n", "0,Zero,1\n2,Two,1\n10,Ten,1\n")

    assert dict(found.numbers) == {"0": 1, "2": 2, "10": 3}
    assert codes(found) == ["held_elsewhere", "new_numbers"]


def test_ids_that_are_numbers_from_1_stay_as_they_are():
    found = held("1,d,1,1,1\n2,d,2,1,-1\n", "1,One,1\n2,Two,1\n")

    assert dict(found.numbers) == {"1": 1, "2": 2}
    assert codes(found) == ["held_elsewhere"]


def test_bad_rows_of_both_files_are_told_and_the_good_ones_stay():
    found = held("1,d,1,1,1\n2,d,2,1,yes\n", "1,One,1\n2,Two,maybe\n")

    assert list(found.votes.rows()) == [("1", "1", 1)]
    assert [(bad.line, bad.column, bad.value) for bad in found.bad_rows] == [
        (3, "vote", "yes"),
        (3, "moderated", "maybe"),
    ]
    assert found.bad_count == 2


def test_statement_without_words_is_told_of():
    found = held("1,d,1,1,1\n2,d,7,1,1\n", "1,One,1\n")

    assert found.wordless == ("7",)
    assert "Statements with votes and without words: 1." in found.caveats[-1].text()


def test_statement_that_was_taken_out_needs_no_words():
    assert held("1,d,1,1,1\n", "1,,-1\n").wordless == ()


def test_file_without_a_good_vote_is_refused():
    with pytest.raises(InputError, match="No vote of this file could be used"):
        held("1,d,1,1,yes\n", "1,One,1\n")
