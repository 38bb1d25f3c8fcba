from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wholeroom.web.problems import actions, figures, replying


@pytest.fixture
def owner(make_person):
    """A member who brings problems; their browser is signed in."""
    person = make_person("owner@westmarch.example", name="Ann")
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def draft(owner):
    return actions.bring(by=owner, hard="We lose people on Fridays\nNobody knows why.")


@pytest.fixture
def shared(owner):
    """``shared()`` is a problem that stands in the list; its words can be given."""

    def make(hard="We lose people on Fridays", audience="everyone", shown_as="nobody", **told):
        problem = actions.bring(by=owner, hard=hard)
        actions.share(by=owner, problem=problem, audience=audience, shown_as=shown_as, **told)
        return problem

    return make


@pytest.fixture
def on_day(monkeypatch):
    """``on_day(3)`` lets the site think that three days have passed."""
    real = timezone.now

    def go(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=days))

    return go


@pytest.fixture
def next_step(on_day):
    """``next_step()`` is the night after: figures take a step, if enough people came."""
    nights = 0

    def pass_night() -> None:
        nonlocal nights
        nights += 1
        on_day(nights)
        figures.renew_all()

    return pass_night


@pytest.fixture
def pat(make_person, client):
    """A member who reads; ``client`` is their browser."""
    person = make_person("pat@westmarch.example", name="Pat")
    client.force_login(person)
    return person


@pytest.fixture
def say(make_person):
    """``say(problem, "tried", "A van")`` is a reply by somebody."""

    def make(problem, kind="question", text="Who tells the chemist?", by=None, **how):
        return replying.reply(by=by or make_person(name="Jo"), problem=problem, kind=kind, text=text, **how)

    return make
