"""What comes in from people of themselves: how they sign in, and what they say of themselves."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.people.models import LONGEST_DECLARED, Person
from wholeroom.web.people.stakeholder_groups import GROUPS

WRONG_ADDRESS = _("This does not look like an e-mail address. Write it as in: name@example.org.")


def declared(label: str | Promise, hint: str | Promise) -> forms.CharField:
    """A few plain sentences, or none."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_DECLARED,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("This is too long. Write up to %(limit_value)d letters.")},
    )


class SignInForm(RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code to it. We use it for nothing else unless you ask."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type your e-mail address."), "invalid": WRONG_ADDRESS},
    )


class CodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("The code from the mail"),
        help_text=_("Eight digits. You can leave out the dash."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the code from the mail.")},
    )


class AboutForm(forms.ModelForm):
    """What a member says of themselves. The area is asked only where areas are loaded."""

    groups = forms.MultipleChoiceField(
        label=_("Which groups do you speak for?"),
        help_text=_("Pick one, some or none. Nobody checks it. We only suggest them to you where you speak."),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Person
        fields = ["name", "groups", "area"]
        labels = {"name": _("Your name"), "area": _("Which area do you live or work in?")}
        help_texts = {"name": _("Others see it only where you choose to speak with your name.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].empty_label = _("I would rather not say")
        if not Area.objects.exists():
            del self.fields["area"]


class PageForm(forms.ModelForm):
    """Who pays a member and what they gain or lose, and whether others can read it."""

    funding = declared(_("Who pays you?"), _("In plain sentences. Such as: the council pays me to buy home care."))
    interests = declared(
        _("What do you gain or lose?"), _("Such as: if this service closes, I lose my work. Or: my son uses it.")
    )
    shows_page = forms.BooleanField(label=_("Others can open my page"), required=False)

    class Meta:
        model = Person
        fields = ["funding", "interests", "shows_page"]

    def clean_shows_page(self) -> bool:
        wanted = bool(self.cleaned_data["shows_page"])
        if wanted and not self.instance.name:
            raise forms.ValidationError(_("A page needs a name. Write yours on your account page first."))
        return wanted
