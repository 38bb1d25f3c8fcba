import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholeroom.analysis.opinion.gathered_votes import Limits
from wholeroom.analysis.opinion.votes import Votes, read_votes
from wholeroom.analysis.reading.bad_rows import InputError

ROWS = [("9", "2", 1), ("9", "10", -1), ("10", "2", 0), ("10", "10", 1), ("ann", "2", -1)]
PLAIN = "participant,statement,vote\nann,2,-1\n10,10,1\n9,10,-1\n10,2,0\n9,2,1\n"
POLIS = """timestamp,datetime,comment-id,voter-id,vote
1500000000007,Mon Jul 17 02:17:32 WIB 2017,2,9,1
1500000000002,Mon Jul 17 02:17:32 WIB 2017,2,9,-1
1500000000003,Mon Jul 17 02:17:32 WIB 2017,10,9,-1
1500000000004,Mon Jul 17 02:17:32 WIB 2017,2,10,0
1500000000004,Mon Jul 17 02:17:32 WIB 2017,2,10,0
1500000000005,Mon Jul 17 02:17:32 WIB 2017,10,10,1
1500000000006,Mon Jul 17 02:17:32 WIB 2017,2,ann,-1
"""
WIDE = """participant,group-id,n-comments,n-votes,n-agree,n-disagree,10,2,11
10,0,0,2,1,0,1,0,
ann,,0,1,0,1,,-1,
9,1,3,2,1,1,-1,1,
silent,,0,0,0,0,,,
"""
PLAIN_WIDE = "2;Participant;10\n1;9;-1\n0.0;10;+1\nDisagree;ann;\n"


def read(text, **more):
    return read_votes(io.BytesIO(text if isinstance(text, bytes) else text.encode()), **more)


def faults(votes):
    return [(bad.line, bad.column, bad.value, bad.why.code) for bad in votes.bad_rows]


def told(votes):
    """Everything that reading tells, in plain values."""
    arrays = votes.participant.tolist(), votes.statement.tolist(), votes.value.tolist()
    counts = votes.rows_read, votes.rows_used, votes.rows_replaced, votes.rows_repeated, votes.bad_count
    return votes.participants, votes.statements, *arrays, counts, votes.bad_rows, votes.caveats


@pytest.mark.parametrize("text", [PLAIN, POLIS, WIDE, PLAIN_WIDE])
def test_one_conversation_in_any_shape_gives_the_same_votes(text):
    votes = read(text)

    assert list(votes.rows()) == ROWS
    assert votes.participants == ("9", "10", "ann")
    assert votes.statements == ("2", "10")
    assert (votes.participant.dtype, votes.statement.dtype, votes.value.dtype) == ("int32", "int32", "int8")
    assert votes.bad_rows == ()


def test_plain_rows_given_back_make_the_same_votes():
    votes = Votes.from_rows(read(POLIS).rows())

    assert list(votes.rows()) == ROWS


@pytest.mark.parametrize(
    ("vote", "value"),
    [
        ("1", 1),
        ("0", 0),
        ("-1", -1),
        ("1.0", 1),
        ("0.0", 0),
        ("-1.0", -1),
        ("+1", 1),
        ("AGREE", 1),
        ("Pass", 0),
        ("disagree", -1),
        (" 1 ", 1),
    ],
)
def test_a_vote_may_be_written_in_these_ways(vote, value):
    votes = read(f"participant,statement,vote\np,s,{vote}\n")

    assert list(votes.rows()) == [("p", "s", value)]


@pytest.mark.parametrize("vote", ["0.5", "2", "yes", "NaN", "", "-", "01", "1.00", "agree!", "−1", "disagreedisagree"])
def test_anything_else_is_no_vote(vote):
    votes = read(f"participant,statement,Vote\np,s,{vote}\n")

    assert faults(votes) == [(2, "Vote", vote, "not_a_vote")]
    assert (votes.rows_read, votes.rows_used, votes.bad_count) == (1, 0, 1)
    assert [caveat.text() for caveat in votes.caveats] == ["Rows left out: 1. Each is in the list of bad rows."]


def test_ids_are_kept_as_written_but_for_spaces_around_them():
    votes = read("participant,statement,vote\n 007,s,1\n7,s,1\n70000000,s,1\n7 ,t,1\n\xa0Ŵyn é,s,1\n")

    assert votes.participants == ("007", "7", "70000000", "Ŵyn é")
    assert votes.rows_used == 5


