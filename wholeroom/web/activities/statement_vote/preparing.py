"""Before a vote opens: how it is held, and the statements it begins with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.figures import shown_statements
from wholeroom.web.activities.statement_vote.forms import BallotForm, PaperStatementsForm, statements_in, typed
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import says_why, sent

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_AND_SEND
@never_cache
@for_facilitators
@says_why
def prepare(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    """How the vote is held. It can be chosen until its step opens, or a first ballot is entered."""
    step = vote_of(room, step_id)
    form = BallotForm(sent(request), initial=as_chosen(actions.ballot_of(step)))
    if form.is_valid():
        try:
            actions.choose_how(by=request.user, step=step, **form.cleaned_data)
        except WebError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("statement_vote:prepare", room.pk, step.pk)
    return page(request, room, step, form=form)


@READ_AND_SEND
@never_cache
@for_facilitators
@says_why
def put_in(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    """Statements, typed or pasted, one a line."""
    step = vote_of(room, step_id)
    form = seeds(room, sent(request))
    if form.is_valid():
        given = form.cleaned_data
        texts = statements_in(given["text"])
        try:
            actions.put_in_many(by=request.user, step=step, texts=texts, sending=given["sending"])
        except WebError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("statement_vote:prepare", room.pk, step.pk)
    return page(request, room, step, statements=form)


def as_chosen(ballot: Ballot) -> dict[str, Any]:
    return {name: getattr(ballot, name) for name in ("results", "after", "may_add", "may_pass_on")}


def seeds(room: Room, data: Any = None) -> PaperStatementsForm:
    form = PaperStatementsForm(data, room=room)
    del form.fields["for"], form.fields["shown_as"]
    return form


def vote_of(room: Room, step_id: int) -> Step:
    votes = room.steps.filter(activity=ACTIVITY).exclude(settings__has_key="from").select_related("room__conversation")
    return get_object_or_404(votes, pk=step_id)


def page(request: HttpRequest, room: Room, step: Step, **forms: Any) -> HttpResponse:
    ballot = actions.ballot_of(step)
    problem = room.problem.conversation if room.problem else None
    said = problem.contributions.filter(state=Contribution.State.SHOWN) if problem else ()
    values = {
        "room": room,
        "step": step,
        "fixed": actions.why_fixed(step),
        "found": shown_statements(step),
        "said": list(said[:50]),
        "form": BallotForm(initial=as_chosen(ballot)),
        "ballot": ballot,
        "statements": seeds(room),
        "is_over": actions.is_over(step),
        **forms,
    }
    values["kept"] = typed(values["statements"])
    errors = [one for one in forms.values() if one.errors]
    return render(request, "statement_vote/prepare.html", values, status=400 if errors else 200)
