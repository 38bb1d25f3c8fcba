"""A member's own page, signing out, and the link that makes somebody a facilitator."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.people import actions
from wholeroom.web.people.entering import enter
from wholeroom.web.people.forms import NameForm

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("site:home")


@read_or_send
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        actions.rename(by=request.user, name=form.cleaned_data["name"])
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """First what goes and what stays; then, with the button, it is done."""
    if request.method != "POST":
        return render(request, "people/erase.html")
    actions.erase(by=request.user)
    logout(request)
    return redirect("people:erased")


def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "people/erased.html")


@read_or_send
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, so that programs which look through mail do not use it up; the button does."""
    invitation = actions.open_invitation(token=token)
    if invitation is None:
        return render(request, "people/invitation-over.html", status=410)
    if request.method != "POST":
        return render(request, "people/invited.html", {"email": invitation.email})
    person = actions.accept_invitation(token=token)
    enter(request, person)
    return redirect(settings.FACILITATORS_BEGIN_AT)
