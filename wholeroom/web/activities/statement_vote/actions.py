"""Every change to statements and votes. A vote leaves no record in history: what somebody last said is all there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.activities.statement_vote.models import AGREE, DISAGREE, PASS, Ballot, Statement
from wholeroom.web.conversations.actions import set_state
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import say

STATEMENT, BECAUSE = "statement", "because"
VALUES = {"agree": AGREE, "pass": PASS, "disagree": DISAGREE}
SHOWN = Contribution.State.SHOWN
GONE = gettext_lazy("This statement is no longer there.")
# A hall votes by these, so they are written by hand; the tests hold them against the models.
HERE = """
SELECT state, (SELECT max(turn) FROM statement_vote_vote WHERE step_id = %s AND turn IS NOT NULL),
(SELECT brought_in FROM statement_vote_ballot WHERE step_id = %s)
FROM conversations_conversation WHERE id = %s{until_kept}
"""
PEOPLE_HERE = """
SELECT id FROM conversations_participant WHERE conversation_id = %s AND NOT is_erased AND id IN ({keys})
"""
STATEMENTS_SHOWN = """
SELECT statement.words_id FROM statement_vote_statement statement
JOIN conversations_contribution words ON words.id = statement.words_id
WHERE statement.step_id = %s AND words.state = 'shown' AND statement.words_id IN ({keys})
"""
WALL_VIEW = "wall"  # the setting of a step that names what its wall shows; see ``walls``
UPSERT = """
INSERT INTO statement_vote_vote (step_id, participant_id, statement_id, value, turn) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (participant_id, statement_id) DO UPDATE SET value = excluded.value, turn = CASE
    WHEN statement_vote_vote.counted = excluded.value THEN NULL ELSE excluded.turn END
