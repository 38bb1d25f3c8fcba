"""What may come in for a paper: a part of it, what may be told of a problem, a signature."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.forms import LONGEST_WORDS, DescribeForm, WordsForm, new_sending
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.papers.models import CONTEXT, JOINT, PARTS
from wholeroom.web.papers.places_named import places_in
from wholeroom.web.problems.forms import TOO_LONG
from wholeroom.web.problems.models import PARTS as PARTS_OF_A_PROBLEM

HINTS = {
    "why": _("Who reads it, and what do you want them to see?"),
    "ask": _("Ask for something that the reader can do."),
    "number": _("Which number, over which months, and who will read it?"),
    "reason": _("What a reader of the number alone would get wrong."),
    "done": _("What you changed, and what came of it. Say too what did not help."),
    "better": _("Other numbers or accounts that say more, with what they cannot tell."),
}
EXAMPLES = {
    JOINT: _("Such as: what is hard when people leave prison."),
    CONTEXT: _("Such as: why our completions are low."),
}


class PartForm(forms.Form):
    """Words for one part of a paper."""

    use_required_attribute = False

    text = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    sending = forms.CharField(max_length=64, required=False, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, part: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = PARTS[kind][part]
        self.fields["text"].help_text = HINTS.get(part, EXAMPLES[kind])


class MayTellForm(forms.Form):
    """Which parts of a problem a paper may tell. Words that name a place cannot be chosen."""

    use_required_attribute = False

    parts = forms.MultipleChoiceField(
        label=_("Which of your words may stand in it?"),
        help_text=_("Exactly as you wrote them. Your name never stands there."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shows_groups = forms.BooleanField(
        label=_("Say which groups I belong to, as I gave them with this problem"), required=False
    )

    def __init__(self, *args: Any, words: Mapping[str, Contribution], **options: Any) -> None:
        super().__init__(*args, **options)
        self.naming = {part: places for part, said in words.items() if (places := places_in(said.text))}
        self.fields["parts"].choices = [(part, PARTS_OF_A_PROBLEM[part]) for part in words if part not in self.naming]


class SignForm(WordsForm, DescribeForm):
    """A sentence on how somebody knows, and who they are: a signature shows who stands by it."""

    field_order = ["text", "shown_as", "nickname", "groups"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("How do you know that it is so?")
        self.fields["text"].help_text = _("A sentence. Such as: I worked there for two winters.")
        shown_as = self.fields["shown_as"]
        shown_as.choices = [one for one in shown_as.choices if one[0] != Contribution.ShownAs.NOBODY]
        shown_as.initial = Contribution.ShownAs.GROUP
        shown_as.label = _("How will your signature appear?")
        shown_as.explain(None)

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("shown_as")
        if chosen == Contribution.ShownAs.NAME and not self.cleaned_data.get("nickname"):
            self.add_error("nickname", _("Write the name, or choose to appear with your group."))
        if chosen == Contribution.ShownAs.GROUP and not self.cleaned_data.get("groups"):
            self.add_error("groups", _("Pick a group, or choose to appear with your name."))
        return self.cleaned_data
