"""A statement that says two things goes back to who put it in, and comes again as two."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Moderation, Participant
from wholeroom.web.conversations.moderation_log import log_moderation
from wholeroom.web.conversations.reasons import TWO_THINGS
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Step

State = Contribution.State


class NobodyToAsk(WebError):
    def __init__(self) -> None:
        super().__init__(_("No phone put this in, so nobody can be asked to make two of it. Put in two yourself."))


class NotSentBack(WebError):
    def __init__(self) -> None:
        super().__init__(_("This statement is not sent back any more. Look again at what you put in."))


@transaction.atomic
def send_back(*, by: Person, step: Step, statement: Statement) -> None:
    """Moderate: the statement no longer shows, and who put it in is asked to make two of it."""
    words = Contribution.objects.select_for_update().get(pk=statement.pk)
    if words.state not in (State.SHOWN, State.WAITING):
        return
    if not _has_a_phone(words.participant):
        raise NobodyToAsk
    conversations.set_state(words, State.HIDDEN, TWO_THINGS)
    log_moderation(words, Moderation.Act.HID, rule=TWO_THINGS)
    record(by=by.key, verb="sent back", target=words)


@transaction.atomic
def split(
    *, by: Participant, step: Step, statement: Statement, texts: Sequence[str], words: Mapping[str, Any]
) -> list[Statement]:
    """Put in two instead of one that was sent back. Each stands under it, and votes on it do not move.

    Done again, it gives the two that are there.
    """
    conversations.own(by, statement.words)
    made = list(Statement.objects.filter(words__parent=statement.pk, words__kind=actions.STATEMENT))
    if made:
        return made
    if not is_sent_back(statement.words):
        raise NotSentBack
    given = [
        {**words, "text": text, "sending": actions.numbered(words["sending"], number)}
        for number, text in enumerate(texts, start=1)
    ]
    return [actions.put_in(by=by, step=step, words=one, speaker=by, parent=statement.words) for one in given]


def is_sent_back(words: Contribution) -> bool:
    return words.state == State.HIDDEN and words.reason == TWO_THINGS


def to_be_split(own: Iterable[Contribution]) -> list[Contribution]:
    """Those of somebody's own statements that were sent back, and that nothing stands for yet."""
    sent_back = [words for words in own if words.kind == actions.STATEMENT and is_sent_back(words)]
    made = Contribution.objects.filter(parent__in=sent_back, kind=actions.STATEMENT).values_list("parent", flat=True)
    done = set(made) if sent_back else set()
    return [words for words in sent_back if words.pk not in done]


def _has_a_phone(who: Participant | None) -> bool:
    return who is not None and (who.token_hash is not None or who.member_id is not None)
