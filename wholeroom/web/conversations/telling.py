"""What one person tells in parts and owns: a problem, a practice note, a paper.

New words of a part show in place of the earlier ones, which are withdrawn and not lost. All of it appears alike. One
part gives the title, so that a title never says what does not show.
"""

from collections.abc import Collection, Iterable
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from wholeroom.web import moments
from wholeroom.web.conversations import actions
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person

LONGEST_TITLE = 120
CUT = "…"
State = Contribution.State


class NoSuchPart(WebError):
    def __init__(self, part: str, parts: Iterable[str]) -> None:
        super().__init__(f"The part is {part!r}. Expected: one of {', '.join(parts)}.")


@transaction.atomic
def begin(
    *, by: Person, kind: str, part: str, text: str, sending: str | None = None, language: str = ""
) -> Conversation:
    """A draft with its first part, which gives the title; only its owner sees it until it is shared."""
    conversation = Conversation.objects.create(kind=kind, title=title_from(text))
    participant = actions.place_of(by=by, conversation=conversation)
    actions.contribute(
        by=participant,
        conversation=conversation,
        kind=part,
        part=part,
        text=text,
        sending=sending,
        language=language,
    )
    return conversation


@transaction.atomic
def tell(
    *,
    by: Person,
    conversation: Conversation,
    part: str,
    parts: Collection[str],
    text: str,
    sending: str | None = None,
    language: str = "",
) -> Contribution:
    """Words for a part, which appear as all the others do. They show in place of the earlier ones."""
    if part not in parts:
        raise NoSuchPart(part, parts)
    participant = actions.place_of(by=by, conversation=conversation)
    said = actions.contribute(
        by=participant,
        conversation=conversation,
        kind=part,
        part=part,
        text=text,
        sending=sending,
        language=language,
        shown_as=how_it_appears(conversation, by, parts),
    )
    take_back(by=participant, part=part, without=said)
    return said


@transaction.atomic
def take_back(*, by: Participant, part: str, without: Contribution | None = None) -> None:
    """The words of a part show no longer; they are withdrawn and not lost."""
    for said in by.contributions.filter(part=part, state=State.SHOWN).exclude(pk=without.pk if without else None):
        actions.withdraw(by=by, contribution=said)


@transaction.atomic
def share(
    *,
    by: Person,
    conversation: Conversation,
    parts: Collection[str],
    audience: str,
    shown_as: str,
    nickname: str = "",
    groups: Iterable[str] = (),
) -> None:
    """Let others read it, with a name, groups or neither. Done again, it changes who can read it, and as whose.

    What its owner said besides its parts, such as an answer, keeps the appearance they chose for it.
    """
    participant = actions.place_of(by=by, conversation=conversation)
    if nickname or groups:
        actions.describe(by=participant, nickname=nickname or participant.nickname, groups=groups)
    told = participant.contributions.filter(part__in=parts).exclude(state=State.ERASED)
    for said in told.exclude(shown_as=shown_as):
        actions.show_as(by=participant, contribution=said, shown_as=shown_as)
    conversation.audience = Conversation.Audience(audience)
    conversation.state = Conversation.State.OPEN
    conversation.save(update_fields=["audience", "state"])
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def keep(conversation: Conversation) -> None:
    """Make it a draft again, which only its owner sees."""
    conversation.state = Conversation.State.DRAFT
    conversation.save(update_fields=["state"])
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


def words(conversation: Conversation, parts: Iterable[str]) -> dict[str, Contribution]:
    """The words of each part that has some, in the order of the parts."""
    return words_of_many([conversation], parts)[conversation.pk]


def words_of_many(conversations: Collection[Conversation], parts: Iterable[str]) -> dict[UUID, dict[str, Contribution]]:
    """The same of each of several, in one query."""
    names = list(parts)
    shown = Contribution.objects.filter(conversation__in=conversations, part__in=names, state=State.SHOWN)
    said: dict[UUID, dict[str, Contribution]] = {one.pk: {} for one in conversations}
    for one in shown.select_related("participant__member").order_by("conversation", "position"):
        said[one.conversation_id][one.part] = one
    return {id: {part: found[part] for part in names if part in found} for id, found in said.items()}


def as_shared(conversation: Conversation, owner: Person, parts: Collection[str]) -> dict[str, Any]:
    """How it is shared now; for a draft, the choices that reveal least."""
    place = actions.place_of(by=owner, conversation=conversation)
    return {
        "audience": conversation.audience,
        "shown_as": how_it_appears(conversation, owner, parts),
        "nickname": place.nickname or (place.member.name if place.member else ""),
        "groups": list(place.groups),
    }


def how_it_appears(conversation: Conversation, owner: Person | None, parts: Collection[str]) -> str:
    """As all of it does, so that a part told later does not say more than those before."""
    last = conversation.contributions.filter(part__in=parts, participant__member=owner).last()
    return last.shown_as if last else Contribution.ShownAs.NOBODY


def title_from(text: str) -> str:
    """The first line, cut between words where it is long."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    cut = shorten(first, LONGEST_TITLE, placeholder=CUT)
    return f"{first.strip()[: LONGEST_TITLE - 1]}{CUT}" if cut == CUT else cut


def retitle(conversation: Conversation, part: str, *, without: QuerySet[Contribution] | None = None) -> None:
    """Take the title from the words of a part that show now; there is none where they do not."""
    shown = conversation.contributions.filter(part=part, state=State.SHOWN)
    if without is not None:
        shown = shown.exclude(pk__in=without.values("pk"))
    last = shown.last()
    conversation.title = title_from(last.text) if last else ""
    conversation.save(update_fields=["title"])


def lose_titles(*, kind: str, part: str, key: str) -> None:
    """Titles made of words that an erasure takes go with them. Call it before the words themselves are emptied."""
    told = Contribution.objects.filter(part=part, conversation__kind=kind)
    lost = told.filter(Q(pk=key) | Q(participant=key) | Q(participant__member=key))
    for conversation in Conversation.objects.filter(pk__in=lost.values("conversation")):
        retitle(conversation, part, without=lost)
