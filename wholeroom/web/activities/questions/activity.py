"""Questions only: no advice yet. The owner or the facilitator may say which is answered, and which the room keeps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.activities.questions import actions, advice
from wholeroom.web.activities.questions.forms import MARK, MarkForm, PaperQuestionForm, QuestionForm
from wholeroom.web.activities.questions.models import QuestionMark
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import posting
from wholeroom.web.rooms.contract import Outcome, Row, Said
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import Saying, is_owner


class Questions(Saying):
    name = "questions"
    title = gettext_lazy("Questions")
    kind = "question"
    form = QuestionForm
    paper_form = PaperQuestionForm
    reads_with_words = ("question_mark",)

    def hint(self, words: Contribution) -> str:
        return advice.suggestion(words.text) if words.state == Contribution.State.SHOWN else ""

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        marking = form if isinstance(form, MarkForm) else None
        drawn = super().phone(step, participant, None if marking else form)
        return drawn + self.marking(step, marking) if is_owner(step.room, participant) else drawn

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        marking = form if isinstance(form, MarkForm) else None
        return super().console(step, None if marking else form) + self.marking(step, marking)

    def marking(self, step: Step, form: MarkForm | None) -> str:
        return posting.draw("questions/marking.html", step, form=form or MarkForm(step=step))

    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        return MarkForm(data, step=step) if data.get("act") == MARK else super().form_of(step, data, by)

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        if not isinstance(form, MarkForm):
            return super().take(step, form, by)
        found = form.cleaned_data
        return actions.mark(by=by, room=step.room, question=found["question"], mark=found["mark"])

    def row(self, step: Step, words: Contribution) -> Row:
        return {**super().row(step, words), "mark": mark_of(words)}

    def outcome(self, step: Step) -> Outcome:
        """The questions, and by themselves those that the room takes with it."""
        words = self.words(step)
        kept = [one for one in words if mark_of(one) == QuestionMark.Mark.KEPT]
        others = [one for one in words if one not in kept]
        return Outcome(said=Said.under(step.title, others) + Said.under(_("Questions we take with us"), kept))


def mark_of(words: Contribution) -> str:
    found: Any = getattr(words, "question_mark", None)
    return found.mark if found else ""


activity = Questions()
