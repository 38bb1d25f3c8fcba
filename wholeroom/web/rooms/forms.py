"""What may come in from people and about them: invitations, answers, and who joins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from wholeroom.web.conversations.forms import DescribeForm, ShownAsField
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms import codes, slips
from wholeroom.web.rooms.models import Room, Seat

NOT_SAID = "not-said"  # of the groups: "I would rather not say"


class RoomForm(forms.Form):
    """Errors are said by the page, in its own words, and not by the browser."""

    use_required_attribute = False


class PersonToAskForm(RoomForm):
    name = forms.CharField(
        label=gettext_lazy("Their name"),
        help_text=gettext_lazy("So that you know whom you asked."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy("Leave it out, and you get a link to hand over yourself."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Write an address such as name@place.example.")},
    )


class InvitationForm(PersonToAskForm):
    seat = forms.ModelChoiceField(
        label=gettext_lazy("Which seat is it for?"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=gettext_lazy("No seat in particular"),
    )
    message = forms.CharField(
        label=gettext_lazy("A few words from you"),
        help_text=gettext_lazy("Why you ask them. It stands in the invitation."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = room.seats.exclude(state=Seat.State.TAKEN).exclude(invitations__state__in=["open", "accepted"])
        first_of_group = dict(reversed(free.values_list("group", "pk")))
        self.fields["seat"].queryset = free.filter(pk__in=first_of_group.values())
        self.fields["seat"].label_from_instance = lambda seat: seat.group_label


class DeclineForm(RoomForm):
    why = forms.CharField(
        label=gettext_lazy("A word why"),
        help_text=gettext_lazy("The facilitator reads it, and nobody else."),
        max_length=300,
        required=False,
    )


class ComingForm(DescribeForm):
    """A name to be called by, and the groups one speaks for: both may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        groups.choices = [*GROUPS.items(), (NOT_SAID, gettext("I would rather not say"))]

    def clean_groups(self) -> list[str]:
        chosen = self.cleaned_data["groups"]
        if NOT_SAID in chosen and len(chosen) > 1:
            raise ValidationError(gettext("Choose groups, or “I would rather not say”. Not both."))
        return [group for group in chosen if group != NOT_SAID]


class WithoutPhoneForm(ComingForm):
    """The same, asked of the facilitator about somebody who is there and has no phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, groups = self.fields["nickname"], self.fields["groups"]
        name.label = gettext("What shall others call them?")
        name.help_text = gettext("Ask them. Any name will do. It tells you whose cards are whose.")
        name.required, name.error_messages["required"] = (
            True,
            gettext("Write a name, so that you can tell people apart."),
        )
        groups.label = gettext("Which groups do they say they belong to?")
        groups.choices = list(GROUPS.items())


class AcceptForm(ComingForm):
    """Members may choose to be openly themselves; the field is there only for who has a name to show."""

    openly = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, member_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openly"].label = gettext("Take part openly as %(name)s") % {"name": member_name}
        if not member_name:
            del self.fields["openly"]


class SlipField(forms.CharField):
    """The code of a printed slip, however it was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("The code on your slip"),
            help_text=gettext_lazy("Eight letters and digits. It works once. Nothing keeps which slip was yours."),
            max_length=40,
            error_messages={"required": gettext_lazy("Write the code on your slip. Have you none? Ask at the door.")},
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "off",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                    "class": "code-field",
                }
            ),
            **options,
        )

    def clean(self, value: Any) -> str:
        code = codes.cleaned(super().clean(value))
        if not slips.could_be(code):
            raise ValidationError(
                gettext("A slip has eight letters and digits, and never I, O, 0, 1, 2 or 5. Look at it again.")
            )
        return code


class JoinForm(AcceptForm):
    comes_back = forms.BooleanField(
        label=gettext_lazy("Give me a link, in case I lose this phone or change to another"), required=False
    )

    def __init__(self, *args: Any, slip: forms.Field | None = None, **kwargs: Any) -> None:
        """``slip`` is the field for the code of one, where the room asks for it: that comes first."""
        super().__init__(*args, **kwargs)
        if slip:
            self.fields["slip"] = slip
            self.order_fields(["slip"])


class BringForm(RoomForm):
    """Which of one's own words from the problem one says again in the meeting, and how they appear there."""

    words = forms.MultipleChoiceField(
        label=gettext_lazy("Which of your words shall be said there too?"),
        help_text=gettext_lazy("They become words of the meeting. You can erase them there by themselves."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shown_as = ShownAsField()
    tell_me = forms.BooleanField(label=gettext_lazy("Tell me by e-mail what came of it"), required=False, initial=True)

    def __init__(self, *args: Any, words: Sequence[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = {said.pk.hex: said for said in words}
        self.fields["words"].choices = [(key, Truncator(said.text).chars(200)) for key, said in self.own.items()]
        self.fields["shown_as"].explain(words[0].participant if words else None)
        if not words:
            del self.fields["words"], self.fields["shown_as"]

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("words", ())
        self.cleaned_data["words"] = [self.own[key] for key in chosen if key in self.own]
        self.cleaned_data.setdefault("shown_as", Contribution.ShownAs.NOBODY)
        return self.cleaned_data


class CodeForm(RoomForm):
    code = forms.CharField(
        label=gettext_lazy("Code of the meeting"),
        help_text=gettext_lazy("Six letters and digits. They stand on the wall. Big or small letters are the same."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the six letters and digits.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-field"}
        ),
    )

    def clean_code(self) -> str:
        code = codes.cleaned(self.cleaned_data["code"])
        if not codes.could_be(code):
            raise ValidationError(
                gettext("A code has six letters and digits, and never I, O, 0, 1, 2 or 5. Look at it again.")
            )
        return code
