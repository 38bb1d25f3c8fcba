"""What a page of an outcome says, as plain values in the reader's language. Every format is made from these."""

from dataclasses import dataclass
from datetime import date

from wholeroom.web.documents.blocks import Seats
from wholeroom.web.documents.words import Words


@dataclass(frozen=True)
class Part:
    title: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class EarlierWording:
    """How an option was worded before, and what was said against that."""

    words: Words
    objections: tuple[Words, ...]


@dataclass(frozen=True)
class Option:
    words: Words
    is_agreed: bool
    told: str
    objections: tuple[Words, ...]
    earlier: tuple[EarlierWording, ...]

    @property
    def all_words(self) -> tuple[Words, ...]:
        """Its own, and those that stand beside it."""
        before = (one for each in self.earlier for one in (each.words, *each.objections))
        return (self.words, *self.objections, *before)


@dataclass(frozen=True)
class Promised:
    """A promise as it was given in the room."""

    position: int
    words: Words
    who: str
    by_when: date
    judge: str


@dataclass(frozen=True)
class OwnPage:
    """A page beside this one that belongs to the outcome, such as the report of a vote."""

    title: str
    address: str


@dataclass(frozen=True)
class AtClose:
    """What was frozen when the room closed. Only an erasure, or a moderator, changes what it says."""

    question: str
    day: date
    place: str
    address: str
    method: str
    given: str
    decided_by: str
    is_small: bool
    seats: tuple[Seats, ...]
    problem_now: tuple[Words, ...]
    said: tuple[Part, ...]
    options: tuple[Option, ...]
    promises: tuple[Promised, ...]
    review_day: date | None
    elsewhere: tuple[OwnPage, ...] = ()

    @property
    def agreed(self) -> tuple[Option, ...]:
        return tuple(one for one in self.options if one.is_agreed)

    @property
    def not_agreed(self) -> tuple[Option, ...]:
        return tuple(one for one in self.options if not one.is_agreed)

    @property
    def missing(self) -> tuple[Seats, ...]:
        return tuple(one for one in self.seats if one.empty)


@dataclass(frozen=True)
class Wording:
    """How a promise stood: before a change of it, or after."""

    words: Words
    by_when: date


@dataclass(frozen=True)
class Change:
    before: Wording
    after: Wording


@dataclass(frozen=True)
class ReviewRead:
    day: date
    standing: str  # a code of models.Review.Standing
    judged: str  # the word for it, or empty
    words: Words | None
    change: Change | None = None


@dataclass(frozen=True)
class PromiseNow:
    """How a promise stands today, and what was said of it since."""

    position: int
    words: Words
    who: str
    by_when: date
    reviews: tuple[ReviewRead, ...]


@dataclass(frozen=True)
class OutcomePage:
    """``promises`` and ``reviews`` stand under what was frozen, with their days."""

    id: str
    at_close: AtClose
    promises: tuple[PromiseNow, ...]
    reviews: tuple[ReviewRead, ...]
    told: date | None
