"""Whether conditions ask about what there is: topics, choices and marks of this set, in the order of the talk."""

from collections.abc import Iterator
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.texts import entry
from wholeroom.analysis.segmentation.conditions import Asked, Condition
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import Finding

CAN_CHOOSE = ("choice", "choices", "ways", "support")

NO_SUCH_TOPIC = plain("There is no topic “{topic}”. Use the name of a topic of this set.")
NO_SUCH_CHOICE = plain("The topic “{topic}” has no choice “{choice}”. It has {choices}.")
SAID_NEEDS_CHOICES = plain("The topic “{topic}” has nothing to choose. Ask for answered = true.")
MARKS_NEED_SCALE = plain("The topic “{topic}” is no scale, so it has no marks from and to.")
NOT_YET_ASKED = plain("The topic “{topic}” does not come before this one. Ask about one that does.")


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition of the set, its place in the file, and how many topics come before it."""

    place: str
    when: Condition
    before: int


def rules(aim_set: AimSet) -> Iterator[Rule]:
    """Every condition of the set, those of topics first."""
    for number, topic in enumerate(aim_set.topics, start=1):
        if topic.when is not None:
            yield Rule(f"{entry('topics', number, topic.name)}, when", topic.when, number - 1)
    for number, suggestion in enumerate(aim_set.suggestions, start=1):
        place = f"{entry('suggestions', number, suggestion.name)}, when"
        yield Rule(place, suggestion.when, len(aim_set.topics))


def unanswerable(aim_set: AimSet) -> Iterator[Finding]:
    """Everything that conditions ask and nobody could say."""
    positions = {topic.name: position for position, topic in enumerate(aim_set.topics)}
    for rule in rules(aim_set):
        for asked in rule.when.asked():
            for sentence in _wrong_with(asked, aim_set, positions.get(asked.topic), rule.before):
                yield Finding(rule.place, sentence)


def _wrong_with(asked: Asked, aim_set: AimSet, position: int | None, before: int) -> Iterator[Sentence]:
    """What is wrong with one question about the topic at ``position``, None if there is no such topic."""
    values: dict[str, object] = {"topic": asked.topic}
    if position is None:
        yield Sentence("no_such_topic", NO_SUCH_TOPIC, values)
        return
    topic = aim_set.topics[position]
    if position >= before:
        yield Sentence("not_yet_asked", NOT_YET_ASKED, values)
    if asked.low is not None and topic.kind != "scale":
        yield Sentence("marks_need_scale", MARKS_NEED_SCALE, values)
    if asked.said and topic.kind not in CAN_CHOOSE:
        yield Sentence("said_needs_choices", SAID_NEEDS_CHOICES, values)
    elif asked.said:
        names = [choice.name for choice in aim_set.choices_of(topic)]
        for choice in dict.fromkeys(asked.said):
            if choice not in names:
                told = {**values, "choice": choice, "choices": ", ".join(names)}
                yield Sentence("no_such_choice", NO_SUCH_CHOICE, told)
