"""Look for problems; see which are alike while writing one; say whether two are the same."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.people import limits
from wholeroom.web.search import actions, alike, corpus, kinds, looking
from wholeroom.web.search.forms import JudgeForm, SearchForm, TypedForm
from wholeroom.web.search.meaning import is_on
from wholeroom.web.search.models import Judgement

MINUTE, HOUR = 60, 3600
LOOKS_A_MINUTE = {"browser": 30, "everybody": 600}
TYPED_A_MINUTE = {"browser": 20, "everybody": 600}
JUDGED_AN_HOUR = 60
WITHOUT_COOKIE = "without a cookie"


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Reading sets no cookie, so those without one are counted together."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context = {"form": form, "is_ready": corpus.here.is_ready, "by_meaning": is_on()}
    if not (form.is_bound and form.is_valid()):
        return render(request, "search/search.html", context, status=400 if form.errors else 200)
    who = limits.browser_of(request) if "CSRF_COOKIE" in request.META else WITHOUT_COOKIE
    if not may_look("search", who, **LOOKS_A_MINUTE):
        return render(request, "429.html", status=429)
    if corpus.here.is_ready:
        context["groups"] = looking.look(form.cleaned_data["q"], only=form.cleaned_data.get("kind", ""))
        context["most"] = looking.MOST
    return render(request, "search/search.html", context)


@require_POST
@never_cache
def while_typing(request: HttpRequest) -> HttpResponse:
    """A part of a page, for the box in which a problem is written. The words are looked up and kept nowhere."""
    form = TypedForm(request.POST)
    if not form.is_valid() or not corpus.here.is_ready:
        return HttpResponse()
    if not may_look("typed", limits.browser_of(request), **TYPED_A_MINUTE):
        return HttpResponse(_("Many are looking just now. Go on writing; we look again later."))
    found = alike.typed(form.cleaned_data["kind"], form.cleaned_data["text"])
    return render(request, "search/typed.html", {"found": found, "by_meaning": is_on()})


@require_POST
@never_cache
@login_required
def judge(request: HttpRequest) -> HttpResponse:
    form = JudgeForm(request.POST)
    if not form.is_valid():
        status = 400 if "verdict" in form.errors else 409  # an unknown one is answered as somebody's draft is
        return render(request, "search/refused.html", {"why": str(actions.NotToBeCompared())}, status=status)
    if not limits.allow("judged", request.user.key, most=JUDGED_AN_HOUR, seconds=HOUR):
        return render(request, "429.html", status=429)
    one, other, verdict = (form.cleaned_data[name] for name in ("one", "other", "verdict"))
    try:
        actions.judge(by=request.user, one=one, other=other, verdict=verdict)
    except actions.NotToBeCompared as error:
        return render(request, "search/refused.html", {"why": str(error)}, status=409)
    is_own = kinds.registered()[one.kind].owners([one.pk]).get(one.pk) == request.user.pk
    goes_there = is_own and verdict == Judgement.Verdict.SAME
    return redirect(address_of(other) if goes_there else f"{address_of(one)}#alike")


def may_look(what: str, who: str, *, browser: int, everybody: int) -> bool:
    return limits.allow(what, who, most=browser if who != WITHOUT_COOKIE else everybody, seconds=MINUTE) and (
        limits.allow(what, limits.EVERYBODY, most=everybody, seconds=MINUTE)
    )
