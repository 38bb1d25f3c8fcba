"""The public log of moderation, and what the author of hidden words is told."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.conversations import actions, kind_names
from wholeroom.web.conversations.models import Conversation, Moderation
from wholeroom.web.conversations.moderation_log import lines
from wholeroom.web.conversations.reasons import RULES


@pytest.fixture(autouse=True)
def named(monkeypatch):
    monkeypatch.setitem(kind_names._names, "test", "a test")


def told(today):
    return [(one.month, one.where, one.act, one.rule, one.times) for one in lines(today=today)]


def next_month():
    return date(timezone.localdate().year + 1, 1, 1)


def test_acts_are_told_by_month_once_it_is_over(mary, say, moderator):
    for _ in range(2):
        words = say(mary)
        actions.hide(by=moderator, contribution=words, reason="advert")
    actions.ask_again(by=mary, contribution=words)
    actions.let_show(by=moderator, contribution=words)

    month = timezone.localdate().replace(day=1)
    assert told(timezone.localdate()) == []
    assert told(next_month()) == [
        (month, "a test", "asked-again", "advert", 1),
        (month, "a test", "hid", "advert", 2),
        (month, "a test", "let-show", "advert", 1),
    ]


def test_words_that_only_waited_are_logged_without_a_rule(mary, say, moderator):
    Conversation.objects.update(state=Conversation.State.CLOSED)

    actions.let_show(by=moderator, contribution=say(mary))

    assert [(one.act, one.rule) for one in Moderation.objects.all()] == [("let-show", "")]


def test_act_that_changed_nothing_is_not_logged(mary, say, moderator):
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)

    actions.hide(by=moderator, contribution=words, reason="advert")
    actions.let_show(by=moderator, contribution=words)

    assert Moderation.objects.count() == 0


def test_row_holds_nothing_but_month_kind_act_and_rule():
    assert {field.name for field in Moderation._meta.get_fields()} == {
        "id",
        "month",
        "conversation_kind",
        "act",
        "rule",
    }


def test_database_refuses_a_day(db):
    with pytest.raises(IntegrityError):
        Moderation.objects.create(month=date(2026, 3, 2), conversation_kind="test", act="hid", rule="advert")


def test_page_and_table_tell_the_same_to_everybody(client, db):
    for _ in range(3):
        Moderation.objects.create(month=date(2026, 3, 1), conversation_kind="test", act="hid", rule="advert")

    page = client.get(reverse("conversations:moderation-log")).text
    table = client.get(reverse("conversations:moderation-log-table")).text

    assert "March 2026" in page
    assert "3 times, in a test: a moderator hid words." in page
    assert str(RULES["advert"]) in page
    assert table == "month,conversation,act,rule,times\n2026-03,test,hid,advert,3\n"


def test_page_says_where_there_is_nothing_to_tell(client, db):
    assert "There is nothing to tell yet" in client.get(reverse("conversations:moderation-log")).text


def test_member_is_reminded_of_words_that_were_hidden_and_told_the_rule(conversation, make_person, moderator):
    person = make_person()
    participant, _ = actions.join(by=person, conversation=conversation)
    words = actions.contribute(by=participant, conversation=conversation, kind="note", text="Buy my chairs")
    before = reminders.of(person, today=timezone.localdate())
    actions.hide(by=moderator, contribution=words, reason="advert")

    (reminder,) = reminders.of(person, today=timezone.localdate())

    assert before == []
    assert str(RULES["advert"]) in reminder.text
    assert "Buy my chairs" not in reminder.text
    assert reminder.path == f"/conversations/{conversation.pk}/me/#words-{words.pk.hex}"
    assert reminder.about == (words.pk.hex,)
