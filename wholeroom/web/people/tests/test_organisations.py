import pytest
from django.test import Client

from wholeroom.web.history.models import Entry
from wholeroom.web.people import actions as people
from wholeroom.web.people.models import Belonging, Organisation, Vouch
from wholeroom.web.people.organisations import actions

pytestmark = pytest.mark.django_db


def browser(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def host(make_person):
    return make_person("host@westmarch.example", name="Hana", is_host=True)


@pytest.fixture
def voice(make_person):
    return make_person("sam@westmarch.example", name="Sam")


@pytest.fixture
def carers(make_organisation, voice):
    return make_organisation("Westmarch Carers", voices=[voice])


def test_list_and_page_can_be_read_without_an_account_and_count_nobody(client, carers, make_person):
    for _ in range(2):
        actions.belong(by=make_person(name="Len"), organisation=carers, is_employer=False)

    pages = [client.get(path).text for path in ("/organisations/", f"/organisations/{carers.pk}/")]

    assert all("Westmarch Carers" in page for page in pages)
    assert not any(word in page for page in pages for word in ("Len", "Sam", "2 members"))


def test_list_is_by_name_and_asks_the_database_as_often_for_one_as_for_three(
    client, make_organisation, django_assert_num_queries
):
    make_organisation("Westmarch Council")
    with django_assert_num_queries(2):
        client.get("/organisations/")
    make_organisation("Anchor House")
    make_organisation("Moor Clinic")

    with django_assert_num_queries(2):
        page = client.get("/organisations/")

    assert [one.name for one in page.context["page"]] == ["Anchor House", "Moor Clinic", "Westmarch Council"]


def test_host_adds_one_and_names_who_speaks_for_it(host, voice):
    client = browser(host)

    added = client.post("/organisations/add/", {"name": "Anchor House", "kind": "charity"})
    client.post(added.headers["Location"], {"email": " Sam@Westmarch.example"})

    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.kind) == ("Anchor House", "charity")
    assert list(organisation.voices.all()) == [voice]


def test_organisation_is_here_once(host, carers):
    response = browser(host).post("/organisations/add/", {"name": "Westmarch Carers", "kind": "charity"})

    assert response.status_code == 400
    assert "is here already" in response.text


def test_who_never_signed_in_cannot_be_named(host, carers, make_person):
    make_person("new@westmarch.example", is_confirmed=False)

    response = browser(host).post(f"/organisations/{carers.pk}/voices/", {"email": "new@westmarch.example"})

    assert response.status_code == 400
    assert "Ask them to sign in once." in response.text


def test_pages_of_hosts_are_not_there_for_others(voice, carers):
    client = browser(voice)

    statuses = [client.get(f"/organisations/{path}/").status_code for path in ("add", f"{carers.pk}/voices")]

    assert statuses == [404, 404]
    with pytest.raises(actions.NotAHost):
        actions.add(by=voice, name="Anchor House", kind="charity")
    with pytest.raises(actions.NotAHost):
        actions.name_voice(by=voice, organisation=carers, email="sam@westmarch.example")


def test_voice_tells_what_it_does_and_who_funds_it(client, voice, carers):
    told = {"name": "Westmarch Carers", "kind": "user-group", "does": "We meet.", "funding": "The council does."}

    browser(voice).post(f"/organisations/{carers.pk}/tell/", told)

    page = client.get(f"/organisations/{carers.pk}/").text
    assert ("We meet." in page, "The council does." in page) == (True, True)
    assert Entry.objects.filter(verb="told of an organisation", actor=voice.key).count() == 1


def test_nobody_else_changes_what_it_says(host, carers):
    assert browser(host).get(f"/organisations/{carers.pk}/tell/").status_code == 404
    with pytest.raises(actions.NotItsVoice):
        actions.tell(by=host, organisation=carers, does="Nothing")


def test_voice_ends_by_itself_or_by_a_host_and_by_nobody_else(host, voice, carers, make_person):
    path = f"/organisations/{carers.pk}/voices/{voice.pk}/end/"
    refused = browser(make_person()).post(path).status_code
    browser(voice).post(path)
    after_own = carers.voices.count()
    carers.voices.add(voice)
    browser(host).post(path)

    assert (refused, after_own, carers.voices.count()) == (404, 0, 0)
    with pytest.raises(actions.NotAHost):
        actions.end_voice(by=make_person(), organisation=carers, person=voice)


def test_member_belongs_and_belongs_no_more(carers, make_person):
    jo = make_person()
    client, path = browser(jo), f"/organisations/{carers.pk}/belong/"

    client.post(path, {"is_employer": "on"})
    first = Belonging.objects.values_list("person", "is_employer").get()
    client.post(path, {})
    second = Belonging.objects.values_list("person", "is_employer").get()
    client.post(path, {"belongs": "no"})

    assert (first, second, Belonging.objects.count()) == ((jo.pk, True), (jo.pk, False), 0)


def test_vouch_of_an_organisation_ends_when_it_turns_out_to_be_the_employer(carers, voice, make_person, vouch_for):
    jo = make_person(name="Jo", groups=["provider"])
    vouch_for(jo, "provider", by=voice, organisation=carers)

    actions.belong(by=jo, organisation=carers, is_employer=True)

    assert Vouch.objects.count() == 0


def test_erased_voice_leaves_the_organisation(voice, carers):
    people.erase(by=voice)

    assert (carers.voices.count(), Organisation.objects.count()) == (0, 1)
