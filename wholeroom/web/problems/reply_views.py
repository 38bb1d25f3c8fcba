"""What anybody says to a problem: a reply, "same here", and whether they follow it. Words wait while they sign in."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import cookies, following
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.views import refused
from wholeroom.web.errors import WebError
from wholeroom.web.problems import replying, waiting_words
from wholeroom.web.problems.access import seen
from wholeroom.web.problems.models import REPLIES, Problem
from wholeroom.web.problems.reply_forms import ReplyForm, SameHereForm, who_they_are


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """One kind of reply on a page of its own, for whoever reads the problem."""
    shown = open_to(request, pk, kind)
    form = reply_form(request, shown, kind)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": shown, "kind": kind, "label": REPLIES[kind], **words_above(shown, form)}
        return render(request, "problems/reply.html", context, status=400 if form.errors else 200)
    if request.user.is_authenticated:
        return say(request, shown, kind, form.kept())
    then = reverse("problems:reply-kept", args=[pk, kind])
    return waiting_words.keep(request, name_of(shown, kind), form.kept(), then=then)


@require_safe
@never_cache
@login_required
def reply_kept(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Signed in now: what was written before is said. Opened twice, it is said once."""
    shown = open_to(request, pk, kind)
    words = waiting_words.kept(request, name_of(shown, kind))
    return say(request, shown, kind, words) if words else redirect("problems:problem", pk)


def open_to(request: HttpRequest, pk: UUID, kind: str) -> Problem:
    shown = seen(request, pk)
    if kind not in REPLIES or shown.is_draft:
        raise Http404
    return shown


def name_of(problem: Problem, kind: str) -> str:
    return f"{kind}-{problem.pk.hex}"


def reply_form(request: HttpRequest, problem: Problem, kind: str) -> ReplyForm:
    """As sent; or as it waits, or empty, with the words it is to answer or to quote."""
    participant = cookies.participant(request, problem.conversation)
    options = {"kind": kind, "participant": participant, "person": request.user}
    if request.method == "POST":
        return ReplyForm(request.POST, **options)
    kept = waiting_words.kept(request, name_of(problem, kind)) or {}
    asked = {name: request.GET[name] for name in ("to", "quotes") if name in request.GET}
    form = ReplyForm(**options)
    form.initial.update({**kept, **kept.get("parts", {}), **asked})
    return form


def words_above(problem: Problem, form: ReplyForm) -> dict[str, Contribution | None]:
    """What stands above the form: the words that are answered, and those that are quoted."""
    return {"answered": words_of(problem, form["to"].value()), "quoted": words_of(problem, form["quotes"].value())}


def words_of(problem: Problem, key: str | None) -> Contribution | None:
    """Words of this problem that show, if the key is that of some."""
    try:
        found = UUID(key) if key else None
    except ValueError:
        return None
    shown = problem.conversation.contributions.filter(pk=found, state=Contribution.State.SHOWN)
    return shown.select_related("participant__member").first() if found else None


def say(request: HttpRequest, problem: Problem, kind: str, kept: dict[str, Any]) -> HttpResponse:
    words = {name: value for name, value in kept.items() if name not in ("to", "quotes", "sending")}
    above = {"answers": words_of(problem, kept["to"]), "quotes": words_of(problem, kept["quotes"])}
    sending = kept["sending"] or None
    try:
        said = replying.reply(
            by=request.user,
            problem=problem,
            kind=kind,
            sending=sending,
            language=get_language() or "",
            **words,
            **above,
        )
    except WebError as refusal:
        return refused(request, refusal, reverse("problems:problem", args=[problem.pk]))
    waiting_words.forget(request, name_of(problem, kind))
    return redirect("problems:words", problem.pk, said.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def same_here(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One press with nothing filled in counts; the page has the rest."""
    shown = seen(request, pk)
    form = same_here_form(request, shown)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": shown}
        return render(request, "problems/same-here.html", context, status=400 if form.errors else 200)
    if request.user.is_authenticated:
        return say_same_here(request, shown, form.kept())
    then = reverse("problems:same-here-kept", args=[pk])
    return waiting_words.keep(request, name_of(shown, "pressed"), form.kept(), then=then)


def same_here_form(request: HttpRequest, problem: Problem) -> SameHereForm:
    if request.method == "POST":
        return SameHereForm(request.POST)
    participant = cookies.participant(request, problem.conversation)
    initial = who_they_are(participant, request.user)
    said = replying.same_here_of(participant) if participant else None
    if said:
        fields = ("groups", "kind_of_area", "appears", "may_be_asked")
        initial.update({name: getattr(said, name) for name in fields})
    return SameHereForm(initial={**initial, **(waiting_words.kept(request, name_of(problem, "pressed")) or {})})


@require_safe
@never_cache
@login_required
def same_here_kept(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = seen(request, pk)
    kept = waiting_words.kept(request, name_of(shown, "pressed"))
    return say_same_here(request, shown, kept) if kept else redirect("problems:problem", pk)


def say_same_here(request: HttpRequest, problem: Problem, kept: dict[str, Any]) -> HttpResponse:
    waiting_words.forget(request, name_of(problem, "pressed"))
    page = reverse("problems:problem", args=[problem.pk])
    try:
        replying.say_same_here(by=request.user, problem=problem, **kept)
    except WebError as refusal:
        return refused(request, refusal, page)
    return redirect(f"{page}#not-alone")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First what goes and what stays, then the act."""
    shown = seen(request, pk)
    if request.method != "POST":
        return render(request, "problems/take-back.html", {"problem": shown})
    replying.take_back_same_here(by=request.user, problem=shown)
    return redirect(f"{reverse('problems:problem', args=[pk])}#not-alone")


@require_POST
@never_cache
@login_required
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    following.follow(by=request.user, conversation=seen(request, pk).conversation)
    return redirect(f"{reverse('problems:problem', args=[pk])}#follow")


@require_POST
@never_cache
@login_required
def stop_following(request: HttpRequest, pk: UUID) -> HttpResponse:
    following.stop_following(by=request.user, conversation=seen(request, pk).conversation)
    return redirect(f"{reverse('problems:problem', args=[pk])}#follow")
