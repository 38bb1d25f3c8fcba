"""What only the facilitator sees: who is here, who has not spoken, the words as they come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Min, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions, seating
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import newest_within
from wholeroom.web.rooms.screens import people_here
from wholeroom.web.rooms.screens.standing import ENDED, Standing

LATEST = 20  # words, newest first: more of them than fit
BYTES = {"waiting": 5000, "hidden": 2500, "late": 2500}  # of a frame that is sent each second
HIDDEN, WAITING = Contribution.State.HIDDEN, Contribution.State.WAITING
READ = (Contribution.State.SHOWN, HIDDEN)
UNDOES = {
    "start": _("Undo: the start"),
    "pause": _("Undo: the pause"),
    "resume": _("Undo: going on after the pause"),
    "extend": _("Undo: 2 minutes more"),
    "cut": _("Undo: 2 minutes less"),
    "next": _("Undo: next step"),
    "skip": _("Undo: skipping a step"),
    "back": _("Undo: going back a step"),
}


@dataclass(frozen=True)
class WordsHere:
    """Words with the title of the step they were written for."""

    words: Contribution
    step_title: str

    @property
    def is_shown(self) -> bool:
        return self.words.state == Contribution.State.SHOWN


def console_values(here: Standing) -> dict[str, object]:
    """A fixed number of questions to the database, and a bounded number of bytes, however many people are here."""
    turns = here.room.transitions.count()
    last = actions.last_turn(here.room) if turns else None
    return {
        "turns": turns,
        "undo": UNDOES[last.verb] if last else "",
        "people": people_here.gathering(here),
        "missing": seating.missing(here.room),
        **words_of(here),
    }


def all_words(here: Standing) -> QuerySet[Contribution]:
    """Every word that somebody may see or is to read, in the order of the meeting."""
    return in_order_of(here.steps, here.room.conversation.contributions.filter(state__in=(*READ, WAITING)))


def in_order_of(steps: Sequence[Step], said: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """By the steps they were said in, and as they were said in each."""
    places = [When(part=step.part, then=Value(place)) for place, step in enumerate(steps)]
    in_order = Case(*places, default=Value(len(places)))
    return said.select_related("participant__member").order_by(in_order, "position")


def with_titles(here: Standing, said: Iterable[Contribution]) -> list[WordsHere]:
    titles = {step.part: step.title for step in here.steps}
    return [WordsHere(words, titles.get(words.part, "")) for words in said]


def words_of(here: Standing) -> dict[str, object]:
    """What the activity's own frame does not show: words that wait, that are hidden, that came late. Newest first.

    As many as a console on a bad line can take each second; the page with all words has the rest.
    """
    said = here.room.conversation.contributions.select_related("participant__member").order_by("-position")
    step = here.step or (here.steps[-1] if here.phase == ENDED else None)
    part = step.part if step else ""
    unseen = list(said.filter(Q(state=WAITING) | Q(part=part, state=HIDDEN))[: 2 * LATEST])
    lists = {
        "waiting": [words for words in unseen if words.state == WAITING],
        "hidden": [words for words in unseen if words.state == HIDDEN and part],
        "late": _late(said.filter(state__in=READ), part) if part else [],
    }
    kept = {name: newest_within(found, BYTES[name]) for name, found in lists.items()}
    cut = any(len(kept[name]) < len(found) for name, found in lists.items())
    return {"cut": cut, **{name: with_titles(here, found) for name, found in kept.items()}}


def _late(read: QuerySet[Contribution], part: str) -> list[Contribution]:
    """Words for other steps that came after the first words for this one."""
    first = read.filter(part=part).aggregate(first=Min("position"))["first"]
    return [] if first is None else list(read.filter(position__gt=first).exclude(part=part)[:LATEST])
