from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.consent.models import Position, Proposal
from wholeroom.web.activities.consent.wordings import Option
from wholeroom.web.conversations.forms import WordsForm
from wholeroom.web.conversations.models import Participant
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.saying import PaperForm, here

POSITION, AMEND, SETTLE = "position", "amend", "settle"
ABOUT_STANDS = {
    Position.Stand.AGREE.value: _("It need not be your first choice."),
    Position.Stand.STAND_ASIDE.value: _("You would not do it yourself, and you do not stop it."),
    Position.Stand.OBJECT.value: _("Say why below, and what would change that. All here read your words."),
}


class OptionField(forms.ChoiceField):
    """Which option something is about; of those that are there now."""

    def __init__(self, options: Sequence[Option], **more: Any) -> None:
        super().__init__(
            label=_("Which option?"),
            choices=[("", _("Choose an option")), *((one.pk, short(one)) for one in options)],
            error_messages={
                "required": _("Choose an option."),
                "invalid_choice": _("This option no longer shows. Look again."),
            },
            **more,
        )


def short(option: Option) -> str:
    return Truncator(option.words.text).chars(90)


def paper_people(room: Room) -> Any:
    """Those for whom the facilitator may say where they stand: who have no phone of their own here."""
    return here(room).filter(token_hash__isnull=True, member__isnull=True)


class ProposalForm(WordsForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("What could be done?")
        self.fields["text"].help_text = _("One thing at a time. Others may change its words later.")


class PaperProposalForm(PaperForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("What could be done?")


class Standing(forms.Form):
    """Where somebody stands. Who cannot live with it says why."""

    act = forms.CharField(initial=POSITION, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    stand = forms.ChoiceField(
        label=_("Where do you stand?"),
        choices=Position.Stand.choices,
        widget=ExplainedChoices(abouts=ABOUT_STANDS),
        error_messages={"required": _("Choose where you stand.")},
    )

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        keeps_objecting = found.get("seen") == Position.Stand.OBJECT
        if found.get("stand") == Position.Stand.OBJECT and not found.get("text") and not keeps_objecting:
            self.add_error("text", _("Say why you cannot live with it, and what would change that."))
        return found


class ReasonField(forms.CharField):
    """Needed only by who cannot live with it, which the form sees to: so it is never called one to leave out."""

    def validate(self, value: Any) -> None:
        """An empty reason is one too, here."""


def _ask_why(form: forms.Form) -> None:
    asked = form.fields["text"]
    form.fields["text"] = ReasonField(
        label=_("If you cannot live with it: why, and what would change that?"),
        max_length=asked.max_length,
        widget=asked.widget,
        error_messages=asked.error_messages,
    )


class PositionForm(Standing, WordsForm):
    field_order = ("act", "proposal", "seen", "stand", "text", "shown_as", "sending")

    def __init__(self, *args: Any, options: Sequence[Option], who: Participant, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["shown_as"].explain(who)
        self.fields["proposal"] = OptionField(options, widget=forms.HiddenInput)
        _ask_why(self)


class PaperPositionForm(Standing, PaperForm):
    field_order = ("for", "act", "proposal", "seen", "stand", "text", "shown_as", "sending")

    def __init__(self, *args: Any, options: Sequence[Option], room: Room, **more: Any) -> None:
        super().__init__(*args, room=room, people=paper_people(room), **more)
        self.auto_id = "stand_%s"
        self.fields["for"].help_text = _("Only people without a phone of their own are here. It is marked as entered.")
        self.fields["proposal"] = OptionField(options)
        _ask_why(self)
        self.order_fields(self.field_order)


class Amending(forms.Form):
    act = forms.CharField(initial=AMEND, widget=forms.HiddenInput)


class AmendForm(Amending, WordsForm):
    field_order = ("act", "proposal", "text", "shown_as", "sending")

    def __init__(self, *args: Any, options: Sequence[Option], who: Participant, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["shown_as"].explain(who)
        self.fields["proposal"] = OptionField(options, widget=forms.HiddenInput)
        _word_anew(self)


class PaperAmendForm(Amending, PaperForm):
    field_order = ("for", "act", "proposal", "text", "shown_as", "sending")

    def __init__(self, *args: Any, options: Sequence[Option], room: Room, **more: Any) -> None:
        super().__init__(*args, room=room, **more)
        self.auto_id = "amend_%s"
        self.fields["proposal"] = OptionField(options)
        _word_anew(self)
        self.order_fields(self.field_order)


def _word_anew(form: forms.Form) -> None:
    form.fields["text"].label = _("The new wording")
    form.fields["text"].help_text = _("It takes the place of the old one, and everybody is asked again.")


class SettleForm(forms.Form):
    """How an option ended."""

    use_required_attribute = False
    act = forms.CharField(initial=SETTLE, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        choices=[
            (state.value, state.label)
            for state in (Proposal.State.AGREED, Proposal.State.NOT_AGREED, Proposal.State.OPEN)
        ],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, options: Sequence[Option], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["proposal"] = OptionField(options, widget=forms.HiddenInput)
