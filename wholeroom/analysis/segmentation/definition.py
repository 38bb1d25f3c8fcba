"""A set: the topics, the wording and the rules of one conversation, as a service writes them. One versioned file.

Every text that the person may see stands twice, in plain words and in Easy Read: ``ask = ["plain", "easy"]``.
``reading_sets.py`` reads the file and reports everything that is wrong with it.
"""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from wholeroom.analysis.segmentation.conditions import Condition

Text = tuple[str, str]
"""The same sentence in plain words and in Easy Read."""

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""Small letters, digits and hyphens, as in "on-top"."""

Part = Literal["know", "want", "steady", "now", "body", "life", "ways", "support"]
PARTS: tuple[Part, ...] = ("know", "want", "steady", "now", "body", "life", "ways", "support")
"""The order of every conversation."""

STRENGTHS: tuple[Part, ...] = ("know", "want", "steady")
"""What they know, want and stand on comes first, before what is hard, and is asked always."""

Kind = Literal["words", "choice", "choices", "scale", "ways", "support"]
SEVERAL: tuple[Kind, ...] = ("choices", "ways", "support")
"""Kinds of which more than one thing can be chosen: to want to talk about one way on is not to turn the others down."""

Way = Literal["stay", "raise", "lower", "switch", "stop"]
WAYS: tuple[Way, ...] = ("stay", "raise", "lower", "switch", "stop")

FORMAT = 1


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Change(Frozen, frozen=True):
    """One line of the change log of a set, newest first."""

    version: str
    day: datetime.date
    what: str


class Review(Frozen, frozen=True):
    """Somebody whose task it is has read every word of a version and agreed to its use: a role, never a name."""

    role: str
    version: str
    day: datetime.date
    said: str


class Choice(Frozen, frozen=True):
    name: Name
    text: Text


class Topic(Frozen, frozen=True):
    """One page of the conversation. Every topic can be skipped by each of the two; nothing here can change that."""

    name: Name
    part: Part
    kind: Kind
    title: Text
    ask: Text
    hint: Text | None = None
    short: bool = False
    choices: tuple[Choice, ...] = ()
    low: Text | None = None
    high: Text | None = None
    when: Condition | None = None


class WayOn(Frozen, frozen=True):
    """One of the five ways on, each with the same space: what may be good in it, and what may be hard."""

    way: Way
    title: Text
    good: Text
    hard: Text
    prescriber: bool = False


class Amount(Frozen, frozen=True):
    """A phase or an amount of support, under the name and with the meaning it has here."""

    name: Name
    title: Text
    means: Text


class Option(Frozen, frozen=True):
    """One thing to talk about. With ``prescriber`` the page adds that it is a matter for the prescriber."""

    text: Text
    way: Way | None = None
    prescriber: bool = False


class Standard(Frozen, frozen=True):
    """What everybody is offered, whatever they say."""

    title: Text
    text: Text
    options: tuple[Option, ...]


class Suggestion(Frozen, frozen=True):
    """Things the two might talk about where ``when`` holds. ``adds`` says what the usual offer does not have."""

    name: Name
    title: Text
    when: Condition
    adds: Text
    options: tuple[Option, ...]


class Counts(Frozen, frozen=True):
    """Whether the service takes part in counts from files that people choose to share, and who sees the counts."""

    on: bool = False
    seen_by: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AimSet:
    """A whole set, as read from its file."""

    format: int
    name: str
    version: str
    language: str
    title: Text
    about: Text
    service: str
    seen_by: Text
    topics: tuple[Topic, ...]
    ways: tuple[WayOn, ...]
    support: tuple[Amount, ...]
    phases: tuple[Amount, ...]
    standard: Standard
    suggestions: tuple[Suggestion, ...]
    counts: Counts
    changes: tuple[Change, ...]
    reviews: tuple[Review, ...]
    forbidden: tuple[str, ...] = ()
    example: bool = False

    def topic(self, name: str) -> Topic:
        return next(topic for topic in self.topics if topic.name == name)

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody has agreed to the use of this very version."""
        return any(review.version == self.version for review in self.reviews)

    def choices_of(self, topic: Topic) -> tuple[Choice, ...]:
        """What can be chosen on a page: its own choices, the five ways on, or the amounts of support."""
        if topic.kind == "ways":
            return tuple(Choice(name=way.way, text=way.title) for way in self.ways)
        if topic.kind == "support":
            return tuple(Choice(name=amount.name, text=amount.title) for amount in self.support)
        return topic.choices
