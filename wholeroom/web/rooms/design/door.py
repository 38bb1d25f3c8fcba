"""The door of a room: how many may join by phone, and printed slips that let one phone in each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.rooms import planning, slips
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.design.plan_forms import DoorForm, SlipsForm
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.ways_in import for_others, small_picture_of, ways_into

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def door(request: HttpRequest, room: Room) -> HttpResponse:
    now = {"most_people": room.most_people, "needs_slip": room.needs_slip}
    form = DoorForm(sent(request), initial=now)
    if form.is_valid():
        planning.set_door(by=request.user, room=room, **form.cleaned_data)
        return redirect("rooms:door", room.pk)
    return page(request, room, form=form)


@require_POST
@for_facilitators
@says_why
@never_cache
def print_slips(request: HttpRequest, room: Room) -> HttpResponse:
    """The page to print. It is shown this once, because the codes on it are kept nowhere."""
    form = SlipsForm(request.POST)
    if not form.is_valid():
        return page(request, room, slips_form=form)
    made = slips.make(by=request.user, room=room, number=form.cleaned_data["number"])
    welcome = for_others(request, reverse("rooms:welcome", args=[room.code]))
    printed = [(slips.spoken(code), small_picture_of(f"{welcome}?{urlencode({'slip': code})}")) for code in made]
    return render(request, "rooms/slips.html", {"room": room, "slips": printed, "ways": ways_into(request, room)})


@require_POST
@for_facilitators
@says_why
def take_back_slips(request: HttpRequest, room: Room) -> HttpResponse:
    slips.take_back(by=request.user, room=room)
    return redirect("rooms:door", room.pk)


def page(request: HttpRequest, room: Room, **forms: Any) -> HttpResponse:
    """Both forms; the one that was sent is the one with what is wrong."""
    now = {"most_people": room.most_people, "needs_slip": room.needs_slip}
    used, all_slips = room.slips.filter(is_used=True).count(), room.slips.count()
    values = {
        "room": room,
        "form": DoorForm(initial=now),
        "slips_form": SlipsForm(),
        "used": used,
        "unused": all_slips - used,
        **forms,
    }
    errors = [one for one in forms.values() if one.errors]
    return render(request, "rooms/door.html", values, status=400 if errors else 200)
