"""Where people stand in the picture: true to scale, light for large rooms, blind to names."""

from dataclasses import replace

import numpy as np
import pytest

from wholeroom.analysis.opinion.points import CORNERS, outline, picture
from wholeroom.analysis.opinion.result import OpinionMap, Places
from wholeroom.analysis.opinion.tests.maps import large_room, opinion_map_of, three_groups


@pytest.fixture(scope="module")
def large() -> OpinionMap:
    return large_room(statements=1)


def shuffled(result: OpinionMap) -> OpinionMap:
    """The same people under other names, in another order."""
    order = np.random.Generator(np.random.PCG64(3)).permutation(len(result.places))
    old = result.places
    places = Places(
        tuple(f"x{n}" for n in range(len(old))), old.x[order], old.y[order], old.group[order], old.votes[order]
    )
    return replace(result, places=places)


def test_everybody_counted_is_drawn_inside_the_sheet():
    drawing = picture(three_groups())

    assert (len(drawing.dots), drawing.one_in) == (209, 1)
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)


def test_both_directions_have_one_scale_and_up_is_up():
    result = three_groups()

    drawing = picture(result)

    (a, b, c), places = drawing.middles, result.groups
    across = (b[0] - a[0]) / (places[1].x - places[0].x)
    down = (c[1] - b[1]) / (places[1].y - places[2].y)
    assert across == pytest.approx(down, rel=0.01)
    assert across > 0
    assert c[1] > b[1]


def test_large_room_is_drawn_by_a_sample_of_every_group(large):
    drawing = picture(large)

    assert (len(drawing.dots), drawing.one_in) == (1000, 20)
    assert [sum(dot.group == number for dot in drawing.dots) for number in range(5)] == [333, 267, 200, 133, 67]


def test_sample_does_not_depend_on_names_or_order(large):
    assert sorted(picture(large).dots, key=repr) == sorted(picture(shuffled(large)).dots, key=repr)


def test_outline_holds_eight_in_ten():
    places = np.random.Generator(np.random.PCG64(5)).normal(0, 1, (500, 2)) * (3, 1)

    corners = outline(places[:, 0], places[:, 1])

    middle = places.mean(axis=0)
    reach = np.hypot(*((corners - middle) / places.std(axis=0)).T).mean()
    inside = np.hypot(*((places - middle) / places.std(axis=0)).T) < reach
    assert corners.shape == (CORNERS, 2)
    assert inside.mean() == pytest.approx(0.8, abs=0.02)


def test_people_all_in_one_place_still_make_a_picture():
    result = opinion_map_of([], people=40)
    here = np.zeros(40)

    drawing = picture(replace(result, places=replace(result.places, x=here, y=here)))

    assert {(dot.x, dot.y, dot.group) for dot in drawing.dots} == {(320.0, drawing.height / 2, -1)}
