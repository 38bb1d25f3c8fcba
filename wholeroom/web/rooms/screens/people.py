"""Everybody who is in a room, on a page of their own: for the facilitator of a room with many people."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens.people_here import described, in_order
from wholeroom.web.rooms.screens.standing import standing

ON_A_PAGE = 100


@require_safe
@never_cache
@for_facilitators
def people(request: HttpRequest, room: Room) -> HttpResponse:
    """By name; ``name`` in the address leaves only those who have it in theirs."""
    here, wanted = standing(room), request.GET.get("name", "").strip()
    page = Paginator(in_order(here).filter(name__icontains=wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = f"{urlencode({'name': wanted})}&" if wanted else ""
    values = {"room": room, "here": here, "page": page, "found": described(here, page), "wanted": wanted}
    return render(request, "rooms/people.html", {**values, "asked": asked})
