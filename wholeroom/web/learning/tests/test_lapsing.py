"""A note lapses twelve months after somebody last said that it is so. It says so, stands last, and never vanishes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.learning import actions
from wholeroom.web.learning.models import PracticeNote, a_year_after

TODAY = timezone.localdate


def confirmed(note, days_ago):
    note.confirmed_on = TODAY() - timedelta(days=days_ago)
    note.save(update_fields=["confirmed_on"])
    return note


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2025, 3, 4), date(2026, 3, 4)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_year_after_a_day(day, later):
    assert a_year_after(day) == later


def test_note_lapses_after_a_year_and_not_before(shared):
    note = shared()

    assert confirmed(note, 366).has_lapsed is True
    assert confirmed(note, 364).has_lapsed is False


def test_lapsed_note_stands_last_and_says_so(shared, client):
    lapsed, newer, newest = (
        confirmed(shared("old"), 400),
        confirmed(shared("newer"), 20),
        confirmed(shared("newest"), 3),
    )

    assert list(PracticeNote.objects.listed()) == [newest, newer, lapsed]
    assert "This note has lapsed." in client.get(f"/practice/{lapsed.pk}/").text
    assert "It has lapsed" in client.get("/practice/").text


def test_still_so_confirms_it_for_another_year(shared, author):
    note = confirmed(shared(), 400)

    actions.say_still_so(by=author, note=note)

    assert (note.confirmed_on, note.has_lapsed) == (TODAY(), False)


@pytest.mark.parametrize(("found", "days"), [("so", 0), ("otherwise", 100)])
def test_counter_signature_confirms_only_if_it_was_so(shared, counter_sign, found, days):
    note = confirmed(shared(), 100)

    counter_sign(note, found)

    assert PracticeNote.objects.get().confirmed_on == TODAY() - timedelta(days=days)


def told(person, today):
    return [(one.key.rsplit("-", 1)[-1], one.path) for one in reminders.of(person, today=today)]


def test_author_is_reminded_thirty_days_before_and_on_the_day(shared, author):
    note = shared()
    page, ends = f"/practice/{note.pk}/", note.lapses_on

    found = {days: told(author, ends - timedelta(days=days)) for days in (31, 30, 1, 0, -9)}

    assert found == {31: [], 30: [("before", page)], 1: [("before", page)], 0: [("day", page)], -9: [("day", page)]}


def test_each_reminder_is_told_once_for_each_confirmation(shared, author):
    note = shared()
    ends = note.lapses_on
    first, second = (reminders.of(author, today=ends - timedelta(days=days))[0].key for days in (30, 2))

    actions.confirm(confirmed(note, 10))
    note.confirmed_on = TODAY() - timedelta(days=10)
    note.save()

    [again] = reminders.of(author, today=note.lapses_on - timedelta(days=30))
    assert (first == second, first == again.key) == (True, False)


def test_reminder_is_about_the_words_that_it_tells_of(shared, author):
    note = shared()

    [reminder] = reminders.of(author, today=note.lapses_on)

    assert "A van at the prison gate" in reminder.text
    assert reminder.about == (note.words()["done"].pk.hex,)


def test_nobody_is_reminded_of_a_draft_nor_of_the_notes_of_others(shared, author, carer):
    note = shared()
    ends = note.lapses_on
    actions.keep_to_oneself(by=author, note=note)

    assert (told(author, ends), told(carer, ends)) == ([], [])
