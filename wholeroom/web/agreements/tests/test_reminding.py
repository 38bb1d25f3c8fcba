import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.agreements import reminding
from wholeroom.web.agreements.models import Agreement, Message
from wholeroom.web.agreements.tests.conftest import MAIL, PROMISE, later
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contact
from wholeroom.web.mail.digests import actions as digests


def sent(to: str = "") -> list[str]:
    return [message.subject for message in mail.outbox if to in message.to[0]]


def test_owner_is_reminded_a_week_before_and_on_the_day_once_each(meeting):
    by_when = meeting.promise.by_when

    for days in range(-10, 2):
        reminding.remind(today=by_when + timedelta(days=days))
        reminding.remind(today=by_when + timedelta(days=days))

    assert [message.to for message in mail.outbox] == [[MAIL], [MAIL]]
    assert {message.kind for message in Message.objects.all()} == {"week-before", "on-the-day"}


def test_reminder_says_what_was_promised_and_where_to_answer(client, meeting):
    reminding.remind(today=meeting.promise.by_when)

    (message,) = mail.outbox
    link = next(line for line in message.body.splitlines() if "/promises/" in line)
    assert f"> {PROMISE}" in message.body
    assert link.startswith("http://localhost:8000/promises/")
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200
    assert [line for line in message.body.splitlines() if len(line) > 72 and "http" not in line] == []
    about = message.extra_headers["X-About"].split(",")
    assert {meeting.owner.key, meeting.promise.words_id.hex} - set(about) == set()


def test_site_that_stood_still_catches_up_with_one_message(meeting):
    reminding.remind(today=meeting.promise.by_when + timedelta(days=5))
    reminding.remind(today=meeting.promise.by_when + timedelta(days=6))

    (message,) = mail.outbox
    assert "It was due on" in message.body


@pytest.mark.parametrize("state", ["kept", "not-kept"])
def test_finished_promise_is_not_reminded_of(meeting, state):
    meeting.agreement.promises.update(state=state)

    reminding.remind(today=meeting.promise.by_when)

    assert mail.outbox == []


def test_promise_with_a_new_day_is_reminded_of_again(meeting):
    reminding.remind(today=meeting.promise.by_when)
    later(meeting)

    reminding.remind(today=meeting.promise.by_when)

    assert [message.body.count("You promised:") for message in mail.outbox if MAIL in message.to] == [1, 1]


def test_address_gets_one_message_with_all_it_is_to_be_reminded_of(meeting):
    meeting.agreement.promises.update(by_when=meeting.agreement.review_day)

    reminding.remind(today=meeting.agreement.review_day)

    (message,) = [message for message in mail.outbox if MAIL in message.to]
    assert message.subject == "2 things wait for you"
    assert (message.body.count("You promised:"), message.body.count("Today we look again.")) == (1, 1)


def test_member_is_reminded_by_the_daily_message_and_no_other(meeting, make_person):
    member = make_person(MAIL)
    day = meeting.promise.by_when

    reminding.remind(today=day)
    (reminder,) = [one for one in reminders.of(member, today=day) if one.key.startswith("on-the-day")]

    assert sent(MAIL) == []
    assert reminder.text.startswith("You made a promise. It is due today,")


def test_member_who_wants_no_daily_message_is_reminded_as_before(meeting, make_person):
    digests.choose(by=make_person(MAIL), how_often="never")

    reminding.remind(today=meeting.promise.by_when)

    assert len(sent(MAIL)) == 1


def test_promise_due_within_the_week_spares_the_first_reminder(meeting):
    soon = timezone.localdate() + timedelta(days=3)
    meeting.agreement.promises.update(by_when=soon)

    reminding.remind(today=soon - timedelta(days=1))
    assert mail.outbox == []
    reminding.remind(today=soon)
    assert len(mail.outbox) == 1


def test_nobody_is_reminded_who_left_no_address_or_was_erased(meeting):
    conversations.leave_contact(by=meeting.owner, other_way="Tell my keyworker")
    reminding.remind(today=meeting.promise.by_when)
    conversations.leave_contact(by=meeting.owner, email=MAIL)
    conversations.erase_participant(by=meeting.owner, participant=meeting.owner)
    reminding.remind(today=meeting.promise.by_when)

    assert mail.outbox == []


def test_everybody_with_an_address_is_asked_on_the_review_day(client, meeting):
    meeting.agreement.promises.update(state="kept")

    reminding.remind(today=meeting.agreement.review_day - timedelta(days=1))
    assert mail.outbox == []
    reminding.remind(today=meeting.agreement.review_day)
    reminding.remind(today=meeting.agreement.review_day + timedelta(days=1))

    assert sorted(message.to[0] for message in mail.outbox) == [MAIL, "tom@westmarch.example"]
    link = next(line for line in mail.outbox[0].body.splitlines() if "/reviews/" in line)
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_everybody_is_told_by_itself_two_weeks_after_the_review(meeting):
    meeting.agreement.promises.update(state="kept")
    reminding.remind(today=meeting.agreement.review_day)
    mail.outbox.clear()

    reminding.remind(today=meeting.agreement.review_day + timedelta(days=13))
    assert mail.outbox == []
    reminding.remind(today=meeting.agreement.review_day + timedelta(days=14))
    reminding.remind(today=meeting.agreement.review_day + timedelta(days=15))

    assert len(mail.outbox) == 2
    assert Agreement.objects.get().told is not None


def test_one_message_that_fails_holds_up_no_other_and_is_tried_again(meeting, caplog, settings):
    meeting.agreement.promises.update(state="kept")
    Contact.objects.filter(participant=meeting.owner).update(email="bad\naddress@westmarch.example")

    with caplog.at_level(logging.ERROR):
        reminding.remind(today=meeting.agreement.review_day)
    Contact.objects.filter(participant=meeting.owner).update(email=MAIL)
    reminding.remind(today=meeting.agreement.review_day)

    assert sorted(message.to[0] for message in mail.outbox) == [MAIL, "tom@westmarch.example"]
    assert "bad" not in caplog.text


def test_nobody_is_woken_at_night(meeting):
    night = timezone.localtime().replace(hour=3)
    Agreement.objects.update(review_day=night.date())

    reminding.every_minute(now=night)
    assert mail.outbox == []

    reminding.every_minute(now=night.replace(hour=9))
    assert len(mail.outbox) == 2
