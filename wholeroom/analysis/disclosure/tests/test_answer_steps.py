"""Which votes are counted together: a slow second version of the rule, and what must hold of every step."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.answer_steps import Waiting, ready, tells

VOTES = st.lists(st.builds(Waiting, st.sampled_from([1, 0, -1, 1, 1]), st.booleans()), max_size=24)


def said(text, *, first=True):
    return [Waiting({"+": 1, "-": -1, ".": 0}[one], first) for one in text]


def obviously_ready(waiting, outside, is_over, some_stay_out=False):
    """Each number of votes, from all down to five: may they be counted together?"""
    kept_back = 0 if is_over else 5
    for number in reversed(range(5, len(waiting) + 1)):
        step = waiting[:number]
        new = len([one for one in step if one.is_first])
        may_be_all = not obviously_tells(step) and not some_stay_out
        if len(waiting) - number >= kept_back and (may_be_all or outside - new >= 5):
            return number
    return 0


def obviously_tells(step):
    differ = len(step) - Counter(one.value for one in step).most_common(1)[0][1]
    return differ < 2 or len([one for one in step if one.is_first]) in (1, 2, 3, 4)


@given(VOTES, st.integers(0, 30), st.booleans(), st.booleans())
def test_step_is_the_largest_that_tells_nobodys_vote(waiting, outside, is_over, some_stay_out):
    number = ready(waiting, outside=outside, is_over=is_over, some_stay_out=some_stay_out)

    assert number == obviously_ready(waiting, outside, is_over, some_stay_out)
    assert not number or tells(waiting[:number]) == obviously_tells(waiting[:number])


@given(VOTES, st.integers(0, 30), st.booleans())
def test_step_is_of_five_or_more_and_leaves_the_newest_five_until_the_vote_is_over(waiting, outside, is_over):
    number = ready(waiting, outside=outside, is_over=is_over)

    assert number == 0 or number >= 5
    assert number == 0 or is_over or len(waiting) - number >= 5


@pytest.mark.parametrize(
    ("text", "outside", "counted"),
    [
        ("++-+-", 5, 5),
        ("+++-.", 5, 5),
        ("++++-", 5, 0),
        ("++++-", 10, 5),
        ("+++++", 9, 0),
        ("+++++", 10, 5),
        ("++++++++++-", 14, 9),
        ("++++++++++-", 11, 6),
        ("++++++++++-", 10, 5),
        ("+-+-", 100, 0),
    ],
)
def test_votes_that_say_the_same_but_for_one_leave_five_people_out_of_the_figure(text, outside, counted):
    assert ready(said(text), outside=outside, is_over=True) == counted


def test_fewer_than_five_who_are_new_leave_five_people_out_of_the_figure():
    mixed = said("+-+-", first=False) + said("+")

    assert ready(mixed, outside=5, is_over=True) == 0
    assert ready(mixed, outside=6, is_over=True) == 5


def test_changed_votes_leave_as_many_people_out_of_the_figure_as_before():
    assert ready(said("++++++", first=False), outside=5, is_over=True) == 6
    assert ready(said("++++++", first=False), outside=4, is_over=True) == 0


def test_five_stay_out_for_good_once_they_had_to():
    mixed = said("+-+-+-")

    assert ready(mixed, outside=10, is_over=True, some_stay_out=True) == 5
    assert ready(mixed, outside=9, is_over=True, some_stay_out=True) == 0
