"""What to print for a room: the way in for the door, the agenda, cards for those without a phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.rooms import registry, ways_in
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens.standing import standing


@require_safe
@never_cache
@for_facilitators
def paper(request: HttpRequest, room: Room) -> HttpResponse:
    here = standing(room)
    drawn = [(step, registry.activity(step.activity).paper(step)) for step in here.steps]
    cards = [(step, mark_safe(card)) for step, card in drawn if card]  # noqa: S308 -- activities escape what they draw
    values = {"room": room, "here": here, "cards": cards, "ways_in": ways_in.ways_into(request, room)}
    return render(request, "rooms/paper.html", values)
