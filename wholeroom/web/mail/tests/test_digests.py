"""The one daily message: what is new in what somebody follows, what waits for them, and how they stop it."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from wholeroom.web import personal_data, reminders
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Following
from wholeroom.web.mail.digests import actions
from wholeroom.web.mail.digests.gathering import gather
from wholeroom.web.mail.models import OutgoingMessage
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.replying import reply
from wholeroom.web.reminders import Reminder

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def owner(make_person):
    return make_person("owner@westmarch.example", name="Ann")


@pytest.fixture
def other(make_person):
    return make_person("other@westmarch.example", name="Bo")


@pytest.fixture
def problem(owner):
    problem = problems.bring(by=owner, hard="Letters come late")
    problems.share(by=owner, problem=problem, audience="everyone", shown_as="nobody")
    return problem


@pytest.fixture
def waiting(monkeypatch):
    """``waiting(...)`` has somebody reminded of something."""
    registered = []
    monkeypatch.setattr(reminders, "_registered", registered)

    def remind(*told):
        registered.append(lambda person, today: told)

    return remind


def told(person, day=TODAY):
    """The messages that a look on a day sends to somebody."""
    before = len(mail.outbox)
    actions.every_minute(now=datetime(day.year, day.month, day.day, 9, tzinfo=timezone.get_current_timezone()))
    return [message for message in mail.outbox[before:] if message.to == [person.email]]


def test_follower_is_told_what_others_said_with_its_text_and_where(problem, owner, other):
    said = reply(by=other, problem=problem, kind="question", text="Which letters?", shown_as="name")

    (message,) = told(owner)

    assert message.subject == "New: Letters come late"
    assert "Question, from Bo:\n> Which letters?" in message.body
    assert f"/problems/{problem.pk}/" in message.body
    assert {said.words_id.hex, other.key} <= set(message.extra_headers["X-About"].split(","))


def test_newest_words_of_a_conversation_stand_first(problem, owner, other):
    for text in ("First?", "Second?"):
        reply(by=other, problem=problem, kind="question", text=text)

    (message,) = told(owner)

    assert message.body.index("> Second?") < message.body.index("> First?")


def test_nobody_is_told_their_own_words_or_the_same_twice(problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")

    told(owner)
    told(owner, TOMORROW)

    assert [message.to for message in mail.outbox] == [[owner.email]]


def test_message_comes_once_a_day_and_later_words_wait_for_the_next(problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    first = told(owner)
    reply(by=other, problem=problem, kind="question", text="From whom?")

    assert (len(first), told(owner)) == (1, [])
    (second,) = told(owner, TOMORROW)
    assert ("From whom?" in second.body, "Which letters?" in second.body) == (True, False)


def test_weekly_message_comes_a_week_after_the_last(problem, owner, other):
    actions.choose(by=owner, how_often="weekly")
    reply(by=other, problem=problem, kind="question", text="One?")
    assert len(told(owner)) == 1
    reply(by=other, problem=problem, kind="question", text="Two?")

    assert [len(told(owner, TODAY + timedelta(days=days))) for days in range(1, 8)] == [0, 0, 0, 0, 0, 0, 1]


def test_nothing_is_sent_at_night(problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")

    actions.every_minute(now=timezone.localtime().replace(hour=7))

    assert mail.outbox == []


def test_hidden_withdrawn_and_kept_back_words_are_not_told(problem, owner, other):
    hidden = reply(by=other, problem=problem, kind="question", text="Hidden?").words
    conversations.hide(by=owner, contribution=hidden, reason="advert")
    withdrawn = reply(by=other, problem=problem, kind="question", text="Withdrawn?").words
    conversations.withdraw(by=withdrawn.participant, contribution=withdrawn)

    assert told(owner) == []


def test_problem_that_is_a_draft_again_tells_nothing(problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    problems.tell(by=owner, problem=problem, part="tried", text="We rang them.")
    problems.keep_to_oneself(by=owner, problem=problem)

    assert told(other) == []


def test_reminders_are_gathered_and_each_is_told_once(owner, waiting):
    waiting(Reminder("a", "Did the talk help?", "/introductions/"), Reminder("b", "A note lapses.", "/practice/"))

    (message,) = told(owner)

    assert message.subject == "Something waits for you"
    assert "* Did the talk help?\n  http://localhost:8000/introductions/" in message.body
    assert "* A note lapses." in message.body
    assert told(owner, TOMORROW) == []


def test_who_wants_nothing_gets_nothing(problem, owner, other, waiting):
    waiting(Reminder("a", "Did the talk help?", "/introductions/"))
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    actions.choose(by=owner, how_often="never")

    assert told(owner) == []


def test_very_many_words_are_told_in_part_and_the_rest_is_counted(problem, owner, other):
    for number in range(53):
        reply(by=other, problem=problem, kind="question", text=f"Question {number}?")

    (message,) = told(owner)

    assert message.body.count("Question, from") == 50
    assert "3 more are on the pages." in message.body


def test_one_press_in_a_mail_program_stops_all_without_signing_in(problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    (message,) = told(owner)
    link = re.fullmatch(r"<http://localhost:8000(.+)>", message.extra_headers["List-Unsubscribe"])[1]

    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})

    reply(by=other, problem=problem, kind="question", text="From whom?")
    assert (answer.status_code, message.extra_headers["List-Unsubscribe-Post"]) == (200, "List-Unsubscribe=One-Click")
    assert told(owner, TOMORROW) == []


def test_opening_the_link_changes_nothing(client, problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    (message,) = told(owner)
    link = re.search(r"http://localhost:8000(/mail/stop/\S+)", message.body)[1]

    page = client.get(link)

    assert page.status_code == 200
    assert Following.objects.get(member=owner).wants_mail is True


def test_link_of_one_conversation_stops_that_one(client, problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    (message,) = told(owner)
    of_this, of_all = re.findall(r"http://localhost:8000(/mail/stop/\S+)", message.body)

    client.post(of_this)

    assert of_this != of_all
    assert Following.objects.get(member=owner).wants_mail is False


@pytest.mark.parametrize("signed", ["nothing", "eyJ:1:x"])
def test_link_that_is_not_ours_is_not_there(client, db, signed):
    assert client.post(f"/mail/stop/{signed}/").status_code == 404


def test_member_chooses_how_often_and_about_what(client, problem, owner):
    client.force_login(owner)

    client.post("/account/mail/", {"how_often": "weekly"})
    client.post(f"/account/mail/{problem.pk}/")

    page = client.get("/account/mail/").content.decode()
    assert owner.digest_choice.how_often == "weekly"
    assert "We do not write to you about it." in page


def test_choices_run_the_same_queries_for_one_and_for_three(client, owner, django_assert_num_queries):
    client.force_login(owner)
    for hard in ("One", "Two", "Three"):
        problems.bring(by=owner, hard=hard)
        with django_assert_num_queries(4):
            client.get("/account/mail/")


def test_digest_that_waits_goes_with_whoever_it_tells_of(queue, problem, owner, other, settings):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    told(owner)
    assert OutgoingMessage.objects.filter(concerns__who=other.key).count() == 1

    people.erase(by=other)

    assert OutgoingMessage.objects.filter(concerns__who=owner.email).count() == 0


def test_title_of_what_its_owner_keeps_to_themselves_again_is_told_to_nobody(client, problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")
    problems.keep_to_oneself(by=owner, problem=problem)
    problems.tell(by=owner, problem=problem, part="hard", text="What I said is mine again")
    client.force_login(other)

    choices = client.get("/account/mail/").text
    data = personal_data.of(other)

    assert ("mine again" in choices, "Letters come late" in choices, "Kept by whoever brought it" in choices) == (
        False,
        False,
        True,
    )
    assert ("mine again" in str(data), "Letters come late" in str(data)) == (False, False)


def test_what_is_erased_while_a_message_is_made_is_not_sent(monkeypatch, problem, owner, other):
    reply(by=other, problem=problem, kind="question", text="Which letters?")

    def gather_just_before_it_is_erased(person, **given):
        gathered = gather(person, **given)
        people.erase(by=other)
        return gathered

    monkeypatch.setattr(actions, "gather", gather_just_before_it_is_erased)

    assert actions.tell(person=owner, today=TODAY) is False
    monkeypatch.undo()
    assert told(owner) == []


def test_reminder_that_no_longer_waits_when_the_message_is_made_is_not_sent(monkeypatch, owner, waiting):
    waiting(Reminder("answer", "Somebody asked you", "/"))

    def gather_just_before_it_is_answered(person, **given):
        gathered = gather(person, **given)
        monkeypatch.setattr(reminders, "_registered", [])
        return gathered

    monkeypatch.setattr(actions, "gather", gather_just_before_it_is_answered)

    assert actions.tell(person=owner, today=TODAY) is False
