"""To print: statement cards to cut out, and ballots on which each statement has its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.activities.statement_vote import actions, tongues
from wholeroom.web.activities.statement_vote.figures import shown_statements
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.preparing import vote_of
from wholeroom.web.activities.statement_vote.tongues import Wording
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room, Step

ON_A_SHEET = 8  # cards
ON_A_BALLOT = 18  # statements on a page


@dataclass(frozen=True)
class Card:
    statement: Statement
    wording: Wording

    @property
    def number(self) -> int:
        return self.statement.number


@require_safe
@never_cache
@for_facilitators
def cards(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    return sheets(request, room, step_id, "cards", ON_A_SHEET)


@require_safe
@never_cache
@for_facilitators
def ballots(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    return sheets(request, room, step_id, "ballots", ON_A_BALLOT)


def sheets(request: HttpRequest, room: Room, step_id: int, what: str, most: int) -> HttpResponse:
    step = vote_of(room, step_id)
    found = tongues.tongues_of(step)
    tongue = asked_tongue(request, found)
    values = {
        "room": room,
        "step": step,
        "pages": list(in_parts(worded(step, tongue), most)),
        "tongues": found,
        "tongue": tongue,
        "ballot": actions.ballot_of(step),
    }
    return render(request, f"statement_vote/{what}.html", values)


def asked_tongue(request: HttpRequest, found: list[tuple[str, str]]) -> str:
    """The language that was asked for, where there is anything in it; else that of the page."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(found) else tongues.tongue_of(get_language() or "")


def worded(step: Step, tongue: str) -> list[Card]:
    shown = shown_statements(step)
    wordings = tongues.in_tongue(step, shown, tongue)
    return [Card(one, wordings[one.pk]) for one in shown]


def in_parts(cards: list[Card], most: int) -> Iterator[list[Card]]:
    for first in range(0, len(cards), most):
        yield cards[first : first + most]
