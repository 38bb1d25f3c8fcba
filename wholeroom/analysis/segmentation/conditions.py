"""The closed language of conditions: what was said, by whom, and how all, any, not and at least join it.

A condition holds, does not hold, or cannot be told. What nobody said, or would rather not say, cannot be told, and
``not`` leaves it so: silence never brings anything up. The page runs the same rules (``page/js/rules.js``).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Voice = Literal["person", "worker"]
By = Literal["person", "worker", "either", "both"]
VOICES: tuple[Voice, ...] = ("person", "worker")


class Answer(Protocol):
    """What one voice said on one topic. A skipped one counts as nothing said."""

    @property
    def chose(self) -> tuple[str, ...]: ...
    @property
    def mark(self) -> int | None: ...
    @property
    def is_given(self) -> bool: ...


class Said(Protocol):
    """Everything that was said so far."""

    def answer(self, topic: str, voice: Voice) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing somebody said that made a condition hold: ``by`` is "both" where both said the same.

    ``chose`` are names of choices in the order of the file; ``mark`` is a place on a scale from 0 to 10, or None; both
    empty means that they said something in words.
    """

    topic: str
    by: Literal["person", "worker", "both"]
    chose: tuple[str, ...] = ()
    mark: int | None = None


class Condition(ABC):
    """One of ``Asked``, ``Not`` and ``AtLeast``."""

    __slots__ = ()

    @abstractmethod
    def holds(self, said: Said) -> bool | None:
        """Whether it holds; None where that cannot be told from what was said."""

    @abstractmethod
    def reasons(self, said: Said, wanted: bool) -> Iterator[Reason]:
        """What was said that makes it hold, or (``wanted`` false) makes it not hold."""

    @abstractmethod
    def asked(self) -> Iterator["Asked"]:
        """Every question about what was said, from left to right."""


@dataclass(frozen=True, slots=True)
class Asked(Condition):
    """Holds where ``by`` said one of the choices ``said``, or set a mark from ``low`` to ``high``, or said anything.

    ``either``: one of the two said so, and it does not hold where one answered and none said so. ``both``: it does not
    hold as soon as one said otherwise.
    """

    topic: str
    by: By = "person"
    said: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def of_voice(self, said: Said, voice: Voice) -> bool | None:
        answer = said.answer(self.topic, voice)
        if answer is None or not answer.is_given:
            return None
        if self.said:
            return any(name in self.said for name in answer.chose) if answer.chose else None
        if self.low is not None and self.high is not None:
            return self.low <= answer.mark <= self.high if answer.mark is not None else None
        return True

    def voices(self) -> tuple[Voice, ...]:
        return (self.by,) if self.by in ("person", "worker") else VOICES

    def holds(self, said: Said) -> bool | None:
        told = [self.of_voice(said, voice) for voice in self.voices()]
        if self.by == "both":
            return _all(told)
        if True in told:
            return True
        return False if False in told else None

    def reasons(self, said: Said, wanted: bool) -> Iterator[Reason]:
        for voice in self.voices():
            answer = said.answer(self.topic, voice)
            if answer is not None and self.of_voice(said, voice) is wanted:
                told = tuple(name for name in answer.chose if not self.said or (name in self.said) is wanted)
                yield Reason(self.topic, voice, told, answer.mark)

    def asked(self) -> Iterator["Asked"]:
        yield self


@dataclass(frozen=True, slots=True)
class Not(Condition):
    part: Condition

    def holds(self, said: Said) -> bool | None:
        told = self.part.holds(said)
        return None if told is None else not told

    def reasons(self, said: Said, wanted: bool) -> Iterator[Reason]:
        yield from self.part.reasons(said, not wanted)

    def asked(self) -> Iterator[Asked]:
        yield from self.part.asked()


@dataclass(frozen=True, slots=True)
class AtLeast(Condition):
    """Holds where ``number`` of the parts hold: 1 is "any", all of them is "all"."""

    number: int
    parts: tuple[Condition, ...]

    def holds(self, said: Said) -> bool | None:
        told = [part.holds(said) for part in self.parts]
        if told.count(True) >= self.number:
            return True
        return False if told.count(True) + told.count(None) < self.number else None

    def reasons(self, said: Said, wanted: bool) -> Iterator[Reason]:
        for part in self.parts:
            if part.holds(said) is wanted:
                yield from part.reasons(said, wanted)

    def asked(self) -> Iterator[Asked]:
        for part in self.parts:
            yield from part.asked()


def because(condition: Condition, said: Said) -> tuple[Reason, ...]:
    """Why a condition that holds does so: each thing that was said, once; "both" where the two said the same."""
    return tuple(_joined(condition.reasons(said, wanted=True)))


def _joined(reasons: Iterable[Reason]) -> Iterator[Reason]:
    found = list(dict.fromkeys(reasons))
    for reason in found:
        other: Voice = "worker" if reason.by == "person" else "person"
        twin = Reason(reason.topic, other, reason.chose, reason.mark)
        if twin not in found:
            yield reason
        elif found.index(reason) < found.index(twin):
            yield Reason(reason.topic, "both", reason.chose, reason.mark)


def _all(told: list[bool | None]) -> bool | None:
    if False in told:
        return False
    return None if None in told else True
