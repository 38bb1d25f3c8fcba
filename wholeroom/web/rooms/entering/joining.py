"""Into a room by its code: no account, no name needed, the same way again with the cookie or one's own link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.actions import participant_with
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import admitting, places, registry, slips
from wholeroom.web.rooms.access import TooManyGuesses, room_by_code
from wholeroom.web.rooms.clock import Clock
from wholeroom.web.rooms.entering.asking_in import drawn, kept_page
from wholeroom.web.rooms.forms import CodeForm, JoinForm, SlipField
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.screens import wall
from wholeroom.web.rooms.ways_in import for_others

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """The six letters. The first page of the site asks for them, too, and sends them here in the address."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        try:
            return redirect("rooms:welcome", room_by_code(request, form.cleaned_data["code"]).code)
        except TooManyGuesses as refusal:
            form.add_error(None, str(refusal))
        except Http404:
            form.add_error("code", gettext("No meeting has this code. Look again, letter by letter."))
    return render(request, "rooms/join.html", {"form": form}, status=400 if form.errors else 200)


@READ_AND_SEND
@never_cache
@says_why
def welcome(request: HttpRequest, code: str) -> HttpResponse:
    """What one joins, before one joins. Who has a place here already goes straight in."""
    room = room_by_code(request, code)
    if room.conversation.state == Conversation.State.CLOSED:
        return over(request, room)
    if cookies.participant(request, room.conversation):
        return redirect("rooms:phone", room.code)
    if places.is_full(room):
        return full(request, room, status=409 if request.method == "POST" else 200)
    about = what_it_is(room)
    if kept := kept_page(request, room, about):
        return kept
    slip = SlipField(initial=request.GET.get("slip", "")) if room.needs_slip else None
    form = JoinForm(sent(request), member_name=name_of_member(request), slip=slip)
    if form.is_valid():
        try:
            return welcomed(request, room, form)
        except slips.WrongSlip as refusal:
            form.add_error("slip", str(refusal))
    return HttpResponse(drawn(request, room, form, about), status=400 if form.errors else 200)


def welcomed(request: HttpRequest, room: Room, form: JoinForm) -> HttpResponse:
    given = form.cleaned_data
    who = {"by": chosen_openly(request, form), "nickname": given["nickname"], "groups": given["groups"]}
    _, token = admitting.admitted(request, room, places.take_place, slip=given.get("slip", ""), **who)
    if given["comes_back"]:
        response = render(request, "rooms/joined.html", {"room": room, "way_back": way_back(request, room, token)})
    else:
        response = redirect("rooms:phone", room.code)
    cookies.remember(response, room.conversation, token)
    return response


@READ_AND_SEND
@never_cache
@says_why
def back(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """One's own link to come back. Opening it changes nothing, so that what looks at links in mails does no harm."""
    room = room_by_code(request, code)
    if participant_with(room.conversation, token) is None:
        return render(request, "rooms/no-such-place.html", {"room": room}, status=404)
    if request.method != "POST":
        return render(request, "rooms/back.html", {"room": room})
    response = redirect("rooms:phone", room.code)
    cookies.remember(response, room.conversation, token)
    return response


def what_it_is(room: Room) -> dict[str, Any]:
    """What people are told of a room before they join it."""
    return {
        "method": registry.method(room.method),
        "has_begun": Clock.read(room.clock).has_begun,
        "cookie_days": cookies.KEPT // (24 * 3600),
    }


def over(request: HttpRequest, room: Room) -> HttpResponse:
    """A closed room lets nobody in; it leads to what it left behind."""
    is_here = cookies.participant(request, room.conversation) is not None
    return render(request, "rooms/over.html", {"room": room, "is_here": is_here})


def full(request: HttpRequest, room: Room, *, status: int = 200) -> HttpResponse:
    """No place is left: how to take part all the same."""
    return render(request, "rooms/full.html", {"room": room, "wall": wall.path_of(room)}, status=status)


def way_back(request: HttpRequest, room: Room, token: str) -> str:
    return for_others(request, reverse("rooms:back", args=[room.code, token]))


def name_of_member(request: HttpRequest) -> str:
    """What others would see of a member who takes part openly. Without a name there is nothing to be open with."""
    return request.user.name if request.user.is_authenticated else ""


def chosen_openly(request: HttpRequest, form: JoinForm) -> Person | None:
    """The member, only where they chose to be openly themselves here."""
    return request.user if form.cleaned_data.get("openly") and request.user.is_authenticated else None
