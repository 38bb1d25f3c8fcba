"""Where the demo can be entered: printed in the terminal when it starts."""

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from wholeroom.web.people import actions as people
from wholeroom.web.rooms.screens import wall
from wholeroom.web.site.westmarch import finished
from wholeroom.web.site.westmarch.community import living


@dataclass(frozen=True)
class Links:
    """Paths on the site. The facilitator's works once; every start makes a new one."""

    facilitator: str
    participant: str
    wall: str


def make(file: Path) -> Links:
    """Make the example's community and meetings if they are not there yet; gives the ways in."""
    living.make(file.parent)
    facilitator, room = finished.make(file)
    return Links(
        facilitator=reverse("people:invited", args=[people.invite(email=facilitator.email)]),
        participant=reverse("rooms:welcome", args=[room.code]),
        wall=wall.path_of(room),
    )
