"""What an opinion map has to say: each rule tried at its edge."""

from wholeroom.analysis.opinion.findings import divided, in_hundred, marks_off, seldom_heard, shared
from wholeroom.analysis.opinion.result import OpinionGroup, Representative
from wholeroom.analysis.opinion.tests.maps import opinion_map_of, statement, three_groups


def names(found):
    return [one.statement.statement for one in found]


def representative(name: str, sufficient: bool) -> Representative:
    return Representative(name, "agree", 8, 1, 10, 0.75, 2.0, 1.9, 1.4, sufficient, False)


def test_share_is_rounded_down_so_that_at_least_stays_true():
    assert (in_hundred(2, 3), in_hundred(999, 1000), in_hundred(0, 0)) == (66, 99, 0)


def test_shared_needs_sixty_in_a_hundred_of_every_group():
    enough = statement("enough", (18, 2, 0), [(9, 1, 0), (6, 4, 0)], consensus=0.5)
    short = statement("short", (18, 2, 0), [(10, 0, 0), (59, 41, 0)], consensus=0.5)

    found = shared(opinion_map_of([enough, short], (20, 20)), "agree")

    assert [(one.statement.statement, one.least) for one in found] == [("enough", 60)]


def test_shared_needs_five_votes_in_every_group():
    few = statement("few", (13, 0, 0), [(9, 0, 0), (4, 0, 0)])
    enough = statement("enough", (14, 0, 0), [(9, 0, 0), (5, 0, 0)])

    assert names(shared(opinion_map_of([few, enough], (20, 20)), "agree")) == ["enough"]


def test_shared_stands_in_the_order_of_group_informed_consensus():
    weaker = statement("weaker", (16, 4, 0), [(8, 2, 0), (8, 2, 0)])
    stronger = statement("stronger", (19, 1, 0), [(9, 1, 0), (10, 0, 0)])

    assert names(shared(opinion_map_of([weaker, stronger], (20, 20)), "agree")) == ["stronger", "weaker"]


def test_shared_counts_what_every_group_turns_down():
    assert [(one.statement.statement, one.least) for one in shared(three_groups(), "disagree")] == [("s2", 75)]


def test_shared_without_groups_asks_the_whole_room():
    agreed = statement("agreed", (8, 2, 0))
    open_ = statement("open", (5, 5, 0))

    assert names(shared(opinion_map_of([agreed, open_], people=40), "agree")) == ["agreed"]


def test_moderated_out_and_meta_statements_are_never_found():
    out = statement("out", (20, 0, 0), [(10, 0, 0), (10, 0, 0)], moderated_out=True)
    meta = statement("meta", (20, 0, 0), [(10, 0, 0), (10, 0, 0)], meta=True)
    result = opinion_map_of([out, meta], (20, 20))

    assert (shared(result, "agree"), divided(result), seldom_heard(result)) == ((), (), ())


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


def test_divided_without_groups_lists_the_most_even_first():
    even = statement("even", (5, 5, 0))
    uneven = statement("uneven", (7, 3, 0))
    agreed = statement("agreed", (8, 2, 0))

    assert names(divided(opinion_map_of([agreed, uneven, even], people=40))) == ["even", "uneven"]


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
