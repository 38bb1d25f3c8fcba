import pytest
from django.test import Client

from wholeroom.web.pseudonyms import box, releasing


@pytest.fixture(autouse=True)
def box_is_renewed_at_once(monkeypatch):
    """Nothing runs on beside a test."""
    monkeypatch.setattr(releasing, "renew_soon", box.renew)


@pytest.fixture
def member(make_person):
    """``member("Ann")`` is somebody whose browser is signed in."""

    def make(name, **fields):
        person = make_person(f"{name.lower()}@westmarch.example", name=name, **fields)
        person.browser = Client()
        person.browser.force_login(person)
        return person

    return make


@pytest.fixture
def problem(make_problem, member):
    brought = make_problem(owner=member("Olive"))
    brought.conversation.audience = "everyone"
    brought.conversation.save()
    return brought


@pytest.fixture
def ann(member):
    return member("Ann", groups=["clinician"])


@pytest.fixture
def host(member):
    return member("Hope", is_host=True)


@pytest.fixture
def clinicians(member):
    """Five besides Ann, so that six could have said what a clinician says."""
    return [member(f"Clin{number}", groups=["clinician"]) for number in range(5)]
