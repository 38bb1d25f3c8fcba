"""Begin to speak under a pseudonym. Nothing here asks who is signed in, but for whom a link is made."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.fitting import label
from wholeroom.web.problems.access import seen
from wholeroom.web.problems.models import Problem
from wholeroom.web.pseudonyms import actions, tickets
from wholeroom.web.pseudonyms.forms import NO_WORDS, BringForm, SayForm, WhoForm

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
WORDS = "words"  # the second step


@require_safe
@never_cache
@login_required
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    problem = seen(request, pk)
    if problem.conversation.state != Conversation.State.OPEN:
        raise Http404
    return links(request, problem)


@require_safe
@never_cache
@login_required
def begin_new(request: HttpRequest) -> HttpResponse:
    return links(request, None)


def links(request: HttpRequest, problem: Problem | None) -> HttpResponse:
    """The link, which is the same for every member today; for a host, another one to give away."""
    today = timezone.localdate()
    key = problem.pk if problem else None
    made = {kind: tickets.ticket(kind, key, day=today) for kind in tickets.Kind}
    here = reverse("pseudonyms:speak", args=[made[tickets.Kind.MEMBER]])
    to_give = absolute(reverse("pseudonyms:speak", args=[made[tickets.Kind.HOST]])) if request.user.is_host else ""
    context = {
        "problem": problem,
        "here": here,
        "link": absolute(here),
        "to_give": to_give,
        "until": tickets.ends(tickets.Kind.HOST, today),
    }
    return render(request, "pseudonyms/begin.html", context)


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "pseudonyms/safety.html")


@read_or_send
@never_cache
def speak(request: HttpRequest, ticket: str) -> HttpResponse:
    """First as what one appears, then the words; the answer to those is the codeword."""
    try:
        key = tickets.read(ticket, today=timezone.localdate())
    except tickets.NotGood:
        return render(request, "pseudonyms/too-old.html", status=404)
    problem = Problem.objects.filter(pk=key, conversation__state=Conversation.State.OPEN).first() if key else None
    if key and problem is None:
        return render(request, "pseudonyms/too-old.html", status=404)
    if request.POST.get("step") == WORDS:
        return words(request, problem)
    form = WhoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return words_asked(request, problem, form.cleaned_data["group"], form.place())
    context = {"form": form, "problem": problem}
    return render(request, "pseudonyms/who.html", context, status=400 if form.errors else 200)


def words_asked(request: HttpRequest, problem: Problem | None, group: str, place: str) -> HttpResponse:
    shown = actions.shown_of(group, place)
    initial = {"group": shown[0], "place": shown[1]}
    form = SayForm(initial=initial, problem=problem) if problem else BringForm(initial=initial)
    return words_page(request, problem, form, label(*shown))


def words(request: HttpRequest, problem: Problem | None) -> HttpResponse:
    form = SayForm(request.POST, problem=problem) if problem else BringForm(request.POST)
    if not form.is_valid():
        shown = form.data.get("group", ""), form.data.get("place", "")
        return words_page(request, problem, form, label(*shown), status=400)
    who, codeword = actions.begin(problem=problem, group=form.cleaned_data["group"], place=form.cleaned_data["place"])
    try:
        keep(who, problem, form)
    except WebError as refusal:
        form.add_error(None, str(refusal))
        return words_page(request, problem, form, label(who.group, who.place), status=400)
    context = {"who": who, "shown": label(who.group, who.place), "codeword": codeword, "problem": problem}
    return render(request, "pseudonyms/done.html", context)


def words_page(
    request: HttpRequest, problem: Problem | None, form: SayForm | BringForm, shown: str, status: int = 200
) -> HttpResponse:
    context = {"form": form, "problem": problem, "shown": shown}
    return render(request, "pseudonyms/speak.html", context, status=status)


def keep(who: actions.Who, problem: Problem | None, form: SayForm | BringForm) -> None:
    if isinstance(form, BringForm):
        given = form.cleaned_data
        actions.bring(who=who, parts=form.parts(), service=given["service"], asks_for_ideas=given["asks_for_ideas"])
    elif problem is not None and form.cleaned_data["kind"] == NO_WORDS:
        actions.say_same_here(who=who)
    elif problem is not None:
        actions.say(who=who, problem=problem, **form.said())
