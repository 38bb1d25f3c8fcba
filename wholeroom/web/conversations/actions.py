"""Every change to what people say. Each is whole or not at all, and leaves its record in history."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.conversations.models import Contact, Contribution, Conversation, Moderation, Participant
from wholeroom.web.conversations.moderation_log import log_moderation
from wholeroom.web.conversations.reasons import AFTER_CLOSE, RULES
from wholeroom.web.conversations.retention import somebody_spoke
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.people.tokens import hash_of, new_token

SELF_DESCRIBED = "self-described"


class NotTheirs(WebError):
    def __init__(self) -> None:
        super().__init__(_("These words are somebody else’s. Only who said them can change them."))


class TooLate(WebError):
    def __init__(self) -> None:
        super().__init__(_("This is closed, so how words appear can no longer change. You can still erase them."))


class Gone(WebError):
    def __init__(self) -> None:
        super().__init__(_("These words were erased. Nothing more can be done with them."))


class SaidAnewMeanwhile(WebError):
    def __init__(self) -> None:
        super().__init__(_("These words were said anew meanwhile. Read them as they are now, then decide."))


class NoSuchReason(WebError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"The reason is {reason!r}. Expected: one of {', '.join(RULES)}.")


@transaction.atomic
def join(
    *,
    by: Person | None,
    conversation: Conversation,
    nickname: str = "",
    groups: Iterable[str] = (),
    has_phone: bool = True,
    key: UUID | None = None,
) -> tuple[Participant, str]:
    """Take a place. Gives it with the token that opens it again, of which only the hash is kept.

    ``by`` is a member only where they chose to be openly themselves here. Who has no phone gets no token. ``key`` is
    given where the same place must not be taken twice; else it is random.
    """
    token = new_token() if has_phone else ""
    own = {"id": key} if key else {}  # else the model gives one
    participant = Participant.objects.create(
        **own,
        conversation=conversation,
        member=by,
        nickname=nickname,
        groups={code: SELF_DESCRIBED for code in groups if code in GROUPS},
        token_hash=hash_of(token) if token else None,
    )
    record(by=participant.key, verb="joined", target=conversation)
    publish(conversation.id.hex)
    return participant, token


@transaction.atomic
def place_of(*, by: Person, conversation: Conversation) -> Participant:
    """The place where a member is openly themselves, taken now if they have none here yet."""
    Person.objects.select_for_update().get(pk=by.pk)
    found = conversation.participants.filter(member=by).select_related("member").first()
    if found is None:
        found, _token = join(by=by, conversation=conversation, has_phone=False)
    elif found.has_left:
        come_back(by=found)
    return found


def participant_with(conversation: Conversation, token: str) -> Participant | None:
    """Whose token it is, if anybody's here."""
    return conversation.participants.filter(token_hash=hash_of(token)).select_related("member").first()


@transaction.atomic
def describe(*, by: Participant, nickname: str, groups: Iterable[str]) -> None:
    """Change what others call me, and the groups I say I belong to."""
    by.nickname = nickname
    by.groups = {code: SELF_DESCRIBED for code in groups if code in GROUPS}
    by.save(update_fields=["nickname", "groups"])
    record(by=by.key, verb="described themselves", target=by.conversation)
    publish(by.conversation_id.hex)


@transaction.atomic
def leave_contact(*, by: Participant, email: str = "", other_way: str = "") -> None:
    """Say how one wants to hear back; with neither, nothing is kept."""
    Contact.objects.filter(participant=by).delete()
    if email or other_way:
        Contact.objects.create(participant=by, email=email, other_way=other_way)
    record(by=by.key, verb="left a contact" if email or other_way else "took contact back", target=by.conversation)


@transaction.atomic
def leave(*, by: Participant) -> None:
    """Go, for now: what one said stays. Who comes back takes the same place again."""
    by.has_left = True
    by.save(update_fields=["has_left"])
    record(by=by.key, verb="left", target=by.conversation)
    publish(by.conversation_id.hex)


@transaction.atomic
def come_back(*, by: Participant) -> None:
    """Take one's place again after leaving."""
    by.has_left = False
    by.save(update_fields=["has_left"])
    record(by=by.key, verb="came back", target=by.conversation)
    publish(by.conversation_id.hex)


@transaction.atomic
def contribute(
    *,
    by: Participant | None,
    conversation: Conversation,
    kind: str,
    text: str,
    part: str = "",
    parent: Contribution | None = None,
    shown_as: str = Contribution.ShownAs.NOBODY,
    sending: str | None = None,
    language: str = "",
    asked_for: bool = False,
) -> Contribution:
    """Keep words somebody said. Sent twice with one ``sending`` key, they are kept once.

    ``by`` is None for words on an unsigned paper card. After the close words are kept too, but wait to be read,
    unless they were ``asked_for``, as those of a review are.
    """
    here = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if sending and (before := everything_in(here).filter(sending=sending).first()):
        if before.participant_id != (by.pk if by else None):
            raise NotTheirs
        return before
    closed = here.state == Conversation.State.CLOSED and not asked_for
    said = Contribution.objects.create(
        conversation=here,
        position=next_position(here),
        participant=by,
        part=part,
        parent=parent,
        kind=kind,
        text=text,
        language=language,
        shown_as=shown_as,
        sending=sending or None,
        state=Contribution.State.WAITING if closed or here.read_first else Contribution.State.SHOWN,
        reason=AFTER_CLOSE if closed else "",
    )
    somebody_spoke(here)
    record(by=by.key if by else None, verb="said", target=said)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=here)
    publish(here.id.hex)
    return said


