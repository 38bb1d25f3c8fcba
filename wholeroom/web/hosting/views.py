"""The pages of community hosts, and the one where anybody signed in tells them of words that break a rule."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.conversations.views import refused
from wholeroom.web.errors import WebError
from wholeroom.web.hosting import actions, lists
from wholeroom.web.hosting.forms import GreetForm, ReportForm
from wholeroom.web.people.hosts import hosts_only
from wholeroom.web.problems.access import seen

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@hosts_only
def hosting(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    problems = lists.with_labels()
    voices = lists.quiet_voices(problems)
    context = {
        "without_reply": lists.without_reply(today=today),
        "answer_soon": lists.answer_soon(today=today),
        "newcomers": lists.newcomers(today=today),
        "words_to_read": lists.words_to_read(),
        "worth_a_meeting": lists.worth_a_meeting(problems),
        "voices": voices,
        "asked_for": [one for one in voices if one.asked_for],
        "may_be_asked": [problem for problem, is_enough in lists.may_be_asked(problems) if is_enough],
        "rules": RULES,
    }
    return render(request, "hosting/hosting.html", context)


@require_safe
@hosts_only
def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "hosting/guide.html")


@read_or_send
@never_cache
@hosts_only
def greet(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(lists.new_members(today=timezone.localdate()), pk=pk)
    form = GreetForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "person": person}
        return render(request, "hosting/greet.html", context, status=400 if form.errors else 200)
    try:
        actions.greet(by=request.user, person=person, words=form.cleaned_data["words"])
    except WebError as refusal:
        return not_done(request, refusal)
    return redirect("hosting:hosting")


@require_POST
@never_cache
@hosts_only
def lay_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.lay_aside(by=request.user, words=get_object_or_404(Contribution, pk=pk))
    return redirect("hosting:hosting")


@read_or_send
@never_cache
@login_required
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell the hosts of words on a problem. ``?words=`` marks those that somebody came from."""
    problem = seen(request, pk)
    shown = problem.conversation.contributions.filter(state=Contribution.State.SHOWN)
    form = ReportForm(request.POST or None, shown=shown, initial={"words": request.GET.get("words")})
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": problem}
        return render(request, "hosting/report.html", context, status=400 if form.errors else 200)
    try:
        actions.report_words(by=request.user, **form.cleaned_data)
    except WebError as refusal:
        return not_done(request, refusal)
    return render(request, "hosting/reported.html", {"problem": problem})


def not_done(request: HttpRequest, refusal: WebError) -> HttpResponse:
    return refused(request, refusal, reverse("site:home"), called=_("Go to the first page"))
