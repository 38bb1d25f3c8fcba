"""What people may send: words and how they appear, why words are hidden, and what somebody says of themselves."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.people.stakeholder_groups import GROUPS

LONGEST_WORDS = 4000


def new_sending() -> str:
    """A key that the page makes up, so that words sent twice arrive once."""
    return secrets.token_urlsafe(12)


class ShownAsField(forms.ChoiceField):
    """How words appear. What each choice reveals of the person is said beside it."""

    def __init__(self, **options: Any) -> None:
        options = {"label": _("How will your words appear?"), **options}
        super().__init__(
            choices=[
                (Contribution.ShownAs.NAME, _("With my name")),
                (Contribution.ShownAs.GROUP, _("With my group")),
                (Contribution.ShownAs.NOBODY, _("With neither")),
            ],
            initial=Contribution.ShownAs.NOBODY,
            widget=ExplainedChoices,
            error_messages={"required": _("Choose how your words appear.")},
            **options,
        )

    def explain(self, who: Participant | None) -> None:
        self.widget.abouts = appearance.reveals(who)


class WordsForm(forms.Form):
    """Words, how they appear, and the key that makes them arrive once.

    ``participant`` is who speaks, or None where somebody enters the words of others; ``asks`` is what is asked.
    """

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("This is too long. Write up to %(limit_value)d letters, or send it in two parts."),
        },
    )
    shown_as = ShownAsField()
    sending = forms.CharField(max_length=64, required=False, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, participant: Participant | None = None, asks: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["shown_as"].explain(participant)
        if asks:
            self.fields["text"].label = asks
        if participant and (last := participant.contributions.order_by("position").last()):
            self.initial.setdefault("shown_as", last.shown_as)


class RewordForm(forms.Form):
    """The same, in other words."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("This is too long. Write up to %(limit_value)d letters."),
        },
    )
    sending = forms.CharField(max_length=64, required=False, initial=new_sending, widget=forms.HiddenInput)


class ShowAsForm(forms.Form):
    """Change how words of one's own appear."""

    use_required_attribute = False
    shown_as = ShownAsField(label=_("How these words appear"))

    def __init__(self, *args: Any, words: Contribution, **options: Any) -> None:
        initial = {"shown_as": words.shown_as}
        super().__init__(*args, initial=initial, auto_id=f"id_{words.pk.hex}_%s", **options)
        self.fields["shown_as"].explain(words.participant)


class AsReadForm(forms.Form):
    """Which wording a moderator read: the page puts it there where words can be said anew."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HideForm(AsReadForm):
    """Why words no longer show: one of the published rules, which their author is told."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Which rule do these words break?"),
        help_text=_("Who wrote them is told the rule you choose."),
        choices=list(RULES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule.")},
    )


class DescribeForm(forms.Form):
    """What others call me here, and for whom I speak."""

    use_required_attribute = False
    nickname = forms.CharField(
        label=_("What shall others call you?"),
        help_text=_("Any name will do. It shows only with words that you choose to show with your name."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    groups = forms.MultipleChoiceField(
        label=_("Which groups do you belong to?"),
        help_text=_("Pick one, some or none. Nobody checks it. They show only with words where you choose so."),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ContactForm(forms.Form):
    """How somebody wants to hear back. Only what the chosen way needs is kept."""

    use_required_attribute = False
    MAIL, OTHER, NONE = "mail", "other", "none"

    way = forms.ChoiceField(
        label=_("How shall we tell you what came of it?"),
        choices=[(MAIL, _("By e-mail")), (OTHER, _("In another way")), (NONE, _("Not at all"))],
        initial=NONE,
        widget=ExplainedChoices(
            abouts={
                MAIL: _("We use the address for this and nothing else. Nobody else in here sees it."),
                OTHER: _("Whoever runs the meeting sees what you write, and tells you."),
                NONE: _("We keep no way to reach you. You can still look at the page yourself."),
            }
        ),
        error_messages={"required": _("Choose one.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write an address such as name@place.example.")},
    )
    other_way = forms.CharField(
        label=_("What other way?"),
        help_text=_("Such as: ring 01632 960 123, or tell my keyworker."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        way = self.cleaned_data.get("way")
        if way == self.MAIL and not self.cleaned_data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write your e-mail address, or choose another way."))
        if way == self.OTHER and not self.cleaned_data.get("other_way"):
            self.add_error("other_way", _("Write how we can reach you, or choose another way."))
        if way != self.MAIL:
            self.errors.pop("email", None)
        return self.cleaned_data

    def kept(self) -> dict[str, str]:
        """The address or the other way, as the action takes it; nothing where they want to hear nothing."""
        field = {self.MAIL: "email", self.OTHER: "other_way"}.get(self.cleaned_data["way"])
        return {field: self.cleaned_data[field]} if field else {}
