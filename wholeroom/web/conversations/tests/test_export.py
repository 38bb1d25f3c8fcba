"""Words as a file: what is in it, for whom, and what a spreadsheet makes of it."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from wholeroom.web.conversations import actions, permissions
from wholeroom.web.conversations.rows import COLUMNS, words_as_rows


@pytest.fixture
def moderator(make_person, monkeypatch):
    person = make_person()
    monkeypatch.setattr(permissions, "_asked", {"test": lambda conversation, who: who == person})
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def talk(mary, say, moderator):
    """Shown, an answer to it, hidden, withdrawn and erased words, in this order."""
    question = say(mary, text="Why?", part="step-1", shown_as="group")
    say(None, text="Because", parent=question)
    actions.hide(by=moderator, contribution=say(mary, text="a name"), reason="names-somebody")
    actions.withdraw(by=mary, contribution=say(mary, text="taken back"))
    actions.erase(by=mary, contribution=say(mary, text="gone"))


def test_participant_gets_what_shows_with_who_said_it_as_they_chose(mary, talk, conversation):
    response = mary.browser.get(reverse("conversations:export-json", args=[conversation.pk]))

    question = {"number": 1, "part": "step-1", "kind": "note", "text": "Why?", "parent": None}
    answer = {"number": 2, "part": "", "kind": "note", "text": "Because", "parent": 1}
    assert json.loads(response.content) == [
        {**question, "shown as": "Carer or family", "state": "shown"},
        {**answer, "shown as": "", "state": "shown"},
    ]


def test_moderator_also_gets_what_is_hidden(moderator, talk, conversation):
    response = moderator.browser.get(reverse("conversations:export", args=[conversation.pk]))

    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [(row["text"], row["state"]) for row in rows] == [
        ("Why?", "shown"),
        ("Because", "shown"),
        ("a name", "hidden"),
    ]
    assert response["Content-Disposition"] == 'attachment; filename="words.csv"'


def test_rows_hold_no_key_of_anybody_and_no_time(mary, talk, conversation):
    rows = words_as_rows(conversation, for_moderators=True)

    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    assert mary.key not in str(rows)


@pytest.mark.parametrize("shape", ["export", "export-json"])
def test_file_is_not_there_for_strangers(client, talk, conversation, shape):
    assert client.get(reverse(f"conversations:{shape}", args=[conversation.pk])).status_code == 404


def test_words_that_are_formulas_are_made_harmless_in_the_table(mary, say, conversation):
    say(mary, text='=HYPERLINK("http://x")')

    response = mary.browser.get(reverse("conversations:export", args=[conversation.pk]))

    assert [row["text"] for row in csv.DictReader(io.StringIO(response.text))] == ['\'=HYPERLINK("http://x")']


def test_words_that_are_held_back_are_not_in_the_file_of_a_participant(mary, say, conversation, monkeypatch):
    monkeypatch.setattr(permissions, "_held", {"test": lambda conversation: {"step-1"}})
    say(mary, text="not yet", part="step-1")
    say(mary, text="open", part="step-2")

    assert [row["text"] for row in words_as_rows(conversation)] == ["open"]
    assert [row["text"] for row in words_as_rows(conversation, for_moderators=True)] == ["not yet", "open"]
