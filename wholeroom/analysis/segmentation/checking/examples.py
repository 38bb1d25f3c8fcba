"""An example of a conversation that makes a condition hold, or the certainty that there is none.

A condition is taken apart into what each of the two would have to answer, one way after another; what does not go
together is dropped at once. A topic can be answered only if it comes up, so its own condition must hold as well.
Nobody's silence has to be tried: what holds while one of the two is silent also holds if both say the same.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from wholeroom.analysis.segmentation.checking.possible_answers import PossibleAnswers, all_answers
from wholeroom.analysis.segmentation.conditions import VOICES, Asked, AtLeast, Condition, Not
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.suggestions import comes_up

LARGEST = 12  # conditions that one "at least" can list
MOST_WAYS = math.comb(LARGEST, LARGEST // 2)
MOST_STEPS = 100_000  # for all rules of a set together: about a second

Goal = tuple[Condition, bool]  # a condition, and whether it is to hold
Goals = tuple[Goal, "Goals"] | None  # the first one, and the others
Answers = Mapping[tuple[str, str], PossibleAnswers]  # by topic and voice


class TooLargeError(Exception):
    """A rule with more ways to come true than can be tried."""


def example(aim_set: AimSet, condition: Condition) -> Conversation | None:
    """A conversation in full length in which the condition holds, with nothing in it that this does not need.

    None if there is no such conversation. TooLargeError if there are too many ways to try.
    """
    return Search(aim_set).example(condition)


class Search:
    """Looks for examples in one set; all of them together may take ``steps`` steps."""

    def __init__(self, aim_set: AimSet, steps: int = MOST_STEPS) -> None:
        self.aim_set = aim_set
        self.steps = steps
        self.topics = {topic.name: topic for topic in reversed(aim_set.topics)}

    def example(self, condition: Condition) -> Conversation | None:
        talks = map(_conversation, self._ways_to(condition))
        return next((talk for talk in talks if condition.holds(talk) is True and self._could_be(talk)), None)

    def _could_be(self, talk: Conversation) -> bool:
        return all(comes_up(self.topics[name], talk) for name in talk.said)

    def _ways_to(self, condition: Condition) -> Iterator[Answers]:
        """What the two could answer to make the condition hold, one way after another."""
        waiting: list[tuple[Goals, Answers]] = [(((condition, True), None), {})]
        while waiting:
            goals, answers = waiting.pop()
            if goals is None:
                yield answers
            else:
                self._count()
                waiting += reversed([*self._next(*goals, answers)])

    def _count(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooLargeError

    def _next(self, goal: Goal, others: Goals, answers: Answers) -> Iterator[tuple[Goals, Answers]]:
        """Every way to reach the first goal: the goals that are left then, and the answers."""
        condition, holds = goal
        if isinstance(condition, Asked) and condition.by in VOICES:
            yield from self._answered(condition, holds, others, answers)
        else:
            for parts in _ways_apart(condition, holds):
                yield _before(parts, others), answers

    def _answered(self, asked: Asked, holds: bool, others: Goals, answers: Answers) -> Iterator[tuple[Goals, Answers]]:
        """What is left once a voice answered a question so that it holds or does not: nothing if it cannot."""
        topic = self.topics.get(asked.topic)
        if topic is None:
            return
        is_new = all((topic.name, voice) not in answers for voice in VOICES)
        before = answers.get((topic.name, asked.by)) or all_answers(self.aim_set, topic)
        after = before.after(asked, holds)
        if after is not None:
            left = ((topic.when, True), others) if is_new and topic.when is not None else others
            yield left, {**answers, (topic.name, asked.by): after}


def _ways_apart(condition: Condition, holds: bool) -> Iterator[tuple[Goal, ...]]:
    """The parts that must hold or not, in each way in which the whole does."""
    if isinstance(condition, Not):
        yield ((condition.part, not holds),)
    elif isinstance(condition, AtLeast):
        number = condition.number if holds else len(condition.parts) - condition.number + 1
        if math.comb(len(condition.parts), number) > MOST_WAYS:
            raise TooLargeError
        for parts in combinations(condition.parts, number):
            yield tuple((part, holds) for part in parts)
    elif isinstance(condition, Asked):
        each = tuple(replace(condition, by=voice) for voice in VOICES)
        yield from _ways_apart(AtLeast(2 if condition.by == "both" else 1, each), holds)


def _before(parts: Iterable[Goal], others: Goals) -> Goals:
    """The parts in front of the other goals, simple questions first, since they leave the least to try."""
    for part in sorted(parts, key=lambda part: isinstance(part[0], Asked)):
        others = (part, others)
    return others


def _conversation(answers: Answers) -> Conversation:
    said: dict[str, dict[str, Answer]] = {}
    for (topic, voice), possible in answers.items():
        said.setdefault(topic, {})[voice] = possible.example()
    return Conversation(said={topic: PerVoice(**voices) for topic, voices in said.items()})
