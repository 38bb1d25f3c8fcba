"""What community hosts can do about introductions: propose one, and take somebody out. They are told no outcome."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.conversations.appearance import name_of
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.introductions import actions
from wholeroom.web.introductions.actions import TooManyRequests
from wholeroom.web.introductions.forms import NotAgainForm, ProposeForm
from wholeroom.web.introductions.views import refused
from wholeroom.web.people.hosts import hosts_only
from wholeroom.web.people.models import Person, plain_address
from wholeroom.web.problems.access import seen
from wholeroom.web.problems.models import Problem, SameHere

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@never_cache
@hosts_only
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    problem = seen(request, pk)
    named = named_on(problem)
    form = ProposeForm(request.POST if request.method == "POST" else None, named=named)
    context = {"form": form, "problem": problem, "named": named}
    if not (form.is_bound and form.is_valid()):
        return render(request, "introductions/propose.html", context, status=400 if form.errors else 200)
    one, other = form.cleaned_data["two"]
    try:
        actions.propose(by=request.user, problem=problem, one=one, other=other)
    except TooManyRequests as refusal:
        return refused(request, refusal)
    return render(request, "introductions/proposed.html", context)


@read_or_send
@never_cache
@hosts_only
def not_again(request: HttpRequest) -> HttpResponse:
    """What stands there afterwards is the same whether anybody has the address or not."""
    form = NotAgainForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        status = 400 if form.errors else 200
        return render(request, "introductions/not-again.html", {"form": form}, status=status)
    act = actions.stop if form.cleaned_data["what"] == "stop" else actions.allow_again
    person = Person.objects.filter(email=plain_address(form.cleaned_data["email"])).first()
    if person is not None:
        act(by=request.user, person=person)
    return render(request, "introductions/not-again-done.html", {"what": form.cleaned_data["what"]})


def named_on(problem: Problem) -> dict[str, tuple[str, Person]]:
    """Members whose name anybody can read on the page of the problem, by the key of their place there."""
    by_name = Contribution.objects.filter(shown_as=Contribution.ShownAs.NAME, state=Contribution.State.SHOWN)
    listed = SameHere.objects.filter(problem=problem, appears=SameHere.Appears.NAME)
    places = Participant.objects.filter(
        Q(pk__in=by_name.values("participant")) | Q(pk__in=listed.values("participant")),
        conversation=problem.pk,
        member__isnull=False,
    )
    places = places.select_related("member").order_by("pk")
    return {place.key: (name, place.member) for place in places if (name := name_of(place))}
