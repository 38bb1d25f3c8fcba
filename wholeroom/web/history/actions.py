"""The one way to write history: inside the transaction of the act that it records."""

import re

from django.db import models, transaction
from django.utils import timezone

from wholeroom.web.history.models import Entry

VERB = re.compile(r"[a-z]+( [a-z]+){0,3}")
KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


def record(*, by: str | None, verb: str, target: models.Model) -> Entry:
    """Keep that somebody did something, on this day.

    ``by`` is an opaque key, or None where nobody is to be known. ``verb`` is one to four plain words of the code.
    Raises RuntimeError outside a transaction: an act and its record stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record({verb!r}) was called outside a transaction; call it inside the action's own.")
    if not VERB.fullmatch(verb):
        raise ValueError(f"The verb is {verb!r}. Expected: one to four words in small letters, never what people said.")
    keys = [str(target.pk)] if by is None else [str(target.pk), by]
    for key in keys:
        if not KEY.fullmatch(key):
            raise ValueError("History keeps opaque keys: up to 64 letters, digits, dashes. This is something else.")
    return Entry.objects.create(
        actor=by, verb=verb, target_kind=target._meta.label_lower, target_key=str(target.pk), day=timezone.localdate()
    )
