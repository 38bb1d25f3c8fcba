import pytest

from wholeroom.analysis.disclosure.rules import (
    answers,
    band,
    measure_class,
    room_total,
    rounded,
    secret_result,
    total_tells,
)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5), (23, 23)])
def test_band_counts_from_five(count, shown):
    assert band(count).value == shown


def test_band_says_none_or_a_few():
    assert (str(band(0)), str(band(4))) == ("none or a few", "none or a few")


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1003, 1005)]
)
def test_rounded_hides_one_to_four_and_rounds_the_rest(count, shown):
    assert rounded(count).value == shown


def test_rounded_tells_the_counts_that_look_the_same():
    for count in range(200):
        alike = [other for other in range(210) if rounded(other).value == rounded(count).value]
        assert measure_class(count) == (min(alike), max(alike))


def test_room_total_is_exact_without_hidden_bands():
    assert room_total([12, 9]).value == 21


def test_room_total_is_rounded_down_beside_a_hidden_band():
    assert room_total([24, 3]).value == 20


def test_room_total_under_ten_is_hidden_beside_a_hidden_band():
    assert room_total([6, 2]).value is None


@pytest.mark.parametrize("hidden", range(5))
def test_room_total_that_could_tell_a_band_is_hidden_whatever_the_band(hidden):
    assert room_total([29, hidden]).value is None


def test_room_total_with_people_in_no_group_cannot_tell_the_top_of_a_band():
    assert (room_total([26, 4]).value, room_total([26, 4], others=10).value) == (None, 40)


@pytest.mark.parametrize(
    ("counts", "shown"), [((3, 1, 0), False), ((4, 1, 0), True), ((9, 0, 0), False), ((0, 10, 0), True)]
)
def test_answers_are_shown_from_five_voters_or_ten_of_one_mind(counts, shown):
    result = answers(*counts)

    assert (result.voters is not None, result.agree is not None, result.why is None) == (shown, shown, shown)


@pytest.mark.parametrize(
    ("counts", "met", "shown"),
    [((1, 1), None, False), ((2, 1), True, False), ((6, 1), True, False), ((7, 1), True, True), ((40, 0), True, False)],
)
def test_secret_result_shows_outcome_from_three_and_counts_from_eight(counts, met, shown):
    result = secret_result(dict(zip(("agree", "object"), counts, strict=True)), met=True)

    assert (result.met, result.counts is not None) == (met, shown)


@pytest.mark.parametrize("call", [lambda: band(-1), lambda: rounded(-1), lambda: answers(1, -1, 9)])
def test_count_below_zero_is_refused(call):
    with pytest.raises(ValueError, match="cannot be below 0"):
        call()


@pytest.mark.parametrize("rule", ["people", "measures"])
def test_hidden_total_leaves_each_part_two_values_even_to_who_knows_why(rule):
    """All ways to have two small parts beside one shown number: those with a hidden total, taken together."""
    for shown in range(5, 60):
        small = range(1, 5) if rule == "measures" else range(5)
        low, high = measure_class(shown) if rule == "measures" else (shown, shown)
        least, most = low + 2 * small[0], high + 8
        pairs = [
            (one, two)
            for one in small
            for two in small
            for rest in range(low, high + 1)
            if total_tells(rest + one + two, least, most, rule)
        ]
        assert {len({pair[at] for pair in pairs}) for at in (0, 1)} <= {0, 2, 3, 4, 5}
