"""What may come in: choices, a name for the other, and how the other reaches them. No words about anybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.introductions.actions import Reach, Wish
from wholeroom.web.introductions.models import Introduction, Told
from wholeroom.web.people.forms import WRONG_ADDRESS
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import labels

CHOOSE = _("Choose one of these.")


class ReachForm(forms.Form):
    """How the other gets hold of somebody: asked each time anew, and kept only for this."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("What shall the other call you?"),
        help_text=_("They see it only if you both say yes."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write a name that the other can call you.")},
    )
    reach = forms.CharField(
        label=_("How can the other reach you?"),
        help_text=_("A mail address, a phone number or another way. They see it only if you both say yes."),
        max_length=200,
        error_messages={"required": _("Write how the other can reach you.")},
    )

    def reach_given(self) -> Reach:
        return Reach(self.cleaned_data["name"], self.cleaned_data["reach"])


class AskForm(ReachForm):
    """What somebody would like of a talk, in choices only, so that nothing they write gives them away."""

    wants = forms.ChoiceField(
        label=_("What would you like?"),
        choices=Introduction.Wants,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    how = forms.ChoiceField(
        label=_("How?"), choices=Introduction.How, widget=forms.RadioSelect, error_messages={"required": CHOOSE}
    )
    when = forms.ChoiceField(
        label=_("When?"), choices=Introduction.When, widget=forms.RadioSelect, error_messages={"required": CHOOSE}
    )
    shows_groups = forms.BooleanField(label=_("Let those who are asked see my groups"), required=False)
    field_order = ["wants", "how", "when", "shows_groups", "name", "reach"]

    def __init__(self, *args: Any, groups: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        if groups:
            self.fields["shows_groups"].help_text = _("They would see: {groups}.").format(
                groups=", ".join(labels(groups))
            )
        else:
            del self.fields["shows_groups"]

    def wish(self) -> Wish:
        made = self.cleaned_data
        return Wish(made["wants"], made["how"], made["when"], made.get("shows_groups", False))


class HelpedForm(forms.Form):
    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Did it help?"),
        choices=Told.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )


class ProposeForm(forms.Form):
    """Two of those who stand with their name on the page of a problem."""

    use_required_attribute = False

    two = forms.MultipleChoiceField(
        label=_("Who might talk to whom?"),
        help_text=_("Tick two. They stand here because their name shows on the page of the problem."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick two people.")},
    )

    def __init__(self, *args: Any, named: dict[str, tuple[str, Person]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.named = named
        self.fields["two"].choices = [(key, name) for key, (name, _person) in named.items()]

    def clean_two(self) -> tuple[Person, ...]:
        chosen = self.cleaned_data["two"]
        if len(chosen) != 2:
            raise forms.ValidationError(_("Tick two people, not more and not fewer."))
        return tuple(self.named[key][1] for key in chosen)


class NotAgainForm(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(
        label=_("The e-mail address they sign in with"),
        error_messages={"required": _("Type their e-mail address."), "invalid": WRONG_ADDRESS},
    )
    what = forms.ChoiceField(
        label=_("What shall happen?"),
        choices=[("stop", _("No more introductions for them")), ("allow", _("Allow introductions again"))],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
