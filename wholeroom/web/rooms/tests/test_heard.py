from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wholeroom.web.rooms.screens.heard import TOGETHER, heard

SAID = st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=40)


def nameless(said):
    """Those who never spoke with a name or a group."""
    return {who for who, _ in said} - {who for who, is_named in said if is_named}


@given(SAID)
def test_who_speaks_with_a_name_is_marked_at_once(said):
    assert {who for who, is_named in said if is_named} <= heard(said)


@given(SAID)
def test_nobody_is_marked_who_has_not_spoken(said):
    assert heard(said) <= {who for who, _ in said}


@given(st.lists(st.integers(0, 9), max_size=40))
def test_nameless_people_are_marked_in_threes_and_never_alone(people):
    marks = [heard([(who, False) for who in people[:until]]) for until in range(len(people) + 1)]

    new = [len(after - before) for before, after in pairwise(marks)]
    assert set(new) <= {0, TOGETHER}


@given(SAID, st.integers(0, 9))
def test_words_that_follow_one_another_never_mark_one_nameless_person_alone(said, who):
    before, after = heard(said), heard([*said, (who, False)])

    assert len((after - before) & nameless([*said, (who, False)])) != 1
