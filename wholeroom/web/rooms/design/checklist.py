"""What is still missing before people can meet, in words, each with the page that puts it right."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from wholeroom.web.rooms.models import Room


@dataclass(frozen=True)
class Missing:
    words: str
    address: str


def missing_from(room: Room) -> list[Missing]:
    """Nothing here stops a meeting: a room can be opened now and planned later."""
    needs_slips = room.needs_slip and not room.slips.filter(is_used=False).exists()
    found = [
        (needs_slips, gettext("Printed slips: without one nobody can join"), "rooms:door"),
        (not room.starts, gettext("The day and the time"), "rooms:place"),
        (room.place != Room.Place.VIDEO and not room.address, gettext("The address"), "rooms:place"),
        (room.place != Room.Place.HALL and not room.video_link, gettext("The link of the video call"), "rooms:place"),
        (not room.access, gettext("What people need to get in and take part"), "rooms:place"),
        (not room.given, gettext("What is given, and not up for discussion"), "rooms:purpose"),
        (not room.decided_by, gettext("Who decides afterwards"), "rooms:purpose"),
        (not room.seats.exists(), gettext("The seats: who should be in the room"), "rooms:seats"),
        (not room.invitations.exists(), gettext("The first invitation"), "rooms:invitations"),
    ]
    return [Missing(words, reverse(name, args=[room.pk])) for is_missing, words, name in found if is_missing]
