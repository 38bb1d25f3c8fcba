"""From a problem to a meeting: its people are asked to come, and may bring what they wrote there.

The facilitator never learns who was asked, nor how many. Nobody's words move by themselves: who wrote them says them
again in the meeting, as they choose, or does not.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import TRIED_PARTS, Problem
from wholeroom.web.reminders import Reminder
from wholeroom.web.rooms import places, registry
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Room, Step

CARRIES = "carries"  # the setting of a step that names the kinds of words it takes over from a problem


class NoProblem(WebError):
    def __init__(self) -> None:
        super().__init__(_("This meeting is on no problem of this site, so there is nobody to ask. Invite people."))


class NotAsked(WebError):
    def __init__(self) -> None:
        super().__init__(_("This meeting is for people whom its facilitator asks. Ask them for a way in."))


@transaction.atomic
def call(*, by: Person, room: Room) -> None:
    """Ask everybody of the room's problem to come: on its page, and in their next daily message. Once."""
    here = locked(room)
    if here.problem is None:
        raise NoProblem
    if here.called is None:
        here.called = timezone.localdate()
        here.save(update_fields=["called"])
        record(by=by.key, verb="called people", target=here.conversation)
        moments.happen(moments.MEETING_ON, room=here)
        publish(here.problem_id.hex)


@transaction.atomic
def bring(
    *, by: Person, room: Room, words: Iterable[Contribution], shown_as: str, tell_me: bool = False
) -> Participant:
    """Come to the meeting openly as oneself, and say there again what one wrote on the problem. Each once.

    ``tell_me`` leaves the address of the account, so that what came of it is told to it.
    """
    here = locked(room)
    if not is_asked(by, here):
        raise NotAsked
    participant = place_in(here, by)
    for said in words:
        step = step_for(here, said)
        if step is not None and said.participant.member_id == by.pk:
            sent = {"text": whole_text(said), "shown_as": shown_as, "sending": f"brought-{said.pk.hex}"}
            registry.activity(step.activity).accept(step, sent, by=participant)
    if tell_me:
        conversations.leave_contact(by=participant, email=by.email)
    return participant


def place_in(room: Room, person: Person) -> Participant:
    """Their place in the meeting; a new one has the name and groups of their place at the problem.

    Each member comes once, so nobody asks them for a printed slip.
    """
    found = room.conversation.participants.filter(member=person).first()
    if found is not None:
        return found
    if places.is_full(room):
        raise places.RoomFull
    there = room.problem.conversation.participants.filter(member=person).first()
    place, _token = conversations.join(
        by=person,
        conversation=room.conversation,
        nickname=there.nickname if there else "",
        groups=there.groups if there else (),
    )
    return place


def is_of(person: Person, problem: Problem) -> bool:
    """Whether somebody brought the problem, answered it, or has it too: openly, as a member."""
    return person.is_authenticated and people_of(problem).filter(pk=person.pk).exists()


def is_asked(person: Person, room: Room) -> bool:
    return room.called is not None and room.problem is not None and is_of(person, room.problem)


def people_of(problem: Problem) -> QuerySet[Person]:
    return Person.objects.filter(participants__conversation=problem.pk, participants__is_erased=False)


def could_bring(person: Person, room: Room) -> list[Contribution]:
    """What somebody wrote on the problem that some step of the meeting takes over."""
    kinds = {kind for step in room.steps.all() for kind in step.settings.get(CARRIES, ())}
    said = Contribution.objects.filter(
        conversation=room.problem_id, participant__member=person, state=Contribution.State.SHOWN, kind__in=kinds
    )
    return list(said.select_related("participant__member", "conversation").order_by("position"))


def step_for(room: Room, said: Contribution) -> Step | None:
    """The first step that takes words of this kind over, however far the meeting has come."""
    return next((step for step in room.steps.all() if said.kind in step.settings.get(CARRIES, ())), None)


def whole_text(said: Contribution) -> str:
    """The words, and under them what happened, the cost and whom it did not help, where that was told."""
    further = {one.kind: one.text for one in said.replies.filter(kind__in=TRIED_PARTS, state=Contribution.State.SHOWN)}
    lines = [f"{label}: {further[part]}" for part, label in TRIED_PARTS.items() if part in further]
    return "\n".join([said.text, *lines])


def reminders_of(person: Person, *, today: date) -> Iterator[Reminder]:
    """For the daily message: a meeting on what is theirs, until they have a place in it or it is over."""
    rooms = Room.objects.filter(
        called__isnull=False,
        conversation__state=Conversation.State.OPEN,
        problem__conversation__participants__member=person,
    ).exclude(Q(facilitators=person) | Q(conversation__participants__member=person))
    for room in rooms.select_related("conversation", "problem__conversation").distinct():
        when = date_format(timezone.localtime(room.starts), "l j F Y, H:i") if room.starts else ""
        day = _("It is on {when}.").format(when=when) if when else _("Its day is not fixed yet.")
        text = _("There will be a meeting about “{title}”. {day} You are asked to come.")
        yield Reminder(
            key=f"meeting-{room.pk.hex}",
            text=text.format(title=room.problem.conversation.title, day=day),
            path=reverse("rooms:asked", args=[room.code]),
        )
