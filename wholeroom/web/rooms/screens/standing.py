"""Where a room stands now: what its screens show, read from its clock and its steps once."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise as LazyText

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.clock import SKIPPED, Clock
from wholeroom.web.rooms.models import Room, Step

BEFORE, RUNNING, PAUSED, ENDED, CLOSED = "before", "running", "paused", "ended", "closed"


@dataclass(frozen=True)
class PlacedStep:
    """A step with the minutes it has by now, as they were added or cut."""

    step: Step
    minutes: int


@dataclass(frozen=True)
class Standing:
    """``now`` is in seconds since 1970, as the clock counts."""

    room: Room
    clock: Clock
    steps: tuple[Step, ...]
    now: int

    @property
    def phase(self) -> str:
        if self.room.conversation.state == Conversation.State.CLOSED:
            return CLOSED
        if self.clock.current is None:
            return ENDED if self.clock.has_begun else BEFORE
        return PAUSED if self.clock.running_since is None else RUNNING

    @property
    def step(self) -> Step | None:
        """The open step, if there is one."""
        at = self.clock.current
        return None if at is None or self.phase == CLOSED else self.steps[at]

    @property
    def meanwhile(self) -> str | LazyText:
        """What the facilitator does in the open step if people take part in silence; else empty."""
        return registry.activity(self.step.activity).meanwhile(self.step) if self.step else ""

    @property
    def number(self) -> int:
        return (self.clock.current or 0) + 1

    @property
    def following(self) -> Step | None:
        """The step that comes next: the first of all before the start."""
        after = -1 if self.clock.current is None else self.clock.current
        if self.phase in (ENDED, CLOSED):
            return None
        return next((step for step in self.steps[after + 1 :] if step.state != SKIPPED), None)

    @property
    def plan(self) -> list[PlacedStep]:
        return [PlacedStep(step, minutes) for step, minutes in zip(self.steps, self.clock.minutes, strict=True)]

    @property
    def minutes(self) -> int:
        """Of the whole meeting, by now."""
        return sum(self.clock.minutes)

    @property
    def seconds_left(self) -> int:
        return self.clock.seconds_left(self.now) if self.clock.current is not None else 0

    @property
    def is_over_time(self) -> bool:
        return self.phase == RUNNING and self.seconds_left < 0

    @property
    def ends(self) -> int:
        """When the time of the open step is up, if the clock runs on."""
        return self.now + self.seconds_left

    @property
    def left(self) -> str:
        """The time left as it is written: minutes and seconds, with a minus once it is up."""
        minutes, seconds = divmod(abs(self.seconds_left), 60)
        return f"{'−' if self.seconds_left < 0 else ''}{minutes}:{seconds:02}"


def standing(room: Room) -> Standing:
    """One question to the database: the steps."""
    return Standing(room, Clock.read(room.clock), tuple(room.steps.all()), int(timezone.now().timestamp()))
