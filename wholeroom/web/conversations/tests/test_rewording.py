"""Saying words anew: they keep their place, what they said before stays readable, and goes with them."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from wholeroom.web.conversations import actions, following, rewording
from wholeroom.web.conversations.models import EARLIER_WORDING, Contribution, Conversation
from wholeroom.web.conversations.rewording import earlier_wordings, reword
from wholeroom.web.conversations.rows import words_as_rows
from wholeroom.web.history.models import Entry

State = Contribution.State

pytestmark = pytest.mark.usefixtures("rewords")


def page_of(name, words):
    return reverse(f"conversations:{name}", args=[words.pk])


def texts(words):
    return [one.text for one in earlier_wordings(words)]


def test_words_said_anew_keep_their_place_and_what_they_said_before(mary, say):
    words = say(mary, "One")
    say(mary, "Another")

    reword(by=mary, contribution=words, text="Two")
    reword(by=mary, contribution=words, text="Three")

    words.refresh_from_db()
    assert (words.position, words.text, words.version, texts(words)) == (1, "Three", 3, ["Two", "One"])


def test_words_sent_twice_are_said_anew_once(mary, say):
    words = say(mary, "One")

    for _ in range(2):
        reword(by=mary, contribution=words, text="Two", sending="abc")

    assert (words.version, texts(words)) == (2, ["One"])


def test_words_sent_late_do_not_come_back(mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two", sending="abc")
    reword(by=mary, contribution=words, text="Three", sending="def")

    reword(by=mary, contribution=words, text="Two", sending="abc")

    assert words.text == "Three"


def test_key_of_other_words_is_refused(mary, say):
    words = say(mary, "One")
    say(mary, "Another", sending="abc")

    with pytest.raises(actions.NotTheirs):
        reword(by=mary, contribution=words, text="Two", sending="abc")


def test_same_text_makes_no_new_wording(mary, say):
    words = say(mary, "One")

    reword(by=mary, contribution=words, text="One")

    assert (words.version, texts(words)) == (1, [])


def test_words_of_a_kind_that_does_not_allow_it_stay_as_they_are(mary, say, monkeypatch):
    monkeypatch.setattr(rewording, "_kinds", set())
    words = say(mary, "One")

    with pytest.raises(rewording.NotHere):
        reword(by=mary, contribution=words, text="Two")


def test_words_stay_as_they_are_after_the_close(conversation, mary, say):
    words = say(mary, "One")
    Conversation.objects.update(state=Conversation.State.CLOSED)

    with pytest.raises(actions.TooLate):
        reword(by=mary, contribution=words, text="Two")


def test_nobody_says_words_of_somebody_else_anew(mary, say, conversation):
    words, (other, _) = say(mary, "One"), actions.join(by=None, conversation=conversation)

    with pytest.raises(actions.NotTheirs):
        reword(by=other, contribution=words, text="Two")


def test_new_words_wait_where_words_are_read_first(conversation, mary, say):
    words = say(mary, "One")
    Conversation.objects.update(read_first=True)

    reword(by=mary, contribution=words, text="Two")

    assert words.state == State.WAITING


def test_earlier_wording_is_no_row_no_reply_and_nothing_new_to_read(conversation, mary, say):
    words = say(mary, "One")
    last = following.last_position(conversation)

    reword(by=mary, contribution=words, text="Two")

    assert [row["text"] for row in words_as_rows(conversation, for_moderators=True)] == ["Two"]
    assert (words.replies.count(), mary.contributions.count(), following.last_position(conversation)) == (0, 1, last)


def test_words_that_come_later_stand_after_every_earlier_wording(mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    assert say(mary, "Three").position == 3


def test_erasing_words_erases_every_earlier_wording(mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    actions.erase(by=mary, contribution=words)

    assert {(one.text, one.state, one.participant) for one in Contribution.everything.all()} == {
        ("", State.ERASED, None)
    }


def test_erasing_a_participant_erases_every_earlier_wording(mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    actions.erase_participant(by=mary, participant=mary)

    assert {(one.text, one.state) for one in Contribution.everything.all()} == {("", State.ERASED)}


def test_one_earlier_wording_is_erased_alone(mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")
    reword(by=mary, contribution=words, text="Three")

    response = mary.browser.post(page_of("erase", earlier_wordings(words).last()), {"next": page_of("history", words)})

    words.refresh_from_db()
    assert (response.url, words.text, texts(words)) == (page_of("history", words), "Three", ["Two", ""])


@pytest.mark.parametrize("name", ["withdraw", "show-as", "ask-again", "reword"])
def test_earlier_wording_can_be_erased_and_nothing_else(mary, say, name):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    assert mary.browser.post(page_of(name, earlier_wordings(words).get()), {"text": "Three"}).status_code == 404


def test_whoever_reads_the_words_reads_what_they_said_before(mary, say, reader):
    words = say(mary, "We were never asked")
    reword(by=mary, contribution=words, text="We were asked once")

    page = reader.get(page_of("history", words)).text

    assert "We were asked once" in page
    assert "We were never asked" in page
    assert "Erase this wording" not in page


def test_history_is_not_there_for_who_may_not_read_the_words(client, mary, say):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    assert client.get(page_of("history", words)).status_code == 404


def test_what_was_hidden_stays_unread_when_better_words_show(mary, say, moderator, reader):
    words = say(mary, "Her name is Ann")
    reword(by=mary, contribution=words, text="Her name is Ann Lee")
    actions.hide(by=moderator, contribution=words, reason="names-somebody")
    reword(by=mary, contribution=words, text="She was not asked")
    actions.ask_again(by=mary, contribution=words)
    actions.let_show(by=moderator, contribution=words)

    pages = {who: who_reads.get(page_of("history", words)).text for who, who_reads in readers(mary, moderator, reader)}

    assert {who: "Ann" in page for who, page in pages.items()} == {"author": True, "moderator": False, "reader": False}


def readers(mary, moderator, reader):
    return [("author", mary.browser), ("moderator", moderator.browser), ("reader", reader)]


def test_author_says_words_anew_on_a_page(mary, say):
    words = say(mary, "One")
    form = mary.browser.get(page_of("reword", words)).text

    response = mary.browser.post(page_of("reword", words), {"text": "Two", "next": "/problems/"})

    words.refresh_from_db()
    assert ">\nOne</textarea>" in form
    assert (response.url, words.text) == ("/problems/", "Two")


def test_page_says_why_words_stay_as_they_are(mary, say, monkeypatch):
    monkeypatch.setattr(rewording, "_kinds", set())

    response = mary.browser.get(page_of("reword", say(mary, "One")))

    assert response.status_code == 409
    assert "Words cannot be changed here." in response.text


def test_form_without_words_is_asked_once_more(mary, say):
    response = mary.browser.post(page_of("reword", say(mary, "One")), {"text": " "})

    assert response.status_code == 400
    assert "Write something first." in response.text


def test_own_page_links_to_the_form_and_to_what_was_said_before(mary, say, conversation):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    page = mary.browser.get(reverse("conversations:me", args=[conversation.pk])).text

    assert [f'href="{page_of(name, words)}"' in page for name in ("reword", "history")] == [True, True]


def test_history_of_acts_says_that_words_were_said_anew(mary, say):
    words = say(mary, "One")

    reword(by=mary, contribution=words, text="Two")

    verbs = Entry.objects.filter(target_key=str(words.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["said", "said anew"]


@pytest.mark.parametrize(("wording", "state"), [(True, State.SHOWN), (True, State.WAITING), (False, State.EARLIER)])
def test_database_refuses_an_earlier_wording_that_shows(mary, say, wording, state):
    words = say(mary, "One")

    with pytest.raises(IntegrityError):
        Contribution.everything.filter(pk=words.pk).update(kind=EARLIER_WORDING if wording else "note", state=state)
