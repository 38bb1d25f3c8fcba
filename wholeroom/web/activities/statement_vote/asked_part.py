"""The part of a page that asks one person, drawn from a form that is kept: a hall of phones wants many a second.

Django draws the form once for each step, language and shape, with marks where something differs from person to person.
What stands there is put in afterwards; words that people said are escaped, and never looked through for marks.
"""

from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from wholeroom.web.activities.statement_vote.tongues import direction_of
from wholeroom.web.rooms.models import Step

FORMS_KEPT = 512
EDGE = "\ue000"  # of a mark: a sign without a meaning, which no template holds
LETTERS_OF_A_LONG_ONE = 80  # a statement with more is set smaller, so that the choices stay in sight
ANY_NUMBER = 0  # stands in an address where the number of a statement goes


@dataclass(frozen=True)
class Asked:
    """What one person is asked now: the next statement, if any is left, and how far they are.

    ``last`` is the number of the statement they voted on last, for a word why; ``place`` the number of the one asked
    now. ``original`` is what it was put in as, where ``text`` is a translation.
    """

    statement: UUID | None
    text: str
    voted: int
    statements: int
    last: int | None = None
    place: int | None = None
    language: str = ""
    original: str = ""
    original_language: str = ""
    has_hidden: bool = False  # a moderator hid words of theirs here: they are told so

    @property
    def number(self) -> int:
        return self.voted + 1

    @property
    def is_long(self) -> bool:
        return len(self.text) > LETTERS_OF_A_LONG_ONE


class Shape(NamedTuple):
    """What decides how a part looks, but for what differs from person to person."""

    code: str
    step: int
    language: str
    asks: bool
    has_statements: bool
    has_voted: bool
    is_numbered: bool
    is_translated: bool
    has_hidden: bool
    is_long: bool


def filled(step: Step, asked: Asked, language: str, *, csrf_token: str, ticket: str) -> SafeString:
    shape = Shape(
        step.room.code,
        step.pk,
        language,
        asked.statement is not None,
        asked.statements > 0,
        asked.voted > 0,
        asked.place is not None,
        bool(asked.original),
        asked.has_hidden,
        asked.is_long,
    )
    values = {
        "statement": str(asked.statement),
        "text": escape(asked.text),
        "number": str(asked.number),
        "statements": str(asked.statements),
        "last": str(asked.last),
        "place": str(asked.place),
        "in-language": escape(asked.language),
        "direction": direction_of(asked.language),
        "original": escape(asked.original),
        "original-language": escape(asked.original_language),
        "original-direction": direction_of(asked.original_language),
        "ticket": escape(ticket),
        "token": escape(csrf_token),
    }
    parts = [values[part] if place % 2 else part for place, part in enumerate(form_of(shape))]
    return mark_safe("".join(parts))  # noqa: S308 -- drawn by Django, and filled with what is escaped


def mark(name: str) -> str:
    return f"{EDGE}{name}{EDGE}"


def address_of(page: str, shape: Shape, number: str) -> str:
    """The address of a page of one statement, with a mark for its number."""
    address = reverse(f"statement_vote:{page}", args=[shape.code, shape.step, ANY_NUMBER])
    before, _, after = address.rpartition(f"/{ANY_NUMBER}/")
    return f"{before}/{mark(number)}/{after}"


@lru_cache(maxsize=FORMS_KEPT)
def form_of(shape: Shape) -> tuple[str, ...]:
    """What is the same for everybody, and at every second place the name of what goes there."""
    marked = SimpleNamespace(
        statement=mark("statement") if shape.asks else None,
        text=mark("text"),
        number=mark("number"),
        statements=mark("statements") if shape.has_statements else 0,
        voted=mark("number") if shape.has_voted else 0,
        last=mark("last") if shape.has_voted else None,
        place=mark("place") if shape.is_numbered else None,
        language=mark("in-language"),
        direction=mark("direction"),
        original=mark("original") if shape.is_translated else "",
        original_language=mark("original-language"),
        original_direction=mark("original-direction"),
        has_hidden=shape.has_hidden,
        is_long=shape.is_long,
    )
    values = {
        "asked": marked,
        "address": reverse("rooms:say", args=[shape.code, shape.step]),
        "phone": reverse("rooms:phone", args=[shape.code]),
        "mine": reverse("statement_vote:mine", args=[shape.code, shape.step]),
        "why": address_of("why", shape, "last"),
        "translate": address_of("translate", shape, "place"),
        "csrf_token": mark("token"),
        "ticket": mark("ticket"),
    }
    with override(shape.language or None):
        return tuple(render_to_string("statement_vote/ask.html", values).split(EDGE))
