"""The wall: one screen for all, in the hall or shared on a video call. Whoever holds its link may look."""

from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.live import tickets
from wholeroom.web.rooms import ways_in
from wholeroom.web.rooms.access import TOGETHER
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.standing import standing

SALT = "wholeroom.rooms.wall"
DAYS_VALID = 30


def path_of(room: Room) -> str:
    """Opens the wall on any computer, without signing in, for thirty days."""
    return reverse("rooms:wall", args=[signing.TimestampSigner(salt=SALT).sign(room.pk.hex)])


def room_of(signed: str) -> UUID | None:
    """Which room a link opens; None if it is not ours, or is too old."""
    try:
        return UUID(signing.TimestampSigner(salt=SALT).unsign(signed, max_age=DAYS_VALID * 24 * 3600))
    except signing.BadSignature:
        return None


@require_safe
@never_cache
def wall(request: HttpRequest, signed: str) -> HttpResponse:
    room_id = room_of(signed)
    if room_id is None:
        return render(request, "rooms/wall-too-old.html", status=410)
    room = get_object_or_404(Room.objects.select_related(*TOGETHER, "speaker__member"), pk=room_id)
    values = {
        "room": room,
        "frame": frame(standing(room), "wall"),
        "live": f"/live/{tickets.mint(room.pk.hex, 'wall', get_language())}",
        "ways_in": ways_in.ways_into(request, room),
    }
    return render(request, "rooms/wall.html", values)
