"""Acts on words from a page: whose cookie, where it comes back to, what is refused and how."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from wholeroom.web.conversations import actions, cookies
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.conversations.rewording import reword

State = Contribution.State


def act(name, words):
    return reverse(f"conversations:{name}", args=[words.pk])


def test_cookie_lasts_half_a_year_and_is_read_by_no_script(conversation, settings):
    settings.HTTPS = True
    response = HttpResponse()

    cookies.remember(response, conversation, "token")

    cookie = response.cookies[f"__Host-here-{conversation.id.hex[:12]}"]
    kept = {name: cookie[name] for name in ("max-age", "httponly", "samesite", "secure", "path")}
    assert kept == {"max-age": 15_552_000, "httponly": True, "samesite": "Lax", "secure": True, "path": "/"}


def test_member_who_is_openly_themselves_needs_no_cookie(client, conversation, make_person):
    person = make_person()
    participant, _ = actions.join(by=person, conversation=conversation)
    client.force_login(person)

    response = client.get(reverse("conversations:me", args=[conversation.pk]))

    assert (response.status_code, response.context["participant"]) == (200, participant)


@pytest.mark.parametrize(
    ("name", "sent", "field", "after"),
    [
        ("show-as", {"shown_as": "group"}, "shown_as", "group"),
        ("withdraw", {}, "state", "withdrawn"),
        ("erase", {}, "text", ""),
    ],
)
def test_author_changes_their_words_and_is_back_where_they_were(mary, say, name, sent, field, after):
    words = say(mary)

    response = mary.browser.post(act(name, words), {**sent, "next": "/r/ABCDEF/"})

    words.refresh_from_db()
    assert (response.status_code, response.url, getattr(words, field)) == (302, "/r/ABCDEF/", after)


def test_act_comes_back_to_the_page_it_was_done_on_where_the_form_does_not_say(mary, say):
    words = say(mary)

    response = mary.browser.post(act("withdraw", words), headers={"referer": "http://testserver/r/ABCDEF/"})

    assert response.url == "http://testserver/r/ABCDEF/"


@pytest.mark.parametrize("asked", ["", "https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_act_never_leads_to_another_site(mary, say, asked):
    words = say(mary)

    response = mary.browser.post(act("withdraw", words), {"next": asked}, headers={"referer": asked})

    assert response.url == f"/conversations/{words.conversation_id}/me/#words-{words.pk.hex}"


@pytest.mark.parametrize("name", ["show-as", "withdraw", "show-again", "ask-again", "erase", "hide", "let-show"])
def test_act_is_not_there_for_who_neither_said_it_nor_moderates(client, mary, say, name):
    words = say(mary)

    response = client.post(act(name, words), {"shown_as": "name", "reason": "advert"})

    words.refresh_from_db()
    assert (response.status_code, words.state, words.shown_as) == (404, State.SHOWN, "nobody")


@pytest.mark.parametrize("name", ["show-as", "withdraw", "erase", "hide"])
def test_act_is_never_done_by_opening_an_address(mary, say, name):
    assert mary.browser.get(act(name, say(mary))).status_code == 405


def test_moderator_hides_words_and_their_author_is_told_the_rule(mary, say, moderator):
    words = say(mary)

    response = moderator.browser.post(act("hide", words), {"reason": "names-somebody", "next": "/rooms/"})

    page = mary.browser.get(reverse("conversations:me", args=[words.conversation_id])).text
    assert response.url == "/rooms/"
    assert "We were never asked" in page
    assert str(RULES["names-somebody"]) in page
    assert f'action="{act("ask-again", words)}"' in page


def test_author_asks_again_and_the_moderator_lets_the_words_show(mary, say, moderator):
    words = say(mary)
    actions.hide(by=moderator, contribution=words, reason="advert")

    mary.browser.post(act("ask-again", words))
    moderator.browser.post(act("let-show", words))

    words.refresh_from_db()
    assert words.state == State.SHOWN


def test_moderator_who_names_no_rule_is_asked_once_more(mary, say, moderator):
    words = say(mary)

    response = moderator.browser.post(act("hide", words), {"reason": "", "next": "/rooms/"})

    assert response.status_code == 400
    assert "Choose the rule." in response.text
    assert '<input type="hidden" name="next" value="/rooms/">' in response.text


def test_nobody_moderates_a_kind_that_nobody_registered(mary, say, make_person, client):
    client.force_login(make_person())

    assert client.post(act("hide", say(mary)), {"reason": "advert"}).status_code == 404


def test_act_that_comes_too_late_says_why_and_leads_back(conversation, mary, say):
    words = say(mary)
    conversation.state = "closed"
    conversation.save()

    response = mary.browser.post(act("show-as", words), {"shown_as": "name", "next": "/r/ABCDEF/"})

    assert response.status_code == 409
    assert "how words appear can no longer change" in response.text
    assert '<a href="/r/ABCDEF/">Go back</a>' in response.text


def test_rules_name_every_reason_that_can_be_picked(client, db):
    page = client.get(reverse("conversations:rules")).text

    assert [rule for rule in map(str, RULES.values()) if rule not in page] == []


@pytest.mark.usefixtures("rewords")
@pytest.mark.parametrize(("name", "state"), [("hide", State.SHOWN), ("let-show", State.WAITING)])
def test_moderator_decides_on_the_wording_they_read(conversation, mary, say, moderator, name, state):
    conversation.read_first = state == State.WAITING
    conversation.save()
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")

    late = moderator.browser.post(act(name, words), {"reason": "advert", "version": 1})
    before = Contribution.objects.get(pk=words.pk).state
    in_time = moderator.browser.post(act(name, words), {"reason": "advert", "version": 2})

    assert (late.status_code, before, in_time.status_code) == (409, state, 302)
    assert "These words were said anew meanwhile." in late.text
    assert Contribution.objects.get(pk=words.pk).state != state
