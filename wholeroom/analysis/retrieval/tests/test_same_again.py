"""A file of texts in, pairs that may be about the same out; every bad row told."""

import io

import pytest

from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.analysis.retrieval.same_again import same_again

FILE = """id,text
1,Letters come too late
2,"Nobody rings back, ever"
3,A letter that came late
,No id here
3,The same id again
4,and the of
5,=late letters
"""


def read(text):
    return same_again(io.BytesIO(text.encode()))


def test_pairs_have_both_texts_and_the_words_they_share():
    assert read(FILE).csv() == (
        "id,text,possibly_same,its_text,shared_words\n"
        '1,Letters come too late,5,\'=late letters,"late, Letters"\n'
        '1,Letters come too late,3,A letter that came late,"late, Letters"\n'
        '3,A letter that came late,5,\'=late letters,"late, letter"\n'
        '3,A letter that came late,1,Letters come too late,"late, letter"\n'
        '5,\'=late letters,1,Letters come too late,"late, letters"\n'
        '5,\'=late letters,3,A letter that came late,"late, letters"\n'
    )


def test_bad_rows_are_all_told_and_the_good_ones_used():
    found = read(FILE)

    assert list(found.texts) == ["1", "2", "3", "5"]
    assert [(bad.line, bad.column, bad.why.code) for bad in found.bad_rows] == [
        (5, "id", "no_id"),
        (6, "id", "second_id"),
        (7, "text", "no_text"),
    ]


def test_file_without_a_column_for_text_is_refused():
    with pytest.raises(InputError, match="The column text is missing"):
        read("id,words\n1,late\n")


def test_texts_alike_in_meaning_are_found_without_a_shared_word():
    rows = "id,text\n1,No bus comes\n2,The coach is always late\n3,We need a carer\n"
    vectors = {"No bus comes": (1, 0), "The coach is always late": (0.9, 0.4), "We need a carer": (0, 1)}

    found = same_again(io.BytesIO(rows.encode()), most=1, encode=vectors.__getitem__)

    assert found.csv() == (
        "id,text,possibly_same,its_text,shared_words,alike_in_meaning\n"
        "1,No bus comes,2,The coach is always late,,yes\n"
        "2,The coach is always late,1,No bus comes,,yes\n"
        "3,We need a carer,2,The coach is always late,,yes\n"
    )
    assert '"alike_in_meaning": true' in found.json()
    assert [caveat.code for caveat in found.caveats] == ["candidates", "by_meaning", "english", "english_model"]
