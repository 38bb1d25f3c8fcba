"""Nobody shows a group and a place that fewer than five members fit; and who changes is counted anew at once."""

from collections import Counter
from functools import partial

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.people import actions
from wholeroom.web.people.fitting import FEWEST, Members, coarsened, label, labels, places_of
from wholeroom.web.people.ladders import COARSE, GROUP_LADDERS, covers
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS

pytestmark = pytest.mark.django_db

CITY, COUNTRYSIDE = {"share_urban": 1.0}, {"share_urban": 0.0, "share_highly_rural": 1.0}
AREAS = [
    Area(code="WC", name="Westmarch City", region="West", **CITY),
    Area(code="WM", name="Westmarch", region="West", **COUNTRYSIDE),
    Area(code="EC", name="Eastmarch City", region="East", **CITY),
    Area(code="NM", name="Northmarch", region="North"),
    Area(code="TM", name="Townmarch", share_urban=0.0),
    Area(code="XM", name="Xmarch"),
]
WC, WM, EC, NM, TM, XM = AREAS
PLACES = [*(f"area:{area.code}" for area in AREAS), "kind:city", "kind:towns", "kind:countryside"]
PLACES += ["region:West", "region:East", "region:North", "area:gone", "region:gone", "nothing", ""]

SOME_GROUPS = ("clinician", "provider", "commissioner", "carer-or-family", "other", "gone")


def living_in(areas):
    return st.lists(st.tuples(st.sets(st.sampled_from(SOME_GROUPS), max_size=2), st.sampled_from(areas)), max_size=40)


PEOPLE = st.lists(st.sampled_from([None, *AREAS]), min_size=1, max_size=3).flatmap(living_in)  # so others are empty
PAIRS = st.tuples(st.sampled_from([*GROUPS, *COARSE, "gone", ""]), st.sampled_from(PLACES))
CALM = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def areas(db):
    return Area.objects.bulk_create(AREAS)


@pytest.fixture
def told(monkeypatch):
    """Who changed, and how many members there were by then."""
    found = []
    functions = [*moments.registered(moments.PERSON_CHANGED), lambda *, person: found.append((person.email, count()))]
    monkeypatch.setitem(moments._registered, moments.PERSON_CHANGED, functions)
    return found


def count(group="somebody", place=""):
    return Members.now().how_many(group, place)


def members(people):
    return Members((groups, places_of(area)) for groups, area in people)


def lies_in(area, place):
    if place == "":
        return True
    if area is None:
        return False
    return place in (f"area:{area.code}", area.kind and f"kind:{area.kind}", area.region and f"region:{area.region}")


def counted_one_by_one(people, group, place):
    number = 0
    for groups, area in people:
        fits = group == "somebody" or any(own in covers(group) for own in groups)
        if fits and lies_in(area, place):
            number += 1
    return number


def places_by_hand(place):
    for area in AREAS:
        if place == f"area:{area.code}":
            return [place, f"kind:{area.kind}", f"region:{area.region}", ""]
    return [place, ""]


def groups_by_hand(group):
    if group in GROUP_LADDERS:
        return GROUP_LADDERS[group]
    if group in COARSE:
        return [group, "somebody"]
    return ["somebody"] if group else []


def coarsened_by_hand(people, group, place):
    for coarser in groups_by_hand(group):
        for wider in places_by_hand(place):
            if counted_one_by_one(people, coarser, wider) >= 5:
                return coarser, wider
    return None


def areas_in(place):
    return {area and area.code for area in (*AREAS, None) if lies_in(area, place)}


@CALM
@given(PEOPLE, PAIRS)
def test_slow_obvious_version_counts_and_coarsens_alike(people, pair):
    here = members(people)

    assert here.how_many(*pair) == counted_one_by_one(people, *pair)
    assert coarsened(*pair, members=here) == coarsened_by_hand(people, *pair)


@CALM
@given(PEOPLE, PAIRS)
def test_five_fit_what_may_show_and_it_is_never_more_exact(people, pair):
    shown = coarsened(*pair, members=members(people))

    if shown is not None:
        assert counted_one_by_one(people, *shown) >= FEWEST == 5
        assert covers(pair[0]) <= covers(shown[0])
        assert areas_in(pair[1]) <= areas_in(shown[1])


@CALM
@given(PEOPLE, PAIRS)
def test_coarsened_again_it_stays_as_it_is(people, pair):
    here = members(people)
    shown = coarsened(*pair, members=here)

    assert shown is None or coarsened(*shown, members=here) == shown


@CALM
@given(st.lists(PEOPLE, min_size=1, max_size=6), PAIRS)
def test_whoever_comes_and_goes_it_only_gets_coarser(days, pair):
    for people in days:
        before, pair = pair, coarsened(*pair, members=members(people)) or ("", "")
        assert pair == ("", "") or covers(before[0]) <= covers(pair[0])
        assert areas_in(before[1]) <= areas_in(pair[1])
        assert before[0] or not pair[0]


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        ([({"clinician"}, WC)] * 4, ("clinician", "area:WC")),
        ([({"clinician"}, EC)] * 4, ("clinician", "kind:city")),
        ([({"clinician"}, WM)] * 4, ("clinician", "region:West")),
        ([({"clinician"}, None)] * 4, ("clinician", "")),
        ([({"provider"}, WC)] * 4, ("works-in-services", "area:WC")),
        ([({"carer-or-family"}, WC)] * 4, ("somebody", "area:WC")),
        ([(set(), None)] * 4, ("somebody", "")),
        ([(set(), None)] * 3, None),
    ],
)
def test_place_gives_way_first_and_then_the_group(others, shown):
    here = members([({"clinician"}, WC), *others])

    assert coarsened("clinician", "area:WC", members=here) == shown


