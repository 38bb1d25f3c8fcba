"""What a method and an activity have to be. The site asks them, and never which one it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.utils.functional import Promise as LazyText

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Room, Step

Row = dict[str, Any]
SPEAKER = ("participant", "participant__member")  # what a contribution's label needs
AUDIENCES = ("phone", "console", "wall")


@dataclass(frozen=True)
class Wording:
    """An earlier wording of a proposal, and what it met: dissent is printed beside the words it was about."""

    words: str  # id of the contribution; empty where it no longer shows, and what was said against it does
    objections: tuple[str, ...] = ()  # ids
    wordless: tuple[str, ...] = ()  # sentences, of objections whose own words no longer show


@dataclass(frozen=True)
class Agreed:
    """A proposal and how it ended: the words by id, so that an erased word disappears there too."""

    words: str  # id of the contribution
    is_agreed: bool
    objections: tuple[str, ...] = ()  # ids: dissent, printed beside it in the same size
    earlier: tuple[Wording, ...] = ()  # first to last
    told: str = ""  # what may be said of the positions, as the small-number rule allows

    @property
    def all_words(self) -> tuple[str, ...]:
        """The ids of every word that stands beside it, and its own."""
        before = (one for each in self.earlier for one in (each.words, *each.objections) if one)
        return (self.words, *self.objections, *before)


@dataclass(frozen=True)
class PromiseMade:
    """Who does what by when, and who will judge it."""

    words: str  # id of the contribution that says what
    who: str
    by_when: str  # ISO date
    judge: str
    participant: str | None = None  # id, where the owner takes part here


@dataclass(frozen=True)
class Said:
    """The words of one step under its title."""

    title: str
    words: tuple[str, ...]

    @classmethod
    def under(cls, title: str, words: Iterable[Contribution]) -> "tuple[Said, ...]":
        """The words under a title; nothing where nobody said anything."""
        found = tuple(str(one.pk) for one in words)
        return (cls(title, found),) if found else ()


@dataclass(frozen=True)
class Elsewhere:
    """A page of its own that belongs to what a room leaves behind. ``title`` is translated where it is read."""

    title: str
    path: str


@dataclass(frozen=True)
class Outcome:
    """What a room leaves behind. Activities give theirs; a method puts them together."""

    said: tuple[Said, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    promises: tuple[PromiseMade, ...] = ()
    review_day: str | None = None  # ISO date
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def not_agreed(self) -> tuple[Agreed, ...]:
        return tuple(one for one in self.agreed if not one.is_agreed)

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            said=self.said + other.said,
            agreed=self.agreed + other.agreed,
            promises=self.promises + other.promises,
            review_day=other.review_day or self.review_day,
            elsewhere=self.elsewhere + other.elsewhere,
        )


class Activity(ABC):
    """What people do in a step. One folder each, with an ``activity.py`` that has ``activity``, one of these.

    Fragments of pages are ready HTML. ``frame`` is the same for everybody who looks from one place; ``phone`` adds
    what is one participant's own: the form, and what they said. Title, prompt and time of a step are drawn by the page
    around it, the same for every activity. Headings start at level 3. Forms go through ``posting``: whoever puts
    ``phone`` or ``console`` on a page calls ``posting.with_token``.
    """

    name: ClassVar[str]
    title: ClassVar[str | LazyText]
    reads_with_words: ClassVar[tuple[str, ...]] = ()  # rows of its own that hang on words, read in one go with them

    @abstractmethod
    def frame(self, step: Step, audience: str, language: str) -> str:
        """What everybody sees of this step on a phone, in the console or on the wall."""

    def shorter_frame(self, step: Step, language: str, most_bytes: int) -> str:
        """The same for a phone where ``frame`` is too much for a bad line. Empty where the page with all words says it
        as well.
        """
        return ""

    @abstractmethod
    def phone(self, step: Step, participant: Participant, form: Form | None = None) -> str:
        """What this participant does now, and their own words. ``form`` comes back where it was refused."""

    def console(self, step: Step, form: Form | None = None) -> str:
        """What only the facilitator can do in this step: enter paper cards, settle a proposal. May be empty."""
        return ""

    @abstractmethod
    def accept(self, step: Step, data: Mapping[str, str], *, by: Participant | Person) -> Form | None:
        """Take in what was sent. None if it was taken; else the form that says what is wrong with it."""

    @abstractmethod
    def rows(self, step: Step) -> list[Row]:
        """Plain rows: the export, and what the analysis half reads."""

    @abstractmethod
    def paper(self, step: Step) -> str:
        """What to print for people without a phone."""

    @abstractmethod
    def outcome(self, step: Step) -> Outcome:
        """What this step leaves behind when the room closes."""

    def took_part(self, step: Step) -> QuerySet[Participant]:
        """Who took part in a step in another way than by words, such as a vote: they hear too what came of it."""
        return Participant.objects.none()

    def meanwhile(self, step: Step) -> str | LazyText:
        """What the facilitator does while people take part in silence, such as in a vote. Empty where they speak: then
        the console names who was not heard from.
        """
        return ""

    def form_version(self, step: Step) -> str:
        """Changes when what people are asked in this step does; then pages fetch ``phone`` and ``console`` again."""
        return ""

    def words(self, step: Step) -> list[Contribution]:
        """What was said in a step and is shown, in its order."""
        said = step.room.conversation.contributions.filter(part=step.part, state=Contribution.State.SHOWN)
        return list(said.select_related(*SPEAKER, *self.reads_with_words))

    def own(self, step: Step, participant: Participant) -> list[Contribution]:
        """What somebody said in a step, the newest first, whether it shows or not."""
        said = participant.contributions.filter(part=step.part).order_by("-position")
        return list(said.select_related("conversation", *SPEAKER, *self.reads_with_words))


@dataclass(frozen=True)
class PlannedStep:
    """A step as a method's ``steps.toml`` describes it. ``minutes`` is by the length of the meeting."""

    name: str
    activity: str
    title: str
    prompt: str
    minutes: dict[str, int]
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """One way to hold a room: a list of steps naming activities, and a guide."""

    name: str
    title: str
    about: str
    when: str
    not_when: str
    lengths: tuple[int, ...]  # minutes of the whole meeting, the usual one first
    steps: tuple[PlannedStep, ...]
    guide: str = ""

    def outcome(self, room: Room, activities: Mapping[str, Activity]) -> Outcome:
        """All that its steps leave behind. A method with rules of its own has a ``rules.py`` with a ``Method``."""
        found = Outcome()
        for step in room.steps.all():
            found += activities[step.activity].outcome(step)
        return found
