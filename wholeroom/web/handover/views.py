"""Hand over a file, watch its answer being made, fetch it. Who has the address of an answer may see it; nobody else."""

import secrets
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from wholeroom.analysis.report import policy_of
from wholeroom.web.handover import actions, intake
from wholeroom.web.handover.folder import Folder
from wholeroom.web.handover.forms import HandOverForm, OpinionMapForm, ProtectForm
from wholeroom.web.handover.limits import TooManyWaiting
from wholeroom.web.handover.models import KEPT, HandOver, Kind, State
from wholeroom.web.handover.pages import AnswerPage
from wholeroom.web.handover.pieces import PIECES, REPORT
from wholeroom.web.whole_answers import WHEN_SENT, with_act

FORMS = {Kind.OPINION_MAP: OpinionMapForm, Kind.PROTECT: ProtectForm}
BROWSER = "browser"
MEGABYTE = 1_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_over(request: HttpRequest, kind: Kind) -> HttpResponse:
    form = FORMS[kind](request.POST, request.FILES) if request.method == "POST" else FORMS[kind]()
    if form.is_bound and form.is_valid():
        try:
            return hand_over_and_show(request, kind, form)
        except TooManyWaiting as error:
            form.add_error(None, str(error))
    context = {"form": form, "megabytes": settings.UPLOAD_BYTES // MEGABYTE}
    return render(request, f"handover/{kind.value}.html", context, status=400 if form.errors else 200)


def hand_over_and_show(request: HttpRequest, kind: Kind, form: HandOverForm) -> HttpResponse:
    """The cookie lasts an hour and serves one end: that one browser cannot fill the queue of all."""
    browser = request.COOKIES.get(BROWSER) or secrets.token_urlsafe(16)
    files, choices = form.files_handed(), form.choices_made()
    token = intake.hand_over(by=browser, kind=kind, files=files, choices=choices, language=get_language())
    response = redirect("handover:answer", token)
    response.set_cookie(BROWSER, browser, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def at_address(token: str) -> HandOver:
    """The hand-over at an address; what is out of date is tidied first, so that nothing is shown a moment too long."""
    hand_over = HandOver.objects.at(token).first()
    if hand_over and hand_over.is_out_of_date(now=timezone.now()):
        actions.tidy_up()
        hand_over = HandOver.objects.at(token).first()
    if hand_over is None:
        raise Http404
    if hand_over.state == State.READY and not Folder(hand_over.folder).holds(actions.TOLD):
        actions.forget(hand_over=hand_over)  # the database came back from a backup, which never holds the files
        hand_over.refresh_from_db()
    return hand_over


@require_safe
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    hand_over = at_address(token)
    page = AnswerPage(hand_over, token)
    status = 410 if hand_over.state == State.GONE else 200
    return render(request, page.template, {"page": page, "hand_over": hand_over}, status=status)


@require_safe
@never_cache
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """The part of the page that is asked for again and again; a whole new page once the state has changed."""
    hand_over = at_address(token)
    if hand_over.state not in (State.WAITING, State.WORKING):
        return HttpResponseClientRefresh()
    page = AnswerPage(hand_over, token)
    context = {"page": page, "hand_over": hand_over, "stage_is_new": request.GET.get("stage") != page.stage_code}
    return render(request, "handover/progress.html", context)


@require_safe
@never_cache
def pieces(request: HttpRequest, token: str) -> HttpResponse:
    """What can be fetched, and what has been."""
    hand_over = at_address(token)
    if hand_over.state != State.READY:
        return HttpResponseClientRefresh()
    return render(request, "handover/pieces.html", {"page": AnswerPage(hand_over, token), "hand_over": hand_over})


@require_safe
@never_cache
def read_report(request: HttpRequest, token: str) -> HttpResponse:
    """The report to read here: it stays until it is fetched or deleted."""
    page = AnswerPage(at_address(token), token)
    if not page.can_be_read:
        return render(request, "handover/fetched.html", {"page": page}, status=410)
    report = page.folder.read(REPORT).decode()
    response = HttpResponse(report)
    response["Content-Security-Policy"] = f"{policy_of(report)}; sandbox; frame-ancestors 'none'"
    return response


@require_POST
@never_cache
def fetch(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """One piece as a file. It is deleted once it has been sent whole, not if the line breaks before."""
    page = AnswerPage(at_address(token), token)
    if not page.has(name):
        return render(request, "handover/fetched.html", {"page": page}, status=410)
    sent = partial(actions.fetched, hand_over=page.hand_over, name=name)
    scope = request.META.get("asgi.scope", {})
    blocks = with_act(page.folder.blocks(name), scope.get(WHEN_SENT), sent)
    response = StreamingHttpResponse(blocks, content_type=PIECES[name].media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = page.folder.size(name)
    return response


@require_POST
@never_cache
def delete(request: HttpRequest, token: str) -> HttpResponse:
    actions.forget(hand_over=at_address(token))
    return redirect("handover:answer", token)
