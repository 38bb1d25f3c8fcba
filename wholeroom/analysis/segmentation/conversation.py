"""What two people said in one conversation, and the record they may make of it: plain data, as the page keeps it.

A saved or shared conversation is read here as strictly as the page reads it. Nothing here is ever stored by wholeroom.
"""

from typing import Annotated, Literal

import msgspec

from wholeroom.analysis.segmentation.conditions import Voice

Standing = Literal["right", "try", "differ", "not-today"]
"""How the two stand: it is right as it is, to be tried, they see it differently, or nothing was agreed today."""

Length = Literal["short", "full"]
Day = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Words = Annotated[str, msgspec.Meta(max_length=4000)]
Mark = Annotated[int, msgspec.Meta(ge=0, le=10)]


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Answer(Kept, frozen=True):
    """What one voice said on one topic. ``skipped`` is "rather not say", and counts as nothing said."""

    chose: Annotated[tuple[str, ...], msgspec.Meta(max_length=60)] = ()
    mark: Mark | None = None
    words: Words = ""
    skipped: bool = False

    @property
    def is_given(self) -> bool:
        return not self.skipped and bool(self.chose or self.mark is not None or self.words.strip())


class PerVoice(Kept, frozen=True):
    """The answers of both to one topic."""

    person: Answer = Answer()
    worker: Answer = Answer()


class Confirmed(Kept, frozen=True):
    person: bool = False
    worker: bool = False


class Chosen(Kept, frozen=True):
    """The phase each of the two would write down, by its name in the set; none if either would rather not."""

    person: str = ""
    worker: str = ""


class Record(Kept, frozen=True):
    """The aim record. ``difference`` is kept where they see it differently; ``confirmed`` is set by each of the two."""

    wants: Words = ""
    view: Words = ""
    standing: Standing | None = None
    difference: Words = ""
    step: Words = ""
    person_does: Words = ""
    worker_does: Words = ""
    others_do: Words = ""
    review: Day = ""
    phase: Chosen = Chosen()
    confirmed: Confirmed = Confirmed()

    @property
    def is_done(self) -> bool:
        """Done only when both confirm."""
        return self.confirmed.person and self.confirmed.worker

    @property
    def agreed_phase(self) -> str:
        """The phase to be written down: only where both chose the same one."""
        return self.phase.person if self.phase.person == self.phase.worker else ""


class Conversation(Kept, frozen=True):
    """Everything said so far. ``said`` has an entry for each topic on which somebody answered or skipped."""

    length: Length = "full"
    said: dict[str, PerVoice] = {}
    record: Record = Record()

    def answer(self, topic: str, voice: Voice) -> Answer | None:
        both = self.said.get(topic)
        return None if both is None else both.person if voice == "person" else both.worker


def write_down(record: Record, **changes: object) -> Record:
    """The record with some of its words changed. Whoever had confirmed it must do so again."""
    return msgspec.structs.replace(record, **changes, confirmed=Confirmed())


def confirm(record: Record, voice: Voice, yes: bool = True) -> Record:
    """The record as one of the two confirms it, or takes that back. Nobody confirms for the other."""
    return msgspec.structs.replace(record, confirmed=msgspec.structs.replace(record.confirmed, **{voice: yes}))
