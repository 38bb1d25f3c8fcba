import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wholeroom.web.people import actions
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.models import Invitation, Person


def page_of(token):
    return reverse("people:invited", args=[token])


@pytest.fixture
def token(db):
    return actions.invite(email="Jo@Westmarch.example")


def test_only_the_hash_of_a_link_is_kept(token):
    assert token not in Invitation.objects.get().token_hash
    assert len(token) >= 40


def test_opening_the_link_changes_nothing(client, token):
    pages = [client.get(page_of(token)) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "The link is for jo@westmarch.example." in pages[0].text
    assert Person.objects.count() == 0


def test_button_signs_in_and_lets_open_rooms(client, token, settings):
    settings.FACILITATORS_BEGIN_AT = "people:account"

    response = client.post(page_of(token), follow=True)

    person = Person.objects.get()
    assert (person.email, person.may_facilitate, person.is_confirmed) == ("jo@westmarch.example", True, True)
    assert response.context["request"].user == person


def test_member_who_is_invited_keeps_their_account(client, token, make_person):
    member = make_person("jo@westmarch.example", name="Jo")

    client.post(page_of(token))

    member.refresh_from_db()
    assert (Person.objects.count(), member.may_facilitate, member.name) == (1, True, "Jo")


def test_link_works_once_and_keeps_no_address_afterwards(client, token):
    client.post(page_of(token))

    again = Client().post(page_of(token))

    assert again.status_code == 410
    assert Invitation.objects.values_list("is_used", "email").get() == (True, "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_is_over_after_two_weeks(client, token, method):
    Invitation.objects.update(made=timezone.localdate() - timedelta(days=15))

    response = getattr(client, method)(page_of(token))

    assert response.status_code == 410
    assert Person.objects.count() == 0


def test_link_that_nobody_made_is_over_too(client, db):
    assert client.post(page_of("made-up")).status_code == 410


def test_somebody_else_who_is_signed_in_leaves(client, token, make_person):
    client.force_login(make_person("sam@westmarch.example"))

    client.post(page_of(token))

    assert client.get("/account/").context["request"].user.email == "jo@westmarch.example"


def test_invitation_without_an_address_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(token_hash="a", email="")


def test_link_begins_with_the_address_of_the_site(settings):
    settings.ADDRESS = "https://room.example.org/"

    assert absolute("/invited/x/") == "https://room.example.org/invited/x/"


def command(*arguments, data):
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("WHOLEROOM_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "wholeroom.cli", "invite", *arguments, "--data", str(data)],
        env=plain,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_command_prints_a_link_under_the_address_it_is_told(data_folder):
    done = command("jo@westmarch.example", "--address", "https://room.example.org", data=data_folder / "data")

    assert done.returncode == 0, done.stderr
    assert re.search(r"^https://room\.example\.org/invited/[\w-]{40,}/$", done.stdout, re.MULTILINE)


def test_command_refuses_what_is_no_address(data_folder):
    done = command("jo", data=data_folder / "data")

    assert done.returncode == 2
    assert "'jo' is not an e-mail address. Expected: an address such as name@example.org." in done.stderr
