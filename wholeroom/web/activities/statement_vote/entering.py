"""The page on which a facilitator types in one paper ballot after another, without leaving the keyboard."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.ballots import enter_ballot, read_line
from wholeroom.web.activities.statement_vote.figures import shown_statements
from wholeroom.web.activities.statement_vote.forms import people_on_paper
from wholeroom.web.activities.statement_vote.models import Statement, Vote
from wholeroom.web.activities.statement_vote.preparing import READ_AND_SEND, vote_of
from wholeroom.web.conversations.forms import new_sending
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.saying import WhoField

BLANK = ""


class BallotEntryForm(forms.Form):
    """One ballot: whose it is, and its answers, in a line or in the boxes below it. Both together are one ballot."""

    use_required_attribute = False
    line = forms.CharField(
        label=gettext_lazy("The answers, in a line"),
        help_text=gettext_lazy("The number of each statement with a for agree, d for disagree, p for pass: 1 a, 2 d."),
        required=False,
        max_length=4000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    sending = forms.CharField(max_length=64, initial=new_sending, widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: Step, statements: Sequence[Statement], **options: Any) -> None:
        super().__init__(*args, **options)
        self.step, self.statements = step, statements
        self.fields["who"] = WhoField(people_on_paper(step.room))
        self.fields["who"].label = _("Whose ballot is it?")
        self.fields["who"].empty_label = _("Nobody’s in particular: it has no name")
        self.order_fields(["who", "line", "sending"])
        for one in statements:
            self.fields[box_of(one)] = forms.ChoiceField(
                label=_("Statement %(number)d") % {"number": one.number},
                choices=[("agree", _("Agree")), ("disagree", _("Disagree")), ("pass", _("Pass")), (BLANK, _("Blank"))],
                initial=BLANK,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def boxes(self) -> list[tuple[Statement, forms.BoundField]]:
        return [(one, self[box_of(one)]) for one in self.statements]

    @property
    def uses_boxes(self) -> bool:
        return any(self[box_of(one)].value() or self[box_of(one)].errors for one in self.statements)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The answers as they were sent, in a line, with what that is called."""
        ticked = [f"{one.number} {value[0]}" for one in self.statements if (value := self.data.get(box_of(one)))]
        line = ", ".join(filter(None, [self.data.get("line", ""), *ticked]))
        return [(str(self.fields["line"].label), line)] if line else []

    def clean(self) -> dict[str, Any]:
        answers = read_line(self.cleaned_data.get("line", ""))
        for one in self.statements:
            if value := self.cleaned_data.get(box_of(one)):
                answers.add(one.number, value)
        shown = {one.number for one in self.statements}
        answers.check(shown, set(self.step.statements.values_list("number", flat=True)))
        if not answers.found and not answers.faults:
            answers.faults.append(_("This ballot is blank. Write one answer or more."))
        if answers.faults:
            self.add_error("line", ValidationError(answers.faults))
        self.cleaned_data["answers"] = answers.found
        return self.cleaned_data


def box_of(statement: Statement) -> str:
    return f"answer-{statement.number}"


@READ_AND_SEND
@never_cache
@for_facilitators
@says_why
def enter(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    step = vote_of(room, step_id)
    form = BallotEntryForm(sent(request), step=step, statements=shown_statements(step))
    if form.is_valid():
        given = form.cleaned_data
        try:
            enter_ballot(
                by=request.user, step=step, answers=given["answers"], sending=given["sending"], speaker=given["who"]
            )
        except WebError as refusal:
            form.add_error("line", str(refusal))
        else:
            done = reverse("statement_vote:enter", args=[room.pk, step.pk])
            return redirect(f"{done}?answers={len(given['answers'])}")
    return page(request, step, form)


def page(request: HttpRequest, step: Step, form: BallotEntryForm) -> HttpResponse:
    kept = request.GET.get("answers", "")
    on_paper = Vote.objects.filter(step=step, participant__token_hash=None, participant__member=None)
    has_kept = kept.isdecimal() and len(kept) < 6 and not form.is_bound
    if has_kept:
        form.fields["line"].widget.attrs["autofocus"] = True  # the next ballot lies there already
    values = {
        "room": step.room,
        "step": step,
        "form": form,
        "kept": int(kept) if has_kept else 0,
        "so_far": on_paper.values("participant").distinct().count(),
        "is_over": actions.is_over(step),
    }
    return render(request, "statement_vote/enter.html", values, status=400 if form.errors else 200)
