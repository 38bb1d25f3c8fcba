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
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems import newest
from wholeroom.web.problems.models import (
    ANSWER,
    IDEA,
    NOT_UNDERSTOOD,
    QUESTION,
    REPLIES,
    TRIED,
    TRIED_PARTS,
    Problem,
    Reply,
    SameHere,
)


class NotOpen(WebError):
    def __init__(self) -> None:
        super().__init__(_("This problem is not open, so nothing more can be said to it."))


class NoIdeasYet(WebError):
    def __init__(self) -> None:
        super().__init__(_("Whoever brought this asks for questions first. They can open it to ideas at any time."))


class NoSuchReply(WebError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"The kind of reply is {kind!r}. Expected: one of {', '.join(REPLIES)}.")


class NothingToAnswer(WebError):
    def __init__(self) -> None:
        super().__init__(_("An answer needs its question. Choose “Answer” below a question of this problem."))


class NotOfThisProblem(WebError):
    def __init__(self) -> None:
        super().__init__(_("The words you quote are not part of this problem. Choose them again on its page."))


class OwnProblem(WebError):
    def __init__(self) -> None:
        super().__init__(_("You brought this problem, so you have it anyway."))


@transaction.atomic
def reply(
    *,
    by: Person,
    problem: Problem,
    kind: str,
    text: str,
    parts: Mapping[str, str] | None = None,
    answers: Contribution | None = None,
    quotes: Contribution | None = None,
    shown_as: str = Contribution.ShownAs.NAME,
    nickname: str = "",
    groups: Iterable[str] = (),
    sending: str | None = None,
    language: str = "",
) -> Reply:
    """Say something to a problem. ``parts`` are what happened, the cost and whom it did not help, of what was tried.

    A ``nickname`` or ``groups`` given with it are theirs here from now on, and they follow the problem. Sent twice
    with one ``sending`` key, it is kept once.
    """
    conversation = _open(problem)
    check(problem, kind, answers, quotes)
    participant = _described(conversations.place_of(by=by, conversation=conversation), nickname, groups)
    common = {"by": participant, "conversation": conversation, "shown_as": shown_as, "language": language}
    said = conversations.contribute(kind=kind, text=text, parent=answers, sending=sending, **common)
    before = Reply.objects.filter(words=said).first()
    if before is not None:
        return before
    kept = Reply.objects.create(words=said, problem=problem, quotes=quotes, day=timezone.localdate())
    for part, words in (parts or {}).items():
        if kind == TRIED and part in TRIED_PARTS and words:
            conversations.contribute(kind=part, text=words, parent=said, **common)
    newest.lift(kept)
    follow(by=by, conversation=conversation)
    record(by=by.key, verb="replied", target=said)
    return kept


def _described(who: Participant, nickname: str, groups: Iterable[str]) -> Participant:
    """Whoever speaks, with the name and the groups they give now; what they do not give stays as it was."""
    if nickname or groups:
        conversations.describe(by=who, nickname=nickname or who.nickname, groups=groups or who.groups)
    return who


def check(problem: Problem, kind: str, answers: Contribution | None, quotes: Contribution | None) -> None:
    """Whether this can be said here: ideas only where they are asked for, and one level of answers."""
    if kind not in REPLIES:
        raise NoSuchReply(kind)
    if kind == IDEA and not problem.asks_for_ideas:
        raise NoIdeasYet
    if (kind == ANSWER) != (answers is not None) or (answers is not None and not can_be_answered(problem, answers)):
        raise NothingToAnswer
    if quotes is not None and quotes.conversation_id != problem.pk:
        raise NotOfThisProblem


def can_be_answered(problem: Problem, words: Contribution) -> bool:
    """A question, or what whoever brought the problem does not understand; answers themselves are not answered."""
    asks = words.kind == QUESTION or words.part == NOT_UNDERSTOOD
    return words.conversation_id == problem.pk and asks and words.parent_id is None


@transaction.atomic
def say_same_here(
    *,
    by: Person,
    problem: Problem,
    groups: Iterable[str] = (),
    kind_of_area: str = "",
    appears: str = SameHere.Appears.COUNT,
    nickname: str = "",
    may_be_asked: bool = False,
) -> SameHere:
    """Say that one has the problem too. Said again, it changes how, but not what a step has counted already."""
    conversation = _open(problem)
    if problem.is_of(by):
        raise OwnProblem
    participant = _described(conversations.place_of(by=by, conversation=conversation), nickname, ())
    how = {
        "groups": [code for code in GROUPS if code in set(groups)],
        "kind_of_area": kind_of_area,
        "appears": appears,
        "may_be_asked": may_be_asked,
        "is_taken_back": False,
    }
    before = SameHere.objects.filter(participant=participant).first()
    if before is None or before.appears != appears:  # who counts from now on is among the newest
        how["day"] = timezone.localdate()
    said, _is_new = SameHere.objects.update_or_create(
        participant=participant, defaults=how, create_defaults={"problem": problem, **how}
    )
    follow(by=by, conversation=conversation)
    record(by=by.key, verb="said same here", target=conversation)
    return said


@transaction.atomic
def take_back_same_here(*, by: Person, problem: Problem) -> None:
    """No longer have it. Who was counted stays counted, but nothing says any more what they said of themselves."""
    Conversation.objects.select_for_update().get(pk=problem.pk)
    said = SameHere.objects.filter(problem=problem, participant__member=by, is_taken_back=False).first()
    if said is None:
        return
    if said.counted_in is None:
        said.delete()
    else:
        said.groups, said.kind_of_area, said.may_be_asked, said.is_taken_back = [], "", False, True
        said.save(update_fields=["groups", "kind_of_area", "may_be_asked", "is_taken_back"])
    record(by=by.key, verb="took same here back", target=problem.conversation)


def same_here_of(participant: Participant) -> SameHere | None:
    return SameHere.objects.filter(participant=participant, is_taken_back=False).first()


def _open(problem: Problem) -> Conversation:
    """The problem's conversation, locked; it has to be open."""
    conversation = Conversation.objects.select_for_update().get(pk=problem.pk)
    if conversation.state != Conversation.State.OPEN:
        raise NotOpen
    return conversation
