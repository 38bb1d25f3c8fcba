"""The clock of a room: which step is open, how long it has left. Pure: every change gives a new clock."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

PLANNED, OPEN, DONE, SKIPPED = "planned", "open", "done", "skipped"


class ClockError(Exception):
    """The change makes no sense now; the text says why, for the facilitator."""


@dataclass(frozen=True)
class Clock:
    """``states`` of the steps in their order; seconds are whole. ``running_since`` is None while it stands still."""

    states: tuple[str, ...]
    minutes: tuple[int, ...]  # planned, with what was added or cut since
    spent: tuple[int, ...]  # seconds of each step before it last stood still
    running_since: int | None = None  # seconds since 1970

    @classmethod
    def planned(cls, minutes: tuple[int, ...]) -> "Clock":
        """Before the start.

        >>> Clock.planned((5, 7)).current is None
        True
        """
        return cls(states=(PLANNED,) * len(minutes), minutes=minutes, spent=(0,) * len(minutes))

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Clock":
        return cls(
            states=tuple(kept["states"]),
            minutes=tuple(kept["minutes"]),
            spent=tuple(kept["spent"]),
            running_since=kept["running_since"],
        )

    def kept(self) -> dict[str, Any]:
        """As plain JSON; ``read`` takes it back."""
        return {
            "states": list(self.states),
            "minutes": list(self.minutes),
            "spent": list(self.spent),
            "running_since": self.running_since,
        }

    @property
    def current(self) -> int | None:
        """The place of the open step, counted from 0."""
        return self.states.index(OPEN) if OPEN in self.states else None

    @property
    def has_begun(self) -> bool:
        return any(state != PLANNED for state in self.states)

    @property
    def has_ended(self) -> bool:
        return self.has_begun and self.current is None

    def seconds_left(self, now: int) -> int:
        """Of the open step; below 0 where it runs over."""
        at = self._open()
        running = now - self.running_since if self.running_since is not None else 0
        return self.minutes[at] * 60 - self.spent[at] - running

    def start(self, now: int) -> "Clock":
        if self.has_begun:
            raise ClockError(gettext("The meeting has begun already."))
        return self._open_at(0, now)

    def pause(self, now: int) -> "Clock":
        self._open()
        if self.running_since is None:
            raise ClockError(gettext("The clock stands still already."))
        return self._still(now)

    def resume(self, now: int) -> "Clock":
        self._open()
        if self.running_since is not None:
            raise ClockError(gettext("The clock runs already."))
        return replace(self, running_since=now)

    def add_minutes(self, minutes: int) -> "Clock":
        """Extend the open step, or cut it with a number below 0; at least one minute stays."""
        at = self._open()
        if self.minutes[at] + minutes < 1:
            raise ClockError(gettext("A step keeps at least one minute. To leave it out, skip it."))
        return replace(self, minutes=_with(self.minutes, at, self.minutes[at] + minutes))

    def go_on(self, now: int, *, leaving: str = DONE) -> "Clock":
        """Close the open step and open the next that was not skipped; after the last the meeting has ended."""
        at = self._open()
        left = self._still(now)
        left = replace(left, states=_with(left.states, at, leaving))
        following = next((n for n in range(at + 1, len(self.states)) if self.states[n] != SKIPPED), None)
        return left if following is None else left._open_at(following, now)

    def skip(self, now: int) -> "Clock":
        return self.go_on(now, leaving=SKIPPED)

    def go_back(self, now: int) -> "Clock":
        """Open the step before again; also after the end."""
        if not self.has_begun:
            raise ClockError(gettext("The meeting has not begun, so there is no step before this one."))
        at = len(self.states) if self.current is None else self.current
        if at == 0:
            raise ClockError(gettext("This is the first step."))
        still = self if self.current is None else self._still(now)
        states = still.states if self.current is None else _with(still.states, at, PLANNED)
        return replace(still, states=states)._open_at(at - 1, now)

    def _open(self) -> int:
        if self.current is None:
            raise ClockError(
                gettext("The meeting is over.") if self.has_begun else gettext("The meeting has not begun.")
            )
        return self.current

    def _open_at(self, at: int, now: int) -> "Clock":
        return replace(self, states=_with(self.states, at, OPEN), running_since=now)

    def _still(self, now: int) -> "Clock":
        if self.running_since is None:
            return self
        at = self._open()
        spent = self.spent[at] + max(0, now - self.running_since)
        return replace(self, spent=_with(self.spent, at, spent), running_since=None)


def _with(values: tuple[Any, ...], at: int, value: Any) -> tuple[Any, ...]:
    return (*values[:at], value, *values[at + 1 :])
