from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.stakeholder_groups import GROUPS


class PersonForm(forms.Form):
    """Somebody who is here without a phone. What the facilitator writes down for them stands under this name."""

    use_required_attribute = False
    nickname = forms.CharField(
        label=_("What shall others call them?"),
        help_text=_("Ask them. Any name will do."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write a name, so that you can tell people apart.")},
    )
    groups = forms.MultipleChoiceField(
        label=_("Which groups do they say they belong to?"),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
