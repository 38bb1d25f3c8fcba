from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contact, Contribution
from wholeroom.web.history.models import Entry
from wholeroom.web.keeping import erasures
from wholeroom.web.people import actions
from wholeroom.web.people.models import Invitation, Person

pytestmark = pytest.mark.django_db
WORDS = "We boasted instead of asking"


@pytest.fixture
def member(make_person):
    return make_person("jo@westmarch.example", name="Jo Harper")


@pytest.fixture
def said(member, make_problem):
    """Words the member said openly, and how to reach them."""
    problem = make_problem()
    participant, _ = conversations.join(by=member, conversation=problem.conversation)
    conversations.leave_contact(by=participant, email="jo.elsewhere@westmarch.example")
    return conversations.contribute(by=participant, conversation=problem.conversation, kind="reply", text=WORDS)


def test_name_can_be_given_and_taken_back(client, member):
    client.force_login(member)

    for name in ("Jo H", ""):
        assert client.post("/account/", {"name": name}).headers["Location"] == "/account/"
        member.refresh_from_db()
        assert member.name == name


def test_groups_and_area_are_kept_in_the_order_of_the_groups(client, member):
    area = Area.objects.create(code="W1", name="Westmarch")
    client.force_login(member)

    client.post("/account/", {"name": "Jo", "groups": ["carer-or-family", "provider"], "area": "W1"})

    member.refresh_from_db()
    assert (member.groups, member.area) == (["provider", "carer-or-family"], area)


def test_group_that_is_none_is_refused_and_nothing_is_kept(client, member):
    client.force_login(member)

    response = client.post("/account/", {"name": "Sam", "groups": ["leader"]})

    member.refresh_from_db()
    assert (response.status_code, member.name, member.groups) == (400, "Jo Harper", [])
    assert client.get("/account/").context["request"].user.name == "Jo Harper"


@pytest.mark.parametrize("loaded", [True, False])
def test_area_is_asked_only_where_areas_are_loaded(client, member, loaded):
    if loaded:
        Area.objects.create(code="W1", name="Westmarch")
    client.force_login(member)

    assert ('name="area"' in client.get("/account/").text) is loaded


def test_name_too_long_is_refused(client, member):
    client.force_login(member)

    response = client.post("/account/", {"name": "J" * 81})

    member.refresh_from_db()
    assert (response.status_code, member.name) == (400, "Jo Harper")


def test_account_can_be_opened_by_its_owner_only(client):
    for path in ("/account/", "/account/erase/"):
        assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"
        assert client.post(path).headers["Location"] == f"/sign-in/?next={path}"


def test_page_about_erasing_changes_nothing(client, member):
    client.force_login(member)

    page = client.get("/account/erase/").text

    assert "What goes" in page
    assert "What stays" in page
    assert Person.objects.filter(pk=member.pk).exists()


def test_erasing_takes_account_words_and_contact_everywhere(client, member, said):
    actions.invite(email="jo@westmarch.example")
    client.force_login(member)
    assert (Contribution.objects.filter(text=WORDS).count(), Contact.objects.count()) == (1, 1)

    response = client.post("/account/erase/", follow=True)

    assert response.redirect_chain == [("/account/erased/", 302)]
    assert not Person.objects.filter(pk=member.pk).exists()
    assert not Contribution.objects.filter(text=WORDS).exists()
    assert (Contact.objects.count(), Invitation.objects.count()) == (0, 0)
    assert Contribution.objects.get(pk=said.pk).state == Contribution.State.ERASED
    assert erasures.keys_in(erasures.list_file()) == [member.key]
    assert Entry.objects.filter(verb="erased their account", actor=member.key).count() == 1


def test_erasing_signs_out_every_device_and_forgets_half_finished_sign_ins(client, member, ask_for_code):
    other, begun, somebody = Client(), Client(), Client()
    client.force_login(member)
    other.force_login(member)
    ask_for_code(begun, "jo@westmarch.example")
    ask_for_code(somebody, "sam@westmarch.example")

    client.post("/account/erase/")

    assert other.get("/account/").status_code == 302
    assert Session.objects.count() == 1
    assert "sam@westmarch.example" in str(Session.objects.get().get_decoded())


def test_erased_person_may_come_back_as_somebody_new(client, member, sign_in):
    actions.erase(by=member)

    sign_in(client, "jo@westmarch.example")

    assert (Person.objects.get().name, Person.objects.get().key == member.key) == ("", False)


@pytest.mark.parametrize("key", ["0" * 32, "c0ffee"])
def test_key_of_something_else_erases_nobody(member, key):
    actions.erase_by_key(key=key)

    assert Person.objects.filter(pk=member.pk).exists()


def test_erasing_that_breaks_off_changes_nothing(member, said, monkeypatch):
    functions = [*moments.registered(moments.PERSON_ERASED), lambda *, key: 1 / 0]
    monkeypatch.setattr(moments, "_registered", {moments.PERSON_ERASED: functions})

    with pytest.raises(ZeroDivisionError):
        actions.erase(by=member)

    assert Person.objects.filter(pk=member.pk).exists()
    assert Contribution.objects.filter(text=WORDS).exists()


def test_newcomer_who_asks_again_is_not_tidied_away_before_the_code_is_typed(client, ask_for_code):
    ask_for_code(client, "late@westmarch.example")
    Person.objects.update(joined=timezone.localdate() - timedelta(days=1))

    ask_for_code(client, "late@westmarch.example")

    assert Person.objects.get().joined == timezone.localdate()


def test_tidying_forgets_who_never_typed_a_code_and_what_is_over(client, member, ask_for_code):
    ask_for_code(client, "never@westmarch.example")
    ask_for_code(Client(), "today@westmarch.example")
    Person.objects.exclude(email__startswith="today").update(joined=timezone.localdate() - timedelta(days=2))
    actions.invite(email="old@westmarch.example")
    Invitation.objects.update(made=timezone.localdate() - timedelta(days=15))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    moments.happen(moments.EVERY_MINUTE)

    assert sorted(Person.objects.values_list("email", flat=True)) == ["jo@westmarch.example", "today@westmarch.example"]
    assert (Invitation.objects.count(), Session.objects.count()) == (0, 0)
