"""For whom somebody asks to be vouched for, and as whom somebody vouches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.models import Organisation, Person
from wholeroom.web.people.stakeholder_groups import GROUPS

MYSELF = "myself"


class AskForm(forms.Form):
    """One of the groups that a member names for themselves."""

    use_required_attribute = False
    group = forms.ChoiceField(
        label=_("For which of your groups?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one group.")},
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [(code, label) for code, label in GROUPS.items() if code in person.groups]
        if len(person.groups) == 1:
            self.initial.setdefault("group", person.groups[0])


class VouchForm(forms.Form):
    """As whom, and that one knows it oneself. How one knows it is not asked."""

    use_required_attribute = False
    speaks_as = forms.ChoiceField(
        label=_("As whom do you say it?"),
        widget=forms.RadioSelect,
        initial=MYSELF,
        error_messages={"required": _("Choose as whom you say it.")},
    )
    knows = forms.BooleanField(
        label=_("I know this myself. Nobody told me to say it."),
        error_messages={"required": _("Tick this, or close the page.")},
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(one.pk): one for one in by.speaks_for.all()}
        own = (MYSELF, _("As a member. Two members must say it."))
        self.fields["speaks_as"].choices = [own, *((pk, str(one)) for pk, one in self.organisations.items())]

    def organisation(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["speaks_as"])
