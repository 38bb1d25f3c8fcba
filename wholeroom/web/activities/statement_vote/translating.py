"""Statements put in other languages by people here: by the facilitator, or by whoever takes part."""

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote.models import Reading, Statement
from wholeroom.web.conversations.actions import set_state
from wholeroom.web.conversations.models import TRANSLATION, Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.keeping import erasures
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import say

State = Contribution.State


class ItIsOver(WebError):
    def __init__(self) -> None:
        super().__init__(_("The meeting is closed, so nothing more is translated."))


@transaction.atomic
def translate(
    *, by: Participant | Person, step: Step, statement: Statement, language: str, text: str, sending: str
) -> Contribution:
    """Put a statement in another language. One's own earlier translation of it into this language no longer shows."""
    if Conversation.objects.get(pk=step.room_id).state == Conversation.State.CLOSED:
        raise ItIsOver
    speaker = by if isinstance(by, Participant) else None
    words = {"text": text, "shown_as": Contribution.ShownAs.NOBODY, "sending": sending, "language": language}
    said = say(by=by, step=step, kind=TRANSLATION, words=words, speaker=speaker, parent=statement.words)
    if speaker is None and said.state == State.WAITING:
        set_state(said, State.SHOWN)  # who reads first has written it
    before = statement.words.replies.filter(kind=TRANSLATION, language=language, participant=speaker)
    for earlier in before.filter(state__in=[State.SHOWN, State.WAITING], position__lt=said.position):
        set_state(earlier, State.WITHDRAWN)
    return said


@transaction.atomic
def read_in(*, by: Participant, tongue: str) -> None:
    """Choose the language in which one reads statements. It is a setting of one's own, and nobody sees it."""
    Reading.objects.update_or_create(participant=by, defaults={"tongue": tongue})


def erase_with_statement(*, key: str) -> None:
    """Where a statement is erased, what others made of it in other languages goes too: it is the same words."""
    if not erasures.is_key(key):
        return
    of_words = Contribution.objects.filter(kind=TRANSLATION, parent=key)
    of_person = Contribution.objects.filter(kind=TRANSLATION, parent__participant=key)
    of_member = Contribution.objects.filter(kind=TRANSLATION, parent__participant__member=key)
    for one in list((of_words | of_person | of_member).exclude(state=State.ERASED)):
        erasures.erase(key=one.pk.hex)
