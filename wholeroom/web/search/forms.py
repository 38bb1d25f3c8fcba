"""What may come in: words to look for, and what somebody says of two."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.forms import LONGEST_WORDS
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.search import kinds
from wholeroom.web.search.models import Judgement


class SearchForm(forms.Form):
    """The box of the search. Its name in the address is ``q``; nothing keeps it."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("A few words, or a whole sentence."),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={
            "required": _("Write what you look for, in a word or two."),
            "max_length": _("This is too long. Write up to %(limit_value)d letters."),
        },
    )
    kind = forms.ChoiceField(label=_("Only these"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        registered = kinds.registered()
        self.fields["kind"].choices = [("", _("Everything")), *((one.name, one.label) for one in registered.values())]
        if len(registered) < 2:
            del self.fields["kind"]


class TypedForm(forms.Form):
    """What stands in the box at this moment."""

    text = forms.CharField(max_length=LONGEST_WORDS)
    kind = forms.CharField()

    def clean_kind(self) -> kinds.Kind:
        found = kinds.registered().get(self.cleaned_data["kind"])
        if found is None:
            raise forms.ValidationError(_("This cannot be looked for."))
        return found


class JudgeForm(forms.Form):
    one = forms.ModelChoiceField(Conversation.objects.all())
    other = forms.ModelChoiceField(Conversation.objects.all())
    verdict = forms.ChoiceField(choices=Judgement.Verdict)
