"""What an opinion map has to say: each rule tried at its edge."""

from wholeroom.analysis.opinion.findings import (
    divided,
    in_hundred,
    marks_off,
    said_by_most,
    seldom_heard,
    shared,
    split,
)
from wholeroom.analysis.opinion.result import OpinionGroup, Representative
from wholeroom.analysis.opinion.tests.maps import opinion_map_of, statement, three_groups


def names(found):
    return [one.statement.statement for one in found]


def representative(name: str, sufficient: bool) -> Representative:
    return Representative(name, "agree", 8, 1, 10, 0.75, 2.0, 1.9, 1.4, sufficient, False)


def test_share_is_rounded_down_so_that_at_least_stays_true():
    assert (in_hundred(2, 3), in_hundred(999, 1000), in_hundred(0, 0)) == (66, 99, 0)


def test_shared_needs_sixty_in_a_hundred_of_every_group():
    enough = statement("enough", (90, 10, 0), [(84, 6, 0), (6, 4, 0)], consensus=0.5)
    short = statement("short", (90, 10, 0), [(10, 0, 0), (59, 41, 0)], consensus=0.5)

    found = shared(opinion_map_of([enough, short], (20, 20)), "agree")

    assert [(one.statement.statement, one.least) for one in found] == [("enough", 60)]


def test_shared_needs_ninety_in_a_hundred_of_all_and_most_of_every_group_say_the_rest():
    nearly_all = statement("nearly all", (90, 10, 0), [(45, 5, 0), (45, 5, 0)])
    most = statement("most", (89, 11, 0), [(45, 5, 0), (44, 6, 0)])
    result = opinion_map_of([nearly_all, most], (20, 20))

    assert names(shared(result, "agree")) == ["nearly all"]
    assert [(one.statement.statement, one.least) for one in said_by_most(result, "agree")] == [("most", 88)]
    assert said_by_most(result, "disagree") == ()


def test_most_people_say_it_where_there_are_no_groups():
    found = said_by_most(opinion_map_of([statement("s1", (7, 3, 0)), statement("s2", (5, 5, 0))], people=40), "agree")

    assert [(one.statement.statement, one.least) for one in found] == [("s1", 70)]


def test_what_few_have_voted_on_stands_in_no_other_list():
    often = [statement(f"often {number}", (0, 0, 100), [(0, 0, 50), (0, 0, 50)]) for number in range(5)]
    agreed = statement("agreed", (40, 0, 0), [(20, 0, 0), (20, 0, 0)])
    most = statement("most", (28, 12, 0), [(14, 6, 0), (14, 6, 0)])
    apart = statement("apart", (20, 20, 0), [(20, 0, 0), (0, 20, 0)])
    even = statement("even", (20, 20, 0), [(10, 10, 0), (10, 10, 0)])
    result = opinion_map_of([*often, agreed, most, apart, even], (50, 50))

    assert [one.statement for one in seldom_heard(result)] == ["agreed", "most", "apart", "even"]
    assert (shared(result, "agree"), said_by_most(result, "agree")) == ((), ())
    assert (divided(result), split(result)) == ((), ())


def test_shared_needs_five_votes_in_every_group():
    few = statement("few", (13, 0, 0), [(9, 0, 0), (4, 0, 0)])
    enough = statement("enough", (14, 0, 0), [(9, 0, 0), (5, 0, 0)])

    assert names(shared(opinion_map_of([few, enough], (20, 20)), "agree")) == ["enough"]


def test_shared_stands_in_the_order_of_group_informed_consensus():
    weaker = statement("weaker", (18, 2, 0), [(9, 1, 0), (9, 1, 0)])
    stronger = statement("stronger", (19, 1, 0), [(9, 1, 0), (10, 0, 0)])

    assert names(shared(opinion_map_of([weaker, stronger], (20, 20)), "agree")) == ["stronger", "weaker"]


def test_what_every_group_disagrees_with_counts_too():
    assert [(one.statement.statement, one.least) for one in said_by_most(three_groups(), "disagree")] == [("s2", 75)]


