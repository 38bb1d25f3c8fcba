"""Saying the same in other words: the contribution stays where it is, and what it said before can still be read."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.conversations.actions import NotTheirs, everything_in, next_position, own_until_close
from wholeroom.web.conversations.models import EARLIER_WORDING, Contribution, Conversation, Participant
from wholeroom.web.conversations.retention import somebody_spoke
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish

State = Contribution.State

_kinds: set[str] = set()


class NotHere(WebError):
    def __init__(self) -> None:
        super().__init__(_("Words cannot be changed here. You can take them back, and say something else."))


def register_rewording(kind: str) -> None:
    """Let people say their words anew in conversations of this kind. Call it in ``AppConfig.ready``."""
    _kinds.add(kind)


def may_be_reworded(words: Contribution) -> bool:
    """Whether its author can say it in other words now. Those of a room stay as they were said."""
    is_open = words.conversation.state != Conversation.State.CLOSED
    return is_open and words.conversation.kind in _kinds and words.state != State.ERASED


@transaction.atomic
def reword(*, by: Participant, contribution: Contribution, text: str, sending: str | None = None) -> Contribution:
    """Say the same in other words. What was said before is kept as an earlier wording; the same text changes nothing.

    Sent twice with one ``sending`` key, it is worded anew once. What did not show before now, or was hidden, stays its
    author's alone. Where words are read first, the new ones wait for it.
    """
    here = Conversation.objects.select_for_update().get(pk=contribution.conversation_id)
    own_until_close(by, contribution)
    if not may_be_reworded(contribution):
        raise NotHere
    if contribution.text == text or _has_arrived(here, contribution, sending):
        return contribution
    _keep_earlier(contribution, position=next_position(here), sending=sending)
    contribution.text, contribution.version = text, contribution.version + 1
    if contribution.state == State.SHOWN and here.read_first:
        contribution.state = State.WAITING
    contribution.save(update_fields=["text", "version", "state"])
    somebody_spoke(here)
    record(by=by.key, verb="said anew", target=contribution)
    moments.happen(moments.WORDS_CHANGED, contribution=contribution)
    publish(here.id.hex)
    return contribution


def earlier_wordings(words: Contribution) -> QuerySet[Contribution]:
    """What it said before, the latest first; for its author also what nobody else may read."""
    return Contribution.everything.filter(parent=words, kind=EARLIER_WORDING).order_by("-version")


def _has_arrived(here: Conversation, contribution: Contribution, sending: str | None) -> bool:
    before = everything_in(here).filter(sending=sending).first() if sending else None
    if before is not None and (before.kind, before.parent_id) != (EARLIER_WORDING, contribution.pk):
        raise NotTheirs
    return before is not None


def _keep_earlier(contribution: Contribution, *, position: int, sending: str | None) -> None:
    """Words that are out of sight take all their earlier wordings with them for good.

    Whoever lets the new words show has not said that what was hidden may be read again.
    """
    was_shown = contribution.state == State.SHOWN
    if not was_shown:
        earlier_wordings(contribution).filter(state=State.EARLIER).update(state=State.WITHDRAWN)
    Contribution.everything.create(
        conversation=contribution.conversation,
        position=position,
        participant=contribution.participant,
        parent=contribution,
        kind=EARLIER_WORDING,
        text=contribution.text,
        language=contribution.language,
        shown_as=contribution.shown_as,
        state=State.EARLIER if was_shown else State.WITHDRAWN,
        version=contribution.version,
        sending=sending or None,
    )
