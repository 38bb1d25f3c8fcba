"""What somebody may still answer on a topic, once some questions about it are to hold and others are not."""

from dataclasses import dataclass, replace

from wholeroom.analysis.segmentation.conditions import Asked
from wholeroom.analysis.segmentation.conversation import Answer
from wholeroom.analysis.segmentation.definition import SEVERAL, AimSet, Kind, Topic

IN_WORDS = ""  # stands for an answer in words, where a topic has nothing else to answer with
MARKS = range(11)


@dataclass(frozen=True, slots=True)
class PossibleAnswers:
    """Answers out of ``left``, a tuple in the order of the file, with one at least out of each of ``wanted``."""

    kind: Kind
    left: tuple[str | int, ...]
    wanted: tuple[frozenset[str | int], ...] = ()

    def after(self, asked: Asked, holds: bool) -> "PossibleAnswers | None":
        """What is left if a question is to hold, or is not to hold; None if nothing is."""
        if not asked.said and asked.low is None:
            return self if holds else None
        if self.kind == "words" or bool(asked.said) is (self.kind == "scale"):
            return None
        named = _named(asked)
        if holds and self.kind in SEVERAL:
            narrowed = replace(self, wanted=(*self.wanted, named))
        else:
            narrowed = replace(self, left=tuple(one for one in self.left if (one in named) is holds))
        return narrowed if narrowed.left and not any(map(narrowed._misses, narrowed.wanted)) else None

    def example(self) -> Answer:
        """One of these answers, and a short one."""
        if self.kind == "scale":
            return Answer(mark=int(self.left[0]))
        if self.left == (IN_WORDS,):
            return Answer(words="Something in words.")
        chosen = {next(one for one in self.left if one in wanted) for wanted in self.wanted} or {self.left[0]}
        return Answer(chose=tuple(str(one) for one in self.left if one in chosen))

    def _misses(self, wanted: frozenset[str | int]) -> bool:
        return wanted.isdisjoint(self.left)


def all_answers(aim_set: AimSet, topic: Topic) -> PossibleAnswers:
    """Everything that can be answered on a topic."""
    if topic.kind == "scale":
        return PossibleAnswers(topic.kind, tuple(MARKS))
    names = tuple(choice.name for choice in aim_set.choices_of(topic))
    return PossibleAnswers(topic.kind, names if names and topic.kind != "words" else (IN_WORDS,))


def _named(asked: Asked) -> frozenset[str | int]:
    """The choices, or the marks on a scale, that a question asks for."""
    if asked.low is None or asked.high is None:
        return frozenset(asked.said)
    return frozenset(range(asked.low, asked.high + 1))
