"""What only the facilitator sees: who is here, who has not spoken, the words as they come."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms import actions, seating
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.screens.heard import heard_in
from wholeroom.web.rooms.screens.standing import ENDED, Standing

LATEST = 100  # words, newest first: as many as anybody reads while people talk
HIDDEN = Contribution.State.HIDDEN
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
class PersonHere:
    """``has_spoken`` in the open step, ``has_ever`` in the whole meeting; see ``heard``."""

    participant: Participant
    has_spoken: bool
    has_ever: bool
    has_the_word: bool

    @property
    def name(self) -> str:
        return appearance.name_of(self.participant) or gettext("No name given")

    @property
    def groups(self) -> str:
        return ", ".join(self.participant.group_labels())

    @property
    def has_phone(self) -> bool:
        return self.participant.token_hash is not None or self.participant.member_id is not None


@dataclass(frozen=True)
class WordsHere:
    """Words with the title of the step they were written for."""

    words: Contribution
    step_title: str

    @property
    def is_shown(self) -> bool:
        return self.words.state == Contribution.State.SHOWN


def console_values(here: Standing) -> dict[str, object]:
    """A fixed number of questions to the database, however many people are here."""
    turns = here.room.transitions.count()
    last = actions.last_turn(here.room) if turns else None
    people = people_of(here)
    return {
        "turns": turns,
        "undo": UNDOES[last.verb] if last else "",
        "people": people,
        "quiet": [person for person in people if not person.has_spoken],
        "missing": seating.missing(here.room),
        **words_of(here),
    }


def people_of(here: Standing) -> list[PersonHere]:
    """Everybody who is in, by name; who gave none comes last."""
    room = here.room
    found = room.conversation.participants.filter(has_left=False, is_erased=False).select_related("member")
    by_part, ever = heard_in(room)
    now = by_part.get(here.step.part, set()) if here.step else set()
    people = [
        PersonHere(
            participant=one,
            has_spoken=one.pk in now,
            has_ever=one.pk in ever,
            has_the_word=one.pk == room.speaker_id,
        )
        for one in found
    ]
    return sorted(people, key=_by_name)


def _by_name(person: PersonHere) -> tuple[bool, str, str]:
    name = appearance.name_of(person.participant)
    return (not name, name.casefold(), person.participant.key)


def all_words(here: Standing) -> list[WordsHere]:
    """Every word that somebody may see or is to read, in the order of the meeting."""
    titles = {step.part: step.title for step in here.steps}
    said = here.room.conversation.contributions.filter(state__in=(*READ, Contribution.State.WAITING))
    found = [WordsHere(words, titles.get(words.part, "")) for words in said.select_related("participant__member")]
    order = {part: place for place, part in enumerate(titles)}
    return sorted(found, key=lambda one: (order.get(one.words.part, len(order)), one.words.position))


def words_of(here: Standing) -> dict[str, list[WordsHere]]:
    """What the activity's own frame does not show: words that wait, that are hidden, that came late. Newest first."""
    said = here.room.conversation.contributions.select_related("participant__member").order_by("-position")
    titles = {step.part: step.title for step in here.steps}
    step = here.step or (here.steps[-1] if here.phase == ENDED else None)
    latest = list(said.filter(state__in=READ)[:LATEST])
    lists = {
        "waiting": list(said.filter(state=Contribution.State.WAITING)[:LATEST]),
        "hidden": [words for words in latest if step and words.part == step.part and words.state == HIDDEN],
        "late": _late(latest, step) if step else [],
    }
    return {name: [WordsHere(words, titles.get(words.part, "")) for words in found] for name, found in lists.items()}


def _late(latest: list[Contribution], step: Step) -> list[Contribution]:
    """Words for other steps that came after the first words for this one."""
    first = min((words.position for words in latest if words.part == step.part), default=None)
    return [words for words in latest if first is not None and words.position > first and words.part != step.part]