def test_area_where_no_member_lives_still_leads_to_its_kind(django_assert_num_queries):
    here = members([({"clinician"}, EC)] * 5)

    with django_assert_num_queries(1):
        assert coarsened("clinician", "area:WC", members=here) == ("clinician", "kind:city")


def test_area_where_a_member_lives_is_not_looked_up(django_assert_num_queries):
    here = members([({"clinician"}, WC), *[({"clinician"}, EC)] * 4])

    with django_assert_num_queries(0):
        assert coarsened("clinician", "area:WC", members=here) == ("clinician", "kind:city")


@pytest.mark.parametrize(("area", "wider"), [(WC, ("kind:city", "region:West")), (NM, ("region:North",)), (XM, ())])
def test_ladder_of_an_area_leaves_out_what_its_table_did_not_tell(area, wider):
    assert places_of(area) == [f"area:{area.code}", *wider, ""]


def test_somebody_without_an_area_fits_only_anywhere():
    assert places_of(None) == [""]


def test_member_of_two_groups_on_one_step_counts_once_there():
    assert members([({"clinician", "provider"}, WC)]).how_many("works-in-services", "kind:city") == 1


@pytest.mark.parametrize("people", [0, 3])
def test_members_are_counted_with_one_query(make_person, django_assert_num_queries, people):
    for _ in range(people):
        make_person(groups=["clinician"], area=WC)
    make_person(groups=["clinician"], area=WC, is_confirmed=False)

    with django_assert_num_queries(1):
        here = Members.now()
        assert coarsened("clinician", "", members=here) is None

    assert Counter(here.how_many("clinician", place) for place in places_of(WC)) == {people: 4}


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("clinician", "area:WM"), "Clinician, Westmarch"),
        (("works-in-services", "kind:city"), "Works in services, a city or large town"),
        (("somebody", "region:West"), "Somebody in the system, West"),
        (("somebody", ""), "Somebody in the system"),
        (("other", "area:gone"), "Other"),
        (("other", "kind:gone"), "Other"),
        (("", ""), ""),
    ],
)
def test_label_says_group_and_place(pair, words):
    assert label(*pair) == words


def test_label_is_in_the_language_of_the_reader():
    with translation.override("cy"):
        assert label("commissioner", "") == str(GROUPS["commissioner"]) != "Commissioner"


def test_labels_of_many_take_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = labels([("other", place) for place in PLACES])

    assert found["other", "area:TM"] == "Other, Townmarch"


def test_areas_are_not_looked_up_where_nobody_shows_one(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert labels([("other", "region:West")]) == {("other", "region:West"): "Other, West"}


def test_who_describes_themselves_is_told_of_with_what_they_say_now(make_person, monkeypatch):
    jo, found = make_person(), []
    hear = [lambda *, person: found.append((person, count("clinician", "area:WC")))]
    monkeypatch.setitem(moments._registered, moments.PERSON_CHANGED, hear)

    actions.describe(by=jo, name="", groups=["clinician"], area=WC)
    actions.describe(by=jo, name="", groups=["clinician"])

    assert found == [(jo, 1), (jo, 0)]


def test_newcomer_is_told_of_once_they_typed_their_first_code_and_not_again(client, sign_in, ask_for_code, told):
    ask_for_code(client, "jo@westmarch.example")
    assert told == []

    sign_in(client, "jo@westmarch.example")
    sign_in(Client(), "jo@westmarch.example")

    assert told == [("jo@westmarch.example", 1)]


def test_who_accepts_an_invitation_is_told_of(told):
    actions.accept_invitation(token=actions.invite(email="jo@westmarch.example"))

    assert told == [("jo@westmarch.example", 1)]


def test_who_is_erased_is_told_of_once_they_count_no_longer(make_person, told):
    jo = make_person("jo@westmarch.example")

    actions.erase(by=jo)

    assert told == [("jo@westmarch.example", 0)]


def test_what_does_not_change_who_fits_is_not_told(make_person, told):
    jo = make_person(name="Jo")

    actions.declare(by=jo, interests="None", funding="The council", shows_page=True)
    actions.name_host(person=jo, is_host=True)
    actions.erase_by_key(key="0" * 32)

    assert told == []


@pytest.mark.parametrize("act", [partial(actions.describe, name="Jo", groups=["other"]), actions.confirm])
def test_change_that_breaks_off_where_it_is_told_changes_nothing(make_person, monkeypatch, act):
    jo = make_person(is_confirmed=False)
    monkeypatch.setitem(moments._registered, moments.PERSON_CHANGED, [lambda *, person: 1 / 0])

    with pytest.raises(ZeroDivisionError):
        act(by=jo)

    assert Person.objects.values_list("groups", "is_confirmed").get() == ([], False)
