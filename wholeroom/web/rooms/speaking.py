"""One voice at a time: who has the word."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Room


class NotHere(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("This person is no longer here. Choose somebody else."))


@transaction.atomic
def give_the_word(*, by: Person, room: Room, participant_id: UUID | None) -> None:
    """To somebody who is here; to nobody in particular with None."""
    here = locked(room)
    speaker = None
    if participant_id is not None:
        people = here.conversation.participants.filter(has_left=False, is_erased=False)
        speaker = people.filter(pk=participant_id).first()
        if speaker is None:
            raise NotHere
    here.speaker = speaker
    here.save(update_fields=["speaker"])
    record(by=by.key, verb="gave the word" if speaker else "took the word back", target=here.conversation)
    publish(here.pk.hex, urgent=True)
