"""Signed tickets: a page that may be seen carries one, and the hub lets in whoever shows it, without the database."""

import secrets
from typing import NamedTuple

from django.core import signing

SALT = "wholeroom.live"
HOURS_VALID = 12


class View(NamedTuple):
    """What is looked at: a topic, as one kind of screen shows it, in one language."""

    topic: str
    audience: str
    language: str


def mint(topic: str, audience: str, language: str) -> str:
    """A ticket for one page. Two are never alike, so that the hub can tell one page from another."""
    return signing.TimestampSigner(salt=SALT).sign_object([topic, audience, language, secrets.token_urlsafe(6)])


def read(ticket: str) -> View | None:
    """What the ticket is for; None if it is not ours, or is too old."""
    try:
        topic, audience, language, _ = signing.TimestampSigner(salt=SALT).unsign_object(
            ticket, max_age=HOURS_VALID * 3600
        )
    except signing.BadSignature:
        return None
    return View(topic, audience, language)
