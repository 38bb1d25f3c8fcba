"""Read a conversation that somebody wrote down to try a set with: all that is wrong with it at once, or all of it.

{ "length": "full", "said": { "drink": { "person": { "chose": ["less"] }, "worker": { "words": "I hear that." } } } }
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice, Record
from wholeroom.analysis.segmentation.definition import AimSet, Topic
from wholeroom.analysis.segmentation.reading_files import legible, object_in
from wholeroom.analysis.segmentation.reading_sets import Finding

UNKNOWN = plain("There is no such part of a conversation. Known here: {known}.")
NOT_RIGHT = plain("This cannot be read: {why}.")
NOT_A_TABLE = plain("Expected {known} in curly brackets.")
NO_TOPIC = plain("The set has no such topic. There are: {known}.")
NO_CHOICE = plain("“{found}” cannot be chosen on this topic. There are: {known}.")
ONE_ONLY = Sentence("one_only", "Only one can be chosen on this topic.")
NO_SCALE = Sentence("no_scale", "This topic has no scale, so no mark can be set.")
NO_PHASE = plain("The set has no phase “{found}”. There are: {known}.")
NOTHING = "none"


class ConversationError(Exception):
    """It is not a conversation of this set; ``findings`` say everything that is wrong."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def read_conversation(content: bytes, aim_set: AimSet) -> Conversation:
    """A conversation from JSON, checked against its set. Raises ConversationError with every finding."""
    fields = object_in(content)
    if isinstance(fields, Sentence):
        raise ConversationError((Finding("", fields),))
    reader = _Reader(aim_set)
    said = fields.pop("said", {})
    whole = reader.read("", fields, Conversation, also=("said",))
    answers = dict(reader.answers(said))
    reader.phases(whole.record)
    if reader.findings:
        raise ConversationError(tuple(reader.findings))
    return Conversation(length=whole.length, said=answers, record=whole.record)


class _Reader:
    """Reads one field after another and gathers what is wrong with each."""

    def __init__(self, aim_set: AimSet) -> None:
        self.aim_set = aim_set
        self.findings: list[Finding] = []

    def note(self, place: str, code: str, words: str, **values: object) -> None:
        self.findings.append(Finding(place, Sentence(code, words, values)))

    def read(self, place: str, value: object, kind: type[Any], also: tuple[str, ...] = ()) -> Any:
        """The fields of ``kind`` that can be read; the rest stay as if nothing had been said."""
        known = {field.name: field.type for field in msgspec.structs.fields(kind) if field.name not in also}
        if not isinstance(value, Mapping):
            self.note(place, "not_a_table", NOT_A_TABLE, known=", ".join(known))
            return kind()
        for name in value:
            if name not in known:
                self.note(_under(place, name), "unknown", UNKNOWN, known=", ".join([*known, *also]))
        read = {
            name: list(self.field(_under(place, name), value[name], known[name])) for name in known if name in value
        }
        return kind(**{name: found[0] for name, found in read.items() if found})

    def field(self, place: str, value: object, kind: Any) -> Iterator[Any]:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield self.read(place, value, kind)
            return
        try:
            yield msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            self.note(place, "not_right", NOT_RIGHT, why=str(error))

    def answers(self, said: object) -> Iterator[tuple[str, PerVoice]]:
        if not isinstance(said, Mapping):
            self.note("said", "not_a_table", NOT_A_TABLE, known="topics")
            return
        topics = {topic.name: topic for topic in self.aim_set.topics}
        for name, value in said.items():
            place = _under("said", name)
            if name not in topics:
                self.note(place, "no_topic", NO_TOPIC, known=", ".join(topics))
                continue
            both: PerVoice = self.read(place, value, PerVoice)
            self.fits(f"{place}, person", topics[name], both.person)
            self.fits(f"{place}, worker", topics[name], both.worker)
            yield name, both

    def fits(self, place: str, topic: Topic, answer: Answer) -> None:
        """An answer names choices of its topic, one where one is asked for, and a mark only on a scale."""
        known = [choice.name for choice in self.aim_set.choices_of(topic)]
        for name in answer.chose:
            if name not in known:
                listed = ", ".join(known) or NOTHING
                self.note(f"{place}, chose", "no_choice", NO_CHOICE, found=legible(name), known=listed)
        if topic.kind == "choice" and len(answer.chose) > 1:
            self.findings.append(Finding(f"{place}, chose", ONE_ONLY))
        if topic.kind != "scale" and answer.mark is not None:
            self.findings.append(Finding(f"{place}, mark", NO_SCALE))

    def phases(self, record: Record) -> None:
        known = [phase.name for phase in self.aim_set.phases]
        for voice, name in (("person", record.phase.person), ("worker", record.phase.worker)):
            if name and name not in known:
                listed = ", ".join(known) or NOTHING
                self.note(f"record, phase, {voice}", "no_phase", NO_PHASE, found=legible(name), known=listed)


def _under(place: str, name: str) -> str:
    return f"{place}, {legible(name)}" if place else legible(name)
