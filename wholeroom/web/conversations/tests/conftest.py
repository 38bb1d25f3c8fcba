"""Somebody in a conversation, with a browser that holds their place."""

import pytest
from django.test import Client

from wholeroom.web.conversations import actions, cookies, permissions, rewording
from wholeroom.web.conversations.models import Contribution, Conversation


@pytest.fixture
def conversation(db) -> Conversation:
    return Conversation.objects.create(kind="test", title="Why do people leave?", state=Conversation.State.OPEN)


@pytest.fixture
def browser_of():
    """A browser that holds the token of a place."""

    def make(conversation: Conversation, token: str) -> Client:
        client = Client()
        client.cookies[cookies.name(conversation)] = token
        return client

    return make


@pytest.fixture
def mary(conversation, browser_of):
    """A participant with a name and a group; her browser is ``mary.browser``."""
    participant, token = actions.join(by=None, conversation=conversation, nickname="Mary", groups=["carer-or-family"])
    participant.browser = browser_of(conversation, token)
    return participant


@pytest.fixture
def say(conversation):
    def make(by, text="We were never asked", **fields: object) -> Contribution:
        return actions.contribute(by=by, conversation=conversation, kind="note", text=text, **fields)

    return make


@pytest.fixture
def rewords(monkeypatch):
    """Words of these tests may be said anew."""
    monkeypatch.setattr(rewording, "_kinds", {"test"})


@pytest.fixture
def moderator(make_person, monkeypatch):
    """Somebody who moderates every conversation of the kind of these tests; their browser is signed in."""
    person = make_person()
    monkeypatch.setattr(permissions, "_asked", {"test": lambda conversation, who: who == person})
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def reader(conversation, browser_of) -> Client:
    """The browser of somebody else who takes part."""
    _, token = actions.join(by=None, conversation=conversation)
    return browser_of(conversation, token)
