"""What people may send after the meeting: how a promise goes, what changed for them, and whether it was kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholeroom.web.agreements.actions import Spoken
from wholeroom.web.agreements.models import Promise
from wholeroom.web.conversations.forms import LONGEST_WORDS, WordsForm
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.explained_choices import ExplainedChoices

State = Promise.State
JUDGED = [(one.value, one.label) for one in (State.KEPT, State.PARTLY, State.NOT_KEPT)]


class SpokenForm(WordsForm):
    """Words as everywhere; a facilitator who writes down what others said does not choose how it appears."""

    def __init__(self, *args: Any, participant: Participant | None, **options: Any) -> None:
        super().__init__(*args, participant=participant, **options)
        if participant is None:
            del self.fields["shown_as"]

    def spoken(self, text: str, of: str = "") -> Spoken:
        """``of`` tells the parts of one form from each other."""
        return Spoken(
            text=text,
            shown_as=self.cleaned_data.get("shown_as", Contribution.ShownAs.NOBODY),
            sending=f"{self.cleaned_data['sending']}{of}",
        )

    def clean_sending(self) -> str:
        return self.cleaned_data["sending"] or str(self.fields["sending"].initial())


class ProgressForm(SpokenForm):
    """How a promise goes, as its owner says; where it changed, its new day or its new words."""

    field_order = ["state", "text", "new_day", "new_words", "shown_as", "sending"]

    state = forms.ChoiceField(
        label=_("How does it go?"),
        choices=State.choices,
        widget=ExplainedChoices(abouts={State.CHANGED: _("What you promised is different now. Say below how.")}),
        error_messages={"required": _("Choose one.")},
    )
    new_day = forms.DateField(
        label=_("If it changed: by when now?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a day such as 2027-03-12.")},
    )
    new_words = forms.CharField(
        label=_("If it changed: what do you promise now?"),
        help_text=_("What you promised before stays on the page, with its day."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, promise: Promise, **options: Any) -> None:
        super().__init__(*args, asks=_("What happened?"), **options)
        self.fields["text"].help_text = _("If something changed, say why.")
        self.promise = promise

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        new_day = given.get("new_day")
        is_changed = given.get("state") == State.CHANGED
        is_new = bool(given.get("new_words")) or new_day not in (None, self.promise.by_when)
        if is_changed and not is_new and "new_day" not in self.errors:
            self.add_error("new_day", _("Give a new day here, or new words below."))
        if not is_changed and is_new and "state" in given:
            self.add_error("state", _("You wrote a change below. Choose “changed”, or clear it."))
        return given


class ReviewForm(SpokenForm):
    """What changed for somebody affected, and what they say of each promise that is not their own."""

    def __init__(self, *args: Any, promises: list[Promise], **options: Any) -> None:
        super().__init__(*args, asks=_("What has changed for you since the meeting?"), **options)
        self.promises = promises
        self.fields["text"].required = False
        for promise in promises:
            self.fields[f"judged-{promise.position}"] = forms.ChoiceField(
                label=gettext("Was promise {number} kept?").format(number=promise.position),
                choices=[("", _("I do not say")), *JUDGED],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"why-{promise.position}"] = forms.CharField(
                label=_("What makes you say so?"),
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields(["text", *(name for one in promises for name in self.names_of(one)), "shown_as", "sending"])

    @staticmethod
    def names_of(promise: Promise) -> tuple[str, str]:
        return f"judged-{promise.position}", f"why-{promise.position}"

    def about_promises(self) -> list[tuple[Promise, forms.BoundField, forms.BoundField]]:
        return [(one, *(self[name] for name in self.names_of(one))) for one in self.promises]

    def judgements(self) -> list[tuple[Promise, str, str]]:
        """Each promise somebody says something of: what, and in which words."""
        given = self.cleaned_data
        found = [(one, *(given.get(name, "") for name in self.names_of(one))) for one in self.promises]
        return [one for one in found if one[1]]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for promise in self.promises:
            judged, why = self.names_of(promise)
            if given.get(why) and not given.get(judged):
                self.add_error(judged, _("Say whether it was kept, so that your words have their place."))
        if not self.errors and not given.get("text") and not self.judgements():
            self.add_error("text", _("Say what changed, or judge a promise below."))
        return given
