"""The door of a room as pages meet it: slips that were wrong are counted, as wrong codes of rooms are."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people import limits
from wholeroom.web.rooms import slips
from wholeroom.web.rooms.access import COUNTED_SECONDS
from wholeroom.web.rooms.models import Room

WRONG_SLIPS = "wrong slip of a room"
WRONG_SLIPS_A_BROWSER = 20
WRONG_SLIPS_A_ROOM = 1000  # of more than 600 thousand million codes


class TooManyWrongSlips(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("There were many wrong slips just now. Wait ten minutes, then try again."))


def admitted(
    request: HttpRequest, room: Room, take: Callable[..., tuple[Participant, str]], **given: Any
) -> tuple[Participant, str]:
    """What ``take`` gives: a place and its token. Where the slip is wrong, that is counted by browser and by room.

    Never by network address, because a whole hall is behind one.
    """
    if not room.needs_slip:
        return take(room=room, **given)
    counted = ((limits.browser_of(request), WRONG_SLIPS_A_BROWSER), (room.pk.hex, WRONG_SLIPS_A_ROOM))
    if any(limits.is_used_up(WRONG_SLIPS, who, most=most) for who, most in counted):
        raise TooManyWrongSlips
    try:
        return take(room=room, **given)
    except slips.WrongSlip:
        for who, most in counted:
            limits.allow(WRONG_SLIPS, who, most=most, seconds=COUNTED_SECONDS)
        raise
