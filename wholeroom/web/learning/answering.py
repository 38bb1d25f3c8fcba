"""What others say to a practice note: whether it was so, and what came of it where they tried it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.learning.actions import confirm
from wholeroom.web.learning.models import (
    COUNTER_SIGNED,
    TRIED_HERE,
    CounterSignature,
    PracticeNote,
    Replication,
)
from wholeroom.web.learning.standing import groups_shown, own_words
from wholeroom.web.people.models import Person

ShownAs = Contribution.ShownAs


class NotOpen(WebError):
    def __init__(self) -> None:
        super().__init__(_("This note is not open, so nothing more can be said to it."))


class OwnNote(WebError):
    def __init__(self) -> None:
        super().__init__(_("This is your own note. Others have to say whether it was so."))


class SameGroup(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only somebody who shows another group than the author’s can counter-sign this."))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, and with what they appear: the name and the groups are what others see of their author here."""

    text: str
    shown_as: str = ShownAs.NOBODY
    nickname: str = ""
    groups: tuple[str, ...] = ()
    sending: str | None = None
    language: str = ""


@transaction.atomic
def counter_sign(*, by: Person, note: PracticeNote, found: str, spoken: Spoken) -> CounterSignature:
    """Say that it was so, or otherwise, showing another group than the author's.

    Said again, it takes the place of what was said before. "It was so" confirms the note for another twelve months.
    """
    own = groups_shown(own_words(note))
    if spoken.shown_as == ShownAs.NOBODY or not own or not spoken.groups or not own.isdisjoint(spoken.groups):
        raise SameGroup
    said = _say(by, note, COUNTER_SIGNED, spoken)
    day = timezone.localdate()
    kept, is_new = CounterSignature.objects.get_or_create(
        words=said, defaults={"note": note, "found": CounterSignature.Found(found), "day": day}
    )
    if is_new:
        for earlier in note.counter_signatures.filter(words__participant=said.participant).exclude(pk=kept.pk):
            conversations.withdraw(by=said.participant, contribution=earlier.words)
        if kept.found == CounterSignature.Found.SO:
            confirm(note)
        record(by=by.key, verb="counter signed", target=said)
    return kept


@transaction.atomic
def say_tried_here(
    *, by: Person, note: PracticeNote, outcome: str, spoken: Spoken, kind_of_area: str = ""
) -> Replication:
    """Say what came of it elsewhere, and what differed there. Sent twice with one ``sending`` key, it is kept once."""
    said = _say(by, note, TRIED_HERE, spoken)
    how = {"note": note, "outcome": Replication.Outcome(outcome), "kind_of_area": kind_of_area}
    kept, is_new = Replication.objects.get_or_create(words=said, defaults={**how, "day": timezone.localdate()})
    if is_new:
        record(by=by.key, verb="tried it here", target=said)
    return kept


def _say(by: Person, note: PracticeNote, kind: str, spoken: Spoken) -> Contribution:
    """Words to an open note by anybody but its author, who follow it from then on."""
    conversation = Conversation.objects.select_for_update().get(pk=note.pk)
    if conversation.state != Conversation.State.OPEN:
        raise NotOpen
    if note.author_id == by.pk:
        raise OwnNote
    participant = conversations.place_of(by=by, conversation=conversation)
    if spoken.nickname or spoken.groups:
        called = spoken.nickname or participant.nickname
        conversations.describe(by=participant, nickname=called, groups=spoken.groups)
    said = conversations.contribute(
        by=participant,
        conversation=conversation,
        kind=kind,
        text=spoken.text,
        shown_as=spoken.shown_as,
        sending=spoken.sending,
        language=spoken.language,
    )
    follow(by=by, conversation=conversation)
    return said
