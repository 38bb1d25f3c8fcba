"""Every change to a room: opening one, turning its clock, closing it."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wholeroom.web import moments
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms import codes
from wholeroom.web.rooms.clock import Clock, ClockError
from wholeroom.web.rooms.contract import Method
from wholeroom.web.rooms.models import Room, Step, Transition

KIND = "room"

TURNS: dict[str, Callable[[Clock, int], Clock]] = {
    "start": lambda clock, now: clock.start(now),
    "pause": lambda clock, now: clock.pause(now),
    "resume": lambda clock, now: clock.resume(now),
    "extend": lambda clock, now: clock.add_minutes(2),
    "cut": lambda clock, now: clock.add_minutes(-2),
    "next": lambda clock, now: clock.go_on(now),
    "skip": lambda clock, now: clock.skip(now),
    "back": lambda clock, now: clock.go_back(now),
}


class RoomClosed(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("This room is closed, so its plan no longer changes. Open another room to go on."))


class NothingToUndo(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("There is nothing to undo yet."))


class ClockRefuses(WebError):
    """The clock's own words for why a turn makes no sense now."""


class TurnedMeanwhile(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("The clock was turned a moment ago, so nothing was changed now. Look, then choose."))


@transaction.atomic
def open_room(*, by: Person, method: Method, minutes: int, question: str = "", problem: Problem | None = None) -> Room:
    """A new room with the steps of its method, which the facilitator may then change."""
    conversation = Conversation.objects.create(kind=KIND, title=question, state=Conversation.State.OPEN)
    room = _with_new_code(Room(conversation=conversation, problem=problem, method=method.name, minutes=minutes))
    room.facilitators.add(by)
    Step.objects.bulk_create(
        Step(
            room=room,
            position=position,
            name=step.name,
            activity=step.activity,
            title=step.title,
            prompt=step.prompt,
            settings=step.settings,
            minutes=step.minutes[str(minutes)],
        )
        for position, step in enumerate(method.steps)
    )
    room.clock = Clock.planned(tuple(step.minutes[str(minutes)] for step in method.steps)).kept()
    room.save(update_fields=["clock"])
    record(by=by.key, verb="opened a room", target=conversation)
    return room


def _with_new_code(room: Room) -> Room:
    room.code = codes.new_code()
    while Room.objects.filter(code=room.code).exists():
        room.code = codes.new_code()
    room.save(force_insert=True)
    return room


@transaction.atomic
def turn(*, by: Person, room: Room, verb: str, seen: int | None = None) -> Clock:
    """Turn the clock: start, pause, resume, extend, cut, next, skip or back. Words are never touched.

    ``seen`` is how many turns whoever asks had seen, so that asking twice does not turn twice.
    """
    here = locked(room)
    _nothing_since(here, seen)
    clock = Clock.read(here.clock)
    try:
        turned = TURNS[verb](clock, _now())
    except ClockError as error:
        raise ClockRefuses(str(error)) from None
    _keep(here, verb, clock, turned)
    if verb == "start":
        moments.happen(moments.MEETING_ON, room=here)
    record(by=by.key, verb=f"turned {verb}", target=here.conversation)
    return turned


@transaction.atomic
def undo(*, by: Person, room: Room, seen: int | None = None) -> Clock:
    """Bring back the clock as it was before the last turn that still stands. Done twice, it undoes two turns."""
    here = locked(room)
    _nothing_since(here, seen)
    last = last_turn(here)
    if last is None:
        raise NothingToUndo
    clock = Clock.read(last.before)
    _keep(here, "undo", Clock.read(here.clock), clock, undoes=last)
    record(by=by.key, verb="undid a turn", target=here.conversation)
    return clock


@transaction.atomic
def close(*, by: Person, room: Room) -> None:
    """The clock stands still, and the room's page is made and frozen; what comes afterwards stands under it."""
    here = locked(room)
    clock = Clock.read(here.clock)
    if clock.running_since is not None:
        _keep(here, "pause", clock, clock.pause(_now()))
    here.conversation.state = Conversation.State.CLOSED
    here.conversation.save(update_fields=["state"])
    record(by=by.key, verb="closed a room", target=here.conversation)
    for step in here.steps.filter(state=Step.State.OPEN):
        moments.happen(moments.STEP_OVER, step=step)
    moments.happen(moments.ROOM_CLOSING, room=here)
    moments.happen(moments.ROOM_CLOSED, room=here)
    publish(here.pk.hex, urgent=True)


def locked(room: Room) -> Room:
    """The room as it is now, held until the transaction ends. Refused once it is closed."""
    here = Room.objects.select_for_update().get(pk=room.pk)  # the conversation is read once the lock is held
    if here.conversation.state == Conversation.State.CLOSED:
        raise RoomClosed
    return here


def last_turn(room: Room) -> Transition | None:
    """The last turn that still stands: the one that an undo brings back."""
    return room.transitions.filter(undoes__isnull=True, undone_by__isnull=True).order_by("number").last()


def _nothing_since(room: Room, seen: int | None) -> None:
    if seen is not None and seen != room.transitions.count():
        raise TurnedMeanwhile


def _keep(room: Room, verb: str, before: Clock, after: Clock, undoes: Transition | None = None) -> None:
    number = room.transitions.count() + 1
    Transition.objects.create(
        room=room, number=number, verb=verb, before=before.kept(), after=after.kept(), undoes=undoes
    )
    room.clock = after.kept()
    room.save(update_fields=["clock"])
    steps = list(room.steps.all())
    changed = [step for step, state in zip(steps, after.states, strict=True) if step.state != state]
    for step in sorted(changed, key=lambda step: step.state != Step.State.OPEN):  # one is open at a time
        was_open, step.state = step.state == Step.State.OPEN, after.states[step.position]
        step.save(update_fields=["state"])
        if was_open:
            moments.happen(moments.STEP_OVER, step=step)
    publish(room.pk.hex, urgent=True)


def _now() -> int:
    return int(timezone.now().timestamp())
