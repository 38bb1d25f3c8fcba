"""Every change to a problem: bringing it, telling more, choosing who reads it."""

from collections.abc import Iterable
from datetime import date
from textwrap import shorten

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import HARD, KIND, PARTS, Problem, SameHere

LONGEST_TITLE = 120
CUT = "…"
State = Contribution.State


class NotTheOwner(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who brought this problem can change it."))


class NoSuchPart(WebError):
    def __init__(self, part: str) -> None:
        super().__init__(f"The part is {part!r}. Expected: one of {', '.join(PARTS)}.")


@transaction.atomic
def bring(*, by: Person, hard: str, sending: str | None = None, language: str = "") -> Problem:
    """A new problem, which only its owner sees until it is shared. Sent twice with one key, it is brought once."""
    Person.objects.select_for_update().get(pk=by.pk)
    if sending and (before := Problem.objects.filter(owner=by, conversation__contributions__sending=sending).first()):
        return before
    conversation = Conversation.objects.create(kind=KIND, title=title_from(hard))
    problem = Problem.objects.create(conversation=conversation, owner=by)
    participant, _token = conversations.join(by=by, conversation=conversation, has_phone=False)
    conversations.contribute(
        by=participant, conversation=conversation, kind=HARD, part=HARD, text=hard, sending=sending, language=language
    )
    record(by=by.key, verb="brought a problem", target=conversation)
    follow(by=by, conversation=conversation)
    return problem


@transaction.atomic
def tell(
    *, by: Person, problem: Problem, part: str, text: str, sending: str | None = None, language: str = ""
) -> Contribution:
    """Words for a part. They are shown in place of the earlier ones, which are withdrawn and not lost."""
    if part not in PARTS:
        raise NoSuchPart(part)
    conversation = _own(by, problem)
    participant = place_of(problem)
    said = conversations.contribute(
        by=participant,
        conversation=conversation,
        kind=part,
        part=part,
        text=text,
        sending=sending,
        language=language,
        shown_as=how_it_appears(problem),
    )
    for earlier in participant.contributions.filter(part=part, state=State.SHOWN).exclude(pk=said.pk):
        conversations.withdraw(by=participant, contribution=earlier)
    retitle(conversation)
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
    participant = place_of(problem)
    if nickname or groups:
        conversations.describe(by=participant, nickname=nickname or participant.nickname, groups=groups)
    for said in participant.contributions.exclude(state=State.ERASED).exclude(shown_as=shown_as):
        conversations.show_as(by=participant, contribution=said, shown_as=shown_as)
    conversation.audience = Conversation.Audience(audience)
    conversation.state = Conversation.State.OPEN
    conversation.save(update_fields=["audience", "state"])
    if problem.shared_in_order is None:
        last = Problem.objects.aggregate(last=Max("shared_in_order"))["last"] or 0
        problem.shared_in_order = last + 1
        problem.shared_on = problem.newest_day = timezone.localdate()
    problem.shows_area = shows_area
    problem.save(update_fields=["shared_in_order", "shared_on", "newest_day", "shows_area"])
    record(by=by.key, verb="shared a problem", target=conversation)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


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
    conversation.state = Conversation.State.DRAFT
    conversation.save(update_fields=["state"])
    record(by=by.key, verb="stopped sharing", target=conversation)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


def place_of(problem: Problem) -> Participant:
    """The owner's place in their own problem, where they are openly themselves."""
    return conversations.place_of(by=problem.owner, conversation=problem.conversation)


def how_it_appears(problem: Problem) -> str:
    """As all of it does, so that a part told later does not say more than those before."""
    last = problem.conversation.contributions.filter(part__in=PARTS, participant__member=problem.owner).last()
    return last.shown_as if last else Contribution.ShownAs.NOBODY


def title_from(hard: str) -> str:
    """The first line, cut between words where it is long."""
    first = next((line for line in hard.splitlines() if line.strip()), "")
    cut = shorten(first, LONGEST_TITLE, placeholder=CUT)
    return f"{first.strip()[: LONGEST_TITLE - 1]}{CUT}" if cut == CUT else cut


def retitle(conversation: Conversation, *, without: QuerySet[Contribution] | None = None) -> None:
    """Take the title from the words that show now; there is none where they do not."""
    shown = conversation.contributions.filter(part=HARD, state=State.SHOWN)
    if without is not None:
        shown = shown.exclude(pk__in=without.values("pk"))
    last = shown.last()
    conversation.title = title_from(last.text) if last else ""
    conversation.save(update_fields=["title"])


def follow_words(*, contribution: Contribution) -> None:
    """Words that were hidden, withdrawn or brought back: a title never says what does not show."""
    if contribution.part == HARD and contribution.conversation.kind == KIND:
        retitle(contribution.conversation)


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: titles made of the erased words go, and who owned the problem.

    So does that they said "same here". What a step has counted stays.
    """
    if not erasures.is_key(key):
        return
    hard = Contribution.objects.filter(part=HARD, conversation__kind=KIND)
    lost = hard.filter(Q(pk=key) | Q(participant=key) | Q(participant__member=key))
    for conversation in Conversation.objects.filter(pk__in=lost.values("conversation")):
        retitle(conversation, without=lost)
    places = Participant.objects.filter(Q(pk=key) | Q(member=key))
    SameHere.objects.filter(Q(participant=key) | Q(participant__member=key)).delete()
    of_theirs = Problem.objects.filter(conversation__participants__in=places, owner__participants__in=places)
    Problem.objects.filter(Q(pk__in=of_theirs.values("pk")) | Q(owner=key)).update(owner=None)


def _own(by: Person, problem: Problem) -> Conversation:
    """The problem's conversation, locked; only its owner gets it."""
    conversation = Conversation.objects.select_for_update().get(pk=problem.pk)
    if problem.owner_id != by.pk:
        raise NotTheOwner
    if conversation.state == Conversation.State.CLOSED:
        raise conversations.TooLate
    problem.conversation = conversation
    return conversation
