"""The page that gives words back where they could not go in, so that they can be copied and used again."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote.actions import NoLongerThere
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.screens.phone import entered

Rest = ParamSpec("Rest")
Kept = list[tuple[str, str]]  # what a box is called, and the words in it


class NotKnownHere(WebError):
    def __init__(self) -> None:
        super().__init__(_("This phone is no longer known in this meeting. Perhaps you left, or erased your place."))


def gives_words_back(
    view: Callable[Concatenate[HttpRequest, Room, Participant, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]:
    """Give a view the room and who takes part there, instead of the ``code`` of the address.

    Where the view refuses what somebody typed, the page that says why holds it.
    """

    @wraps(view)
    def with_place(request: HttpRequest, code: str, *args: Rest.args, **rest: Rest.kwargs) -> HttpResponse:
        room, participant = entered(request, code)
        try:
            if participant is not None:
                return view(request, room, participant, *args, **rest)
            if request.method == "POST":
                raise NotKnownHere
        except WebError as refusal:
            return words_back(request, room, refusal)
        return redirect("rooms:welcome", room.code)

    return with_place


def words_back(request: HttpRequest, room: Room, refusal: WebError) -> HttpResponse:
    is_sent = request.method == "POST"
    text = request.POST.get("text", "").strip()
    values = {"room": room, "why": str(refusal), "is_sent": is_sent, "kept": in_one_box(text) if text else ()}
    return render(request, "statement_vote/words-back.html", values, status=409 if is_sent else 410)


def in_one_box(text: str) -> Kept:
    return [(_("Your words, so that you can use them again"), text)]


def statement_that_shows(step: Step, number: int) -> Statement:
    """It was put in under this number; where it no longer shows, that is said."""
    statement = get_object_or_404(Statement.objects.select_related("words"), step=step, number=number)
    if statement.words.state != Contribution.State.SHOWN:
        raise NoLongerThere
    return statement
