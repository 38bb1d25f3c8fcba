from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from wholeroom.web import moments, reminders
from wholeroom.web.history.models import Entry
from wholeroom.web.people import actions as people
from wholeroom.web.people.models import Belonging, Vouch, VouchAsked
from wholeroom.web.people.vouching import actions, standing, views

pytestmark = pytest.mark.django_db
PAGE, GROUP = "/account/vouching/", "carer-or-family"


def browser(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def jo(make_person):
    return make_person("jo@westmarch.example", name="Jo Harper", groups=[GROUP])


@pytest.fixture
def sam(make_person):
    return make_person("sam@westmarch.example", name="Sam")


@pytest.fixture
def carers(make_organisation, sam):
    return make_organisation("Westmarch Carers", voices=[sam])


@pytest.fixture
def path(jo):
    return f"/vouch/{actions.ask(by=jo, group=GROUP)}/"


def is_vouched(person):
    return [one.is_vouched for one in standing.of(person)]


def test_page_says_that_nothing_needs_it_and_whom_never_to_ask(jo):
    page = browser(jo).get(PAGE).text

    assert "Nothing on this site needs this." in page
    assert "Never ask an employer, or a service you depend on." in page


def test_link_is_shown_once_and_only_its_hash_is_kept(jo):
    client = browser(jo)

    link = client.post(PAGE, {"group": GROUP}).context["link"]

    token = link.rstrip("/").split("/")[-1]
    assert link == f"http://localhost:8000/vouch/{token}/" or link.endswith(f"/vouch/{token}/")
    assert VouchAsked.objects.get().token_hash != token
    assert token not in client.get(PAGE).text


def test_link_is_for_ones_own_groups_and_needs_a_name(jo, make_person):
    refused = browser(jo).post(PAGE, {"group": "provider"})

    assert (refused.status_code, VouchAsked.objects.count()) == (400, 0)
    with pytest.raises(actions.NotTheirGroup):
        actions.ask(by=jo, group="provider")
    with pytest.raises(actions.NeedsAName):
        actions.ask(by=make_person(groups=[GROUP]), group=GROUP)


def test_links_of_a_day_have_a_limit(jo, monkeypatch):
    monkeypatch.setattr(views, "LINKS_A_DAY", 1)
    client = browser(jo)

    statuses = [client.post(PAGE, {"group": GROUP}).status_code for _ in range(2)]

    assert statuses == [200, 400]


def test_opening_the_link_changes_nothing(path, sam):
    pages = [browser(sam).get(path) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "Jo Harper says" in pages[0].text
    assert "jo@westmarch.example" not in pages[0].text
    assert (Vouch.objects.count(), VouchAsked.objects.count()) == (0, 1)


def test_link_asks_to_sign_in_first(client, path):
    assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"


def test_button_vouches_for_a_year_and_uses_the_link_up(path, jo, sam):
    client = browser(sam)

    client.post(path, {"speaks_as": "myself", "knows": "on"})
    again = client.post(path, {"speaks_as": "myself", "knows": "on"})

    vouch = Vouch.objects.get()
    assert (vouch.person, vouch.group, vouch.by_member, vouch.by_organisation) == (jo, GROUP, sam, None)
    assert vouch.until == timezone.localdate() + timedelta(days=365)
    assert (again.status_code, VouchAsked.objects.count()) == (410, 0)
    assert Entry.objects.filter(verb="vouched", actor=sam.key).count() == 1


def test_nobody_vouches_without_saying_that_they_know_it(path, sam):
    response = browser(sam).post(path, {"speaks_as": "myself"})

    assert (response.status_code, Vouch.objects.count()) == (400, 0)


def test_one_member_is_not_enough_and_two_are(jo, sam, make_person, vouch_for):
    vouch_for(jo, GROUP, by=sam)
    first = is_vouched(jo)
    vouch_for(jo, GROUP, by=sam)
    twice_the_same = is_vouched(jo)
    vouch_for(jo, GROUP, by=make_person())

    assert (first, twice_the_same, is_vouched(jo)) == ([False], [False], [True])


def test_organisation_is_enough_through_its_voice(path, jo, sam, carers):
    browser(sam).post(path, {"speaks_as": str(carers.pk), "knows": "on"})

    (known,) = standing.of(jo)
    assert (known.is_vouched, known.by_organisation) == (True, carers)


def test_nobody_vouches_in_the_name_of_an_organisation_that_is_not_theirs(path, carers, jo, make_person):
    stranger = make_person()

    response = browser(stranger).post(path, {"speaks_as": str(carers.pk), "knows": "on"})

    assert (response.status_code, Vouch.objects.count()) == (400, 0)
    with pytest.raises(actions.NotItsVoice):
        actions.vouch(by=stranger, token=actions.ask(by=jo, group=GROUP), organisation=carers)


def test_employer_is_refused_with_the_reason_and_the_link_stays(path, jo, sam, carers):
    Belonging.objects.create(person=jo, organisation=carers, is_employer=True)

    response = browser(sam).post(path, {"speaks_as": str(carers.pk), "knows": "on"})

    assert response.status_code == 400
    assert "Nobody should need their employer for this" in response.text
    assert (Vouch.objects.count(), VouchAsked.objects.count()) == (0, 1)


def test_nobody_vouches_for_themselves(path, jo):
    response = browser(jo).post(path, {"speaks_as": "myself", "knows": "on"})

    assert (response.status_code, Vouch.objects.count()) == (400, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vouch.objects.create(person=jo, group=GROUP, by_member=jo, until=timezone.localdate())


def test_database_wants_one_who_vouches_and_one_only(jo, sam, carers):
    for who in ({}, {"by_member": sam, "by_organisation": carers}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vouch.objects.create(person=jo, group=GROUP, until=timezone.localdate(), **who)


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_is_over_after_two_weeks(path, sam, method):
    VouchAsked.objects.update(made=timezone.localdate() - timedelta(days=15))

    response = getattr(browser(sam), method)(path, {"speaks_as": "myself", "knows": "on"})

    assert (response.status_code, Vouch.objects.count()) == (410, 0)


def test_link_can_be_taken_back_by_who_made_it_only(path, jo, sam):
    address = f"/account/vouching/links/{VouchAsked.objects.get().pk}/take-back/"

    refused = browser(sam).post(address).status_code
    browser(jo).post(address)

    assert (refused, VouchAsked.objects.count(), browser(sam).get(path).status_code) == (404, 0, 410)


@pytest.mark.parametrize("side", ["jo", "sam", "other voice"])
def test_vouch_can_be_taken_back_by_both_sides(side, jo, sam, carers, make_person, vouch_for):
    people_of = {"jo": jo, "sam": sam, "other voice": make_person()}
    carers.voices.add(people_of["other voice"])
    vouch = vouch_for(jo, GROUP, by=sam, organisation=carers)

    browser(people_of[side]).post(f"/account/vouching/{vouch.pk}/take-back/")

    assert is_vouched(jo) == [False]


def test_vouch_is_nobody_elses_to_take_back(jo, sam, make_person, vouch_for):
    vouch = vouch_for(jo, GROUP, by=sam)
    stranger = make_person()

    status = browser(stranger).post(f"/account/vouching/{vouch.pk}/take-back/").status_code
    actions.take_back(by=stranger, vouch=vouch)

    assert (status, Vouch.objects.count()) == (404, 1)


def test_vouch_holds_until_its_last_day_and_is_forgotten_afterwards(jo, sam, carers, vouch_for):
    vouch_for(jo, GROUP, by=sam, organisation=carers)
    today = timezone.localdate()
    held = []
    for until in (today, today - timedelta(days=1)):
        Vouch.objects.update(until=until)
        held.append((is_vouched(jo), standing.vouched_groups([jo.pk])))

    moments.happen(moments.EVERY_MINUTE)

    assert held == [([True], {jo.pk: {GROUP}}), ([False], {})]
    assert Vouch.objects.count() == 0


def test_two_members_hold_as_long_as_both_do(jo, sam, make_person, vouch_for):
    sooner = vouch_for(jo, GROUP, by=sam)
    vouch_for(jo, GROUP, by=make_person())
    sooner.until -= timedelta(days=100)
    sooner.save()

    assert [one.until for one in standing.of(jo)] == [sooner.until]


@pytest.mark.parametrize(("days", "told"), [(15, 0), (14, 1), (0, 1)])
def test_person_is_reminded_two_weeks_before_it_ends(jo, sam, carers, vouch_for, days, told):
    until = vouch_for(jo, GROUP, by=sam, organisation=carers).until

    found = reminders.of(jo, today=until - timedelta(days=days))

    assert [(one.path, one.about) for one in found] == [(PAGE, (jo.key,))] * told
    assert all("Carer or family" in one.text for one in found)


def test_vouch_goes_with_either_of_the_two(jo, sam, make_person, vouch_for):
    other = make_person()
    vouch_for(jo, GROUP, by=sam)
    vouch_for(jo, GROUP, by=other)

    people.erase(by=sam)
    after_one = is_vouched(jo)
    people.erase(by=jo)

    assert (after_one, Vouch.objects.count()) == ([False], 0)


def test_page_asks_the_database_as_often_for_one_vouch_as_for_three(
    jo, make_person, vouch_for, django_assert_num_queries
):
    client = browser(jo)
    for number in (1, 3):
        while Vouch.objects.count() < number:
            vouch_for(jo, GROUP, by=make_person(name="Len"))
        with django_assert_num_queries(6):
            client.get(PAGE)
