from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.questions.actions import NO_MARK
from wholeroom.web.activities.questions.models import QuestionMark
from wholeroom.web.conversations.forms import WordsForm
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import PaperForm

MARK = "mark"


class QuestionForm(WordsForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Your question")
        self.fields["text"].help_text = _("It may begin with: Who, When, Where, How often, What happens just before.")


class PaperQuestionForm(PaperForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("The question")


class MarkForm(forms.Form):
    """Which question was answered, and which the room takes with it."""

    use_required_attribute = False
    act = forms.CharField(initial=MARK, widget=forms.HiddenInput)
    question = forms.ModelChoiceField(
        queryset=Contribution.objects.none(),
        label=_("Which question?"),
        empty_label=_("Choose a question"),
        error_messages={"required": _("Choose a question."), "invalid_choice": _("This question no longer shows.")},
    )
    mark = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[*QuestionMark.Mark.choices, (NO_MARK, _("neither, take the mark off"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )

    def __init__(self, *args: Any, step: Step, **options: Any) -> None:
        super().__init__(*args, auto_id="mark_%s", **options)
        shown = Contribution.State.SHOWN
        self.fields["question"].queryset = step.room.conversation.contributions.filter(part=step.part, state=shown)
        self.fields["question"].label_from_instance = lambda words: words.text[:100]
