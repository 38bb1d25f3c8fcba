"""What came of a problem: its closed meetings, for the page of the problem."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.http import HttpRequest
from django.template import Context

from wholeroom.web.agreements.afterwards import how_it_goes
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.outcome_page import PromiseNow, ReviewRead
from wholeroom.web.agreements.reading import read
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.documents.words import Words
from wholeroom.web.problems.models import Problem

register = template.Library()


@dataclass(frozen=True)
class PromiseShown:
    who: str
    words: Words
    goes: str


@dataclass(frozen=True)
class Outcome:
    """``is_open`` is False for whoever was not there, where the problem is for more eyes than the meeting was.

    They read what was promised and how it goes: not by whom, and no other words.
    """

    id: str
    day: date
    is_open: bool
    promises: tuple[PromiseShown, ...]
    reviews: tuple[ReviewRead, ...]


@register.simple_tag(takes_context=True)
def outcomes_of(context: Context, problem: Problem) -> list[Outcome]:
    found = Agreement.objects.filter(room__problem=problem).select_related("room__conversation").order_by("closed")
    return [outcome(one, problem, context.get("request")) for one in found]


def outcome(agreement: Agreement, problem: Problem, request: HttpRequest | None) -> Outcome:
    page = read(agreement)
    audiences = (agreement.room.conversation.audience, problem.conversation.audience)
    is_for_fewer = audiences == (Conversation.Audience.LINK, Conversation.Audience.EVERYONE)
    return Outcome(
        id=str(agreement.pk),
        day=page.at_close.day,
        is_open=not is_for_fewer or has_a_part(request, agreement, problem),
        promises=tuple(shown(one) for one in page.promises),
        reviews=page.reviews,
    )


def has_a_part(request: HttpRequest | None, agreement: Agreement, problem: Problem) -> bool:
    """Whoever owns the problem, held the meeting or was in it."""
    if request is None:
        return False
    person = request.user if request.user.is_authenticated else None
    if person and (problem.owner_id == person.pk or agreement.room.facilitators.filter(pk=person.pk).exists()):
        return True
    return cookies.participant(request, agreement.room.conversation) is not None


def shown(promise: PromiseNow) -> PromiseShown:
    return PromiseShown(promise.who, promise.words, "; ".join(how_it_goes(promise).splitlines()))
