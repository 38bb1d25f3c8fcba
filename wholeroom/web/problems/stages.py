"""Where a problem stands: open, in a meeting, acted on, looked at again, closed with words, opened again."""

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import ENDS, Problem

Stage = Problem.Stage
ON_THE_WAY = (Stage.OPEN, Stage.IN_MEETING, Stage.ACTED_ON, Stage.LOOKED_AGAIN)


class NotTheirsToSteer(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who brought this problem, or a community host, can say where it stands."))


class NeedsAnEnd(WebError):
    def __init__(self) -> None:
        super().__init__(_("To close it, say what was done, or why nothing could be done."))


class ClosedNow(WebError):
    def __init__(self) -> None:
        super().__init__(_("This problem is closed. Open it again first."))


class NotClosed(WebError):
    def __init__(self) -> None:
        super().__init__(_("This problem is not closed, so there is nothing to open again."))


class NotShared(WebError):
    def __init__(self) -> None:
        super().__init__(_("This problem is a draft. Share it first."))


class NoSuchEnd(WebError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"The end is {kind!r}. Expected: one of {', '.join(ENDS)}.")


def steers(problem: Problem, person: Person) -> bool:
    """Who may say where a problem stands: its owner, and a community host once it is shared."""
    return problem.is_of(person) or (person.is_authenticated and person.is_host and not problem.is_draft)


@transaction.atomic
def set_stage(*, by: Person, problem: Problem, stage: str) -> None:
    """Say where it stands, short of its end: closing needs words, and opening again is an act of its own."""
    conversation = _steered(by, problem)
    if stage == Stage.CLOSED:
        raise NeedsAnEnd
    if conversation.state == Conversation.State.CLOSED:
        raise ClosedNow
    problem.stage = Stage(stage)
    problem.save(update_fields=["stage"])
    record(by=by.key, verb="set the stage", target=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def close(
    *,
    by: Person,
    problem: Problem,
    kind: str,
    text: str,
    shown_as: str = Contribution.ShownAs.NOBODY,
    sending: str | None = None,
    language: str = "",
) -> None:
    """Close it with what was done, or with why nothing could be. Nothing more can be said to it then."""
    conversation = _steered(by, problem)
    if kind not in ENDS:
        raise NoSuchEnd(kind)
    if conversation.state == Conversation.State.CLOSED:
        if sending and problem.end and problem.end.sending == sending:
            return
        raise ClosedNow
    who = conversations.place_of(by=by, conversation=conversation)
    problem.end = conversations.contribute(
        by=who, conversation=conversation, kind=kind, text=text, shown_as=shown_as, sending=sending, language=language
    )
    problem.stage = Stage.CLOSED
    problem.save(update_fields=["stage", "end"])
    conversation.state = Conversation.State.CLOSED
    conversation.save(update_fields=["state"])
    record(by=by.key, verb="closed a problem", target=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def reopen(*, by: Person, problem: Problem) -> None:
    """Open it again. What it was closed with stays on its page."""
    conversation = _steered(by, problem)
    if conversation.state != Conversation.State.CLOSED:
        raise NotClosed
    problem.stage, problem.end = Stage.OPEN, None
    problem.save(update_fields=["stage", "end"])
    conversation.state = Conversation.State.OPEN
    conversation.save(update_fields=["state"])
    record(by=by.key, verb="opened a problem again", target=conversation)
    publish(conversation.id.hex)


def _steered(by: Person, problem: Problem) -> Conversation:
    """The problem's conversation, locked, and the problem as it is now; for its owner and for community hosts."""
    conversation = Conversation.objects.select_for_update().get(pk=problem.pk)
    problem.refresh_from_db(fields=["stage", "end", "owner"])
    problem.conversation = conversation
    if conversation.state == Conversation.State.DRAFT:
        raise NotShared if problem.is_of(by) else NotTheirsToSteer
    if not steers(problem, by):
        raise NotTheirsToSteer
    return conversation
