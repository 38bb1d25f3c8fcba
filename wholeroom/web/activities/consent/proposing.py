"""The stage in which options are put forward. Nobody judges them yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.consent import actions
from wholeroom.web.activities.consent.forms import PaperProposalForm, ProposalForm
from wholeroom.web.activities.consent.models import Proposal
from wholeroom.web.activities.consent.wordings import options
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Outcome, Row, Said
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import Saying, speaker_of


class Proposing(Saying):
    name = "consent"
    title = _("Options")
    kind = actions.PROPOSAL
    form = ProposalForm
    paper_form = PaperProposalForm
    reads_with_words = ("proposal",)

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        actions.propose(by=by, step=step, words=form.cleaned_data, speaker=speaker_of(form, by))

    def row(self, step: Step, words: Contribution) -> Row:
        proposal: Proposal | None = getattr(words, "proposal", None)
        return {**super().row(step, words), "state": proposal.state if proposal else ""}

    def outcome(self, step: Step) -> Outcome:
        """The options that no later step decides on; those are told there, with what became of them."""
        told = {str(one.words.pk) for option in options(step) for one in (option.now, *option.earlier)}
        decided = step.room.steps.filter(settings__from=step.name, settings__stage="decide").exists()
        words = [one for one in self.words(step) if not decided or str(one.pk) not in told]
        return Outcome(said=Said.under(step.title, words))
