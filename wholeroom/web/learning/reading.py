"""What the pages show of a practice note: the claim, and beside it what others say."""

from dataclasses import dataclass

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning.models import (
    ALL_PARTS,
    DONE,
    HAPPENED,
    NEW_PARTS,
    CounterSignature,
    PracticeNote,
    Replication,
)
from wholeroom.web.learning.standing import is_counter_signed, is_of_another_group

State = Contribution.State
STILL_THERE = (State.SHOWN, State.ERASED)  # erased words leave their row: that it was said still stands
WITH_AUTHOR = ("words__participant__member", "words__conversation")


@dataclass(frozen=True)
class Signature:
    """One counter-signature: ``counts`` while its author still shows another group than the note's."""

    said: CounterSignature
    counts: bool


@dataclass(frozen=True)
class Reading:
    """A note as its page shows it; what stands otherwise is beside the claim."""

    note: PracticeNote
    words: dict[str, Contribution]
    signatures: list[Signature]
    replications: list[Replication]
    is_counter_signed: bool

    @property
    def own(self) -> Contribution | None:
        """The words that say as whose it appears."""
        return self.words.get(DONE)

    @property
    def says_more_than_title(self) -> bool:
        return self.own is not None and self.own.text.strip() != self.note.conversation.title

    @property
    def parts(self) -> list[tuple[str, str, Contribution]]:
        """Every part but the first, with its label; what is asked of new things only where it is one."""
        kept = [part for part in self.words if part != DONE and (self.note.is_new or part not in NEW_PARTS)]
        return [(part, str(ALL_PARTS[part]), self.words[part]) for part in kept]

    @property
    def claim(self) -> Contribution | None:
        """What happened, beside which stands what is said against it."""
        return self.words.get(HAPPENED)

    @property
    def otherwise(self) -> list[Signature]:
        return [one for one in self.signatures if one.said.found == CounterSignature.Found.OTHERWISE]

    @property
    def so(self) -> list[Signature]:
        return [one for one in self.signatures if one.said.found == CounterSignature.Found.SO]

    @property
    def not_the_same(self) -> list[Replication]:
        return [one for one in self.replications if one.outcome == Replication.Outcome.NOT]

    @property
    def place(self) -> str:
        return place_shown(self.note, self.own)


def read(note: PracticeNote) -> Reading:
    words = note.words()
    said = list(note.counter_signatures.filter(words__state__in=STILL_THERE).select_related(*WITH_AUTHOR))
    tried = list(note.replications.filter(words__state__in=STILL_THERE).select_related(*WITH_AUTHOR))
    own = words.get(DONE)
    signatures = [Signature(one, is_of_another_group(one.words, own)) for one in said]
    return Reading(note, words, signatures, tried, is_counter_signed(said, own))


def place_shown(note: PracticeNote, own: Contribution | None) -> str:
    """The name of the area beside a name; else only its kind, since a small place could say who it was."""
    if note.area is None:
        return ""
    if own is not None and own.shown_as == Contribution.ShownAs.NAME:
        return note.area.name
    return str(Area.Kind(note.area.kind).label) if note.area.kind else ""


@dataclass(frozen=True)
class Listed:
    """A note as a list shows it, from what the list has read already."""

    note: PracticeNote
    own: Contribution | None
    is_counter_signed: bool
    place: str

    @classmethod
    def of(cls, note: PracticeNote) -> "Listed":
        own = note.conversation.words_of_done[-1] if note.conversation.words_of_done else None
        return cls(note, own, is_counter_signed(note.counter_signatures.all(), own), place_shown(note, own))
