"""Every change to the plan of a room: purpose, place, seats, steps. The clock and the close are in ``actions``."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.clock import Clock
from wholeroom.web.rooms.models import Room, Seat, Step

MOST_SEATS = 60


class HasBegun(WebError):
    def __init__(self) -> None:
        super().__init__(
            gettext("The meeting has begun, so its plan stands. Use the console to give a step more or less time.")
        )


class MinutesDoNotFit(WebError):
    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            gettext("The meeting has %(expected)d steps, and minutes came for %(found)d. Each takes 1 minute or more.")
            % {"expected": expected, "found": found}
        )


class TooManySeats(WebError):
    def __init__(self) -> None:
        super().__init__(gettext("A room has %(most)d seats at most. Remove some first.") % {"most": MOST_SEATS})


@transaction.atomic
def set_purpose(*, by: Person, room: Room, question: str, given: str, decided_by: str) -> None:
    """What the room is for. With no question of its own it keeps to the words of its problem."""
    here = locked(room)
    here.conversation.title = question
    here.conversation.save(update_fields=["title"])
    here.given, here.decided_by = given, decided_by
    here.save(update_fields=["given", "decided_by"])
    _planned(by, here, "set the purpose")


@transaction.atomic
def set_place(
    *,
    by: Person,
    room: Room,
    place: str,
    starts: datetime | None,
    address: str = "",
    video_link: str = "",
    access: str = "",
) -> None:
    """Where and when people meet, and what helps them to get in."""
    here = locked(room)
    here.place, here.starts = Room.Place(place), starts
    here.address, here.video_link, here.access = address, video_link, access
    here.save(update_fields=["place", "starts", "address", "video_link", "access"])
    _planned(by, here, "set the place")


@transaction.atomic
def set_one_voice(*, by: Person, room: Room, is_wanted: bool) -> None:
    """Whether one person speaks at a time, and the console says who. Switched off, nobody has the word."""
    here = locked(room)
    here.one_voice = is_wanted
    here.speaker = here.speaker if is_wanted else None
    here.save(update_fields=["one_voice", "speaker"])
    _planned(by, here, "chose one voice" if is_wanted else "chose many voices")


@transaction.atomic
def set_door(*, by: Person, room: Room, most_people: int, needs_slip: bool) -> None:
    """How many may join by phone, and whether each needs a printed slip. Who is in stays in."""
    here = locked(room)
    here.most_people, here.needs_slip = most_people, needs_slip
    here.save(update_fields=["most_people", "needs_slip"])
    _planned(by, here, "set the door")


@transaction.atomic
def plan_minutes(*, by: Person, room: Room, minutes: Sequence[int]) -> Clock:
    """Give each step its minutes, in their order, before the meeting begins."""
    here = _not_begun(room)
    steps = list(here.steps.all())
    if len(minutes) != len(steps) or any(each < 1 for each in minutes):
        raise MinutesDoNotFit(len(steps), len(minutes))
    for step, each in zip(steps, minutes, strict=True):
        step.minutes = each
    Step.objects.bulk_update(steps, ["minutes"])
    clock = Clock.planned(tuple(minutes))
    here.clock, here.minutes = clock.kept(), sum(minutes)
    here.save(update_fields=["clock", "minutes"])
    _planned(by, here, "planned minutes")
    return clock


@transaction.atomic
def word_step(*, by: Person, step: Step, title: str, prompt: str) -> None:
    """Say what a step is called and what it asks, before the meeting begins. The method keeps its own words."""
    here = _not_begun(step.room)
    step.title, step.prompt = title, prompt
    step.save(update_fields=["title", "prompt"])
    _planned(by, here, "worded a step")


@transaction.atomic
def add_seats(*, by: Person, room: Room, groups: Iterable[str]) -> None:
    """One wanted seat for each group named; a group named twice gets two."""
    here = locked(room)
    wanted = [group for group in groups if group in GROUPS]
    if here.seats.count() + len(wanted) > MOST_SEATS:
        raise TooManySeats
    last = here.seats.aggregate(last=Max("position"))["last"] or 0
    Seat.objects.bulk_create(
        Seat(room=here, group=group, position=position) for position, group in enumerate(wanted, last + 1)
    )
    _planned(by, here, "added seats")


@transaction.atomic
def mark_seat(*, by: Person, seat: Seat, state: str) -> None:
    """The facilitator's own mark. Nothing that participants say of themselves changes it."""
    here = locked(seat.room)
    seat.state = Seat.State(state)
    seat.save(update_fields=["state"])
    _planned(by, here, "marked a seat")


@transaction.atomic
def remove_seat(*, by: Person, seat: Seat) -> None:
    here = locked(seat.room)
    seat.delete()
    _planned(by, here, "removed a seat")


def _not_begun(room: Room) -> Room:
    here = locked(room)
    if Clock.read(here.clock).has_begun:
        raise HasBegun
    return here


def _planned(by: Person, room: Room, verb: str) -> None:
    record(by=by.key, verb=verb, target=room.conversation)
    publish(room.pk.hex)
