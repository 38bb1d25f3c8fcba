"""Who gets into a room: its facilitators by signing in, everybody else by its code."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.people import limits
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms import codes
from wholeroom.web.rooms.models import Room

Rest = ParamSpec("Rest")
WRONG_CODES = "wrong code of a room"
WRONG_CODES_A_BROWSER = 20
WRONG_CODES_IN_ALL = 1000  # of more than 700 million codes; so many that a few who play about lock nobody out
COUNTED_SECONDS = 600
TOGETHER = ("conversation", "problem__conversation")  # what every page of a room asks for


class TooManyGuesses(WebError, Http404):
    """Where no page says why, nothing is there: right codes and wrong ones look alike."""

    def __init__(self) -> None:
        super().__init__(gettext("There were many wrong codes just now. Wait ten minutes, then try again."))


def facilitated(request: HttpRequest, room_id: uuid.UUID) -> Room:
    """The room, for one of its facilitators. For everybody else it is not there."""
    if not request.user.is_authenticated:
        raise Http404
    room = Room.objects.filter(pk=room_id, facilitators=request.user).select_related(*TOGETHER).first()
    if room is None:
        raise Http404
    return room


def facilitates(conversation: Conversation, person: Person) -> bool:
    """Whether somebody leads the room that this conversation is: they moderate it."""
    return Room.objects.filter(pk=conversation.pk, facilitators=person.pk).exists()


def address_of(conversation: Conversation) -> str:
    """Where somebody who takes part in a room is in it."""
    return reverse("rooms:phone", args=[Room.objects.get(pk=conversation.pk).code])


def for_facilitators(
    view: Callable[Concatenate[HttpRequest, Room, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, uuid.UUID, Rest], HttpResponseBase]:
    """Give a view its room instead of the ``room_id`` of the address; who is not signed in does that first."""

    @login_required
    @wraps(view)
    def with_room(request: HttpRequest, room_id: uuid.UUID, *args: Rest.args, **rest: Rest.kwargs) -> HttpResponseBase:
        return view(request, facilitated(request, room_id), *args, **rest)

    return with_room


def room_by_code(request: HttpRequest, code: str) -> Room:
    """The room that a code opens, however it was typed; also when it is closed.

    Wrong codes are counted, by browser and in all: never by network address, because a whole hall is behind one. Who
    has a place in the room comes in whatever was counted.
    """
    room = _with_code(codes.cleaned(code))
    if room is not None and cookies.name(room.conversation) in request.COOKIES:
        return room
    counted = {limits.browser_of(request): WRONG_CODES_A_BROWSER, limits.EVERYBODY: WRONG_CODES_IN_ALL}
    if limits.is_any_used_up(WRONG_CODES, counted):
        raise TooManyGuesses
    if room is None:
        for who, most in counted.items():
            limits.allow(WRONG_CODES, who, most=most, seconds=COUNTED_SECONDS)
        raise Http404
    return room


def _with_code(code: str) -> Room | None:
    """A hall asks for this more than for anything else: in no order, and for the problem only where there is one."""
    room = next(iter(Room.objects.filter(code=code).select_related("conversation")), None)
    if room is not None and room.problem_id:
        room.problem = Problem.objects.select_related("conversation").get(pk=room.problem_id)
    return room