def test_ids_that_are_missing_or_too_long_are_bad():
    votes = read(f"participant,statement,vote\n,s,1\np, ,1\n{'p' * 201},s,1\n{'p' * 200},s,1\n")

    assert faults(votes) == [
        (2, "participant", "", "no_id"),
        (3, "statement", " ", "no_id"),
        (4, "participant", "p" * 80, "long_id"),
    ]
    assert votes.participants == ("p" * 200,)


def test_the_latest_vote_counts_by_value_of_its_time():
    rows = "p,s,1,999\np,s,-1,1000\np,s,0,0998\n"

    votes = read("participant,statement,vote,timestamp\n" + rows)

    assert list(votes.rows()) == [("p", "s", -1)]
    assert (votes.rows_read, votes.rows_used, votes.rows_replaced) == (3, 1, 2)
    assert [caveat.text() for caveat in votes.caveats] == ["Votes changed later: 2. The last one counts."]


@pytest.mark.parametrize("time", ["", "noon", "1.5E+12", "9223372036854775808", "15.5", "2017-07-17"])
def test_a_time_that_is_no_whole_number_is_bad(time):
    votes = read(f"participant,statement,vote,timestamp\np,s,1,5\np,t,1,{time}\n")

    assert list(votes.rows()) == [("p", "s", 1)]
    assert faults(votes) == [(3, "timestamp", time, "not_a_time")]


def test_times_may_be_long_and_below_zero():
    times = ["-5", "+7", "1500000000000000001", "1500000000000000000", "9223372036854775807"]
    rows = "".join(f"p,s,{vote},{time}\n" for vote, time in zip(["0", "0", "0", "0", "1"], times, strict=True))

    votes = read("participant,statement,vote,timestamp\n" + rows)

    assert list(votes.rows()) == [("p", "s", 1)]


def test_different_votes_at_one_time_are_bad_and_leave_no_older_vote():
    votes = read("timestamp,comment-id,voter-id,vote\n5,s,p,1\n9,s,p,0\n9,s,p,-1\n9,s,p,0\n9,s,q,1\n")

    assert list(votes.rows()) == [("q", "s", 1)]
    assert faults(votes) == [
        (3, "vote", "0", "other_vote_same_time"),
        (4, "vote", "-1", "other_vote_same_time"),
        (5, "vote", "0", "other_vote_same_time"),
    ]
    assert [bad.why.values["line"] for bad in votes.bad_rows] == [4, 3, 4]
    assert (votes.rows_read, votes.rows_used, votes.rows_replaced, votes.bad_count) == (5, 1, 1, 3)


def test_without_times_the_same_vote_twice_counts_once():
    votes = read("participant,statement,vote\np,s,1\np,s,agree\np,s,+1\n")

    assert list(votes.rows()) == [("p", "s", 1)]
    assert (votes.rows_read, votes.rows_repeated) == (3, 2)
    assert [caveat.text() for caveat in votes.caveats] == ["Votes found twice: 2. Each counts once."]


def test_without_times_different_votes_are_bad_and_name_each_other():
    votes = read("participant,statement,vote\np,s,1\nq,s,1\np,s,0\n")

    assert list(votes.rows()) == [("q", "s", 1)]
    assert votes.participants == ("q",)
    assert [(bad.line, bad.why.text()) for bad in votes.bad_rows] == [
        (2, "Line 4 has another vote of this person on this statement. Keep the right one."),
        (4, "Line 2 has another vote of this person on this statement. Keep the right one."),
    ]


def test_a_bad_cell_of_a_wide_table_costs_that_cell():
    votes = read("participant,a,b,c\np,1,maybe,-1\n,1,1,1\nq,0,,\nq,1,1,\nshort,1\n")

    assert list(votes.rows()) == [("p", "a", 1), ("p", "c", -1), ("q", "b", 1)]
    assert faults(votes) == [
        (2, "b", "maybe", "not_a_vote"),
        (3, "participant", "", "no_id"),
        (4, "a", "0", "other_vote"),
        (5, "a", "1", "other_vote"),
        (6, "", "short,1", "few_cells"),
    ]
    assert votes.rows_read == 8


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        ("participant,statement,answer", "missing_column", "vote"),
        ("comment-id,voter-id,timestamp", "missing_column", "vote"),
        ("datetime,comment-id,vote", "missing_column", "voter-id"),
        ("person,a,b", "missing_column", "participant"),
        ("participant,statement,vote,VOTE ", "column_twice", "vote"),
        ("participant,a,b,a", "column_twice", "a"),
        ("participant,a,b," + "c" * 201, "long_id", "c" * 201),
        ("participant,n-votes", "no_statements", None),
    ],
)
def test_a_table_of_another_shape_is_refused(header, code, column):
    with pytest.raises(InputError) as refused:
        read(header + "\n1,2,3,4\n")

    assert (refused.value.sentence.code, refused.value.line, refused.value.column) == (code, 1, column)


