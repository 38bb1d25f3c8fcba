"""The page of a pseudonym, where a member can offer contact. Nothing tells whether it was read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.people.fitting import label
from wholeroom.web.problems.access import seen
from wholeroom.web.pseudonyms import actions
from wholeroom.web.pseudonyms.forms import OfferForm
from wholeroom.web.pseudonyms.models import Offer, Pseudonym


def of(request: HttpRequest, pk: UUID) -> Pseudonym:
    """A pseudonym on a problem that the reader may see."""
    found = get_object_or_404(Pseudonym.objects.select_related("participant"), pk=pk)
    seen(request, found.participant.conversation_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pseudonym(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = of(request, pk)
    place = found.participant
    made = Offer.objects.filter(member=request.user, pseudonym=found).first() if request.user.is_authenticated else None
    initial = {"text": made.text, "reach": made.reach} if made else None
    form = OfferForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and not request.user.is_authenticated:
        raise Http404
    if form.is_bound and form.is_valid():
        actions.offer(by=request.user, pseudonym=found, **form.cleaned_data)
        return redirect(f"{reverse('pseudonyms:pseudonym', args=[pk])}#offered")
    shown = place.groups[place.PSEUDONYM]
    context = {
        "name": place.nickname,
        "shown": label(shown.get("group", ""), shown.get("place", "")),
        "problem": place.conversation_id,
        "pk": pk,
        "form": form,
        "made": made,
    }
    return render(request, "pseudonyms/pseudonym.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.take_offer_back(by=request.user, pseudonym=of(request, pk))
    return redirect("pseudonyms:pseudonym", pk)