def test_shared_without_groups_asks_the_whole_room():
    agreed = statement("agreed", (9, 1, 0))
    open_ = statement("open", (5, 5, 0))

    assert names(shared(opinion_map_of([agreed, open_], people=40), "agree")) == ["agreed"]


def test_moderated_out_and_meta_statements_are_never_found():
    out = statement("out", (20, 0, 0), [(10, 0, 0), (10, 0, 0)], moderated_out=True)
    meta = statement("meta", (20, 0, 0), [(10, 0, 0), (10, 0, 0)], meta=True)
    result = opinion_map_of([out, meta], (20, 20))

    assert [shared(result, way) + said_by_most(result, way) for way in ("agree", "disagree")] == [(), ()]
    assert (divided(result), split(result), seldom_heard(result)) == ((), (), ())


def test_divided_names_the_two_groups_furthest_apart():
    (found,) = divided(three_groups())

    assert (found.statement.statement, found.high_group, found.high, found.low_group, found.low) == (
        "s3",
        "A",
        91,
        "B",
        8,
    )


def test_divided_leaves_out_groups_with_fewer_than_five_votes():
    only_one_group = statement("s1", (10, 4, 0), [(10, 0, 0), (0, 4, 0)])

    assert divided(opinion_map_of([only_one_group], (20, 20))) == ()


def test_divided_needs_a_gap_of_thirty():
    near = statement("near", (16, 4, 0), [(10, 0, 0), (71, 29, 0)])
    apart = statement("apart", (16, 4, 0), [(10, 0, 0), (7, 3, 0)])

    assert names(divided(opinion_map_of([near, apart], (20, 20)))) == ["apart"]


def test_split_has_thirty_in_a_hundred_on_each_side_the_most_even_first():
    even = statement("even", (5, 5, 0))
    uneven = statement("uneven", (7, 3, 0))
    agreed = statement("agreed", (71, 29, 0))
    four_people = statement("four people", (2, 2, 0))
    result = opinion_map_of([agreed, uneven, even, four_people], people=40)

    assert [one.statement for one in split(result)] == ["even", "uneven"]
    assert divided(result) == ()


def test_most_even_is_the_one_with_the_smallest_difference():
    """The smaller side of the first is larger, but the two of the second are as large as each other."""
    larger = statement("larger", (45, 40, 15))
    even = statement("even", (35, 35, 30))

    assert [one.statement for one in split(opinion_map_of([larger, even], people=100))] == ["even", "larger"]


def test_gap_between_groups_is_not_rounded():
    """Rounded down, the shares are 70 and 40; but 70 and 40.9 lie 29.1 apart."""
    near = statement("near", (16, 15, 0), [(7, 3, 0), (9, 13, 0)])

    assert divided(opinion_map_of([near], (20, 22))) == ()


def test_no_list_is_cut():
    many = [statement(f"s{number}", (20, 0, 0), [(10, 0, 0), (10, 0, 0)]) for number in range(12)]

    assert len(shared(opinion_map_of(many, (20, 20)), "agree")) == 12


def test_marks_off_leaves_out_what_does_not_pass_both_tests():
    group = OpinionGroup("A", 20, 0.0, 0.0, (representative("near", False), representative("passing", True)))

    assert [one.statement for one in marks_off(group)] == ["passing"]


def test_marks_off_falls_back_on_the_nearest():
    group = OpinionGroup("A", 20, 0.0, 0.0, (representative("near", False),))

    assert [one.statement for one in marks_off(group)] == ["near"]
    assert marks_off(OpinionGroup("A", 20, 0.0, 0.0, ())) == ()


def test_seldom_heard_is_under_half_the_usual_votes_the_fewest_first():
    votes = {"a": 100, "b": 49, "c": 3, "d": 100, "e": 50, "f": 100, "g": 100}

    found = seldom_heard(opinion_map_of([statement(name, (count, 0, 0)) for name, count in votes.items()], people=100))

    assert [one.statement for one in found] == ["c", "b"]


def test_nothing_is_found_where_nobody_voted():
    result = opinion_map_of([statement("s1", (0, 0, 0))])

    assert (shared(result, "agree"), divided(result), seldom_heard(result)) == ((), (), ())
