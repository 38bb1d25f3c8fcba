from datetime import date

import pytest
from django.test import Client

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def host(make_person):
    person = make_person("hope@westmarch.example", name="Hope", is_host=True)
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def shared(make_problem):
    """``shared("Fridays", shared_on=day)`` is a problem that everybody can find."""

    def make(hard="People leave in the first twelve weeks", owner=None, **fields):
        problem = make_problem(hard, owner=owner)
        problem.conversation.audience = "everyone"
        problem.conversation.save()
        for name, value in fields.items():
            setattr(problem, name, value)
        problem.save()
        return problem

    return make
