from random import Random

import pytest

from wholeroom.analysis.opinion.tests.malformed import malformed_votes
from wholeroom.analysis.opinion.tests.test_votes import read, told
from wholeroom.analysis.reading.bad_rows import InputError


@pytest.mark.parametrize("seed", range(7))
def test_malformed_files_give_every_good_row_or_a_clear_error(seed):
    for case in malformed_votes(100, seed):
        good_rows = _good_rows(case.content)

        assert good_rows == case.good_rows, case.name


def _good_rows(content):
    try:
        votes = read(content)
    except InputError:
        return None
    good_rows = votes.rows_read - votes.bad_count
    assert good_rows == votes.rows_used + votes.rows_replaced + votes.rows_repeated
    assert len(votes.bad_rows) == votes.bad_count
    return good_rows


@pytest.mark.parametrize("seed", range(2))
def test_malformed_files_are_read_the_same_fast_and_carefully(seed):
    for case in malformed_votes(100, seed):
        if case.good_rows is not None:
            assert told(read(case.content)) == told(read(case.content, careful=True)), case.name


def test_a_large_file_is_read_the_same_fast_and_carefully():
    chance = Random(1)
    rows = [
        f"{1_500_000_000_000 + chance.randrange(10**9)},Mon Jul 17,{chance.randrange(300)},{chance.randrange(2_000)},"
        f"{chance.choice('10') if chance.random() < 0.7 else -1}\n"
        for _ in range(40_000)
    ]
    text = "timestamp,datetime,comment-id,voter-id,vote\n" + "".join(rows)

    votes = read(text)

    assert votes.rows_read == 40_000
    assert told(votes) == told(read(text, careful=True))