"""


class VoteIsOver(WebError):
    def __init__(self) -> None:
        super().__init__(_("The meeting is closed, so votes no longer change."))


class NothingMoreGoesIn(WebError):
    def __init__(self) -> None:
        super().__init__(_("The meeting is closed, so nothing more is put to the vote."))


class NoLongerThere(WebError):
    def __init__(self) -> None:
        super().__init__(str(GONE))


class MayNotAdd(WebError):
    def __init__(self) -> None:
        super().__init__(_("In this vote only the facilitator puts in statements."))


class HasOpened(WebError):
    def __init__(self) -> None:
        super().__init__(_("The vote has opened. How it is held was fixed before, so that nobody can bend it now."))


class VotesAreIn(WebError):
    def __init__(self) -> None:
        super().__init__(_("Votes are in already, such as from paper ballots. How the vote is held stays as it is."))


class WasHeld(WebError):
    def __init__(self) -> None:
        super().__init__(_("The vote is over. How it was held stays as it is."))


class Cast(NamedTuple):
    """A vote as it is sent: who, on what, and one of ``VALUES``."""

    participant: UUID
    statement: UUID
    value: int


@dataclass(frozen=True)
class Outcomes:
    """What became of votes sent together: those that were kept, and whether the room is closed."""

    kept: frozenset[Cast]
    is_closed: bool


def ballot_of(step: Step) -> Ballot:
    """How a vote is held; as it usually is, where nobody chose."""
    return Ballot.objects.filter(step=step).first() or Ballot(step=step)


def is_over(step: Step) -> bool:
    """Whether nobody votes any more: the room is closed, or the vote was held elsewhere."""
    is_closed = Conversation.objects.filter(pk=step.room_id, state=Conversation.State.CLOSED).exists()
    return is_closed or ballot_of(step).brought_in


def why_fixed(step: Step) -> WebError | None:
    """Why nobody chooses any more how a vote is held; None while it can be chosen."""
    if is_over(step):
        return WasHeld()
    if step.state != Step.State.PLANNED:
        return HasOpened()
    return VotesAreIn() if step.votes.exists() else None


@transaction.atomic
def choose_how(*, by: Person, step: Step, results: str, after: int, may_add: bool, may_pass_on: bool = False) -> Ballot:
    """Say when people see results, who may put in statements, and whether votes may be passed on as a table.

    Only before the step first opens, and before there is any vote.
    """
    here = Step.objects.select_for_update().select_related("room__conversation").get(pk=step.pk)
    if why := why_fixed(here):
        raise why
    chosen = {"results": Ballot.Results(results), "after": after, "may_add": may_add, "may_pass_on": may_pass_on}
    ballot, _is_new = Ballot.objects.update_or_create(step=here, defaults=chosen)
    record(by=by.key, verb="chose how to vote", target=here.room.conversation)
    return ballot


@transaction.atomic
def turn_wall(*, by: Person, step: Step, view: str) -> None:
    """Have the wall of a step show another view of where the room stands."""
    room = locked(step.room)
    here = Step.objects.select_for_update().get(pk=step.pk)
    here.settings = {**here.settings, WALL_VIEW: view}
    here.save(update_fields=["settings"])
    record(by=by.key, verb="turned the wall", target=room.conversation)
    publish(room.pk.hex, urgent=True)


@transaction.atomic
def put_in(
    *,
    by: Participant | Person,
    step: Step,
    words: Mapping[str, Any],
    speaker: Participant | None = None,
    parent: Contribution | None = None,
) -> Statement:
    """Put a statement to the vote. Sent twice with one ``sending`` key, it is there once.

    Where only the facilitator puts in statements, others do so in place of one that was sent back, the ``parent``.
    """
    if isinstance(by, Participant) and parent is None and not ballot_of(step).may_add:
        raise MayNotAdd
    said = say(by=by, step=step, kind=STATEMENT, words=words, speaker=speaker, parent=parent)
    is_seed = isinstance(by, Person) and speaker is None
    if is_seed and said.state == Contribution.State.WAITING:
        set_state(said, SHOWN)  # who reads first has written it
    return _statement(step, said, is_seed=is_seed)


@transaction.atomic
def put_in_many(
    *,
    by: Person,
    step: Step,
    texts: Iterable[str],
    sending: str = "",
    speaker: Participant | None = None,
    shown_as: str = Contribution.ShownAs.NOBODY,
) -> list[Statement]:
    """Put in several statements at once, in their order: what the room begins with, or what one ``speaker`` says."""
    if is_over(step):
        raise NothingMoreGoesIn
    words = [
        {"text": text, "shown_as": shown_as, "sending": numbered(sending, number)}
        for number, text in enumerate(texts, start=1)
    ]
    return [put_in(by=by, step=step, words=one, speaker=speaker) for one in words]


def numbered(sending: str, number: int) -> str | None:
    """The key of one among several that are sent together; as short as keys have to be."""
    return f"{sending[:60]}-{number}" if sending else None


def _statement(step: Step, said: Contribution, *, is_seed: bool) -> Statement:
    """The conversation is locked by who said it, so that numbers never collide."""
    known = Statement.objects.filter(words=said).first()
    if known:
        return known
    last = Statement.objects.filter(step=step).aggregate(last=Max("number"))["last"] or 0
    return Statement.objects.create(words=said, step=step, number=last + 1, is_seed=is_seed)


@transaction.atomic
def say_because(*, by: Participant, step: Step, statement: Statement, words: Mapping[str, Any]) -> Contribution:
    """Words that stand under a statement. Nothing says on which side who said them voted."""
    return say(by=by, step=step, kind=BECAUSE, words=words, speaker=by, parent=statement.words)


@transaction.atomic
def cast(*, by: Participant | Person, step: Step, statement: Statement, value: str, speaker: Participant) -> None:
    """Say where somebody stands on one statement. What they said before no longer counts."""
    vote = Cast(speaker.pk, statement.pk, VALUES[value])
    outcomes = cast_together(step=step, votes=[vote])
    if outcomes.is_closed:
        raise VoteIsOver
    if vote not in outcomes.kept:
        raise NoLongerThere
    if isinstance(by, Person):
        record(by=by.key, verb="entered a vote", target=speaker)


@transaction.atomic
def cast_together(*, step: Step, votes: Sequence[Cast]) -> Outcomes:
    """Keep votes that arrived at about the same time, in one go: the last of each person on each statement.

    A vote is kept only from who is here, on a statement that shows; and none once the room is closed, or where the
    vote was held elsewhere.
    """
    with connection.cursor() as cursor:
        until_kept = " FOR SHARE" if connection.features.has_select_for_update else ""  # no close meanwhile
        cursor.execute(HERE.format(until_kept=until_kept), [step.pk, step.pk, database_key(step.room_id)])
        state, last_turn, brought_in = cursor.fetchone()
        if state == Conversation.State.CLOSED or brought_in:
            return Outcomes(frozenset(), is_closed=True)
        people = _found(cursor, PEOPLE_HERE, database_key(step.room_id), {one.participant for one in votes})
        statements = _found(cursor, STATEMENTS_SHOWN, step.pk, {one.statement for one in votes})
        kept = [one for one in votes if one.participant in people and one.statement in statements]
        cursor.executemany(UPSERT, _rows(step, kept, after=last_turn or 0))
    return Outcomes(frozenset(kept), is_closed=False)


def _found(cursor: CursorWrapper, question: str, within: object, keys: set[UUID]) -> set[UUID]:
    """Which of the keys a question to the database finds."""
    known = {database_key(key): key for key in keys}
    if not known:
        return set()
    cursor.execute(question.format(keys=", ".join(["%s"] * len(known))), [within, *known])
    return {known[key] for (key,) in cursor.fetchall()}


def _rows(step: Step, votes: Sequence[Cast], *, after: int) -> list[tuple[object, ...]]:
    """In one order of people, so that two processes never wait for each other; what each said in its own order."""
    turns = [(one.participant, one.statement, one.value, after + place) for place, one in enumerate(votes, start=1)]
    turns.sort(key=lambda row: row[0])
    return [(step.pk, database_key(who), database_key(what), value, turn) for who, what, value, turn in turns]


def database_key(value: UUID) -> UUID | str:
    return value if connection.features.has_native_uuid_field else value.hex
