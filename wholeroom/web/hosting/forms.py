from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES

LONGEST_GREETING = 2000


class GreetForm(forms.Form):
    use_required_attribute = False

    words = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("They see your name, not your address. Write how to reach you, if you like."),
        max_length=LONGEST_GREETING,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write something first.")},
    )


class ReportForm(forms.Form):
    """Which words, and which of the published rules they break."""

    use_required_attribute = False

    words = forms.ModelChoiceField(
        label=_("Which words?"),
        queryset=Contribution.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the words."), "invalid_choice": _("Choose the words.")},
    )
    reason = forms.ChoiceField(
        label=_("Which rule do they break?"),
        choices=list(RULES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule.")},
    )

    def __init__(self, *args: Any, shown: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].queryset = shown
        self.fields["words"].label_from_instance = lambda one: Truncator(one.text).words(25)
