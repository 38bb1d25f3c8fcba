"""What stands in which list of a report: only what holds whatever stands behind a hidden row or an "about"."""

from fractions import Fraction

import pytest

from wholeroom.analysis.opinion.safe_answers import HIDDEN, SafeRow
from wholeroom.web.activities.statement_vote.report_lists import (
    Known,
    Listed,
    OnPage,
    between_groups,
    both_sides,
    few_agree,
    listed,
    lists,
    marks_off,
    most_of_every_group,
    nearly_everyone,
    not_shown,
)


def exact(agree, disagree, passed=0):
    return SafeRow(answers=(agree, disagree, passed))


def about(agree, disagree):
    return SafeRow(tenths=(agree, disagree))


def known(room, **groups):
    return Known("1", room, groups)


@pytest.mark.parametrize(
    ("one", "least", "most"),
    [
        (known(exact(93, 7), A=exact(60, 0), B=exact(33, 7)), Fraction(165, 2), Fraction(165, 2)),
        (known(exact(92, 8), A=exact(70, 0), B=exact(22, 8)), Fraction(220, 3), Fraction(220, 3)),
        (known(exact(93, 7), A=exact(60, 0), B=about(7, 3)), 65, 75),
        (known(exact(93, 7), A=exact(60, 0), B=about(6, 4)), 55, 65),
        (known(exact(899, 101), A=exact(450, 50), B=exact(449, 51)), 0, 0),
        (known(exact(90, 10), A=exact(45, 5), B=exact(45, 5)), 90, 90),
        (known(exact(90, 10)), 90, 90),
        (known(HIDDEN), 0, 0),
    ],
)
def test_nearly_everyone_is_90_in_100_of_all_and_counts_as_the_group_that_says_it_least(one, least, most):
    assert nearly_everyone(one, "agree") == (least, most)


def test_large_group_does_not_speak_for_a_hidden_one_that_says_no():
    """Of all, 90 in 100 agree; but of those beside group A, whom a reader can count, 14 of 34 do."""
    one = known(exact(180, 15, 5), A=exact(166, 0, 0), B=HIDDEN)

    assert nearly_everyone(one, "agree") == (Fraction(1400, 34), Fraction(1400, 34))


def test_hidden_group_stands_in_the_list_where_those_not_shown_say_so_too():
    assert nearly_everyone(known(exact(90, 10), A=exact(60, 4), B=HIDDEN), "agree").least == Fraction(3000, 36)
    assert most_of_every_group(known(exact(70, 30), A=exact(42, 18), B=HIDDEN), "agree").least == 70


def test_what_a_hidden_group_says_is_not_known_where_those_not_shown_are_too_few():
    one = known(exact(94, 2), A=exact(90, 2), B=HIDDEN)

    assert not_shown(one.room, one.groups.values()) is None
    assert nearly_everyone(one, "agree") == (0, Fraction(9000, 92))


@pytest.mark.parametrize(
    ("one", "least", "most"),
    [
        (known(exact(70, 30), A=exact(35, 15), B=exact(35, 15)), 70, 70),
        (known(exact(70, 30), A=exact(45, 5), B=about(6, 4)), 55, 65),
        (known(exact(90, 10), A=exact(45, 5), B=exact(45, 5)), 0, 0),
        (known(exact(70, 30), A=HIDDEN, B=HIDDEN), 0, 70),
        (known(exact(70, 30)), 70, 70),
        (known(exact(90, 10)), 0, 0),
    ],
)
def test_most_of_every_group_say_it_where_fewer_than_90_in_100_of_all_do(one, least, most):
    assert most_of_every_group(one, "agree") == (least, most)


@pytest.mark.parametrize(
    ("one", "least", "most"),
    [
        (known(exact(50, 50), A=exact(45, 5), B=exact(5, 45)), 80, 80),
        (known(exact(50, 50), A=exact(45, 5), B=about(1, 9)), 75, 85),
        (known(exact(60, 40), A=exact(30, 20), B=about(9, 1)), 25, 35),
        (known(exact(60, 40), A=exact(55, 5), B=HIDDEN), Fraction(275, 3) - Fraction(25, 2), Fraction(475, 6)),
        (known(exact(60, 40), A=HIDDEN, B=HIDDEN), 0, 100),
        (known(exact(55, 45)), 0, 0),
    ],
)
def test_groups_lie_as_far_apart_as_is_certain(one, least, most):
    assert between_groups(one) == (least, most)


