"""Every change to a problem: bringing it, telling more, choosing who reads it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import owning, telling
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import HARD, KIND, PARTS, Problem, SameHere


class NotTheOwner(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who brought this problem can change it."))


@transaction.atomic
def bring(*, by: Person, hard: str, sending: str | None = None, language: str = "") -> Problem:
    """A new problem, which only its owner sees until it is shared. Sent twice with one key, it is brought once."""
    Person.objects.select_for_update().get(pk=by.pk)
    if sending and (before := Problem.objects.filter(owner=by, conversation__contributions__sending=sending).first()):
        return before
    conversation = telling.begin(by=by, kind=KIND, part=HARD, text=hard, sending=sending, language=language)
    problem = Problem.objects.create(conversation=conversation, owner=by)
    record(by=by.key, verb="brought a problem", target=conversation)
    follow(by=by, conversation=conversation)
    return problem


@transaction.atomic
def tell(
    *, by: Person, problem: Problem, part: str, text: str, sending: str | None = None, language: str = ""
) -> Contribution:
    """Words for a part. They are shown in place of the earlier ones, which are withdrawn and not lost."""
    conversation = _own(by, problem)
    said = telling.tell(
        by=by, conversation=conversation, part=part, parts=PARTS, text=text, sending=sending, language=language
    )
    telling.retitle(conversation, HARD)
    record(by=by.key, verb="told a part", target=conversation)
    return said


@transaction.atomic
def share(
    *,
    by: Person,
    problem: Problem,
    audience: str,
    shown_as: str,
    nickname: str = "",
    groups: Iterable[str] = (),
    shows_area: bool = False,
) -> None:
    """Let others read it, with a name, groups or neither. Done again, it changes who can read it, and as whose.

    Of its area only the kind shows, unless ``shows_area`` says that the name does too.
    """
    conversation = _own(by, problem)
    telling.share(
        by=by,
        conversation=conversation,
        parts=PARTS,
        audience=audience,
        shown_as=shown_as,
        nickname=nickname,
        groups=groups,
    )
    if problem.shared_in_order is None:
        last = Problem.objects.aggregate(last=Max("shared_in_order"))["last"] or 0
        problem.shared_in_order = last + 1
        problem.shared_on = problem.newest_day = timezone.localdate()
    problem.shows_area = shows_area
    problem.save(update_fields=["shared_in_order", "shared_on", "newest_day", "shows_area"])
    record(by=by.key, verb="shared a problem", target=conversation)


@transaction.atomic
def say_about(
    *,
    by: Person,
    problem: Problem,
    service: str = "",
    area: Area | None = None,
    kind_of_area: str = "",
    answer_by: date | None = None,
    asks_for_ideas: bool = False,
) -> None:
    """What helps others to find it and to answer. Where an area is named, its kind is as the area's own figures say."""
    conversation = _own(by, problem)
    problem.service, problem.area = service, area
    problem.kind_of_area = (area.kind if area else "") or kind_of_area
    problem.answer_by, problem.asks_for_ideas = answer_by, asks_for_ideas
    problem.shows_area = problem.shows_area and area is not None
    problem.save(update_fields=["service", "area", "kind_of_area", "answer_by", "asks_for_ideas", "shows_area"])
    record(by=by.key, verb="said more about it", target=conversation)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def keep_to_oneself(*, by: Person, problem: Problem) -> None:
    """Make it a draft again, which only its owner sees. Meetings that were held on it keep what they said."""
    conversation = _own(by, problem)
    telling.keep(conversation)
    record(by=by.key, verb="stopped sharing", target=conversation)


def follow_words(*, contribution: Contribution) -> None:
    """Words that were hidden, withdrawn or brought back: a title never says what does not show."""
    if contribution.part == HARD and contribution.conversation.kind == KIND:
        telling.retitle(contribution.conversation, HARD)


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: titles made of the erased words go, and who owned the problem.

    So does that they said "same here". What a step has counted stays.
    """
    if not erasures.is_key(key):
        return
    telling.lose_titles(kind=KIND, part=HARD, key=key)
    SameHere.objects.filter(Q(participant=key) | Q(participant__member=key)).delete()
    owning.let_go_of_owner(Problem.objects.all(), "owner", key=key)


def _own(by: Person, problem: Problem) -> Conversation:
    return owning.own(by=by, thing=problem, otherwise=NotTheOwner)
