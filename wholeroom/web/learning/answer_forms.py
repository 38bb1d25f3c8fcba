"""What others may say to a practice note. Each choice says what it reveals."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.forms import LONGEST_WORDS, new_sending
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning.answering import Spoken
from wholeroom.web.learning.forms import AppearsForm
from wholeroom.web.learning.models import CounterSignature, Replication
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.forms import TOO_LONG


class AnswerForm(AppearsForm):
    """Words to a note, and with what they appear: a name, groups or neither, for this note alone."""

    text = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    sending = forms.CharField(max_length=50, required=False, initial=new_sending, widget=forms.HiddenInput)

    def spoken(self) -> Spoken:
        """What the action takes."""
        return Spoken(
            text=self.cleaned_data["text"],
            sending=self.cleaned_data["sending"] or None,
            language=get_language() or "",
            **self.appearance(),
        )


class CounterSignForm(AnswerForm):
    """Whether it was so, by somebody who shows another group than the author does."""

    found = forms.ChoiceField(
        label=_("Was it so?"),
        choices=[
            (CounterSignature.Found.SO, _("It was so")),
            (CounterSignature.Found.OTHERWISE, _("It was otherwise")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    field_order = ["found", "text", "shown_as", "nickname", "groups"]

    def __init__(self, *args: Any, not_of: set[str], **options: Any) -> None:
        """``not_of`` are the groups that the author shows."""
        super().__init__(*args, **options)
        self.fields["text"].label = _("Say in a sentence what you saw")
        shown = self.fields["shown_as"]
        shown.choices = [one for one in shown.choices if one[0] != Contribution.ShownAs.NOBODY]
        shown.initial = Contribution.ShownAs.GROUP
        self.fields["groups"].choices = [(code, label) for code, label in GROUPS.items() if code not in not_of]
        self.fields["groups"].required = True
        self.fields["groups"].error_messages["required"] = _("Pick a group. Your words count because of it.")
        self.fields["groups"].help_text = _("Your group always shows. The author’s own groups are not in the list.")


class TriedForm(AnswerForm):
    """What came of it elsewhere, and what differed there."""

    outcome = forms.ChoiceField(
        label=_("What came of it where you are?"),
        choices=[
            (Replication.Outcome.SAME, _("The same")),
            (Replication.Outcome.PARTLY, _("Partly the same")),
            (Replication.Outcome.NOT, _("Not the same")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    kind_of_area = forms.ChoiceField(
        label=_("In what kind of area?"),
        choices=[("", _("I would rather not say")), *Area.Kind.choices],
        required=False,
    )
    field_order = ["outcome", "kind_of_area", "text", "shown_as", "nickname", "groups"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("What did you do, and what was different?")
        self.fields["text"].help_text = _("Leave out the names of people and of small places.")
