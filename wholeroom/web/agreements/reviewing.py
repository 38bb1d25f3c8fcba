"""After the meeting: its owner says how a promise goes, those affected say what changed, everybody is told."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wholeroom.web.agreements import actions, links, telling
from wholeroom.web.agreements.forms import ProgressForm, ReviewForm
from wholeroom.web.agreements.models import Agreement, Promise
from wholeroom.web.agreements.reading import Reader, read
from wholeroom.web.agreements.views import agreement_of, is_facilitator
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Participant
from wholeroom.web.documents.serving import kept_private
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@kept_private
def promise(request: HttpRequest, signed: str) -> HttpResponse:
    """By the link that its owner got by mail, or found on the page."""
    found = links.promise_of(signed)
    return progress(request, found, by=found.participant)


@kept_private
@for_facilitators
@both
def promise_for(request: HttpRequest, room: Room, position: int) -> HttpResponse:
    """The facilitator writes down what an owner told them."""
    found = Promise.objects.select_related("agreement__room__conversation")
    return progress(request, get_object_or_404(found, agreement=room.pk, position=position), by=request.user)


def progress(request: HttpRequest, promise: Promise, *, by: Participant | Person) -> HttpResponse:
    participant = by if isinstance(by, Participant) else None
    form = ProgressForm(request.POST or None, promise=promise, participant=participant)
    if form.is_bound and form.is_valid():
        actions.say_how_it_goes(
            by=by,
            promise=promise,
            state=form.cleaned_data["state"],
            spoken=form.spoken(form.cleaned_data["text"]),
            new_words=form.cleaned_data["new_words"],
            new_day=form.cleaned_data["new_day"],
        )
        return redirect("agreements:page", promise.agreement_id)
    now = read(promise.agreement).promises[promise.position - 1]
    context = {"form": form, "promise": promise, "now": now, "agreement": promise.agreement}
    return render(request, "agreements/promise.html", context, status=400 if form.errors else 200)


@both
@kept_private
def review(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """By the cookie of the room; or the facilitator, who writes down what somebody told them."""
    agreement = agreement_of(room_id)
    by: Participant | Person | None = cookies.participant(request, agreement.room.conversation)
    if by is None and is_facilitator(request, agreement.room):
        by = request.user
    if by is None:
        raise Http404
    return say(request, agreement, by=by)


@both
@kept_private
def review_by_mail(request: HttpRequest, signed: str) -> HttpResponse:
    agreement, participant = links.reviewer_of(signed)
    return say(request, agreement, by=participant)


def say(request: HttpRequest, agreement: Agreement, *, by: Participant | Person) -> HttpResponse:
    participant = by if isinstance(by, Participant) else None
    promises = list(agreement.promises.all())
    others = [one for one in promises if participant is None or one.participant_id != participant.pk]
    form = ReviewForm(request.POST or None, promises=others, participant=participant)
    if form.is_bound and form.is_valid():
        keep(form, agreement, by)
        return redirect("agreements:page", agreement.pk)
    reader = Reader(agreement.page, [one.words_id for one in others if one.words_id])
    asked = [(one, reader.kept(one.words_id), judged, why) for one, judged, why in form.about_promises()]
    context = {"form": form, "agreement": agreement, "asked": asked, "participant": participant}
    return render(request, "agreements/review.html", context, status=400 if form.errors else 200)


def keep(form: ReviewForm, agreement: Agreement, by: Participant | Person) -> None:
    if form.cleaned_data["text"]:
        actions.say_what_changed(by=by, agreement=agreement, spoken=form.spoken(form.cleaned_data["text"]))
    for promise, judged, why in form.judgements():
        spoken = form.spoken(why, of=f"-{promise.position}")
        actions.judge(by=by, promise=promise, judged=judged, spoken=spoken)


@kept_private
@for_facilitators
@both
def tell(request: HttpRequest, room: Room) -> HttpResponse:
    """First to whom a message goes, then the act; those who left another way are told by hand."""
    agreement = agreement_of(room.pk)
    if request.method == "POST":
        if agreement.told is None:
            telling.tell_everybody(by=request.user, agreement=agreement)
        return redirect("agreements:tell", room.pk)
    context = {
        "agreement": agreement,
        "by_mail": telling.by_mail(agreement).count(),
        "by_hand": telling.by_hand(agreement),
    }
    return render(request, "agreements/tell.html", context)
