"""The list of organisations, the page of one, what it says of itself, and who speaks for it or belongs to it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.errors import WebError
from wholeroom.web.people.models import Belonging, Organisation
from wholeroom.web.people.organisations import actions
from wholeroom.web.people.organisations.forms import AddForm, BelongForm, TellForm, VoiceForm

ON_A_PAGE = 50
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def all_organisations(request: HttpRequest) -> HttpResponse:
    page = Paginator(Organisation.objects.select_related("area"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/organisations/all.html", {"page": page})


@require_safe
@never_cache
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(Organisation.objects.select_related("area"), pk=pk)
    own = Belonging.objects.filter(organisation=shown, person=request.user.pk).first()
    context = {
        "organisation": shown,
        "is_voice": shown.has_voice(request.user),
        "has_voices": shown.voices.exists(),
        "belonging": own,
        "belong_form": BelongForm(initial={"is_employer": own.is_employer} if own else None),
    }
    return render(request, "people/organisations/one.html", context)


@read_or_send
@never_cache
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """For community hosts; to anybody else this page is not there."""
    if not request.user.is_host:
        raise Http404
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        added = actions.add(by=request.user, **form.cleaned_data)
        return redirect("people:organisation-voices", added.pk)
    return render(request, "people/organisations/add.html", {"form": form}, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For those who speak for it; to anybody else this page is not there."""
    own = get_object_or_404(Organisation, pk=pk, voices=request.user)
    form = TellForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_bound and form.is_valid():
        actions.tell(by=request.user, organisation=own, **form.cleaned_data)
        return redirect("people:organisation", own.pk)
    context = {"form": form, "pk": own.pk}
    return render(request, "people/organisations/tell.html", context, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def voices(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For community hosts: who speaks for it, and one more."""
    if not request.user.is_host:
        raise Http404
    shown = get_object_or_404(Organisation, pk=pk)
    form = VoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.name_voice(by=request.user, organisation=shown, email=form.cleaned_data["email"])
            return redirect("people:organisation-voices", pk)
        except WebError as refusal:
            form.add_error("email", str(refusal))
    context = {"form": form, "organisation": shown, "voices": shown.voices.order_by("email")}
    return render(request, "people/organisations/voices.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def end_voice(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """By a host, or by the one who spoke for it; to anybody else there is nothing here."""
    if not request.user.is_host and request.user.pk != person_id:
        raise Http404
    shown = get_object_or_404(Organisation, pk=pk)
    person = get_object_or_404(shown.voices, pk=person_id)
    actions.end_voice(by=request.user, organisation=shown, person=person)
    return redirect("people:organisation-voices" if request.user.is_host else "people:organisation", pk)


@require_POST
@never_cache
@login_required
def belong(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one belongs to it, or no more: the button says which."""
    shown = get_object_or_404(Organisation, pk=pk)
    if request.POST.get("belongs") == "no":
        actions.belong_no_more(by=request.user, organisation=shown)
    else:
        form = BelongForm(request.POST)
        form.full_clean()
        actions.belong(by=request.user, organisation=shown, is_employer=form.cleaned_data["is_employer"])
    return redirect("people:organisation", pk)
