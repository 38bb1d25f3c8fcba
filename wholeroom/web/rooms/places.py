"""Taking a place in a room: by its code, or without a phone of one's own."""

from collections.abc import Iterable

from django.db import transaction

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Room


@transaction.atomic
def take_place(*, by: Person | None, room: Room, nickname: str, groups: Iterable[str]) -> tuple[Participant, str]:
    """Join while the room is open, however late. Gives the place and the token that opens it again.

    ``by`` is a member only where they chose to be openly themselves here.
    """
    here = locked(room)
    return conversations.join(by=by, conversation=here.conversation, nickname=nickname, groups=groups)


@transaction.atomic
def add_without_phone(*, by: Person, room: Room, nickname: str, groups: Iterable[str]) -> Participant:
    """A place for somebody whose words others enter, from paper or by ear. It has no token."""
    here = locked(room)
    participant, _ = conversations.join(
        by=None, conversation=here.conversation, nickname=nickname, groups=groups, has_phone=False
    )
    record(by=by.key, verb="added somebody", target=participant)
    return participant
