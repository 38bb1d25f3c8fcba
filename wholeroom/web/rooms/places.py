"""Taking a place in a room: by its code, or without a phone of one's own. Here stands who holds the door."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import slips
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Room


class RoomFull(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("This meeting is full. Ask whoever leads it for a card. They enter what you write."))


@transaction.atomic
def take_place(
    *, by: Person | None, room: Room, nickname: str, groups: Iterable[str], slip: str = ""
) -> tuple[Participant, str]:
    """Join while the room is open, however late. Gives the place and the token that opens it again.

    ``by`` is a member only where they chose to be openly themselves here. ``slip`` is the code of a printed one, where
    the room asks for it.
    """
    here = locked(room)
    _pass_the_door(here, slip)
    return conversations.join(by=by, conversation=here.conversation, nickname=nickname, groups=groups)


@transaction.atomic
def take_place_again(*, room: Room, slip: str = "") -> tuple[Participant, str]:
    """For somebody whose words came without a place, also after the close. It is a new place, with no name."""
    here = Room.objects.select_for_update().get(pk=room.pk)
    _pass_the_door(here, slip)
    return conversations.join(by=None, conversation=here.conversation)


@transaction.atomic
def add_without_phone(
    *, by: Person, room: Room, nickname: str, groups: Iterable[str], key: UUID | None = None
) -> Participant:
    """A place for somebody whose words others enter, from paper or by ear. It has no token, and needs no slip.

    However full the room is: paper is how those take part for whom there is no place left. ``key``: as for ``join``.
    """
    here = locked(room)
    participant, _ = conversations.join(
        by=None, conversation=here.conversation, nickname=nickname, groups=groups, has_phone=False, key=key
    )
    record(by=by.key, verb="added somebody", target=participant)
    return participant


def is_full(room: Room) -> bool:
    """Places that were erased are free again; to count those apart is dear, so only a room that seems full does."""
    places = room.conversation.participants
    return places.count() >= room.most_people and places.filter(is_erased=False).count() >= room.most_people


def _pass_the_door(room: Room, slip: str) -> None:
    if is_full(room):
        raise RoomFull
    if room.needs_slip:
        slips.use(room, slip)
