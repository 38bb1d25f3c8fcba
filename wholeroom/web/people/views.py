"""A member's account and the page that they may show, signing out, and the link that makes somebody a facilitator."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.people import actions
from wholeroom.web.people.entering import enter
from wholeroom.web.people.forms import AboutForm, PageForm
from wholeroom.web.people.models import Person
from wholeroom.web.people.vouching import standing

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
    form = AboutForm(request.POST if request.method == "POST" else None, instance=freshly(request.user))
    if form.is_bound and form.is_valid():
        actions.describe(by=request.user, **form.cleaned_data)
        return redirect("people:account")
    context = {
        "form": form,
        "belongings": request.user.belongings.select_related("organisation"),
        "speaks_for": request.user.speaks_for.all(),
    }
    return render(request, "people/account.html", context, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def own_page(request: HttpRequest) -> HttpResponse:
    """Who pays them and what they gain or lose; others read it only once it is switched on."""
    form = PageForm(request.POST if request.method == "POST" else None, instance=freshly(request.user))
    if form.is_bound and form.is_valid():
        actions.declare(by=request.user, **form.cleaned_data)
        return redirect("people:person", request.user.pk)
    return render(request, "people/own-page.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@never_cache
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of somebody who switched it on. To anybody else but them it is not there."""
    shown = get_object_or_404(Person.objects.select_related("area"), pk=pk)
    if not shown.shows_page and shown != request.user:
        raise Http404
    context = {
        "person": shown,
        "groups": standing.of(shown),
        "belongings": shown.belongings.select_related("organisation"),
    }
    return render(request, "people/person.html", context)


def freshly(user: Person) -> Person:
    """A copy for a form to write into, so that what is refused does not show as if it were theirs."""
    return Person.objects.get(pk=user.pk)


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
