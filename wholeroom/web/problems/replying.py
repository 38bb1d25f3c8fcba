"""What others say to a problem: a question, what they tried, an idea where ideas are asked for; and "same here"."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import IDEA, REPLIES, TRIED, TRIED_PARTS, Problem, Reply, SameHere


class NotOpen(WebError):
    def __init__(self) -> None:
        super().__init__(_("This problem is not open, so nothing more can be said to it."))


class NoIdeasYet(WebError):
    def __init__(self) -> None:
        super().__init__(_("Whoever brought this asks for questions first. They can open it to ideas at any time."))


class NoSuchReply(WebError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"The kind of reply is {kind!r}. Expected: one of {', '.join(REPLIES)}.")


@transaction.atomic
def reply(
    *,
    by: Person,
    problem: Problem,
    kind: str,
    text: str,
    parts: Mapping[str, str] | None = None,
    answers: Contribution | None = None,
    shown_as: str = Contribution.ShownAs.NAME,
    sending: str | None = None,
    language: str = "",
) -> Reply:
    """Say something to a problem. ``parts`` are what happened, the cost and whom it did not help, of what was tried.

    Sent twice with one ``sending`` key, it is kept once. From then on its author follows the problem.
    """
    conversation = _open(problem)
    if kind not in REPLIES:
        raise NoSuchReply(kind)
    if kind == IDEA and not problem.asks_for_ideas:
        raise NoIdeasYet
    participant = conversations.place_of(by=by, conversation=conversation)
    common = {"by": participant, "conversation": conversation, "shown_as": shown_as, "language": language}
    said = conversations.contribute(kind=kind, text=text, parent=answers, sending=sending, **common)
    before = Reply.objects.filter(words=said).first()
    if before is not None:
        return before
    kept = Reply.objects.create(words=said, problem=problem, day=timezone.localdate())
    for part, words in (parts or {}).items():
        if kind == TRIED and part in TRIED_PARTS and words:
            conversations.contribute(kind=part, text=words, parent=said, **common)
    follow(by=by, conversation=conversation)
    record(by=by.key, verb="replied", target=said)
    return kept


@transaction.atomic
def say_same_here(
    *,
    by: Person,
    problem: Problem,
    groups: Iterable[str] = (),
    kind_of_area: str = "",
    appears: str = SameHere.Appears.COUNT,
    may_be_asked: bool = False,
) -> SameHere:
    """Say that one has the problem too. Said again, it changes how; whoever owns the problem has it anyway."""
    conversation = _open(problem)
    participant = conversations.place_of(by=by, conversation=conversation)
    how = {
        "groups": sorted(set(groups)),
        "kind_of_area": kind_of_area,
        "appears": appears,
        "may_be_asked": may_be_asked,
    }
    said, _is_new = SameHere.objects.update_or_create(
        participant=participant,
        defaults=how,
        create_defaults={"problem": problem, "day": timezone.localdate(), **how},
    )
    follow(by=by, conversation=conversation)
    record(by=by.key, verb="said same here", target=conversation)
    publish(conversation.id.hex)
    return said


def same_here_of(participant: Participant) -> SameHere | None:
    return SameHere.objects.filter(participant=participant).first()


def _open(problem: Problem) -> Conversation:
    """The problem's conversation, locked; it has to be open."""
    conversation = Conversation.objects.select_for_update().get(pk=problem.pk)
    if conversation.state != Conversation.State.OPEN:
        raise NotOpen
    return conversation
