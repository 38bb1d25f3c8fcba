"""What may come in while a room votes: votes, statements, and why somebody sees it so."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.activities.statement_vote.actions import GONE, VALUES, VoteIsOver, is_over
from wholeroom.web.activities.statement_vote.models import Ballot, Statement
from wholeroom.web.conversations.forms import WordsForm
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.saying import PaperForm, WhoField, here

VOTE, ADD, SPLIT = "vote", "add", "split"
LONGEST_STATEMENT = 200
LONGEST_WHY = 500
MOST_AT_ONCE = 100
FIRST_THING, SECOND_THING = gettext_lazy("The first thing"), gettext_lazy("The second thing")


class StatementField(forms.ModelChoiceField):
    """One of the statements that show in a step."""

    def __init__(self, step: Step, **options: Any) -> None:
        shown = Statement.objects.filter(step=step, words__state=Contribution.State.SHOWN).select_related("words")
        errors = {"invalid_choice": GONE, "required": gettext_lazy("Choose a statement.")}
        super().__init__(queryset=shown, error_messages=errors, **options)

    def label_from_instance(self, statement: Statement) -> str:
        return f"{statement.number}. {statement.words.text}"


class VoteForm(forms.Form):
    """Agree, disagree or pass: each is a button of its own."""

    use_required_attribute = False
    act = forms.CharField(initial=VOTE, widget=forms.HiddenInput)
    value = forms.ChoiceField(
        choices=[(name, name) for name in VALUES],
        error_messages={
            "required": gettext_lazy("Choose: agree, disagree or pass."),
            "invalid_choice": gettext_lazy("Choose: agree, disagree or pass."),
        },
    )

    def __init__(self, *args: Any, step: Step, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step = step
        self.fields["statement"] = StatementField(step, widget=forms.HiddenInput)

    def clean(self) -> None:
        """What is wrong is said above the form: on a phone no field shows that could say it."""
        found = [self.errors[name][0] for name in self.errors if self.fields[name].widget.is_hidden]
        for why in [str(VoteIsOver())] if found and is_over(self.step) else found:
            self.add_error(None, why)


class StatementForm(WordsForm):
    """One statement: short, one thing, so that everybody can say yes or no to it."""

    act = forms.CharField(initial=ADD, widget=forms.HiddenInput)
    field_order = ("act", "text", "shown_as", "sending")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="add_%s", **options)
        self.fields["text"] = _statement_field()
        self.order_fields(self.field_order)


def _statement_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Your statement"),
        help_text=gettext_lazy("One thing that others can agree or disagree with. Say it as you would to a friend."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Write something first."),
            "max_length": gettext_lazy("This is too long. Write up to %(limit_value)d letters, or put in two."),
        },
    )


class SplitForm(WordsForm):
    """Two statements instead of one that said two things. What it said stands in both, to be cut."""

    act = forms.CharField(initial=SPLIT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, of: Contribution, **options: Any) -> None:
        initial = {"text": of.text, "second": of.text, "shown_as": of.shown_as, "of": of.pk}
        super().__init__(*args, auto_id=f"split_{of.pk.hex}_%s", initial=initial, **options)
        self.of = of
        self.fields["of"] = forms.UUIDField(widget=forms.HiddenInput)
        for name, label in (("text", FIRST_THING), ("second", SECOND_THING)):
            self.fields[name] = _statement_field()
            self.fields[name].label, self.fields[name].help_text = label, ""
        self.order_fields(["act", "of", "text", "second", "shown_as", "sending"])

    def clean(self) -> dict[str, Any]:
        texts = [" ".join(self.cleaned_data.get(name, "").split()) for name in ("text", "second")]
        if texts[0] and texts[0] == texts[1]:
            self.add_error("second", _("Both say the same. Leave one thing in each."))
        self.cleaned_data["texts"] = texts
        return self.cleaned_data


class StraySplitForm(forms.Form):
    """Two statements instead of one that is not the sender's: their place here may be a new one. Nothing goes in."""

    text = forms.CharField(label=FIRST_THING, required=False)
    second = forms.CharField(label=SECOND_THING, required=False)

    def clean(self) -> None:
        lost = _("The statement that you split is no longer yours here, so nothing went in.")
        raise ValidationError(f"{lost} {_('Put in each of the two by itself, or ask the facilitator.')}")


def typed(form: forms.Form) -> list[tuple[str, str]]:
    """The words in a form that was sent, with what each box is called."""
    boxes = [form[name] for name in ("text", "second") if name in form.fields and form.data.get(name)]
    return [(str(box.label), form.data[box.html_name]) for box in boxes]


