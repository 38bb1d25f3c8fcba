"""Personal invitations: asking somebody, sending it again, taking it back, and the three answers."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import get_language, gettext

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.people.tokens import hash_of, new_token
from wholeroom.web.rooms import places
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.entering import letters
from wholeroom.web.rooms.models import Room, RoomInvitation, Seat

MOST_INVITATIONS = 200  # in one room, with those that were passed on
LONGEST_CHAIN = 3  # how often one invitation may be passed on

State = RoomInvitation.State
OPEN_TO_ANSWER = (State.OPEN, State.DECLINED)


class AnsweredAlready(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("This invitation has been answered, and the answer stands."))


class PassedOnTooOften(WebError):
    def __init__(self) -> None:
        super().__init__(
            gettext("This invitation went from hand to hand too often. Tell the person who asked you whom to invite.")
        )


class TooManyInvitations(WebError):
    def __init__(self) -> None:
        super().__init__(
            gettext("A room has %(most)d personal invitations at most. Give out the join code instead.")
            % {"most": MOST_INVITATIONS}
        )


@transaction.atomic
def invite(
    *, by: Person, room: Room, name: str = "", email: str = "", message: str = "", seat: Seat | None = None
) -> tuple[RoomInvitation, str]:
    """Ask somebody in person. Gives the invitation with its token, of which only the hash is kept.

    With an address the invitation goes out by mail; without, its link is to be handed over.
    """
    here = locked(room)
    _check_number(here)
    invitation, token = _kept(
        RoomInvitation(room=here, name=name, email=email, message=message, seat=seat, language=get_language() or "")
    )
    record(by=by.key, verb="invited somebody", target=invitation)
    letters.send_invitation(invitation, token, asked_by=by)
    return invitation, token


@transaction.atomic
def invite_again(*, by: Person, invitation: RoomInvitation) -> str:
    """A new link for an invitation without an answer; the link before it opens nothing any more."""
    _held(invitation, State.OPEN, State.DECLINED)
    token = new_token()
    invitation.token_hash, invitation.state, invitation.why = hash_of(token), State.OPEN, ""
    invitation.save(update_fields=["token_hash", "state", "why"])
    record(by=by.key, verb="invited again", target=invitation)
    letters.send_invitation(invitation, token, asked_by=by)
    return token


@transaction.atomic
def take_back(*, by: Person, invitation: RoomInvitation) -> None:
    """Its link opens nothing any more, and the name and address are gone. Who accepted still takes part."""
    locked(invitation.room)
    record(by=by.key, verb="took back invitation", target=invitation)
    invitation.delete()


@transaction.atomic
def accept(
    *, by: Person | None, invitation: RoomInvitation, nickname: str, groups: Iterable[str]
) -> tuple[Participant, str]:
    """Say yes, and take a place in the room. The seat stays as the facilitator marked it.

    ``by`` is a member only where they chose to be openly themselves here. The link works once, as a printed slip does,
    so nobody asks for a slip as well.
    """
    here = _held(invitation, *OPEN_TO_ANSWER)
    if places.is_full(here):
        raise places.RoomFull
    participant, token = conversations.join(by=by, conversation=here.conversation, nickname=nickname, groups=groups)
    invitation.participant = participant
    _answer(invitation, State.ACCEPTED, by=participant.key)
    return participant, token


@transaction.atomic
def accept_here(*, by: Participant, invitation: RoomInvitation) -> None:
    """Say yes as somebody who has a place in the room already."""
    _held(invitation, *OPEN_TO_ANSWER)
    invitation.participant = by
    _answer(invitation, State.ACCEPTED, by=by.key)


@transaction.atomic
def decline(*, invitation: RoomInvitation, why: str = "") -> None:
    """Say no, with or without a word why. Minds change: an invitation that was declined can still be accepted."""
    _held(invitation, *OPEN_TO_ANSWER)
    _answer(invitation, State.DECLINED, why=why)


@transaction.atomic
def pass_on(*, invitation: RoomInvitation, name: str = "", email: str = "") -> tuple[RoomInvitation, str]:
    """Ask somebody else instead: a new invitation for the same seat, by mail or as a link to hand over."""
    here = _held(invitation, *OPEN_TO_ANSWER)
    _check_number(here)
    if _times_passed_on(invitation) >= LONGEST_CHAIN:
        raise PassedOnTooOften
    following, token = _kept(
        RoomInvitation(
            room=here,
            name=name,
            email=email,
            message=invitation.message,
            seat=invitation.seat,
            language=get_language() or "",
            instead_of=invitation,
        )
    )
    _answer(invitation, State.PASSED_ON)
    letters.send_invitation(following, token, asked_by=None)
    return following, token


def with_token(token: str) -> RoomInvitation | None:
    """Whose link it is, if it is anybody's."""
    found = RoomInvitation.objects.filter(token_hash=hash_of(token))
    return found.select_related("room__conversation", "room__problem__conversation", "seat").first()


def let_go_of_addresses(*, room: Room) -> None:
    """Once a room closes nobody is invited any more: names, addresses and what was written are of no more use."""
    room.invitations.update(name="", email="", message="", why="")


def _kept(invitation: RoomInvitation) -> tuple[RoomInvitation, str]:
    token = new_token()
    invitation.token_hash = hash_of(token)
    invitation.save()
    return invitation, token


def _held(invitation: RoomInvitation, *states: str) -> Room:
    """The invitation's room, locked; the invitation as it is now, and refused in any other state."""
    here = locked(invitation.room)
    invitation.refresh_from_db(fields=["state", "token_hash"])
    if invitation.state not in states:
        raise AnsweredAlready
    return here


def _answer(invitation: RoomInvitation, state: State, *, why: str = "", by: str | None = None) -> None:
    invitation.state, invitation.why = state, why
    invitation.save(update_fields=["state", "why", "participant"])
    record(by=by, verb="answered an invitation", target=invitation)
    publish(invitation.room_id.hex)


def _check_number(room: Room) -> None:
    if room.invitations.count() >= MOST_INVITATIONS:
        raise TooManyInvitations


def _times_passed_on(invitation: RoomInvitation) -> int:
    times, before = 0, invitation.instead_of
    while before is not None:
        times, before = times + 1, before.instead_of
    return times
