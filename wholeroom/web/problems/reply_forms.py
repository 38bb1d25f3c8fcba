"""What others may say to a problem, and that they have it too. Each choice says what it reveals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.appearance import name_of
from wholeroom.web.conversations.forms import LONGEST_WORDS, DescribeForm, WordsForm
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import ANSWER, IDEA, QUESTION, SAME_HERE, TRIED, TRIED_PARTS, SameHere

ShownAs = Contribution.ShownAs
ASKS = {
    QUESTION: _("What do you want to ask?"),
    ANSWER: _("What is your answer?"),
    TRIED: _("What did you do?"),
    IDEA: _("What is your idea?"),
    SAME_HERE: _("How is it with you?"),
}
HINTS = {
    QUESTION: _("Ask what you need to know. A question that is advice in disguise helps less."),
    ANSWER: _("Say how you know it, if you can."),
    TRIED: _("Also what went wrong: it helps others most."),
    IDEA: _("Say whom it would help, and whom it would not."),
    SAME_HERE: _("What is alike, and what is different? Leave out the names of other people."),
}
PART_HINTS = {
    "happened": _("What came of it, as far as you can tell?"),
    "cost": _("Money, time, goodwill. A guess is fine."),
    "not-helped": _("Who was left out, or worse off?"),
}
NAME_NEEDED = _("Write the name, or choose to appear without it.")
GROUP_NEEDED = _("Pick a group, or choose to appear without one.")


class ReplyForm(WordsForm, DescribeForm):
    """Words to a problem, and how they appear. ``to`` and ``quotes`` are the words they answer or quote."""

    to = forms.UUIDField(required=False, widget=forms.HiddenInput)
    quotes = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, participant: Participant | None, person: Person, **options: Any) -> None:
        super().__init__(*args, participant=participant, asks=ASKS[kind], **options)
        self.fields["text"].help_text = HINTS[kind]
        self.fields["shown_as"].explain(None)
        self.fields["nickname"].label, self.fields["nickname"].help_text = _("Which name shall stand there?"), ""
        self.fields["groups"].help_text = _("Pick those that shall stand there. Nobody checks it.")
        self.initial.update(who_they_are(participant, person))
        self.parts = TRIED_PARTS if kind == TRIED else {}
        for part, label in self.parts.items():
            self.fields[part] = forms.CharField(
                label=label,
                help_text=PART_HINTS[part],
                max_length=LONGEST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
        self.order_fields(["text", *self.parts, "shown_as", "nickname", "groups"])

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("shown_as")
        if chosen == ShownAs.NAME and not self.cleaned_data.get("nickname"):
            self.add_error("nickname", NAME_NEEDED)
        if chosen == ShownAs.GROUP and not self.cleaned_data.get("groups"):
            self.add_error("groups", GROUP_NEEDED)
        return self.cleaned_data

    def kept(self) -> dict[str, Any]:
        """What the action takes, as plain values. A name or a group that shall not stand there is not kept."""
        made = {name: self.cleaned_data[name] for name in ("text", "shown_as", "sending")}
        if made["shown_as"] == ShownAs.NAME:
            made["nickname"] = self.cleaned_data["nickname"]
        if made["shown_as"] != ShownAs.NOBODY:
            made["groups"] = self.cleaned_data["groups"]
        made["parts"] = {part: self.cleaned_data[part] for part in self.parts}
        for name in ("to", "quotes"):
            made[name] = self.cleaned_data[name].hex if self.cleaned_data[name] else ""
        return made


class SameHereForm(DescribeForm):
    """That somebody has the problem too: with nothing filled in, they are only counted."""

    kind_of_area = forms.ChoiceField(
        label=_("Where is it so?"),
        help_text=_("Only the kind of area, never its name."),
        choices=[("", _("I would rather not say")), *Area.Kind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    appears = forms.ChoiceField(
        label=_("How will it appear?"),
        choices=[
            (SameHere.Appears.COUNT, _("Only count me")),
            (SameHere.Appears.GROUP, _("With my group")),
            (SameHere.Appears.NAME, _("With my name")),
        ],
        initial=SameHere.Appears.COUNT,
        required=False,
        widget=ExplainedChoices(
            abouts={
                SameHere.Appears.COUNT: _("You are in the figures only. They grow in steps, so nobody sees you come."),
                SameHere.Appears.GROUP: _("All who can read this see the groups you pick, in a list, and no name."),
                SameHere.Appears.NAME: _("All who can read this see your name in a list, and the groups you pick."),
            }
        ),
    )
    may_be_asked = forms.BooleanField(
        label=_("Somebody who has this too may ask to talk to me"),
        help_text=_("They see that somebody can be asked, not who. You say yes or no each time."),
        required=False,
    )
    field_order = ["groups", "kind_of_area", "appears", "nickname", "may_be_asked"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["nickname"].label, self.fields["nickname"].help_text = _("Which name shall stand there?"), ""
        self.fields["groups"].help_text = _("Pick one, some or none. Nobody checks it.")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data["appears"] = self.cleaned_data.get("appears") or SameHere.Appears.COUNT.value
        if chosen == SameHere.Appears.NAME and not self.cleaned_data.get("nickname"):
            self.add_error("nickname", NAME_NEEDED)
        if chosen == SameHere.Appears.GROUP and not self.cleaned_data.get("groups"):
            self.add_error("groups", GROUP_NEEDED)
        return self.cleaned_data

    def kept(self) -> dict[str, Any]:
        """What the action takes. A name that shall not stand there is not kept."""
        made = dict(self.cleaned_data)
        if made["appears"] != SameHere.Appears.NAME:
            made["nickname"] = ""
        return made


def who_they_are(participant: Participant | None, person: Person) -> dict[str, Any]:
    """The name and the groups they have here already, or else their name as a member."""
    if participant:
        return {"nickname": name_of(participant), "groups": list(participant.groups)}
    return {"nickname": person.name} if person.is_authenticated else {}
