"""Closing a room: what happens then, and what is still missing, said before it is done."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.rooms import actions, registry
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.contract import Outcome
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.screens.standing import standing


@dataclass(frozen=True)
class LeftBehind:
    """What the room would leave behind if it closed now."""

    agreed: int
    not_agreed: int
    promises: int
    review_day: date | None

    @classmethod
    def of(cls, outcome: Outcome) -> "LeftBehind":
        agreed = sum(one.is_agreed for one in outcome.agreed)
        day = date.fromisoformat(outcome.review_day) if outcome.review_day else None
        return cls(agreed, len(outcome.not_agreed), len(outcome.promises), day)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_facilitators
def close(request: HttpRequest, room: Room) -> HttpResponse:
    if room.conversation.state == Conversation.State.CLOSED:
        return redirect("rooms:console", room.pk)
    if request.method == "POST":
        actions.close(by=request.user, room=room)
        return redirect("rooms:console", room.pk)
    outcome = registry.method(room.method).outcome(room, registry.activities())
    left_behind = LeftBehind.of(outcome)
    values = {"room": room, "left_behind": left_behind, "missing": missing_before_close(room, left_behind)}
    return render(request, "rooms/close.html", values)


def missing_before_close(room: Room, left_behind: LeftBehind) -> list[str]:
    """None of it stops the close. Better known now than found on the page."""
    here = standing(room)
    planned = sum(step.state == Step.State.PLANNED for step in here.steps)
    waiting = room.conversation.contributions.filter(state=Contribution.State.WAITING).count()
    found = [
        (here.step is not None, gettext("A step is still open.")),
        (
            planned,
            ngettext("%(count)d step was not reached.", "%(count)d steps were not reached.", planned)
            % {"count": planned},
        ),
        (waiting, gettext("Some words wait for you to read. Until you let them show, they are not on the page.")),
        (not left_behind.promises, gettext("Nobody has promised anything.")),
        (left_behind.review_day is None, gettext("There is no day to look again at what came of it.")),
    ]
    return [words for is_missing, words in found if is_missing]
