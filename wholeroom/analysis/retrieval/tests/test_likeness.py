"""How alike two areas are: a distance on standardised figures, and the words for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.retrieval.areas import Area, read_areas
from wholeroom.analysis.retrieval.likeness import alike_in, likeness, rural_share, spreads, unlike_in

WESTMARCH = Area("W", "Westmarch", 80_000, 1300.0, 20.0, 0.1, 0.3, 0.4, 0.3)
EASTMARCH = Area("E", "Eastmarch", 90_000, 1100.0, 22.0, 0.1, 0.4, 0.4, 0.2)
PORTMARCH = Area("P", "Portmarch", 600_000, 110.0, 48.0, 0.7, 1.0, 0.0, 0.0)
TABLE = (WESTMARCH, EASTMARCH, PORTMARCH)
SPREADS = spreads(TABLE)


def words(sentences):
    return [sentence.words for sentence in sentences]


SHARE = st.none() | st.sampled_from([0.0, 0.1, 0.5, 1.0])
AREA = st.builds(
    Area,
    st.sampled_from("ABC"),
    st.just("an area"),
    st.none() | st.sampled_from([1, 900, 80_000, 10**7]),
    st.none() | st.sampled_from([1.0, 55.5, 26_000.0]),
    st.none() | st.sampled_from([0.0, 20.0, 21.5, 80.0]),
    SHARE,
    SHARE,
)


@given(st.lists(AREA, min_size=2, max_size=5))
def test_likeness_is_between_0_and_1_and_the_same_both_ways(table):
    found = spreads(table)

    for one in table:
        for other in table:
            alike = likeness(one, other, found)
            assert alike is None or 0 <= alike <= 1
            assert alike == likeness(other, one, found)


@given(st.lists(AREA, min_size=2, max_size=5))
def test_order_of_the_table_changes_nothing(table):
    assert spreads(reversed(table)) == spreads(table)


def test_area_is_wholly_like_itself():
    assert likeness(WESTMARCH, WESTMARCH, SPREADS) == 1


def test_likeness_is_one_over_one_more_than_the_distance():
    """The same by numpy, from the five figures as they are written in the source."""
    figures = np.array(
        [
            (
                np.log(one.population),
                np.log(one.population / one.area_km2),
                one.deprivation,
                one.high_deprivation,
                rural,
            )
            for one, rural in zip(TABLE, (0.7, 0.6, 0.0), strict=True)
        ]
    )
    standard = (figures - figures.mean(axis=0)) / figures.std(axis=0)
    distance = np.sqrt(((standard[0] - standard[2]) ** 2).mean())

    assert likeness(WESTMARCH, PORTMARCH, SPREADS) == pytest.approx(1 / (1 + distance))


def test_figures_that_one_lacks_are_left_out():
    three = Area("N", "Northmarch", 80_000, deprivation=20.0, urban=0.3)

    assert likeness(WESTMARCH, three, SPREADS) == 1


def test_likeness_cannot_be_told_by_two_figures():
    assert likeness(WESTMARCH, Area("N", "Northmarch", 80_000, deprivation=20.0), SPREADS) is None


def test_figure_in_which_all_are_the_same_tells_nothing():
    same = [Area("1", "One", deprivation=20.0), Area("2", "Two", deprivation=20.0)]

    assert dict(spreads(same).of) == {}


def test_words_say_in_what_areas_are_alike_and_unlike():
    assert words(alike_in(WESTMARCH, EASTMARCH, SPREADS)) == [
        "also rural",
        "similar deprivation",
        "about the same size",
    ]
    assert words(unlike_in(WESTMARCH, EASTMARCH, SPREADS)) == []
    assert words(alike_in(WESTMARCH, PORTMARCH, SPREADS)) == []
    assert words(unlike_in(WESTMARCH, PORTMARCH, SPREADS)) == ["more urban", "more deprived", "far more people"]
    assert words(unlike_in(PORTMARCH, WESTMARCH, SPREADS)) == ["more rural", "less deprived", "far fewer people"]
    assert words(alike_in(PORTMARCH, PORTMARCH, SPREADS))[0] == "also urban"


def test_nothing_is_said_of_figures_that_are_not_there():
    unknown = Area("N", "Northmarch")

    assert (alike_in(WESTMARCH, unknown, SPREADS), unlike_in(unknown, WESTMARCH, SPREADS)) == ((), ())


@pytest.mark.parametrize(
    ("shares", "rural"),
    [((0.3, 0.4, 0.3), 0.7), ((0.3, None, 0.3), 0.7), ((None, 0.4, 0.3), 0.7), ((None, 0.4, None), None)],
)
def test_rural_share_from_what_is_known(shares, rural):
    found = rural_share(Area("N", "Northmarch", None, None, None, None, *shares))

    assert found == (None if rural is None else pytest.approx(rural))


def test_published_areas_can_all_be_compared(reference_data):
    table = read_areas(reference_data / "retrieval" / "uk_la_context.csv").areas
    found = spreads(table)

    first = [[likeness(one, other, found) for other in table] for one in table[:20]]

    assert [max(range(len(table)), key=row.__getitem__) for row in first] == list(range(20))
    assert [row for row in first if None in row] == []
