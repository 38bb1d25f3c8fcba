"""What I voted, to look at and to change; and where I stand among the others."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.activities.statement_vote import actions, mapping, seeing, tongues, walls
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.figures import Figures, figures, may_show
from wholeroom.web.activities.statement_vote.forms import BecauseForm
from wholeroom.web.activities.statement_vote.models import AGREE, DISAGREE, PASS, Ballot, Statement, Vote
from wholeroom.web.activities.statement_vote.tongues import Wording
from wholeroom.web.activities.statement_vote.words_back import gives_words_back, statement_that_shows
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.contract import SPEAKER
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.screens.phone import entered

SAID = {AGREE: _("You agreed"), DISAGREE: _("You disagreed"), PASS: _("You passed")}
NAMES = {value: name for name, value in actions.VALUES.items()}


@dataclass(frozen=True)
class Mine:
    statement: Statement
    value: int
    wording: Wording

    @property
    def said(self) -> str | LazyText:
        return SAID[self.value]

    @property
    def name(self) -> str:
        return NAMES[self.value]


@dataclass(frozen=True)
class Sight:
    """Whether somebody sees where the room stands; and where votes of their own decide that, how many it takes."""

    shows: bool
    done: int = 0
    needed: int = 0

    @classmethod
    def of(cls, step: Step, found: Figures, participant: Participant | None) -> "Sight":
        """Who has voted on all that shows has voted enough. What is hidden later still counts as a vote of theirs."""
        shows = may_show(found, step)
        if participant is None or found.ballot.results != Ballot.Results.AFTER:
            return cls(shows)
        done = Vote.objects.filter(step=step, participant=participant).count()
        needed = max(1, min(found.ballot.after, len(found.lines)))
        return cls(shows or done >= needed, done, needed)


@require_safe
@never_cache
@says_why
def mine(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    room, participant = entered(request, code)
    if participant is None:
        return redirect("rooms:welcome", room.code)
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    return page(request, step, participant)


def page(request: HttpRequest, step: Step, participant: Participant, why: str = "") -> HttpResponse:
    """``why`` a vote could not be changed a moment ago."""
    votes = votes_of(step, participant)
    values = {"room": step.room, "step": step, "votes": votes, "why": why}
    values |= where_i_stand(step, participant, votes)
    return render(request, "statement_vote/my-votes.html", values, status=409 if why else 200)


@require_POST
@never_cache
@says_why
def change(request: HttpRequest, code: str, step_id: int, number: int) -> HttpResponse:
    room, participant = entered(request, code)
    if participant is None:
        return redirect("rooms:welcome", room.code)
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    value = request.POST.get("value", "")
    if value not in actions.VALUES:
        return HttpResponseBadRequest()
    try:
        statement = statement_that_shows(step, number)
        actions.cast(by=participant, step=step, statement=statement, value=value, speaker=participant)
    except WebError as refusal:
        return page(request, step, participant, str(refusal))
    return redirect("statement_vote:mine", room.code, step.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@says_why
@gives_words_back
def why(request: HttpRequest, room: Room, participant: Participant, step_id: int, number: int) -> HttpResponse:
    """A word why, under a statement, and what others said there."""
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    statement = statement_that_shows(step, number)
    form = BecauseForm(sent(request), participant=participant)
    if form.is_valid():
        actions.say_because(by=participant, step=step, statement=statement, words=form.cleaned_data)
        return redirect("rooms:phone", room.code)
    said = statement.words.replies.filter(kind=actions.BECAUSE, state=Contribution.State.SHOWN).select_related(*SPEAKER)
    wording = tongues.as_read(step, [statement], participant)[statement.pk]
    values = {"room": room, "step": step, "statement": statement, "wording": wording, "form": form, "said": said}
    return render(request, "statement_vote/why.html", values, status=400 if form.errors else 200)


def votes_of(step: Step, participant: Participant) -> list[Mine]:
    """On statements that show, in the order in which these were put in."""
    cast = Vote.objects.filter(step=step, participant=participant, statement__words__state=Contribution.State.SHOWN)
    found = list(cast.select_related("statement__words").order_by("statement__number"))
    wordings = tongues.as_read(step, [vote.statement for vote in found], participant)
    return [Mine(vote.statement, vote.value, wordings[vote.statement_id]) for vote in found]


def where_i_stand(step: Step, participant: Participant, votes: list[Mine]) -> dict[str, object]:
    """The map with oneself on it, where it may be seen by now."""
    found = figures(step)
    sight = Sight.of(step, found, participant)
    drawn = mapping.read(found.standing.drawn) if sight.shows else None
    if drawn is None:
        return {"picture": None, "seen": {}, "sight": sight}
    place = drawn.place_of({str(one.statement.number): one.value for one in votes})
    nearest = drawn.nearest(place) if place else ""
    you = seeing.on_paper(place) if place else None
    picture = seeing.picture(drawn, seeing.ROOM["wall"].marks)
    return {"picture": picture, "seen": {"picture": picture}, "you": you, "mine": nearest, "sight": sight}


@require_safe
@never_cache
@says_why
def stands(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    """Every statement with its figures, for who takes part and who leads, as soon as these may see them."""
    room, participant = entered(request, code)
    leads = request.user.is_authenticated and room.facilitators.filter(pk=request.user.pk).exists()
    if participant is None and not leads:
        return redirect("rooms:welcome", room.code)
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    found = figures(step)
    parts = [(name, walls.TITLES[name], lines) for name, lines in walls.statements(found).items()]
    uncounted = [line for line in found.lines if not line.is_counted]
    values = {"room": room, "participant": participant, "parts": parts, "uncounted": uncounted}
    values |= {"ballot": found.ballot, "sight": Sight.of(step, found, participant)}
    return render(request, "statement_vote/stands.html", values)
