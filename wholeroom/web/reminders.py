"""What a member has to be reminded of: each app says it here, and they are told all of it in one daily message.

Nothing that is said here sends anything. Mail gathers it, at most once a day for each person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do or to know: ``text`` in a sentence or two, in the reader's language, and ``path``, where.

    ``key`` names it, so that the same one is told once. ``about`` are the keys of people and words that the text tells
    of: with any of them erased, a message that waits is erased too.
    """

    key: str
    text: str
    path: str
    about: tuple[str, ...] = ()


Reminders = Callable[..., Iterable[Reminder]]
Gatherer = Callable[[str], bool]

_registered: list[Reminders] = []
_gatherers: list[Gatherer] = []


def register(reminders: Reminders) -> None:
    """Have ``reminders(person, today=)`` say what somebody is to be reminded of. Call it in ``AppConfig.ready``."""
    if reminders not in _registered:
        _registered.append(reminders)


def of(person: models.Model, *, today: date) -> list[Reminder]:
    return [reminder for reminders in _registered for reminder in reminders(person, today=today)]


def register_gatherer(gathers: Gatherer) -> None:
    """Have ``gathers(address)`` say whether an address gets the daily message. Call it in ``AppConfig.ready``."""
    if gathers not in _gatherers:
        _gatherers.append(gathers)


def are_gathered_for(address: str) -> bool:
    """Whether what is said here reaches this address by the daily message, so that nothing else need be sent to it."""
    return any(gathers(address) for gathers in _gatherers)
