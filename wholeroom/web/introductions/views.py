"""Ask to talk, answer who asks, and two weeks later say whether it helped. What anybody else did shows nowhere."""

from contextlib import suppress
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import views as conversations
from wholeroom.web.errors import WebError
from wholeroom.web.introductions import actions, figures, reading
from wholeroom.web.introductions.forms import AskForm, HelpedForm, ReachForm
from wholeroom.web.introductions.models import Introduction, Side, Told
from wholeroom.web.people.stakeholder_groups import labels
from wholeroom.web.problems.access import seen

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "asked": actions.asked_of(request.user, today=today),
        "requests": [(side, reading.state_of(side, today=today)) for side in reading.own_requests(request.user)],
        "talks": [(side, is_due(side)) for side in reading.talks_of(request.user)],
    }
    return render(request, "introductions/mine.html", context)


@read_or_send
@never_cache
@login_required
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    problem = seen(request, pk)
    initial = {"name": request.user.name}
    form = AskForm(request.POST or None, initial=initial, groups=actions.groups_of(request.user, problem))
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": problem, "has_it": actions.has(request.user, problem)}
        return render(request, "introductions/ask.html", context, status=400 if form.errors else 200)
    try:
        asked = actions.ask(by=request.user, problem=problem, wish=form.wish(), reach=form.reach_given())
    except WebError as refusal:
        return refused(request, refusal)
    return redirect("introductions:request", asked.pk)


@require_safe
@never_cache
@login_required
def own_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands, or that no talk came of it: in the same words, whoever was asked and whatever they said."""
    side = own_yes(request, pk)
    if side.introduction.state == Introduction.State.MADE:
        return redirect("introductions:talk", pk)
    state = reading.state_of(side, today=timezone.localdate())
    return render(request, "introductions/request.html", {"side": side, "state": state})


@require_POST
@never_cache
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    side = own_yes(request, pk)
    try:
        actions.withdraw(by=request.user, introduction=side.introduction)
    except WebError as refusal:
        return refused(request, refusal)
    return redirect("introductions:request", pk)


@read_or_send
@never_cache
@login_required
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question to somebody. Once it is not theirs to answer any more, one sentence says so, whatever the reason."""
    side = actions.asked_of(request.user, today=timezone.localdate()).filter(pk=pk).first()
    if side is None:
        return after_asking(request, pk)
    says_no = request.method == "POST" and request.POST.get("answer") == "no"
    initial = {"name": request.user.name}
    form = ReachForm(None if says_no else request.POST or None, initial=initial)
    if not says_no and not (form.is_bound and form.is_valid()):
        context = {"form": form, "side": side, "groups": labels(side.introduction.groups)}
        return render(request, "introductions/asked.html", context, status=400 if form.errors else 200)
    with suppress(actions.IsOver):  # where it ended while they wrote, the page says so
        if says_no:
            actions.say_no(by=request.user, side=side)
        else:
            actions.say_yes(by=request.user, side=side, reach=form.reach_given())
    return redirect("introductions:asked", pk)


def after_asking(request: HttpRequest, pk: UUID) -> HttpResponse:
    said_yes = Side.objects.filter(pk=pk, person=request.user, said_yes=True).first()
    if said_yes is not None:
        return redirect("introductions:request", said_yes.introduction_id)
    return render(request, "introductions/over.html")


@read_or_send
@never_cache
@login_required
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The other's name and how to reach them; from two weeks on, the one question."""
    side = reading.talks_of(request.user).filter(introduction=pk).first()
    if side is None:
        raise Http404
    form = HelpedForm(request.POST or None) if is_due(side) else None
    if form is not None and form.is_bound and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.tell_if_it_helped(by=request.user, introduction=side.introduction, answer=answer)
        return redirect("introductions:thanks")
    context = {"side": side, "other": reading.other_side(side), "form": form}
    return render(request, "introductions/talk.html", context, status=400 if form and form.errors else 200)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "introductions/thanks.html")


@require_POST
@never_cache
@login_required
def let_be_asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    problem = seen(request, pk)
    try:
        actions.let_be_asked(by=request.user, problem=problem, may=request.POST.get("may") == "yes")
    except WebError as refusal:
        return refused(request, refusal)
    return redirect("problems:problem", pk)


@require_safe
def did_it_help(request: HttpRequest) -> HttpResponse:
    counts = figures.shown()
    answers = [(label, counts[answer]) for answer, label in Told.Answer.choices] if counts else []
    return render(request, "introductions/did-it-help.html", {"answers": answers})


def own_yes(request: HttpRequest, pk: UUID) -> Side:
    own = Side.objects.filter(introduction=pk, person=request.user, said_yes=True)
    side = own.select_related("introduction__problem__conversation").first()
    if side is None:
        raise Http404
    return side


def is_due(side: Side) -> bool:
    return side.introduction.question_from <= timezone.localdate()


def refused(request: HttpRequest, refusal: WebError) -> HttpResponse:
    return conversations.refused(request, refusal, reverse("introductions:mine"), called=_("My introductions"))
