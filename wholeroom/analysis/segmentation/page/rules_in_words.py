"""A rule as words that anyone can read: sentences, and under each the sentences it counts.

``not`` is told where it belongs, beside what was said: "not all of these" becomes "one of these does not hold". That
changes nothing, as what cannot be told stays so on both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wholeroom.analysis.caveats import Translate, plain
from wholeroom.analysis.segmentation.conditions import Asked, AtLeast, Condition, Not, Reason
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.page.words import page_words

Kind = Literal["count", "said", "choice"]


@dataclass(frozen=True, slots=True)
class InWords:
    """A sentence and those under it. ``kind``: it counts the others, says what was said, or is a choice in quotes."""

    kind: Kind
    sentence: str
    parts: tuple["InWords", ...] = ()

    @property
    def size(self) -> int:
        """How many sentences it has, with those under it."""
        return 1 + sum(part.size for part in self.parts)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Line by line for a terminal, two spaces further in for each step down."""
        yield "  " * depth + self.sentence
        for part in self.parts:
            yield from part.lines(depth + 1)


class RulesInWords:
    """Puts rules of one set into plain words or Easy Read. ``translate`` as for the page. Made once for many rules.

    What the set does not have is told by its name in the file, so that a set that is not whole yet can be looked at.
    """

    def __init__(self, aim_set: AimSet, easy: bool = False, translate: Translate = plain) -> None:
        self.aim_set = aim_set
        self.topics = {topic.name: topic for topic in aim_set.topics}
        self.wording = int(easy)
        self.words = page_words(translate)

    def of(self, condition: Condition) -> InWords:
        """A condition as a sentence and those under it."""
        return self.rule(condition, wanted=True)

    def say(self, key: str, **values: object) -> str:
        return self.words[key][self.wording].format(**values)

    def rule(self, condition: Condition, wanted: bool) -> InWords:
        if isinstance(condition, Not):
            return self.rule(condition.part, not wanted)
        if isinstance(condition, AtLeast):
            return self.counted(condition, wanted)
        if isinstance(condition, Asked):
            return self.asked(condition, wanted)
        raise TypeError(condition)

    def counted(self, condition: AtLeast, wanted: bool) -> InWords:
        """It does not hold once so many parts do not hold that too few are left."""
        parts = tuple(self.rule(part, wanted) for part in condition.parts)
        number = condition.number if wanted else len(parts) - condition.number + 1
        if len(parts) == 1:
            return parts[0]
        if number == len(parts):
            return InWords("count", self.say("rule_all"), parts)
        key = "rule_any" if number == 1 else "rule_at_least"
        return InWords("count", self.say(key, number=number), parts)

    def asked(self, asked: Asked, wanted: bool) -> InWords:
        topic = asked.topic
        who = self.who(asked, wanted)
        neither = not wanted and asked.by == "either"
        if asked.said:
            return self.chosen(topic, asked.said, who, "neither" if neither else "yes" if wanted else "no")
        if asked.low is not None and asked.high is not None:
            key = "rule_neither_marked" if neither else "rule_marked" if wanted else "rule_marked_not"
            return self.said(key, topic, who=who, marks=self.marks(asked.low, asked.high))
        return self.said("rule_said", topic, who=who) if wanted else InWords("said", self.say("rule_never"))

    def who(self, asked: Asked, wanted: bool) -> str:
        """ "Both" does not hold as soon as one of the two said otherwise."""
        return self.say("rule_one" if asked.by == "both" and not wanted else _WHO[asked.by])

    def chosen(self, topic: str, names: tuple[str, ...], who: str, how: str) -> InWords:
        texts = tuple(self.choice(topic, name) for name in names)
        one, several = _CHOSE[how]
        if len(texts) == 1:
            return self.said(one, topic, who=who, choice=texts[0])
        return self.said(several, topic, *(InWords("choice", text) for text in texts), who=who)

    def said(self, key: str, topic: str, *parts: InWords, **values: object) -> InWords:
        title = self.topics[topic].title[self.wording] if topic in self.topics else topic
        return InWords("said", self.say(key, topic=title, **values), parts)

    def choice(self, topic: str, name: str) -> str:
        choices = self.aim_set.choices_of(self.topics[topic]) if topic in self.topics else ()
        text = next((choice.text[self.wording] for choice in choices if choice.name == name), name)
        return self.say("rule_choice", choice=text)

    def marks(self, low: int, high: int) -> str:
        return str(low) if low == high else self.say("rule_marks", low=low, high=high)

    def reason(self, reason: Reason) -> str:
        """What was said that brought something up, as one sentence."""
        topic, who = reason.topic, self.say(_WHO[reason.by])
        if reason.chose:
            choices = ", ".join(self.choice(topic, name) for name in reason.chose)
            return self.said("rule_chose", topic, who=who, choice=choices).sentence
        if reason.mark is not None:
            return self.said("rule_marked", topic, who=who, marks=reason.mark).sentence
        return self.said("rule_said", topic, who=who).sentence


_WHO = {"person": "rule_person", "worker": "rule_worker", "either": "rule_either", "both": "rule_both"}
_CHOSE = {
    "yes": ("rule_chose", "rule_chose_of"),
    "no": ("rule_chose_not", "rule_chose_not_of"),
    "neither": ("rule_neither_chose", "rule_neither_chose_of"),
}
