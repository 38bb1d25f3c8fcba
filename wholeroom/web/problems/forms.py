"""What may be said of a problem: one box to bring it, one for each part, and who can read it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.forms import LONGEST_WORDS, DescribeForm, ShownAsField, WordsForm, new_sending
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.models import ENDS, HARD, PARTS, SERVICES, Problem
from wholeroom.web.problems.stages import ON_THE_WAY

HINTS = {
    HARD: _("The first line becomes the title."),
    "happens": _("What would I see if I stood beside you on a bad day?"),
    "to-whom": _("Who lives with it? Who carries the work of it? No names."),
    "tried": _("What did you do, and what came of it?"),
    "got-wrong": _("This helps others more than anything else you can write."),
    "not-understood": _("What would you ask, if somebody in the room knew?"),
    "good": _("How would you know that it is better? Who would say so?"),
    "who-should-be-there": _("Who knows a part of this? Who has not been asked so far?"),
}
TOO_LONG = _("This is too long. Write up to %(limit_value)d letters.")


class PartForm(forms.Form):
    """Words for one part of a problem."""

    use_required_attribute = False

    text = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    sending = forms.CharField(max_length=64, required=False, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: str = HARD, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = PARTS[part]
        self.fields["text"].help_text = HINTS[part]


class BringForm(PartForm):
    """The one box that starts a problem."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].help_text = _(
            "One sentence is enough. Leave out the names of other people. Only you see it until you share it."
        )
        self.fields["text"].error_messages["required"] = _("Write what is hard, in a word or two.")


class WhoShouldBeThereForm(PartForm):
    """Who should be in the room: groups to tick, and words. What is ticked is added to the words."""

    suggested = forms.MultipleChoiceField(
        label=_("Tick who should be there"),
        help_text=_("We add them to your words."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["suggested", "text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = str(self.initial.get("text", "")).casefold()
        self.fields["suggested"].choices = [
            (code, label) for code, label in GROUPS.items() if code != "other" and str(label).casefold() not in named
        ]
        self.fields["text"].required = False
        self.fields["text"].label = _("Who else, or who exactly?")

    def clean(self) -> dict[str, Any]:
        ticked = [str(GROUPS[code]) for code in self.cleaned_data.get("suggested", ())]
        lines = [*ticked, self.cleaned_data.get("text", "")]
        self.cleaned_data["text"] = "\n".join(line for line in lines if line)
        if not self.cleaned_data["text"] and not self.errors:
            self.add_error("text", _("Tick somebody, or write who should be there."))
        return self.cleaned_data


class AboutForm(forms.Form):
    """What helps others to find a problem and to answer it. All of it may be left out."""

    use_required_attribute = False

    service = forms.ChoiceField(
        label=_("Which service is it about?"),
        choices=[("", _("None of these, or several")), *SERVICES.items()],
        required=False,
    )
    area = forms.ModelChoiceField(
        label=_("Which area is it about?"),
        help_text=_(
            "Only its kind shows, such as “mostly countryside”. Where you share it you can choose to show its name."
        ),
        queryset=Area.objects.all(),
        empty_label=_("I would rather not say"),
        required=False,
    )
    kind_of_area = forms.ChoiceField(
        label=_("What kind of area is it?"),
        help_text=_("If you name an area above whose kind we know, that one stands."),
        choices=[("", _("I would rather not say")), *Area.Kind.choices],
        required=False,
    )
    answer_by = forms.DateField(
        label=_("By when do you need an answer?"),
        help_text=_("It stands on the page and in the list."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a day, such as 2027-03-31.")},
    )
    asks_for_ideas = forms.BooleanField(
        label=_("I am ready for ideas"),
        help_text=_("Until you tick this, people can ask, and tell what they tried, but not put in ideas."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not Area.objects.exists():
            del self.fields["area"]

    def clean_answer_by(self) -> date | None:
        day: date | None = self.cleaned_data["answer_by"]
        if day and day < timezone.localdate() and day != self.initial.get("answer_by"):
            raise forms.ValidationError(_("That day is over. Choose a later one, or leave it out."))
        return day


class StageForm(forms.Form):
    """Where a problem stands, short of its end."""

    use_required_attribute = False
    stage = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=[(stage.value, stage.label) for stage in ON_THE_WAY],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it stands.")},
    )


class CloseForm(WordsForm):
    """What a problem is closed with."""

    kind = forms.ChoiceField(
        label=_("How does it end?"),
        choices=list(ENDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ends.")},
    )
    field_order = ["kind", "text", "shown_as"]


class ShareForm(DescribeForm):
    """Who can read a problem, and how it appears. Each choice says what it reveals."""

    audience = forms.ChoiceField(
        label=_("Who can read it?"),
        choices=[
            (Conversation.Audience.LINK, _("People who have the link")),
            (Conversation.Audience.EVERYONE, _("Everyone who can open this site")),
        ],
        widget=ExplainedChoices(
            abouts={
                Conversation.Audience.LINK: _("It is not in the list. Who gets the link can pass it on."),
                Conversation.Audience.EVERYONE: _("It stands in the list of problems, for anybody to find."),
            }
        ),
        error_messages={"required": _("Choose who can read it.")},
    )
    shown_as = ShownAsField(label=_("How will it appear?"))
    shows_area = forms.ChoiceField(
        label=_("How will the area appear?"),
        choices=[("", _("Only its kind")), ("name", _("With its name"))],
        required=False,
        widget=ExplainedChoices,
    )
    field_order = ["audience", "shown_as", "nickname", "groups", "shows_area"]

    def __init__(self, *args: Any, problem: Problem, **options: Any) -> None:
        super().__init__(*args, **options)
        if problem.area is None:
            del self.fields["shows_area"]
        else:
            self.fields["shows_area"].widget.abouts = what_the_area_reveals(problem)
        self.fields["shown_as"].explain(None)
        self.fields["nickname"].label, self.fields["nickname"].help_text = _("Which name shall stand there?"), ""
        self.fields["groups"].help_text = _("Pick those that shall stand there. Nobody checks it.")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("shown_as")
        if chosen == Contribution.ShownAs.NAME and not self.cleaned_data.get("nickname"):
            self.add_error("nickname", _("Write the name, or choose to appear without it."))
        if chosen == Contribution.ShownAs.GROUP and not self.cleaned_data.get("groups"):
            self.add_error("groups", _("Pick a group, or choose to appear without one."))
        return self.cleaned_data

    def choices_made(self) -> dict[str, Any]:
        """What the action takes. A name or a group that shall not stand there is not kept either."""
        made = {name: self.cleaned_data[name] for name in ("audience", "shown_as")}
        made["shows_area"] = self.cleaned_data.get("shows_area") == "name"
        if made["shown_as"] == Contribution.ShownAs.NAME:
            made["nickname"] = self.cleaned_data["nickname"]
        if made["shown_as"] != Contribution.ShownAs.NOBODY:
            made["groups"] = self.cleaned_data["groups"]
        return made


def what_the_area_reveals(problem: Problem) -> dict[str, str]:
    """What each way to show the area says to a reader."""
    kind = problem.get_kind_of_area_display()
    return {
        "": gettext("All who can read this see: %(kind)s.") % {"kind": kind}
        if kind
        else gettext("Nothing shows of it."),
        "name": gettext("All who can read this see: %(area)s. People there may guess who you are.")
        % {"area": problem.area.name},
    }
