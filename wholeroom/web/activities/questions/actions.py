"""Changes to questions besides the words themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.activities.questions.models import QuestionMark
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.saying import is_owner

NO_MARK = "none"


class NotTheirsToMark(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only the owner of the problem and the facilitator say which question is answered."))


class TooLateToMark(WebError):
    def __init__(self) -> None:
        super().__init__(_("The room is closed, so its questions stay as they are."))


@transaction.atomic
def mark(*, by: Participant | Person, room: Room, question: Contribution, mark: str) -> None:
    """Say that a question is answered, or that it is kept; ``none`` takes the mark off again."""
    if isinstance(by, Participant) and not is_owner(room, by):
        raise NotTheirsToMark
    conversation = Conversation.objects.select_for_update().get(pk=room.pk)
    if conversation.state == Conversation.State.CLOSED:
        raise TooLateToMark
    if mark == NO_MARK:
        QuestionMark.objects.filter(words=question).delete()
    else:
        QuestionMark.objects.update_or_create(words=question, defaults={"mark": QuestionMark.Mark(mark)})
    record(by=by.key, verb="marked a question", target=question)
    publish(room.pk.hex)
