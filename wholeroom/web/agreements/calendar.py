"""The dates of an agreement as a calendar reads them (RFC 5545): each promise on its day, and the review day."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.outcome_page import OutcomePage, PromiseNow

LONGEST_LINE = 75  # bytes, the line break not counted
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def calendar(agreement: Agreement, page: OutcomePage, *, address: str) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wholeroom//agreements//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(page.at_close.question)}",
        *events(agreement, page, address),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) + b"\r\n" for line in lines)


def events(agreement: Agreement, page: OutcomePage, address: str) -> Iterator[str]:
    for promise in page.promises:
        changes = [review.day for review in promise.reviews if review.change]
        yield from event(
            uid=f"{page.id}-promise-{promise.position}",
            changed=(len(changes), changes[-1] if changes else agreement.closed),
            day=promise.by_when,
            summary=_("Promise {number}, due today: {who}").format(number=promise.position, who=promise.who),
            about=_about(promise, address),
        )
    if agreement.review_day:
        yield from event(
            uid=f"{page.id}-review",
            changed=(0, agreement.closed),
            day=agreement.review_day,
            summary=_("Review: {question}").format(question=page.at_close.question),
            about="\n".join([_("Those affected say what changed."), address]),
        )


def _about(promise: PromiseNow, address: str) -> str:
    return f"{promise.words.text}\n{address}"


def event(*, uid: str, changed: tuple[int, date], day: date, summary: str, about: str) -> Iterator[str]:
    """``changed`` is how often this event was changed, and when last: calendars take the newest."""
    sequence, stamp = changed
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(summary)}"
    yield f"DESCRIPTION:{escaped(about)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    return "".join(ESCAPED.get(letter, letter) for letter in text)


def folded(line: str) -> bytes:
    """At most 75 bytes a line; the next goes on after a space. No letter is cut in two.

    >>> folded("x" * 80)[75:]
    b'\\r\\n xxxxx'
    """
    lines, room = [b""], LONGEST_LINE
    for letter in line:
        encoded = letter.encode()
        if len(lines[-1]) + len(encoded) > room:
            lines.append(b"")
            room = LONGEST_LINE - 1
        lines[-1] += encoded
    return b"\r\n ".join(lines)
