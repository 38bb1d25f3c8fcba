"""What stands in which list of a report: only what holds whatever stands behind a hidden row or an "about"."""

import pytest

from wholeroom.analysis.opinion.safe_answers import HIDDEN, SafeRow
from wholeroom.web.activities.statement_vote.report_lists import Known, apart, clearest, few_agree, said_by_most


def exact(agree, disagree, passed=0):
    return SafeRow(answers=(agree, disagree, passed))


def about(agree, disagree):
    return SafeRow(tenths=(agree, disagree))


def known(room, **groups):
    return Known("1", room, groups)


@pytest.mark.parametrize(
    ("one", "least"),
    [
        (known(exact(90, 10), A=exact(60, 4), B=exact(30, 6)), 83),
        (known(exact(90, 10), A=exact(70, 0), B=exact(20, 10)), 66),
        (known(exact(90, 10), A=exact(60, 0), B=about(7, 3)), 65),
        (known(exact(90, 10), A=exact(60, 0), B=about(6, 4)), 55),
        (known(exact(70, 30)), 0),
        (known(exact(90, 10)), 90),
        (known(HIDDEN), 0),
    ],
)
def test_share_is_that_of_the_group_with_the_fewest(one, least):
    assert said_by_most(one, "agree") == least


def test_large_group_does_not_speak_for_a_hidden_one_that_says_no():
    """Of all, 83 in 100 agree; but of those beside group A, whom a reader can count, 14 of 39 do."""
    one = known(exact(167, 28, 5), A=exact(153, 5, 3), B=HIDDEN)

    assert said_by_most(one, "agree") == 35


def test_hidden_group_stands_in_the_list_where_those_not_shown_say_so_too():
    assert said_by_most(known(exact(88, 12), A=exact(60, 4), B=HIDDEN), "agree") == 77
    assert said_by_most(known(exact(79, 21), A=exact(60, 4), B=HIDDEN), "agree") == 0


@pytest.mark.parametrize(
    ("one", "far"),
    [
        (known(exact(50, 50), A=exact(45, 5), B=exact(5, 45)), 80),
        (known(exact(50, 50), A=exact(45, 5), B=about(1, 9)), 75),
        (known(exact(60, 40), A=exact(30, 20), B=about(9, 1)), 25),
        (known(exact(60, 40), A=exact(55, 5), B=HIDDEN), 40),
        (known(exact(55, 45)), 45),
        (known(exact(6, 3), A=exact(3, 0), B=exact(3, 3)), 33),
        (known(HIDDEN), 0),
    ],
)
def test_groups_lie_as_far_apart_as_is_certain(one, far):
    assert apart(one) == far


def test_the_clearest_ten_stand_in_a_list():
    here = [Known(str(number), exact(number, 0), {}) for number in range(10, 30)]

    found = clearest(here, lambda one: one.room.answers[0], least=15)

    assert found == [str(number) for number in range(29, 19, -1)]


def test_few_agree_where_fewer_than_30_in_100_do():
    assert [few_agree(row) for row in (exact(29, 71), exact(30, 70), HIDDEN)] == [True, False, False]
