"""Every change to a paper: writing it, asking owners of problems, their yes or no, signing."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import owning, telling
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.documents.blocks import Block
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.papers.document import told_now
from wholeroom.web.papers.models import JOINT, KIND, PARTS, SIGNED, TITLE, TOLD_OF_A_PROBLEM, Paper, Signature, Told
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem


class NotTheAuthor(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who wrote this paper can change it."))


class NotTheOwner(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who brought a problem says if a paper may tell of it."))


class NotOpen(WebError):
    def __init__(self) -> None:
        super().__init__(_("This paper is not shared, so it cannot be signed."))


@transaction.atomic
def write(*, by: Person, kind: str, title: str, sending: str | None = None, language: str = "") -> Paper:
    """A new paper, which only its author sees until it is shared. Sent twice with one key, it is written once."""
    Person.objects.select_for_update().get(pk=by.pk)
    if sending and (before := Paper.objects.filter(author=by, conversation__contributions__sending=sending).first()):
        return before
    conversation = telling.begin(by=by, kind=KIND, part=TITLE, text=title, sending=sending, language=language)
    paper = Paper.objects.create(conversation=conversation, kind=Paper.Kind(kind), author=by)
    record(by=by.key, verb="wrote a paper", target=conversation)
    follow(by=by, conversation=conversation)
    return paper


@transaction.atomic
def tell(*, by: Person, paper: Paper, part: str, text: str, sending: str | None = None, language: str = "") -> None:
    """Words for a part. Whoever signed before signed other words, and the page says so."""
    conversation = _own(by, paper)
    telling.tell(
        by=by,
        conversation=conversation,
        part=part,
        parts=PARTS[paper.kind],
        text=text,
        sending=sending,
        language=language,
    )
    telling.retitle(conversation, TITLE)
    _changed(paper)
    record(by=by.key, verb="told a part", target=conversation)


@transaction.atomic
def share(
    *, by: Person, paper: Paper, audience: str, shown_as: str, nickname: str = "", groups: Iterable[str] = ()
) -> None:
    conversation = _own(by, paper)
    telling.share(
        by=by,
        conversation=conversation,
        parts=PARTS[paper.kind],
        audience=audience,
        shown_as=shown_as,
        nickname=nickname,
        groups=groups,
    )
    if paper.shared_on is None:
        paper.shared_on = timezone.localdate()
        paper.save(update_fields=["shared_on"])
    record(by=by.key, verb="shared a paper", target=conversation)


@transaction.atomic
def keep_to_oneself(*, by: Person, paper: Paper) -> None:
    conversation = _own(by, paper)
    telling.keep(conversation)
    record(by=by.key, verb="stopped sharing", target=conversation)


@transaction.atomic
def ask_owner(*, by: Person, paper: Paper, problem: Problem) -> Told:
    """Ask whoever brought a problem if the paper may tell of it. Nothing of it is in the paper before a yes."""
    conversation = _own(by, paper)
    told, is_new = Told.objects.get_or_create(paper=paper, problem=problem)
    if is_new:
        record(by=by.key, verb="asked an owner", target=conversation)
    return told


@transaction.atomic
def leave_out(*, by: Person, paper: Paper, problem: Problem) -> None:
    _own(by, paper)
    before = told_now(paper)
    if Told.objects.filter(paper=paper, problem=problem).delete()[0]:
        _changed_from(before, paper)
        record(by=by.key, verb="left out a problem", target=paper.conversation)


@transaction.atomic
def answer(*, by: Person, told: Told, parts: Iterable[str], shows_groups: bool = False) -> None:
    """The owner's yes, to these parts; with none of them it is a no. Either can be changed at any time."""
    here = Told.objects.select_for_update().select_related("problem", "paper").get(pk=told.pk)
    if here.problem.owner_id != by.pk:
        raise NotTheOwner
    before = told_now(here.paper)
    here.is_answered = True
    here.parts = [part for part in TOLD_OF_A_PROBLEM if part in set(parts)]
    here.shows_groups = shows_groups and bool(here.parts)
    here.save(update_fields=["is_answered", "parts", "shows_groups"])
    _changed_from(before, here.paper)
    record(by=by.key, verb="answered a paper", target=here.problem.conversation)


@transaction.atomic
def sign(
    *,
    by: Person,
    paper: Paper,
    text: str,
    shown_as: str,
    nickname: str = "",
    groups: Iterable[str] = (),
    sending: str | None = None,
    language: str = "",
) -> Signature:
    """Say that it is so as it stands now. Signed again after a change, the new one takes the place of the old."""
    conversation = Conversation.objects.select_for_update().get(pk=paper.pk)
    if conversation.state != Conversation.State.OPEN:
        raise NotOpen
    participant = conversations.place_of(by=by, conversation=conversation)
    if nickname or groups:
        conversations.describe(by=participant, nickname=nickname or participant.nickname, groups=groups)
    said = conversations.contribute(
        by=participant,
        conversation=conversation,
        kind=SIGNED,
        part=SIGNED,
        text=text,
        shown_as=shown_as,
        sending=sending,
        language=language,
    )
    before = Signature.objects.filter(words=said).first()
    if before is not None:
        return before
    telling.take_back(by=participant, part=SIGNED, without=said)
    version = Paper.objects.get(pk=paper.pk).version
    signature = Signature.objects.create(words=said, paper=paper, version=version, day=timezone.localdate())
    follow(by=by, conversation=conversation)
    record(by=by.key, verb="signed a paper", target=said)
    return signature


@transaction.atomic
def take_signature_back(*, by: Person, paper: Paper) -> None:
    participant = conversations.place_of(by=by, conversation=paper.conversation)
    telling.take_back(by=participant, part=SIGNED)
    record(by=by.key, verb="took back a signature", target=paper.conversation)


def follow_words(*, contribution: Contribution) -> None:
    """Words that were hidden, taken back or worded anew: a title never says what does not show, and who signed before
    signed other words.
    """
    paper = Paper.objects.filter(pk=contribution.conversation_id).first()
    if paper is not None and contribution.part in PARTS[paper.kind]:
        telling.retitle(contribution.conversation, TITLE)
        _changed(paper)


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: titles made of erased words go, and who wrote the paper.

    A problem whose owner is erased is told of no more.
    """
    if not erasures.is_key(key):
        return
    telling.lose_titles(kind=KIND, part=TITLE, key=key)
    owning.let_go_of_owner(Paper.objects.all(), "author", key=key)
    Told.objects.filter(problem__owner=key).update(parts=[], shows_groups=False)


def _changed(paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(version=F("version") + 1)
    paper.refresh_from_db(fields=["version"])


def _changed_from(before: tuple[Block, ...], paper: Paper) -> None:
    """A no, or a yes of whoever shows their problem to few, changes no word of it: so nobody learns of an answer."""
    if told_now(paper) != before:
        _changed(paper)


def _own(by: Person, paper: Paper) -> Conversation:
    return owning.own(by=by, thing=paper, otherwise=NotTheAuthor)


def may_ask(person: Person, problem: Problem) -> list[Paper]:
    """The joint papers of somebody that do not ask for this problem yet."""
    if not person.is_authenticated:
        return []
    own = Paper.objects.filter(author=person, kind=JOINT).exclude(told__problem=problem)
    return list(own.select_related("conversation").order_by("conversation__begun", "pk"))
