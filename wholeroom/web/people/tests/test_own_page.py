import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from wholeroom.web.people import actions
from wholeroom.web.people.models import Belonging, Person
from wholeroom.web.people.own_pages import page_of

pytestmark = pytest.mark.django_db
FUNDING, INTERESTS = "The council pays me to buy home care.", "If this closes I lose my work."


@pytest.fixture
def member(make_person):
    return make_person("jo@westmarch.example", name="Jo Harper", groups=["provider", "carer-or-family"])


@pytest.fixture
def shown(member):
    actions.declare(by=member, interests=INTERESTS, funding=FUNDING, shows_page=True)
    return member


def test_page_is_there_only_once_it_is_switched_on(client, member):
    path = f"/people/{member.pk}/"
    actions.declare(by=member, interests=INTERESTS, funding=FUNDING, shows_page=False)
    before = client.get(path).status_code

    actions.declare(by=member, interests=INTERESTS, funding=FUNDING, shows_page=True)

    assert (before, client.get(path).status_code) == (404, 200)


def test_page_says_who_pays_what_is_gained_and_how_each_group_is_known(client, shown, make_organisation, make_person):
    make_organisation("Westmarch Carers")
    Belonging.objects.create(person=shown, organisation=make_organisation("Westmarch Council"), is_employer=True)

    page = client.get(f"/people/{shown.pk}/").text

    assert [words in page for words in (FUNDING, INTERESTS, "Westmarch Council", "Westmarch Carers")] == [
        True,
        True,
        True,
        False,
    ]
    assert page.count("self-described") == 2
    assert "jo@westmarch.example" not in page


def test_page_says_until_when_and_by_whom_a_group_is_vouched(client, shown, make_person, make_organisation, vouch_for):
    voice = make_person(name="Sam")
    carers = make_organisation("Westmarch Carers", voices=[voice])
    until = vouch_for(shown, "carer-or-family", by=voice, organisation=carers).until
    for name in ("Len", "Rosa"):
        vouch_for(shown, "provider", by=make_person(name=name))

    page = client.get(f"/people/{shown.pk}/").text

    day = f"{until.day} {until:%B} {until.year}"
    assert f"vouched until {day} by Westmarch Carers" in page
    assert f"vouched until {day} by two members" in page
    assert "Len" not in page


def test_page_does_not_list_what_they_wrote(client, shown, make_problem):
    make_problem("Nobody answers after five", owner=shown)

    assert "Nobody answers after five" not in client.get(f"/people/{shown.pk}/").text


def test_owner_sees_their_page_before_others_do(client, member):
    client.force_login(member)

    assert "Only you can open this page." in client.get(f"/people/{member.pk}/").text


def test_form_keeps_what_is_declared_and_shows_the_page(client, member):
    client.force_login(member)

    response = client.post("/account/page/", {"funding": FUNDING, "interests": INTERESTS, "shows_page": "on"})

    member.refresh_from_db()
    assert response.headers["Location"] == f"/people/{member.pk}/"
    assert (member.funding, member.interests, member.shows_page) == (FUNDING, INTERESTS, True)


def test_page_needs_a_name(client, make_person):
    nameless = make_person()
    client.force_login(nameless)

    response = client.post("/account/page/", {"funding": FUNDING, "shows_page": "on"})

    nameless.refresh_from_db()
    assert (response.status_code, nameless.funding, nameless.shows_page) == (400, "", False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=nameless.pk).update(shows_page=True)


def test_page_goes_off_with_the_name(shown):
    actions.describe(by=shown, name="")

    shown.refresh_from_db()
    assert (shown.shows_page, page_of(shown)) == (False, "")


def test_page_goes_with_the_account(client, shown):
    path = page_of(shown)
    actions.erase(by=shown)

    assert client.get(path).status_code == 404


def test_page_asks_the_database_as_often_for_one_organisation_as_for_three(
    shown, make_organisation, django_assert_num_queries
):
    for number in (1, 3):
        while shown.belongings.count() < number:
            organisation = make_organisation(f"Number {shown.belongings.count()}")
            Belonging.objects.create(person=shown, organisation=organisation)
        with django_assert_num_queries(3):
            assert Client().get(f"/people/{shown.pk}/").status_code == 200
