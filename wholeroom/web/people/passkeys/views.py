"""A member's passkeys, and signing in with one. Who has none, or no script, uses the code by mail as ever."""

import json

from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.errors import WebError
from wholeroom.web.people import limits
from wholeroom.web.people.adapters import is_ours
from wholeroom.web.people.entering import enter
from wholeroom.web.people.passkeys import actions, availability
from wholeroom.web.people.passkeys.forms import AddForm, NameForm, SignInForm

DAY = 24 * 3600
FOR_ONE_BROWSER = 30
IN_ALL = 600
SECONDS = 15 * 60
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@login_required
def passkeys(request: HttpRequest) -> HttpResponse:
    context = {"passkeys": actions.passkeys_of(request.user), "are_there": availability.are_there(request)}
    return render(request, "people/passkeys/page.html", context)


@read_or_send
@never_cache
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """The device makes a passkey for what this page asks of it, and sends back its public half."""
    if not availability.are_there(request):
        return redirect("people:passkeys")
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add(by=request.user, **form.cleaned_data)
            return redirect("people:passkeys")
        except WebError as refusal:
            form.add_error(None, str(refusal))
    options = json.dumps(auth.begin_registration(request.user, passwordless=True))
    context = {"form": form, "options": options}
    return render(request, "people/passkeys/add.html", context, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def name(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(actions.passkeys_of(request.user), pk=pk)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": str(own)})
    if form.is_bound and form.is_valid():
        actions.rename(by=request.user, passkey=own, name=form.cleaned_data["name"])
        return redirect("people:passkeys")
    return render(request, "people/passkeys/name.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove(by=request.user, passkey=get_object_or_404(actions.passkeys_of(request.user), pk=pk))
    return redirect("people:passkeys")


@read_or_send
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The script asks here what to have signed, and sends the answer. To anything else it is the sign-in page."""
    if request.method != "POST":
        return what_to_sign(request)
    form = SignInForm(request.POST)
    if not form.is_valid():
        again = reverse("people:sign-in", query={"next": request.GET["next"]} if "next" in request.GET else None)
        return render(request, "people/passkeys/not-known.html", {"form": form, "again": again}, status=403)
    enter(request, form.passkey().user)
    wanted = request.GET.get("next")
    return redirect(wanted if is_ours(request, wanted) else settings.LOGIN_REDIRECT_URL)


def what_to_sign(request: HttpRequest) -> HttpResponse:
    if not availability.are_there(request) or request.headers.get("Accept") != "application/json":
        return redirect("people:sign-in")
    if is_too_often(request):
        return HttpResponse(status=429)
    if request.session.is_empty():
        request.session.set_expiry(DAY)
    return JsonResponse({"request_options": auth.begin_authentication()})


def is_too_often(request: HttpRequest) -> bool:
    browser = limits.browser_of(request)
    return not (
        limits.allow("passkey by browser", browser, most=FOR_ONE_BROWSER, seconds=SECONDS)
        and limits.allow("passkey", limits.EVERYBODY, most=IN_ALL, seconds=SECONDS)
    )
