import pytest
from django.test import Client

from wholeroom.web.introductions.tests.people import say_same_here


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
    """One that Olive brought; everybody can read it."""
    brought = make_problem(owner=member("Olive"))
    brought.conversation.audience = "everyone"
    brought.conversation.save()
    return brought


@pytest.fixture
def ann(member, problem):
    """Has the problem, and asks nobody to talk unless the test says so."""
    person = member("Ann")
    say_same_here(person, problem, may_be_asked=False, groups=["provider"])
    return person


@pytest.fixture
def bea(member, problem):
    """Has the problem, and may be asked."""
    person = member("Bea")
    say_same_here(person, problem)
    return person


@pytest.fixture
def host(member):
    return member("Hope", is_host=True)
