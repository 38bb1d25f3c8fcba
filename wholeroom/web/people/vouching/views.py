"""Asking to be vouched for, the page behind the link, and taking back. Nothing on this site needs any of it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.errors import WebError
from wholeroom.web.people import limits
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.models import Vouch, VouchAsked
from wholeroom.web.people.vouching import actions, standing
from wholeroom.web.people.vouching.forms import AskForm, VouchForm

LINKS_A_DAY = 20
DAY = 24 * 3600
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@never_cache
@login_required
def vouching(request: HttpRequest) -> HttpResponse:
    """How each of one's groups is known, and a link for one other to say that they know it."""
    form = AskForm(request.POST if request.method == "POST" else None, person=request.user)
    link = ""
    if form.is_bound and form.is_valid():
        try:
            link = new_link(request, form.cleaned_data["group"])
        except WebError as refusal:
            form.add_error("group", str(refusal))
    context = {"form": form, "link": link, **what_stands(request)}
    return render(request, "people/vouching/page.html", context, status=400 if form.errors else 200)


def new_link(request: HttpRequest, group: str) -> str:
    if not limits.allow("vouch link", request.user.key, most=LINKS_A_DAY, seconds=DAY):
        raise WebError(_("You made many links today. Please wait until tomorrow."))
    return absolute(reverse("people:vouch", args=[actions.ask(by=request.user, group=group)]))


def what_stands(request: HttpRequest) -> dict[str, object]:
    """What others said of them, what they said of others, alone or for an organisation, and links still out."""
    good = Vouch.objects.good(today=timezone.localdate()).select_related("person", "by_organisation", "by_member")
    given = good.filter(Q(by_member=request.user) | Q(by_organisation__voices=request.user)).distinct()
    return {
        "groups": standing.of(request.user),
        "vouches": good.filter(person=request.user),
        "given": given,
        "asked": request.user.vouches_asked.all(),
    }


@read_or_send
@never_cache
@login_required
def vouch(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing; the button does."""
    asked = actions.asked_with(token)
    if asked is None:
        return render(request, "people/vouching/over.html", status=410)
    form = VouchForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_bound and form.is_valid():
        try:
            actions.vouch(by=request.user, token=token, organisation=form.organisation())
            return redirect("people:vouching")
        except WebError as refusal:
            form.add_error("speaks_as", str(refusal))
    context = {"form": form, "asked": asked, "is_own": asked.person_id == request.user.pk}
    return render(request, "people/vouching/vouch.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """By either side; to anybody else there is nothing here."""
    found = get_object_or_404(Vouch, pk=pk)
    if not actions.may_take_back(request.user, found):
        raise Http404
    actions.take_back(by=request.user, vouch=found)
    return redirect("people:vouching")


@require_POST
@never_cache
@login_required
def take_link_back(request: HttpRequest, pk: int) -> HttpResponse:
    actions.take_link_back(by=request.user, asked=get_object_or_404(VouchAsked, pk=pk, person=request.user))
    return redirect("people:vouching")
