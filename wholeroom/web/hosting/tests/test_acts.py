"""Greeting a newcomer, reporting words, and who finds these pages at all."""

import pytest
from django.core import mail
from django.test import Client

from wholeroom.web import personal_data
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.hosting import actions
from wholeroom.web.hosting.models import Greeting, Report
from wholeroom.web.people import actions as people
from wholeroom.web.problems.replying import reply


@pytest.fixture
def newcomer(make_person):
    person = make_person("ned@westmarch.example", name="Ned")
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def words(shared, make_person):
    return reply(by=make_person(), problem=shared(), kind="question", text="You fool").words


@pytest.mark.parametrize("address", ["/hosting/", "/hosting/guide/", "/hosting/greet/{}/"])
def test_pages_are_there_for_hosts_only(host, newcomer, client, address):
    readers = (host.browser, newcomer.browser, client)

    assert [one.get(address.format(newcomer.pk)).status_code for one in readers] == [200, 404, 404]


def test_greeting_is_one_mail_in_the_words_of_the_host(host, newcomer):
    host.browser.post(f"/hosting/greet/{newcomer.pk}/", {"words": "Hello Ned, what brought you?"})

    (letter,) = mail.outbox
    assert letter.to == ["ned@westmarch.example"]
    assert letter.body.startswith("Hello Ned, what brought you?\n\nHope, community host")
    assert letter.extra_headers["X-About"] == f"{host.key},{newcomer.key}"
    assert "Ned" not in host.browser.get("/hosting/").text


def test_nobody_is_greeted_twice(host, newcomer):
    actions.greet(by=host, person=newcomer, words="Hello")

    response = host.browser.post(f"/hosting/greet/{newcomer.pk}/", {"words": "Hello again"})

    assert (response.status_code, len(mail.outbox), Greeting.objects.count()) == (409, 1, 1)


def test_host_does_not_see_the_address_of_a_newcomer(host, newcomer):
    pages = host.browser.get("/hosting/").text + host.browser.get(f"/hosting/greet/{newcomer.pk}/").text

    assert "ned@westmarch.example" not in pages


def test_greeting_is_in_what_is_kept_of_a_member_and_goes_with_them(host, newcomer):
    actions.greet(by=host, person=newcomer, words="Hello")
    before = personal_data.of(newcomer)["hosting"]

    people.erase(by=newcomer)

    assert ([row["what"] for row in before], Greeting.objects.count()) == (["greeted by a community host"], 0)


def test_reported_words_come_before_the_hosts_with_the_rule(host, newcomer, words):
    address = f"/hosting/report/{words.conversation_id}/"
    page = newcomer.browser.post(address, {"words": words.pk, "reason": "attacks-somebody"})

    hosts_page = host.browser.get("/hosting/").text

    assert "The hosts are told" in page.text
    assert ("You fool" in hosts_page, "It attacks a person or a group of people." in hosts_page) == (True, True)


def test_nothing_says_who_reported(newcomer, words):
    actions.report_words(by=newcomer, words=words, reason="danger")

    entry = Entry.objects.get(verb="reported words")
    assert entry.actor is None
    assert newcomer.key not in str(list(Report.objects.values())).replace("-", "")


def test_words_reported_twice_under_one_rule_are_reported_once(newcomer, make_person, words):
    for person in (newcomer, make_person()):
        actions.report_words(by=person, words=words, reason="danger")

    assert Report.objects.count() == 1


def test_report_without_a_published_rule_is_refused(newcomer, words):
    with pytest.raises(conversations.NoSuchReason):
        actions.report_words(by=newcomer, words=words, reason="I do not like it")


def test_hidden_words_need_no_report_and_leave_the_list(host, newcomer, words):
    actions.report_words(by=newcomer, words=words, reason="danger")
    conversations.hide(by=host, contribution=words, reason="danger")

    with pytest.raises(actions.NotThere):
        actions.report_words(by=newcomer, words=words, reason="advert")
    assert "You fool" not in host.browser.get("/hosting/").text


def test_twenty_reports_a_day_are_the_most(newcomer, words):
    for _time in range(actions.MOST_REPORTS):
        actions.report_words(by=newcomer, words=words, reason="danger")

    with pytest.raises(actions.TooManyReports):
        actions.report_words(by=newcomer, words=words, reason="danger")


def test_report_laid_aside_leaves_the_words_as_they_are(host, newcomer, words):
    actions.report_words(by=newcomer, words=words, reason="danger")

    host.browser.post(f"/hosting/words/{words.pk}/lay-aside/")

    words.refresh_from_db()
    assert (Report.objects.count(), words.state) == (0, "shown")


def test_reports_go_with_erased_words(newcomer, words):
    actions.report_words(by=newcomer, words=words, reason="danger")

    conversations.erase(by=words.participant, contribution=words)

    assert Report.objects.count() == 0


def without_tokens(text):
    return [line for line in text.splitlines() if "csrf" not in line]


def test_author_is_told_nothing_of_a_report(newcomer, words):
    browser = Client()
    browser.force_login(words.participant.member)
    before = browser.get(f"/problems/{words.conversation_id}/").text

    actions.report_words(by=newcomer, words=words, reason="danger")

    after = browser.get(f"/problems/{words.conversation_id}/").text
    assert (without_tokens(after), mail.outbox) == (without_tokens(before), [])