@pytest.mark.parametrize("text", ["participant,statement,vote\n\n", "participant,a,b\np,,\nq,,\n"])
def test_a_table_without_votes_is_refused(text):
    with pytest.raises(InputError, match="no votes"):
        read(text)


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(participants=2), "more than 2 participants"),
        (Limits(statements=1), "more than 1 statements"),
        (Limits(votes=4), "more than 4 votes"),
    ],
)
@pytest.mark.parametrize("text", [PLAIN, WIDE])
def test_more_than_the_limits_is_refused(text, limits, found):
    with pytest.raises(InputError, match=found):
        read(text, limits=limits)


def test_from_rows_takes_what_a_file_takes_and_numbers_bad_rows():
    rows = [("p", 1, 1), ("p", 2, "agree"), ("p", 3, 1.0), ("p", 4, 0.5), (" ", 5, 1), ("p", "s" * 201, 1), ("p", 1, 0)]

    votes = Votes.from_rows(rows)

    assert list(votes.rows()) == [("p", "2", 1), ("p", "3", 1)]
    assert faults(votes) == [
        (1, "vote", "1", "other_vote"),
        (4, "vote", "0.5", "not_a_vote"),
        (5, "participant", " ", "no_id"),
        (6, "statement", "s" * 80, "long_id"),
        (7, "vote", "0", "other_vote"),
    ]


def test_from_rows_of_nothing_is_no_votes():
    votes = Votes.from_rows([])

    assert (votes.participants, votes.statements, list(votes.rows()), votes.rows_read) == ((), (), [], 0)


IDS = st.sampled_from(["1", "2", "10", "007", "ann", "Ŵyn", "x" * 30, "2000000"])
EVENTS = st.lists(st.tuples(IDS, IDS, st.sampled_from([1, 0, -1]), st.integers(0, 3)), min_size=1, max_size=30)


@settings(deadline=None)
@given(EVENTS)
def test_the_votes_that_count_are_those_a_dictionary_keeps(events):
    latest, torn = {}, set()
    for person, statement, vote, at in events:
        known = latest.get((person, statement))
        if known is None or at > known[0]:
            latest[person, statement] = at, vote
        torn |= {
            (person, statement, at)
            for other in events
            if other[:2] == (person, statement) and other[3] == at and other[2] != vote
        }
    expected = {(*pair, vote) for pair, (at, vote) in latest.items() if (*pair, at) not in torn}
    text = "participant,statement,vote,timestamp\n" + "".join(f"{p},{s},{v},{t}\n" for p, s, v, t in events)

    votes = read(text)

    assert set(votes.rows()) == expected
    assert votes.bad_count == sum((person, statement, at) in torn for person, statement, _, at in events)
    assert votes.rows_used + votes.rows_replaced + votes.rows_repeated + votes.bad_count == len(events)


@settings(deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(events, chance):
    header = "participant,statement,vote,timestamp\n"
    lines = [f"{p},{s},{v},{t}\n" for p, s, v, t in events]
    shuffled = chance.sample(lines, len(lines))

    votes, others = read(header + "".join(lines)), read(header + "".join(shuffled))

    assert told(votes)[:6] == told(others)[:6]


@pytest.mark.parametrize("conversation", ["brexit-consensus", "scoop-hivemind.taxes"])
def test_a_real_export_gives_the_same_votes_in_both_its_shapes(reference_data, conversation):
    folder = reference_data / "opinion" / conversation

    rows, wide = read_votes(folder / "votes.csv"), read_votes(folder / "participants-votes.csv")

    assert list(rows.rows()) == list(wide.rows())
    assert (rows.bad_count, wide.bad_count) == (0, 0)
    assert rows.rows_read == rows.rows_used + rows.rows_replaced
