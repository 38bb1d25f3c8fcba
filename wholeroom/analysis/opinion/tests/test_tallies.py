import numpy as np
import pytest
from scipy import sparse

from wholeroom.analysis.opinion import tallies


def answers(agree, disagree, passed):
    return tallies.Answers(np.array(agree), np.array(disagree), np.array(passed))


def test_answers_are_counted_by_group_and_by_statement():
    agreement = sparse.csr_matrix(
        (np.array([1, -1, 0, 1, 1], dtype=np.int8), np.array([0, 1, 1, 0, 1]), np.array([0, 2, 3, 5])), shape=(3, 2)
    )

    counted = tallies.answers_by_group(agreement, np.array([0, 1, 0]), 2)

    assert counted.agree.tolist() == [[2, 1], [0, 0]]
    assert counted.disagree.tolist() == [[0, 1], [0, 0]]
    assert counted.passed.tolist() == [[0, 0], [0, 1]]


def test_people_in_no_group_are_not_counted():
    agreement = sparse.csr_matrix(np.array([[1], [1]], dtype=np.int8))

    counted = tallies.answers_by_group(agreement, np.array([-1, 0]), 1)

    assert counted.agree.tolist() == [[1]]


def test_two_shares_test_is_zero_when_everybody_answered_so():
    z = tallies.two_shares_test(np.array([3]), np.array([2]), np.array([4]), np.array([3]))

    assert z.tolist() == [0.0]


def test_room_consensus_has_a_side_and_needs_more_than_half():
    room = answers([18, 2, 6, 9], [1, 18, 6, 8], [1, 0, 8, 3])

    strength = tallies.room_consensus(room, np.zeros(4, dtype=bool))

    assert np.sign(strength[:2]).tolist() == [1, -1]
    assert np.isnan(strength[2:]).all()


def test_consensus_is_low_where_one_group_differs():
    groups = answers([[18, 18], [9, 1]], [[2, 2], [1, 9]], [[0, 0], [0, 0]])

    product = tallies.group_informed_consensus(groups)

    assert product == pytest.approx([19 / 22 * 10 / 12, 19 / 22 * 2 / 12])


def test_a_new_statement_has_the_priority_of_the_formula_and_a_meta_statement_49():
    nothing = answers([0, 0], [0, 0], [0, 0])

    weight = tallies.priority(nothing, np.zeros(2), np.array([False, True]))

    assert weight.tolist() == [(0.25 * 9) ** 2, 49.0]


STATEMENTS = tuple("abcdef")
NONE_LEFT_OUT = np.zeros(6, dtype=bool)


def representative(groups, left_out=NONE_LEFT_OUT):
    return tallies.representative_statements(groups, 0, STATEMENTS, left_out)


def divided_room():
    return answers(
        [[18, 2, 15, 10, 9, 1], [2, 18, 15, 10, 9, 18]],
        [[1, 17, 3, 8, 9, 18], [17, 1, 3, 8, 9, 1]],
        [[1, 1, 2, 2, 2, 1], [1, 1, 2, 2, 2, 1]],
    )


def test_what_marks_a_group_off_comes_agreements_first():
    picked = representative(divided_room())

    assert [(one.statement, one.direction) for one in picked] == [("a", "agree"), ("f", "disagree"), ("b", "disagree")]
    assert [one.best for one in picked] == [True, False, False]
    assert all(one.sufficient for one in picked)


def test_statements_left_out_are_never_picked():
    picked = representative(divided_room(), np.array([True, False, False, False, False, False]))

    assert "a" not in {one.statement for one in picked}


def test_where_no_test_passes_one_statement_stands_alone_and_says_so():
    groups = answers([[3, 3, 3, 3, 3, 3]] * 2, [[3, 3, 3, 3, 3, 3]] * 2, [[0, 0, 0, 0, 0, 0]] * 2)

    picked = representative(groups)

    assert [(one.statement, one.sufficient) for one in picked] == [("a", False)]


def test_at_most_five_are_picked():
    groups = answers([[18] * 6, [2] * 6], [[2] * 6, [18] * 6], [[0] * 6, [0] * 6])

    assert len(representative(groups)) == 5
