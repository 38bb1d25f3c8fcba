from datetime import date, timedelta

import pytest
from icalendar import Calendar
from icalendar.parser import Contentline, Contentlines

from wholeroom.web.agreements.calendar import escaped, folded
from wholeroom.web.agreements.tests.conftest import PROMISE, later
from wholeroom.web.conversations.models import Contribution


def feed(client, meeting) -> bytes:
    return client.get(f"/agreements/calendar/{meeting.agreement.feed_token}.ics").content


def events(client, meeting) -> dict[str, object]:
    return {str(one["UID"]).partition("-")[2]: one for one in Calendar.from_ical(feed(client, meeting)).events}


def test_feed_has_each_promise_and_the_review_on_its_day(client, meeting):
    by_when, review_day = meeting.days

    found = events(client, meeting)

    assert {name: one["DTSTART"].dt for name, one in found.items()} == {
        "promise-1": by_when,
        "promise-2": by_when + timedelta(days=15),
        "review": review_day,
    }
    assert found["promise-1"]["DTEND"].dt == by_when + timedelta(days=1)
    assert str(found["promise-1"]["DESCRIPTION"]).startswith(f"{PROMISE}\n")
    assert all(type(one["DTSTART"].dt) is date for one in found.values())


def test_feed_is_read_line_by_line_without_a_complaint(client, meeting):
    later(meeting)
    text = feed(client, meeting)

    calendar = Calendar.from_ical(text)

    assert str(calendar["METHOD"]) == "PUBLISH"
    assert [error for part in calendar.walk() for error in part.errors] == []
    assert [line for line in text.split(b"\r\n") if len(line) > 75] == []
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert [line.parts()[0] for line in Contentlines.from_ical(text.decode()) if line][-1] == "END"


def test_changed_promise_moves_in_the_calendar(client, meeting):
    before = events(client, meeting)["promise-1"]

    later(meeting)

    after = events(client, meeting)["promise-1"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)
    assert after["DTSTART"].dt == before["DTSTART"].dt + timedelta(days=30)
    assert after["UID"] == before["UID"]


def test_token_opens_the_dates_of_one_agreement_only(client, meeting):
    assert client.get(f"/agreements/calendar/{meeting.agreement.feed_token[:-1]}.ics").status_code == 404
    assert client.get(f"/agreements/calendar/{meeting.room.pk}.ics").status_code == 404


def test_dates_to_fetch_are_those_of_the_feed(client, meeting):
    assert client.get(f"/agreements/{meeting.room.pk}/dates.ics").content == feed(client, meeting)


@pytest.mark.parametrize("words", ["a;b,c\\d\ne", "ŵ" * 200, "😀" * 60, "x" * 75, "x" * 76])
def test_any_words_come_back_as_they_were(client, meeting, words):
    Contribution.objects.filter(text=PROMISE).update(text=words)

    described = str(events(client, meeting)["promise-1"]["DESCRIPTION"])

    assert described.rpartition("\n")[0] == words


def test_line_is_folded_between_letters():
    line = f"SUMMARY:{escaped('ŵ' * 60)}"

    pieces = folded(line).split(b"\r\n ")

    assert b"".join(pieces).decode() == line
    assert Contentline.from_ical(folded(line).decode()).parts()[2] == "ŵ" * 60
    assert max(len(piece) for piece in pieces) <= 75