def everything_in(conversation: Conversation) -> QuerySet[Contribution]:
    """With every earlier wording, which share the order and the keys of sending."""
    return Contribution.everything.filter(conversation=conversation)


def next_position(conversation: Conversation) -> int:
    """Only while the conversation is locked."""
    return (everything_in(conversation).aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def show_as(*, by: Participant, contribution: Contribution, shown_as: str) -> None:
    """Change with what one's own words appear, until the conversation is closed."""
    own_until_close(by, contribution)
    contribution.shown_as = Contribution.ShownAs(shown_as)
    contribution.save(update_fields=["shown_as"])
    record(by=by.key, verb="changed appearance", target=contribution)
    publish(contribution.conversation_id.hex)


@transaction.atomic
def withdraw(*, by: Participant, contribution: Contribution) -> None:
    """Take one's own words back: they no longer show, and can be shown again until the close."""
    own_until_close(by, contribution)
    if contribution.state in (Contribution.State.SHOWN, Contribution.State.WAITING):
        set_state(contribution, Contribution.State.WITHDRAWN)
        record(by=by.key, verb="withdrew", target=contribution)


@transaction.atomic
def show_again(*, by: Participant, contribution: Contribution) -> None:
    """Bring back words that one withdrew oneself. Where words are read first, they wait for it again."""
    own_until_close(by, contribution)
    if contribution.state == Contribution.State.WITHDRAWN:
        read_first = contribution.conversation.read_first
        set_state(contribution, Contribution.State.WAITING if read_first else Contribution.State.SHOWN)
        record(by=by.key, verb="brought back", target=contribution)


@transaction.atomic
def ask_again(*, by: Participant, contribution: Contribution) -> None:
    """Have words that were hidden read once more. Until then they stay out of sight, under the rule that hid them."""
    own(by, contribution)
    if contribution.state == Contribution.State.HIDDEN:
        set_state(contribution, Contribution.State.WAITING, contribution.reason)
        log_moderation(contribution, Moderation.Act.ASKED_AGAIN, rule=contribution.reason)
        record(by=by.key, verb="asked again", target=contribution)


@transaction.atomic
def hide(*, by: Person, contribution: Contribution, reason: str, version: int | None = None) -> None:
    """Moderate: the words no longer show, and who said them is told which rule it was.

    ``version`` is the wording that the moderator read, where words can be said anew.
    """
    if reason not in RULES:
        raise NoSuchReason(reason)
    _lock_as_read(contribution, version)
    if contribution.state in (Contribution.State.SHOWN, Contribution.State.WAITING):
        set_state(contribution, Contribution.State.HIDDEN, reason)
        log_moderation(contribution, Moderation.Act.HID, rule=reason)
        record(by=by.key, verb="hid", target=contribution)


@transaction.atomic
def let_show(*, by: Person, contribution: Contribution, version: int | None = None) -> None:
    """Moderate: show words that waited to be read, or were hidden."""
    _lock_as_read(contribution, version)
    if contribution.state in (Contribution.State.WAITING, Contribution.State.HIDDEN):
        log_moderation(contribution, Moderation.Act.LET_SHOW, rule=contribution.reason)
        set_state(contribution, Contribution.State.SHOWN)
        record(by=by.key, verb="let show", target=contribution)


@transaction.atomic
def erase(*, by: Participant | Person, contribution: Contribution) -> None:
    """Erase one contribution for good, with its earlier wordings; or one of these alone.

    The row stays, so that what refers to it still stands.
    """
    if isinstance(by, Participant):
        own(by, contribution)
    record(by=by.key, verb="erased words", target=contribution)
    erasures.erase(key=contribution.id.hex)
    publish(contribution.conversation_id.hex)


@transaction.atomic
def erase_participant(*, by: Participant | Person, participant: Participant) -> None:
    """Erase all that somebody said here, and how to reach them, everywhere and for good."""
    record(by=by.key, verb="erased a participant", target=participant)
    erasures.erase(key=participant.key)
    publish(participant.conversation_id.hex)


def _lock(contribution: Contribution) -> None:
    """What the row says now, and nobody else changes it meanwhile; erased words take no more changes."""
    contribution.refresh_from_db(from_queryset=Contribution.everything.select_for_update())
    if contribution.state == Contribution.State.ERASED:
        raise Gone


def _lock_as_read(contribution: Contribution, version: int | None) -> None:
    """Nobody lets words show, or hides them, that were changed after they read them."""
    _lock(contribution)
    if version is not None and version != contribution.version:
        raise SaidAnewMeanwhile


def own(by: Participant, contribution: Contribution) -> None:
    _lock(contribution)
    if contribution.participant_id != by.pk:
        raise NotTheirs


def own_until_close(by: Participant, contribution: Contribution) -> None:
    own(by, contribution)
    if contribution.conversation.state == Conversation.State.CLOSED:
        raise TooLate


def set_state(contribution: Contribution, state: str, reason: str = "") -> None:
    contribution.state, contribution.reason = state, reason
    contribution.save(update_fields=["state", "reason"])
    moments.happen(moments.WORDS_CHANGED, contribution=contribution)
    publish(contribution.conversation_id.hex)