def test_sides_of_the_room_are_counted_from_five_voters_the_most_even_first():
    rooms = [exact(60, 40), exact(6, 3), exact(30, 30, 40), exact(2, 2), HIDDEN, exact(3, 7)]

    assert both_sides([Known(str(number), room, {}) for number, room in enumerate(rooms)]) == ["2", "0", "1", "5"]


def test_list_is_whole_the_clearest_first():
    here = [Known(str(number), exact(number, 100 - number), {}) for number in range(55, 80)]

    found = listed(here, lambda one: most_of_every_group(one, "agree"), 60)

    assert found == Listed([str(number) for number in range(79, 59, -1)], [])


def test_few_agree_where_fewer_than_30_in_100_do():
    assert [few_agree(row) for row in (exact(29, 71), exact(30, 70), HIDDEN)] == [True, False, False]


def test_statement_stands_in_each_list_whose_rule_it_keeps_but_what_few_voted_on_in_one_only():
    often = (
        Known("1", exact(95, 5), {"A": exact(60, 0), "B": exact(35, 5)}),
        Known("2", exact(92, 8), {"A": exact(75, 0), "B": exact(17, 8)}),
        Known("3", exact(7, 93), {"A": exact(4, 56), "B": exact(3, 37)}),
        Known("4", exact(50, 50), {"A": exact(30, 30), "B": exact(20, 20)}),
        Known("5", exact(50, 50), {"A": exact(50, 10), "B": exact(0, 40)}),
        Known("6", exact(50, 50), {"A": HIDDEN, "B": HIDDEN}),
        Known("7", exact(70, 30), {"A": exact(42, 18), "B": exact(28, 12)}),
        Known("8", exact(30, 70), {"A": exact(18, 42), "B": exact(12, 28)}),
        Known("9", exact(20, 20, 60), {"A": exact(10, 10, 40), "B": exact(10, 10, 20)}),
        Known("10", exact(70, 30), {"A": exact(45, 5), "B": about(6, 4)}),
    )
    seldom = (Known("11", exact(5, 1), {"A": exact(5, 0), "B": HIDDEN}), Known("12", HIDDEN, {}))

    assert lists(OnPage(often, seldom, 100)) == {
        "agree": (["1", "2"], []),
        "disagree": (["3"], []),
        "most_agree": (["7"], ["10"]),
        "most_disagree": (["8"], []),
        "apart": (["5", "2"], ["6", "10"]),
        "split": (["4", "5", "6", "7", "8", "10"], []),
        "few_agree": (["3", "9"], []),
        "few_voted": (["11", "12"], []),
    }


def test_group_is_marked_off_by_what_it_says_more_than_each_other():
    here = OnPage(
        (
            Known("1", exact(50, 50), {"A": exact(45, 5), "B": exact(5, 45)}),
            Known("2", exact(70, 30), {"A": exact(45, 5), "B": exact(25, 25)}),
            Known("3", exact(60, 40), {"A": exact(29, 21), "B": exact(10, 40)}),
            Known("4", exact(50, 50), {"A": exact(45, 5), "B": HIDDEN}),
            Known("5", exact(75, 25), {"A": exact(45, 5), "B": about(6, 4)}),
            Known("6", exact(85, 15), {"A": exact(45, 5), "B": about(8, 2)}),
        ),
        (),
        100,
    )

    assert marks_off(here, "A") == (["1", "4", "2"], ["5"])
    assert marks_off(here, "B") == (["1", "4", "3"], [])


def test_what_a_hidden_group_says_is_not_known_where_another_is_hidden_too():
    """Of three groups: those not shown are both, and nobody can tell which of them says it."""
    one = Known("1", exact(100, 100), {"A": exact(90, 10), "B": HIDDEN, "C": HIDDEN})
    here = OnPage((one,), (), 200)

    assert [marks_off(here, letter) for letter in "ABC"] == [(["1"], []), ([], ["1"]), ([], ["1"])]
