"""What may come in as a translation: one statement from somebody who takes part, or all from the facilitator."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.activities.statement_vote.forms import LONGEST_STATEMENT
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.tongues import TONGUES, tongue_of
from wholeroom.web.conversations.forms import new_sending

LONGEST = 2 * LONGEST_STATEMENT  # letters: some languages take more of them
SAME_LANGUAGE = gettext_lazy("The statement is in this language already. Choose another one.")


class TranslationForm(forms.Form):
    """One statement in another language, from somebody who takes part."""

    use_required_attribute = False
    language = forms.ChoiceField(
        label=gettext_lazy("Which language do you write in?"),
        choices=[("", gettext_lazy("Choose a language")), *TONGUES.items()],
        error_messages={"required": gettext_lazy("Choose a language.")},
    )
    text = forms.CharField(
        label=gettext_lazy("The statement in this language"),
        help_text=gettext_lazy("Say what it says, no more and no less, also where you see it otherwise."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Write something first."),
            "max_length": gettext_lazy("This is too long. Write up to %(limit_value)d letters."),
        },
    )
    sending = forms.CharField(max_length=64, required=False, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statement: Statement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.statement = statement

    def clean_language(self) -> str:
        chosen: str = self.cleaned_data["language"]
        if chosen == tongue_of(self.statement.words.language):
            raise forms.ValidationError(str(SAME_LANGUAGE))
        return chosen

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class LanguageForm(forms.Form):
    """Into which language the facilitator translates now."""

    use_required_attribute = False
    to = forms.ChoiceField(
        label=gettext_lazy("Into which language?"),
        choices=[("", gettext_lazy("Choose a language")), *TONGUES.items()],
        error_messages={"required": gettext_lazy("Choose a language.")},
    )


class AllTranslationsForm(forms.Form):
    """Every statement in one language, a box for each. A box left as it was changes nothing."""

    use_required_attribute = False
    sending = forms.CharField(max_length=40, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statements: Sequence[Statement], now: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.statements, self.now = statements, now
        for one in statements:
            self.fields[f"text-{one.number}"] = forms.CharField(
                label=_("Statement %(number)d") % {"number": one.number},
                initial=now.get(one.pk, ""),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
                error_messages={"max_length": _("This is too long. Write up to %(limit_value)d letters.")},
            )

    @property
    def boxes(self) -> list[tuple[Statement, forms.BoundField]]:
        return [(one, self[f"text-{one.number}"]) for one in self.statements]

    @property
    def without_box(self) -> list[tuple[str, str]]:
        """What was written for statements that no longer show, with what each box was called."""
        sent = {name.removeprefix("text-"): text for name, text in self.data.items() if name not in self.fields}
        known = {"", *self.now.values()}
        new = {number: text for number, text in sent.items() if number.isdecimal() and text.strip() not in known}
        return [(_("Statement %(number)s") % {"number": number}, text) for number, text in new.items()]

    def clean(self) -> None:
        if self.without_box:
            raise forms.ValidationError(
                _("A statement is no longer there, so nothing was kept yet. What you wrote for it stands below.")
            )

    def new_ones(self) -> list[tuple[Statement, str]]:
        """What was written anew, in the order of the statements."""
        texts = [(one, " ".join(self.cleaned_data[f"text-{one.number}"].split())) for one in self.statements]
        return [(one, text) for one, text in texts if text and text != self.now.get(one.pk)]
