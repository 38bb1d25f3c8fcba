"""What a browser sends of a passkey: when one is made, and when one is used. The checks are django-allauth's."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

NOT_MADE = _("Your device made no passkey that we can read. Please try once more.")
NOT_KNOWN = _("This passkey is not known here. You can sign in with a code.")
UNREADABLE = (AttributeError, InvalidSignature, KeyError, TypeError, ValueError, forms.ValidationError)


class NameForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=_("What shall we call it?"),
        help_text=_("So that you know it again. Such as: my phone."),
        max_length=60,
        error_messages={"required": _("Give it a name, such as: my phone.")},
    )


class AddForm(NameForm):
    """A passkey that the device has just made. It is kept without a name rather than lost."""

    credential = forms.JSONField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "credential"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or str(_("Passkey"))

    def clean(self) -> dict[str, Any]:
        credential = self.cleaned_data.get("credential")
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except UNREADABLE as error:
            raise forms.ValidationError(NOT_MADE) from error
        return self.cleaned_data


class SignInForm(forms.Form):
    """Proof that somebody's device holds a passkey; ``passkey()`` is the one."""

    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        credential = self.cleaned_data.get("credential")
        try:
            auth.parse_authentication_response(credential)
            person = auth.extract_user_from_response(credential)
            self.cleaned_data["passkey"] = auth.complete_authentication(person, credential)
        except UNREADABLE as error:
            raise forms.ValidationError(NOT_KNOWN) from error
        return self.cleaned_data

    def passkey(self) -> Authenticator:
        return self.cleaned_data["passkey"]
