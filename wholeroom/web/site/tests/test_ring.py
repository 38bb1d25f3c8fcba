import math

from wholeroom.web.documents.blocks import Seats
from wholeroom.web.site.ring import CENTRE_X, CENTRE_Y, RADIUS, Group, people, ring
from wholeroom.web.site.templatetags.page import ring as ring_of_page

GROUPS = [Group("Providers", taken=3, empty=1), Group("Carers and family", taken=0, empty=2)]


def angle(seat):
    return math.atan2(seat.x - CENTRE_X, CENTRE_Y - seat.y) % (2 * math.pi)


def test_ring_has_a_seat_for_each_that_is_wanted_in_order():
    assert [seat.kind for seat in ring(GROUPS).seats] == ["here", "here", "here", "missing", "missing", "missing"]


def test_seats_stand_on_the_circle_clockwise_from_the_top():
    seats = ring(GROUPS).seats

    angles = [angle(seat) for seat in seats]
    assert angles == sorted(angles)
    assert all(abs(math.hypot(seat.x - CENTRE_X, seat.y - CENTRE_Y) - RADIUS) < 0.2 for seat in seats)


def test_seats_of_a_full_ring_do_not_touch():
    drawn = ring([Group(name, taken=20, empty=0) for name in "ABCD"])

    nearest = min(math.dist((a.x, a.y), (b.x, b.y)) for a in drawn.seats for b in drawn.seats if a != b)
    assert nearest > 2 * drawn.seat_radius


def test_labels_stand_outside_on_the_side_of_their_group():
    right, left = ring([Group("Right", taken=5, empty=0), Group("Left", taken=5, empty=0)]).labels

    assert (right.anchor, left.anchor) == ("start", "end")
    assert right.x > CENTRE_X + RADIUS
    assert left.x < CENTRE_X - RADIUS


def test_ring_of_nobody_is_empty():
    assert ring([]).seats == ()


def test_people_who_are_counted_have_a_seat_each_and_none_or_a_few_a_pale_one():
    groups, each = people([("Providers", 9), ("Carers and family", None)])

    assert (each, [seat.kind for seat in ring(groups).seats]) == (1, ["here"] * 9 + ["few"])


def test_many_people_share_seats_so_that_the_ring_stays_readable():
    groups, each = people([("Providers", 900), ("Clinicians", 10)])

    assert (each, [group.taken for group in groups]) == (23, [40, 1])


def test_ring_of_a_page_draws_the_seats_that_an_outcome_kept():
    drawn = ring_of_page([Seats("Providers", taken=2, empty=1)], id="ring", caption="Seats")

    assert [seat.kind for seat in drawn["ring"].seats] == ["here", "here", "missing"]
    assert drawn["taken"] == 2
