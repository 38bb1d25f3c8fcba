from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.models import Person

WRONG_ADDRESS = _("This does not look like an e-mail address. Write it as in: name@example.org.")


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


class NameForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name"]
        labels = {"name": _("Your name")}
        help_texts = {"name": _("Others see it only where you choose to speak with your name.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