class BecauseForm(WordsForm):
    """Why one sees it so. It stands with the statement, and nobody learns which way its author voted."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = forms.CharField(
            label=_("Because …"),
            max_length=LONGEST_WHY,
            widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
            error_messages=self.fields["text"].error_messages,
        )
        self.order_fields(["text", "shown_as", "sending"])


class PaperStatementsForm(PaperForm):
    """Statements that the facilitator puts in: one a line, or one from a card."""

    act = forms.CharField(initial=ADD, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = StatementsField()
        self.fields["for"].label = _("Whose statement is it?")
        self.order_fields(["for", "act", "text", "shown_as", "sending"])


class StatementsField(forms.CharField):
    """One statement a line; which line is too long is said with its number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Statements, one a line"),
            help_text=gettext_lazy("Each says one thing. People can agree or disagree with it."),
            widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
            error_messages={"required": gettext_lazy("Write something first.")},
            **options,
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        lines = statements_in(text)
        errors = [
            _("Line %(line)d has %(letters)d letters. Write up to %(most)d.")
            % {"line": number, "letters": len(line), "most": LONGEST_STATEMENT}
            for number, line in enumerate(lines, start=1)
            if len(line) > LONGEST_STATEMENT
        ]
        if len(lines) > MOST_AT_ONCE:
            errors.append(
                _("These are %(lines)d lines. Put in up to %(most)d at once.")
                % {"lines": len(lines), "most": MOST_AT_ONCE}
            )
        if errors:
            raise ValidationError(errors)
        return text


def statements_in(text: str) -> list[str]:
    """One a line, without empty ones."""
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]


def people_on_paper(room: Room) -> QuerySet[Participant]:
    """Who votes without a phone of their own and can be told apart, by a name. Ballots without one are nobody's."""
    return here(room).filter(token_hash=None, member=None).exclude(nickname="")


class PaperVoteForm(VoteForm):
    """A vote from a paper ballot, of somebody who has no phone here."""

    def __init__(self, *args: Any, step: Step, room: Room, **options: Any) -> None:
        super().__init__(*args, step=step, auto_id="ballot_%s", **options)
        self.fields["for"] = WhoField(people_on_paper(room))
        self.fields["for"].label, self.fields["for"].empty_label = _("Whose ballot is it?"), _("Choose a person")
        self.fields["for"].required = True
        self.fields["for"].error_messages["required"] = _("Choose whose ballot it is.")
        self.fields["statement"] = StatementField(
            step, label=_("Which statement?"), empty_label=_("Choose a statement")
        )
        self.fields["value"].label = _("What did they say?")
        self.fields["value"].choices = [("agree", _("Agree")), ("disagree", _("Disagree")), ("pass", _("Pass"))]
        self.fields["value"].widget = forms.RadioSelect(choices=self.fields["value"].choices)
        self.order_fields(["for", "act", "statement", "value"])


class BallotForm(forms.Form):
    """How a vote is held: chosen before it opens, and fixed from then on."""

    use_required_attribute = False
    results = forms.ChoiceField(
        label=gettext_lazy("When do people see where the room stands?"),
        choices=Ballot.Results.choices,
        initial=Ballot.Results.CLOSE,
        widget=ExplainedChoices(
            abouts={
                Ballot.Results.CLOSE: gettext_lazy(
                    "Nobody is swayed while the vote is open. Votes can be changed until the meeting closes."
                ),
                Ballot.Results.AFTER: gettext_lazy(
                    "Each sees it after some votes of their own. The wall shows it at the end."
                ),
                Ballot.Results.LIVE: gettext_lazy(
                    "The wall and the phones show it as it comes, in steps of five or more."
                ),
            }
        ),
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    after = forms.IntegerField(
        label=gettext_lazy("After how many votes of their own?"),
        min_value=1,
        max_value=100,
        initial=7,
        required=False,
        help_text=gettext_lazy("Only where you chose that each person sees it after some votes."),
    )
    may_add = forms.BooleanField(label=gettext_lazy("Everybody may put in statements"), required=False, initial=True)
    may_pass_on = forms.BooleanField(
        label=gettext_lazy("Votes may be passed on as a table without names"),
        help_text=gettext_lazy(
            "Everybody is told before they vote. It takes 30 people or more. Then no figures show by stakeholder group."
        ),
        required=False,
    )

    def clean_after(self) -> int:
        return self.cleaned_data["after"] or 7
