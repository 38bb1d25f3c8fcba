"""The part of a page that is for who looks at it alone: what an activity draws, and words that were refused."""

from django.http import HttpRequest

from wholeroom.web.rooms import posting
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.screens.standing import Standing


def part_values(request: HttpRequest, here: Standing, step: Step | None, fragment: str, why: str) -> dict[str, object]:
    """``step`` is the open one, or that for which words were refused; ``why``, where no form of it says so."""
    return {
        "room": here.room,
        "here": here,
        "earlier": step if step and step != here.step else None,
        "why": why,
        "text": request.POST.get("text", "") if why else "",
        "activity": posting.with_token(request, fragment),
    }
