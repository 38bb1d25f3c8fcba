import pytest

from wholeroom.web.introductions.tests.people import say_same_here


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
