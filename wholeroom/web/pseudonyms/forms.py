"""What may come in: how much shows of who speaks, their words, a codeword, an offer, and what a host asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.forms import LONGEST_WORDS
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.people.fitting import places_of
from wholeroom.web.people.ladders import AREA, KIND, REGION
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.forms import HINTS, TOO_LONG
from wholeroom.web.problems.models import (
    ANSWER,
    HARD,
    IDEA,
    NOT_UNDERSTOOD,
    PARTS,
    QUESTION,
    SAME_HERE,
    SERVICES,
    TRIED,
    TRIED_PARTS,
    Problem,
)

NO_WORDS = "only-same-here"
TOLD = (HARD, "happens", "tried", NOT_UNDERSTOOD)  # of a problem that is brought: what can be mended later is the first


def words_field(*, required: bool = False, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
        **options,
    )


class Plain(forms.Form):
    use_required_attribute = False


class WhoForm(Plain):
    """As what somebody wants to appear. It is coarsened before anything is kept."""

    group = forms.ChoiceField(
        label=_("For whom do you speak?"),
        help_text=_("If fewer than five members fit, something wider shows instead."),
        choices=[("", _("I would rather not say")), *GROUPS.items()],
        required=False,
    )
    area = forms.ModelChoiceField(
        label=_("Which area do you know this from?"),
        queryset=Area.objects.all(),
        empty_label=_("I would rather not say"),
        required=False,
    )
    shows = forms.ChoiceField(
        label=_("What may show of the area?"),
        choices=[
            (KIND, _("Only its kind, such as “towns and villages”")),
            (REGION, _("Only its region")),
            (AREA, _("Its name")),
        ],
        initial=KIND,
        widget=forms.RadioSelect,
        required=False,
    )

    def place(self) -> str:
        """The step of the area's ladder that was chosen, or the next wider one that it has."""
        steps = places_of(self.cleaned_data["area"])
        kinds = (AREA, KIND, REGION)
        chosen = self.cleaned_data["shows"] or KIND
        wanted = kinds[kinds.index(chosen) :]
        return next((step for step in steps if step.startswith(wanted) or not step), "")


class Shown(Plain):
    """What the first step led to: coarse already, and coarsened once more when it comes back."""

    group = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class BringForm(Shown):
    service = forms.ChoiceField(
        label=_("Which service is it about?"),
        choices=[("", _("None of these, or several")), *SERVICES.items()],
        required=False,
    )
    asks_for_ideas = forms.BooleanField(label=_("I want ideas too"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in TOLD:
            field = words_field(required=part == HARD, label=PARTS[part], help_text=HINTS[part])
            self.fields[f"part-{part}"] = field
        self.order_fields([*(f"part-{part}" for part in TOLD), "service", "asks_for_ideas", "group", "place"])

    def parts(self) -> dict[str, str]:
        return {part: self.cleaned_data[f"part-{part}"] for part in TOLD if self.cleaned_data[f"part-{part}"]}


class SayForm(Shown):
    """A reply. What can be answered are the questions of the problem, and what is not understood there."""

    kind = forms.ChoiceField(
        label=_("What do you want to say?"),
        widget=ExplainedChoices,
        error_messages={"required": _("Choose one of these.")},
    )
    answers = forms.ChoiceField(label=_("Which question do you answer?"), required=False)
    text = words_field(
        required=True, label=_("Your words"), help_text=_("None, if you only say that you have it too."), rows=5
    )

    def __init__(self, *args: Any, problem: Problem, **options: Any) -> None:
        super().__init__(*args, **options)
        self.problem = problem
        shown = Contribution.objects.filter(conversation=problem.pk, state=Contribution.State.SHOWN, parent=None)
        asked = [one for one in shown.order_by("position") if one.kind == QUESTION or one.part == NOT_UNDERSTOOD]
        self.asked = {one.pk.hex: one for one in asked}
        kinds = {
            QUESTION: _("I have a question"),
            SAME_HERE: _("I have it too, and say how it is"),
            NO_WORDS: _("I have it too, without any words"),
            TRIED: _("I tell what we tried"),
            **({ANSWER: _("I answer a question")} if asked else {}),
            **({IDEA: _("I have an idea")} if problem.asks_for_ideas else {}),
        }
        self.fields["kind"].choices = list(kinds.items())
        self.fields["answers"].choices = [("", _("None")), *((key, one.text[:80]) for key, one in self.asked.items())]
        if not asked:
            del self.fields["answers"]
        for part, label in TRIED_PARTS.items():
            hint = _("Only if you tell what you tried.")
            self.fields[f"part-{part}"] = words_field(label=label, help_text=hint, rows=2)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        kind = given.get("kind")
        if kind == NO_WORDS:
            self.errors.pop("text", None)
        if kind == ANSWER and not given.get("answers"):
            self.add_error("answers", _("Choose the question that you answer."))
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "text": given["text"],
            "parts": {part: given[f"part-{part}"] for part in TRIED_PARTS if given[f"part-{part}"]},
            "answers": self.asked[given["answers"]] if given["kind"] == ANSWER else None,
        }


class CodewordForm(Plain):
    codeword = forms.CharField(
        label=_("Your codeword"),
        help_text=_("Capitals, dashes and spaces do not matter."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type your codeword.")},
    )


class MendForm(Plain):
    text = words_field(required=True, rows=5, label=_("In other words"))


class AnswerForm(Plain):
    text = forms.CharField(
        label=_("Your answer to the host"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )


class OfferForm(Plain):
    text = forms.CharField(
        label=_("What would you like to say to them?"),
        help_text=_("Only whoever has the codeword can read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    reach = forms.CharField(
        label=_("How can they reach you?"),
        help_text=_("A phone number, a mail address or another way."),
        max_length=200,
        error_messages={"required": _("Write how they can reach you.")},
    )


class ReadForm(Plain):
    """What a host decides, after two questions that are asked of them and kept nowhere."""

    SHOW, ASK, NOT = "show", "ask", "not"

    fits = forms.ChoiceField(
        label=_("Does it keep to the rules?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer both questions first.")},
    )
    known = forms.ChoiceField(
        label=_("Would those involved recognise this person?"),
        choices=[("no", _("I think not")), ("yes", _("Yes, or perhaps"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer both questions first.")},
    )
    what = forms.ChoiceField(
        label=_("What shall happen?"),
        choices=[(SHOW, _("It shows")), (ASK, _("I ask whoever wrote it")), (NOT, _("It does not show"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    question = forms.CharField(
        label=_("What do you ask?"),
        help_text=_("For instance: “Your age may tell who you are. Can you leave it out?”"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rule = forms.ChoiceField(label=_("Why does it not show?"), choices=list(RULES.items()), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        what = given.get("what")
        if what == self.SHOW and given.get("fits") == "no":
            self.add_error("what", _("It does not keep to the rules, so it cannot show. Ask, or say which rule it is."))
        if what == self.SHOW and given.get("known") == "yes":
            self.add_error("what", _("Somebody may recognise them. Ask first what they can leave out."))
        if what == self.ASK and not given.get("question"):
            self.add_error("question", _("Write what you ask."))
        return given
