"""What is put forward in a room as it stands now: each proposal in its newest wording, with what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wholeroom.analysis.disclosure.rules import secret_result
from wholeroom.web.activities.consent.models import Position, Proposal
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.models import Step

Shown = Contribution.State.SHOWN
State, Stand = Proposal.State, Position.Stand


@dataclass(frozen=True)
class Wording:
    """One wording and the positions on it."""

    proposal: Proposal
    positions: tuple[Position, ...]

    @property
    def words(self) -> Contribution:
        return self.proposal.words

    @property
    def is_shown(self) -> bool:
        return self.words.state == Shown

    @property
    def against(self) -> list[Position]:
        return [one for one in self.positions if one.stand == Stand.OBJECT]

    @property
    def objections(self) -> list[Contribution]:
        """The words against it that show."""
        return [one.words for one in self.against if one.words and one.words.state == Shown]

    @property
    def wordless(self) -> list[str]:
        """What to say of objections whose words no longer show: that they were made stays."""
        return [_without_words(one) for one in self.against if one.words and one.words.state != Shown]

    def position_of(self, participant: Participant) -> Position | None:
        return next((one for one in self.positions if one.participant_id == participant.pk), None)


@dataclass(frozen=True)
class Option:
    """A proposal: the wording in force, and those it took the place of, first to last."""

    now: Wording
    earlier: tuple[Wording, ...]

    @property
    def pk(self) -> str:
        return str(self.now.proposal.pk)

    @property
    def words(self) -> Contribution:
        return self.now.words

    @property
    def state(self) -> str:
        """As it ended; a wording that got its place back is open again."""
        return State.OPEN if self.now.proposal.state == State.AMENDED else str(self.now.proposal.state)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_agreed(self) -> bool:
        return self.state == State.AGREED and not self.now.against

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def earlier_shown(self) -> list[Wording]:
        return [one for one in self.earlier if one.is_shown]

    def told(self) -> str:
        """What may be said of the positions: never a number from which somebody's own could be concluded."""
        counts = dict.fromkeys(Stand.values, 0)
        for position in self.now.positions:
            counts[position.stand] += 1
        result = secret_result(counts, self.is_agreed)
        said = [*self.now.wordless]
        if result.counts is not None:
            said.insert(0, _counted(result.counts))
        elif result.met is not None:
            said.insert(0, _("Nobody was left who could not live with it.") if result.met else _("It was not agreed."))
        if self.is_open:
            said.append(_("It was still open at the end."))
        return " ".join(said)


def source(step: Step) -> Step:
    """The step whose proposals this one is about: itself, unless it names another."""
    named = step.settings.get("from")
    return (named and step.room.steps.filter(name=named).first()) or step


def options(step: Step) -> list[Option]:
    """Every proposal of a step that has a wording which shows, in the order they were put forward."""
    wordings = _wordings(step)
    following = {one.proposal.amends_id: one for one in wordings if one.proposal.amends_id}
    found = []
    for first in (one for one in wordings if one.proposal.amends_id is None):
        chain = [first]
        while newer := following.get(chain[-1].proposal.pk):
            chain.append(newer)
        if option := _in_force(chain):
            found.append(option)
    return found


def current(found: Sequence[Option]) -> Option | None:
    """The option that is taken now: the first that is open."""
    return next((one for one in found if one.is_open), None)


def _wordings(step: Step) -> list[Wording]:
    proposals = Proposal.objects.filter(step=step).select_related(
        "words", "words__participant", "words__participant__member"
    )
    positions: dict[object, list[Position]] = {}
    for position in Position.objects.filter(proposal__step=step).select_related(
        "words", "words__participant", "words__participant__member"
    ):
        positions.setdefault(position.proposal_id, []).append(position)
    return [Wording(one, tuple(positions.get(one.pk, ()))) for one in proposals.order_by("words__position")]


def _in_force(chain: Sequence[Wording]) -> Option | None:
    """The last wording that shows; one that its author took back gives its place back."""
    at = next((n for n in range(len(chain) - 1, -1, -1) if chain[n].is_shown), None)
    return None if at is None else Option(chain[at], tuple(chain[:at]))


def _counted(counts: dict[str, int]) -> str:
    words = {
        "agree": counts[Stand.AGREE],
        "aside": counts[Stand.STAND_ASIDE],
        "against": counts[Stand.OBJECT],
        "all": sum(counts.values()),
    }
    return (
        _("%(all)d people said where they stand. Can live with it: %(agree)d. Stand aside: %(aside)d.") % words
        + " "
        + _("Cannot live with it: %(against)d.") % words
    )


def _without_words(position: Position) -> str:
    if position.participant_id is None and not position.entered:
        return _("Somebody who left could not live with it. Their words are erased.")
    told = {
        Contribution.State.ERASED: _("Somebody cannot live with it. Their words are erased."),
        Contribution.State.WITHDRAWN: _("Somebody cannot live with it, and took their words back."),
        Contribution.State.HIDDEN: _("Somebody cannot live with it. Their words are hidden."),
        Contribution.State.WAITING: _("Somebody cannot live with it. Their words wait to be read."),
    }
    return told[position.words.state]
