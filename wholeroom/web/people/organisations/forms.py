"""What may be said of an organisation, who speaks for it, and who belongs to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.people.forms import WRONG_ADDRESS, declared
from wholeroom.web.people.models import Organisation


class AddForm(forms.ModelForm):
    """The least that makes an organisation: its name and what kind it is."""

    use_required_attribute = False

    class Meta:
        model = Organisation
        fields = ["name", "kind", "area"]
        labels = {"name": _("Its name"), "kind": _("What kind is it?"), "area": _("Its area")}
        widgets = {"kind": forms.RadioSelect, "name": forms.TextInput(attrs={"autocomplete": "organization"})}
        error_messages = {
            "name": {"required": _("Write its name."), "unique": _("An organisation of this name is here already.")},
            "kind": {"required": _("Choose what kind it is.")},
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = Organisation.Kind.choices
        self.fields["area"].empty_label = _("No area, or several")
        if not Area.objects.exists():
            del self.fields["area"]


class TellForm(AddForm):
    """What an organisation says of itself."""

    does = declared(_("What does it do?"), _("In plain sentences, for somebody who has never heard of it."))
    funding = declared(_("Who funds it?"), _("Name who pays, and for what. Others can read it."))

    class Meta(AddForm.Meta):
        fields = ["name", "kind", "area", "does", "funding"]


class VoiceForm(forms.Form):
    """Who shall speak for it: a member, by their address."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They must have signed in here once. Nobody else sees the address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type their e-mail address."), "invalid": WRONG_ADDRESS},
    )


class BelongForm(forms.Form):
    is_employer = forms.BooleanField(label=_("It employs me, or pays me for my work"), required=False)
