import re

import pytest
from django.urls import reverse

from wholeroom.web.people.models import Organisation
from wholeroom.web.people.vouching import actions as vouching

CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture
def ask_for_code(mailoutbox):
    """Types an address on the sign-in page; gives the answer, and the code that came by mail if one came."""

    def ask(client, email, **query):
        before = len(mailoutbox)
        response = client.post(reverse("people:sign-in", query=query), {"email": email})
        sent = mailoutbox[before:]
        return response, CODE.search(sent[0].body).group() if sent else None

    return ask


@pytest.fixture
def sign_in(ask_for_code):
    """All the way in; gives the last answer."""

    def go(client, email, **query):
        response, code = ask_for_code(client, email, **query)
        return client.post(response.headers["Location"], {"code": code})

    return go


@pytest.fixture
def make_organisation(db):
    """One that some members speak for: ``make_organisation("Westmarch Carers", voices=[sam])``."""

    def make(name="Westmarch Carers", *, kind=Organisation.Kind.USER_GROUP, voices=(), **fields):
        organisation = Organisation.objects.create(name=name, kind=kind, **fields)
        organisation.voices.set(voices)
        return organisation

    return make


@pytest.fixture
def vouch_for():
    """``vouch_for(jo, "provider", by=sam)``, or for an organisation of theirs: the whole way, with a link."""

    def make(person, group, *, by, organisation=None):
        return vouching.vouch(by=by, token=vouching.ask(by=person, group=group), organisation=organisation)

    return make
