"""Words go when nobody has spoken for long: who is told before, what goes, what stays, and what keeps it."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from wholeroom.web import moments, reminders
from wholeroom.web.conversations import actions, emptying
from wholeroom.web.conversations.emptying import look
from wholeroom.web.conversations.models import Attachment, Contact, Contribution, Participant
from wholeroom.web.conversations.retention import day_it_goes, keep_a_year_more, months_later
from wholeroom.web.conversations.rewording import reword
from wholeroom.web.history.models import Entry
from wholeroom.web.keeping import erasures

NOTICE = timedelta(days=30)


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.RETENTION_MONTHS = 24


@pytest.fixture
def goes(conversation) -> date:
    """The day on which the words go, as it stands before anybody speaks again."""
    return months_later(conversation.last_day, 24)


def texts():
    return [one.text for one in Contribution.everything.order_by("position")]


def pass_time(*days):
    for day in days:
        look(today=day)


def test_words_contacts_and_files_go_and_rows_stay(conversation, mary, say, goes, rewords):
    words = say(mary, "One")
    reword(by=mary, contribution=words, text="Two")
    actions.leave_contact(by=mary, email="mary@westmarch.example")
    Attachment.objects.create(
        words=words, position=1, kind="document", name="a.csv", content=b"a", media_type="text/plain", size=1
    )

    pass_time(goes - NOTICE, goes)

    conversation.refresh_from_db()
    left = Participant.objects.get()
    assert (texts(), Contact.objects.count(), Attachment.objects.count()) == (["", ""], 0, 0)
    assert (left.nickname, left.groups, left.token_hash, left.is_erased) == ("", {}, None, False)
    assert conversation.emptied == goes


def test_words_stay_until_their_day_and_for_30_days_after_the_warning(conversation, mary, say, goes):
    say(mary, "One")
    pass_time(goes - NOTICE - timedelta(days=1), goes + timedelta(days=100), goes + timedelta(days=129))
    before = texts()

    pass_time(goes + timedelta(days=130))

    assert (before, texts()) == (["One"], [""])


def test_who_left_an_address_and_has_no_account_is_written_to_once(conversation, mary, say, goes):
    say(mary, "Her name is Ann")
    actions.leave_contact(by=mary, email="mary@westmarch.example")

    pass_time(goes - NOTICE, goes - NOTICE, goes - timedelta(days=9))

    (message,) = mail.outbox
    assert (message.to, message.extra_headers) == (["mary@westmarch.example"], {"X-About": mary.key})
    assert goes.strftime("%-d %B %Y") in message.body
    assert "Ann" not in message.body


def test_member_is_reminded_and_not_written_to(conversation, make_person, goes):
    person = make_person()
    participant, _ = actions.join(by=person, conversation=conversation)
    actions.leave_contact(by=participant, email=person.email)
    before = reminders.of(person, today=goes)

    pass_time(goes - NOTICE)

    (reminder,) = reminders.of(person, today=goes)
    assert (before, mail.outbox) == ([], [])
    assert (reminder.path, goes.strftime("%-d %B %Y") in reminder.text) == (
        reverse("conversations:keeping", args=[conversation.pk]),
        True,
    )


@pytest.mark.parametrize("how", ["say", "say anew"])
def test_somebody_who_speaks_begins_the_time_again(conversation, mary, say, goes, rewords, how):
    words = say(mary, "One")
    type(conversation).objects.update(last_day=conversation.last_day - timedelta(days=800), warned=date(2020, 1, 1))

    if how == "say":
        say(mary, "Two")
    else:
        reword(by=mary, contribution=words, text="Two")
    pass_time(timezone.localdate())

    conversation.refresh_from_db()
    assert (day_it_goes(conversation), conversation.warned, "Two" in texts()) == (goes, None, True)


def test_words_said_after_all_went_go_in_their_turn(conversation, mary, say, goes):
    say(mary, "One")
    pass_time(goes - NOTICE, goes)

    say(mary, "Two")
    pass_time(goes - NOTICE, goes)

    assert texts() == ["", ""]


def test_moderator_keeps_it_a_year_more_and_all_are_warned_again(conversation, mary, say, goes, moderator):
    say(mary, "One")
    pass_time(goes - NOTICE)

    keep_a_year_more(by=moderator, conversation=conversation, today=goes - NOTICE)

    later = months_later(goes - NOTICE, 12)
    pass_time(goes, later - NOTICE, later - timedelta(days=1))
    conversation.refresh_from_db()
    assert (texts(), day_it_goes(conversation), conversation.warned) == (["One"], later, later - NOTICE)
    pass_time(later)
    assert texts() == [""]


def test_year_more_cannot_be_piled_up(conversation, moderator, goes):
    for _ in range(3):
        keep_a_year_more(by=moderator, conversation=conversation, today=goes)

    conversation.refresh_from_db()
    assert day_it_goes(conversation) == months_later(goes, 12)
    assert Entry.objects.filter(verb="kept a year more").count() == 1


def test_nothing_goes_where_it_is_kept_for_good(conversation, mary, say, goes, settings):
    settings.RETENTION_MONTHS = 0
    say(mary, "One")

    for day in (goes - NOTICE, goes):
        emptying.every_minute(now=datetime(day.year, day.month, day.day, 9))

    conversation.refresh_from_db()
    assert (texts(), day_it_goes(conversation), conversation.warned) == (["One"], None, None)


@pytest.mark.parametrize(("hour", "is_warned"), [(7, False), (8, True)])
def test_nobody_is_woken_at_night(conversation, goes, hour, is_warned):
    emptying.every_minute(now=datetime(goes.year, goes.month, goes.day, hour))

    conversation.refresh_from_db()
    assert (conversation.warned is not None) is is_warned


def test_worker_looks_every_minute():
    assert emptying.every_minute in moments.registered(moments.EVERY_MINUTE)


def test_words_that_others_have_to_keep_stay_with_who_said_them(conversation, mary, say, goes, monkeypatch, rewords):
    signed, said = say(mary, "One"), say(mary, "Other")
    reword(by=mary, contribution=signed, text="Signed")
    monkeypatch.setitem(moments._registered, moments.RETENTION_DAY, [lambda conversation: {signed.pk}])
    type(conversation).objects.update(warned=goes - NOTICE)

    pass_time(goes)

    signed.refresh_from_db()
    said.refresh_from_db()
    assert (signed.text, said.text, signed.participant.nickname) == ("Signed", "", "Mary")
    assert texts() == ["Signed", "", ""]


def test_words_that_went_are_erased_again_after_a_restore(conversation, mary, say, goes):
    words = say(mary, "One")
    pass_time(goes - NOTICE, goes)
    Contribution.objects.filter(pk=words.pk).update(text="One", state="shown")

    erasures.replay()

    assert texts() == [""]


def test_conversation_that_cannot_be_emptied_does_not_hold_up_the_others(conversation, mary, say, goes, monkeypatch):
    say(mary, "One")
    other = type(conversation).objects.create(kind="broken")
    type(conversation).objects.update(warned=goes - NOTICE)

    def refuses(*, conversation):
        if conversation == other:
            raise RuntimeError
        return set()

    monkeypatch.setitem(moments._registered, moments.RETENTION_DAY, [refuses])
    pass_time(goes)

    assert (texts(), type(conversation).objects.get(pk=other.pk).emptied) == ([""], None)


def test_history_says_that_words_went(conversation, mary, say, goes):
    say(mary, "One")

    pass_time(goes - NOTICE, goes)

    of_it = Entry.objects.filter(target_key=str(conversation.pk), actor=None).order_by("pk")
    assert list(of_it.values_list("verb", flat=True)) == ["warned that words go", "emptied"]


def page(conversation):
    return reverse("conversations:keeping", args=[conversation.pk])


def test_page_says_when_the_words_go_and_only_moderators_can_keep_them(
    conversation, mary, client, moderator, goes, settings
):
    settings.RETENTION_MONTHS = 6
    read = mary.browser.get(page(conversation)).text
    moderated = moderator.browser.get(page(conversation)).text

    refused = (client.get(page(conversation)).status_code, mary.browser.post(page(conversation)).status_code)
    moderator.browser.post(page(conversation))

    conversation.refresh_from_db()
    day = months_later(conversation.last_day, 6).strftime("%-d %B %Y")
    assert (day in read, "Keep it a year more" in read, "Keep it a year more" in moderated) == (True, False, True)
    assert (refused, conversation.keep_until) == ((404, 404), months_later(timezone.localdate(), 12))


def test_day_is_the_last_of_a_month_that_has_no_such_day():
    assert [months_later(date(2027, 8, 31), months) for months in (1, 6, -6)] == [
        date(2027, 9, 30),
        date(2028, 2, 29),
        date(2027, 2, 28),
    ]


@pytest.mark.parametrize(
    ("months", "told"), [(24, "Where nobody says anything for 24 months"), (0, "They stay until you erase them.")]
)
def test_privacy_page_says_how_long_words_are_kept(client, db, settings, months, told):
    settings.RETENTION_MONTHS = months

    text = client.get(reverse("site:privacy")).text

    assert (told in text, "Where nobody says anything" in text) == (True, bool(months))
