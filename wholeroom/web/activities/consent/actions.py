"""Every change to proposals and positions. An objection stands until who made it, or a new wording, answers it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wholeroom.web.activities.consent.models import Position, Proposal
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import say

PROPOSAL, AMENDMENT, REASON = "proposal", "amendment", "reason"
State, Stand = Proposal.State, Position.Stand
SETTLED = (State.AGREED, State.NOT_AGREED, State.OPEN)


class NewWording(WebError):
    """``newest`` is the wording to look at instead."""

    def __init__(self, newest: Proposal) -> None:
        super().__init__(_("Somebody changed these words a moment ago. Read the new wording, then send this again."))
        self.newest = newest


class AlreadyAgreed(WebError):
    def __init__(self) -> None:
        super().__init__(_("This is agreed. If it should change, the facilitator opens it again first."))


class StandsAgainst(WebError):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody cannot live with this, and nobody has answered that. Change the wording, or end it not agreed.")
        )


class HasOwnPhone(WebError):
    def __init__(self) -> None:
        super().__init__(_("This person has a phone of their own here. Only they say where they stand."))


class SaidOtherwise(WebError):
    def __init__(self) -> None:
        super().__init__(
            _("You said somewhere else that you cannot live with this. Look at it again before you change it.")
        )


class RoomIsClosed(WebError):
    def __init__(self) -> None:
        super().__init__(_("The room is closed, so what people agreed stays as it is."))


@transaction.atomic
def propose(*, by: Participant | Person, step: Step, words: Mapping[str, Any], speaker: Participant | None) -> Proposal:
    """Put something forward. Nobody judges it yet."""
    said = say(by=by, step=step, kind=PROPOSAL, words=words, speaker=speaker)
    proposal, _is_new = Proposal.objects.get_or_create(words=said, defaults={"step": step})
    return proposal


@transaction.atomic
def take_position(
    *,
    by: Participant | Person,
    step: Step,
    proposal: Proposal,
    speaker: Participant | None,
    stand: str,
    words: Mapping[str, Any],
    seen: str = "",
) -> Position | None:
    """Say where somebody stands on a wording; words that come with it are kept as theirs.

    ``seen`` is the position the form showed: an objection is taken back only by who saw that it stood. Who objects to
    what was agreed opens it again. None where the words had arrived before, or came after the close.
    """
    is_open = _lock(step)
    if isinstance(by, Person) and speaker and (speaker.token_hash or speaker.member_id):
        raise HasOwnPhone
    if _has_arrived(step, words):
        return None
    before = Position.objects.filter(proposal=proposal, participant=speaker).first() if speaker else None
    lifts = before is not None and before.stand == Stand.OBJECT and stand != Stand.OBJECT
    if lifts and seen != Stand.OBJECT:
        raise SaidOtherwise
    said = say(by=by, step=step, kind=REASON, words=words, speaker=speaker) if words["text"] else None
    if not is_open:
        if said is None:
            raise RoomIsClosed
        return None
    if before is not None and _shown_since(proposal):
        return before  # the objections to an earlier wording stay as they met it
    kept = _kept(before, proposal, speaker, stand, said, isinstance(by, Person))
    record(by=by.key, verb="took a position", target=proposal)
    _count(proposal)
    publish(step.room_id.hex)
    return kept


@transaction.atomic
def amend(
    *,
    by: Participant | Person,
    step: Step,
    proposal: Proposal,
    words: Mapping[str, Any],
    speaker: Participant | None,
) -> Proposal:
    """Put a new wording in place of another. Everybody is asked afresh; the old objections stay with the old words."""
    is_open = _lock(step)
    if (said := _arrived(step, words)) and (known := Proposal.objects.filter(words=said).first()):
        return known
    if not is_open:
        raise RoomIsClosed
    old = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if old.state == State.AGREED:
        raise AlreadyAgreed
    if newer := _shown_since(old):
        raise NewWording(newer[-1])
    said = say(by=by, step=step, kind=AMENDMENT, words=words, speaker=speaker)
    new = Proposal.objects.create(words=said, step=old.step, amends=(_since(old) or [old])[-1])
    old.state = State.AMENDED
    old.save(update_fields=["state"])
    record(by=by.key, verb="amended", target=old)
    return new


@transaction.atomic
def settle(*, by: Person, proposal: Proposal, state: str) -> None:
    """Say how a proposal ended, or open it again. Agreed is only what nobody is left to stand against."""
    if not _lock(proposal.step):
        raise RoomIsClosed
    here = Proposal.objects.select_for_update().get(pk=proposal.pk)
    here.objections = against(here)
    if state == State.AGREED and here.objections:
        raise StandsAgainst
    if state not in SETTLED:
        raise ValueError(f"A proposal ends {', '.join(SETTLED)}; this says {state!r}.")
    here.state = state
    here.save(update_fields=["state", "objections"])
    record(by=by.key, verb="settled a proposal", target=here)
    publish(here.step.room_id.hex)


def against(proposal: Proposal) -> int:
    """How many stand against a wording, whether their words still show or not."""
    return Position.objects.filter(proposal=proposal, stand=Stand.OBJECT).count()


def erase_by_key(*, key: str) -> None:
    """Positions of who is erased no longer lead to them. What stood against a wording goes on standing against it."""
    theirs = Position.objects.filter(Q(participant=key) | Q(participant__member=key))
    theirs.update(participant=None, entered=False)


def _lock(step: Step) -> bool:
    """Let changes to one room follow each other; whether the room is still open."""
    here = Conversation.objects.select_for_update().get(pk=step.room_id)
    return here.state != Conversation.State.CLOSED


def _arrived(step: Step, words: Mapping[str, Any]) -> Contribution | None:
    if not words["sending"]:
        return None
    return Contribution.objects.filter(conversation=step.room_id, sending=words["sending"]).first()


def _since(proposal: Proposal) -> list[Proposal]:
    """The wordings that took the place of this one, in their order."""
    found: list[Proposal] = []
    while following := Proposal.objects.filter(amends=found[-1] if found else proposal).select_related("words").first():
        found.append(following)
    return found


def _shown_since(proposal: Proposal) -> list[Proposal]:
    """Of those, the ones that still show: a wording that was taken back gives its place back too."""
    return [one for one in _since(proposal) if one.words.state == Contribution.State.SHOWN]


def _has_arrived(step: Step, words: Mapping[str, Any]) -> bool:
    return _arrived(step, words) is not None


def _kept(
    before: Position | None,
    proposal: Proposal,
    speaker: Participant | None,
    stand: str,
    said: Contribution | None,
    entered: bool,
) -> Position:
    kept = before or Position(proposal=proposal, participant=speaker)
    kept.stand, kept.entered = stand, entered
    kept.words = said or kept.words
    kept.save()
    return kept


def _count(proposal: Proposal) -> None:
    """Keep how many stand against a wording; what was agreed is open again when somebody does."""
    here = Proposal.objects.select_for_update().get(pk=proposal.pk)
    here.objections = against(here)
    if here.objections and here.state == State.AGREED:
        here.state = State.OPEN
    here.save(update_fields=["objections", "state"])
