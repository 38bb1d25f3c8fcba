"""What may be said of something that was done: a few short pages, and then who can read it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.forms import LONGEST_WORDS, DescribeForm, ShownAsField, new_sending
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.learning.models import (
    ALL_PARTS,
    CONTEXT,
    DONE,
    HAPPENED,
    NEEDED,
    NEW_PARTS,
    WENT_WRONG,
    PracticeNote,
)
from wholeroom.web.problems.forms import TOO_LONG
from wholeroom.web.problems.models import SERVICES, Problem
from wholeroom.web.problems.reply_forms import GROUP_NEEDED, NAME_NEEDED

ShownAs = Contribution.ShownAs
HINTS = {
    DONE: _("The first line becomes the title. Leave out the names of people."),
    CONTEXT: _("What kind of place, which service, how many people, when?"),
    HAPPENED: _("What could others see? Say it also if it was nothing."),
    "numbers": _("How many of how many? Who counted, and who is not in it?"),
    "cost": _("Money, hours, and what you could not do meanwhile."),
    WENT_WRONG: _("This helps others most. Is there nothing? Then write: nothing we know of."),
    "not-helped": _("Who was left out, or worse off?"),
    "differently": _("What would you tell yourself on the first day?"),
    "who-benefits": _("Which people, in what kind of place? For whom is it wrong?"),
    "displaces": _("What stops, or gets less money or time, because of it?"),
    "basics": _("Are the plain things done well first? Which ones are not?"),
}


class PartsForm(forms.Form):
    """A box for each of some parts. The ones a note cannot be shared without must be filled."""

    use_required_attribute = False
    parts: tuple[str, ...] = ()
    sending = forms.CharField(max_length=50, required=False, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        boxes = {part: self.box(part) for part in self.parts}
        self.fields = {**boxes, **self.fields}

    @staticmethod
    def box(part: str) -> forms.CharField:
        return forms.CharField(
            label=ALL_PARTS[part],
            help_text=HINTS[part],
            max_length=LONGEST_WORDS,
            required=part in NEEDED or part in NEW_PARTS,
            widget=forms.Textarea(attrs={"rows": 5}),
            error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
        )

    def told(self) -> dict[str, str]:
        """The words of each part; an empty box takes back what stood there."""
        return {part: self.cleaned_data[part] for part in self.parts}


class DoneForm(PartsForm):
    """The page that starts a note."""

    parts = (DONE, CONTEXT)


class HappenedForm(PartsForm):
    parts = (HAPPENED, "numbers", WENT_WRONG)
    outcome = forms.ChoiceField(
        label=_("How did it come out?"),
        choices=[
            (PracticeNote.Outcome.WORKED, _("It worked")),
            (PracticeNote.Outcome.MIXED, _("Mixed")),
            (PracticeNote.Outcome.FAILED, _("It failed")),
        ],
        widget=ExplainedChoices(
            abouts={
                PracticeNote.Outcome.WORKED: _("It did what you hoped for, as far as you can tell."),
                PracticeNote.Outcome.MIXED: _("It helped some, or some of the time."),
                PracticeNote.Outcome.FAILED: _("It did not help. Others need to know this most."),
            }
        ),
        error_messages={"required": _("Choose how it came out.")},
    )


class MoreForm(PartsForm):
    parts = ("cost", "not-helped", "differently")


class NewThingForm(PartsForm):
    parts = tuple(NEW_PARTS)


class WhereForm(forms.Form):
    """Where it was, for what service, whether it is new, and which problems it answers."""

    use_required_attribute = False
    area = forms.ModelChoiceField(
        label=_("Which area is it from?"),
        help_text=_("Its name shows only if you show your own name. Else we show the kind of area."),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("I would rather not say"),
    )
    service = forms.ChoiceField(
        label=_("Which service is it about?"), choices=[("", _("Not chosen")), *SERVICES.items()], required=False
    )
    is_new = forms.BooleanField(
        label=_("This is a new thing, which few have tried"),
        help_text=_("Then we ask three more things before you share it."),
        required=False,
    )
    about = forms.ModelMultipleChoiceField(
        label=_("Which problems does it answer?"),
        help_text=_("Tick those that it has to do with, if any. These are the ones that you brought or follow."),
        queryset=Problem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, problems: Iterable[Problem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].queryset = Area.objects.all()
        if not Area.objects.exists():
            del self.fields["area"]
        offered = [problem.pk for problem in problems]
        self.fields["about"].queryset = Problem.objects.filter(pk__in=offered).select_related("conversation")
        if not offered:
            del self.fields["about"]


class AppearsForm(DescribeForm):
    """With what words appear: a name, groups or neither. A name or a group that shall not stand there is not kept."""

    shown_as = ShownAsField(label=_("How will it appear?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["shown_as"].explain(None)
        self.fields["nickname"].label, self.fields["nickname"].help_text = _("Which name shall stand there?"), ""
        self.fields["groups"].help_text = _("Pick those that shall stand there. Nobody checks it.")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("shown_as")
        if chosen == ShownAs.NAME and not self.cleaned_data.get("nickname"):
            self.add_error("nickname", NAME_NEEDED)
        if chosen == ShownAs.GROUP and not self.cleaned_data.get("groups") and "groups" not in self.errors:
            self.add_error("groups", GROUP_NEEDED)
        return self.cleaned_data

    def appearance(self) -> dict[str, Any]:
        chosen = self.cleaned_data["shown_as"]
        return {
            "shown_as": chosen,
            "nickname": self.cleaned_data["nickname"] if chosen == ShownAs.NAME else "",
            "groups": () if chosen == ShownAs.NOBODY else tuple(self.cleaned_data["groups"]),
        }


class ShareNoteForm(AppearsForm):
    """Who can read a note, and how it appears. Each choice says what it reveals."""

    audience = forms.ChoiceField(
        label=_("Who can read it?"),
        choices=[
            (Conversation.Audience.LINK, _("People who have the link")),
            (Conversation.Audience.EVERYONE, _("Everyone who can open this site")),
        ],
        widget=ExplainedChoices(
            abouts={
                Conversation.Audience.LINK: _("It is not in the list. Who gets the link can pass it on."),
                Conversation.Audience.EVERYONE: _("It stands in the list, for anybody to find."),
            }
        ),
        error_messages={"required": _("Choose who can read it.")},
    )
    field_order = ["audience", "shown_as", "nickname", "groups"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"].help_text = _(
            "With a group shown, somebody of another group can counter-sign it. Nobody checks it."
        )

    def choices_made(self) -> dict[str, Any]:
        """What the action takes."""
        return {"audience": self.cleaned_data["audience"], **self.appearance()}
