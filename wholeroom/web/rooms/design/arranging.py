"""The seats of a room, and the words and minutes of its steps."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms import planning, seating
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.clock import Clock
from wholeroom.web.rooms.design.plan_forms import SeatsForm, StepForm
from wholeroom.web.rooms.models import Room, Seat
from wholeroom.web.rooms.requests import says_why, sent

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])
EVERY_GROUP = "every-group"


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def seats(request: HttpRequest, room: Room) -> HttpResponse:
    """All seats, and a form for more of them."""
    if request.POST.get("add") == EVERY_GROUP:
        planning.add_seats(by=request.user, room=room, groups=[group for group in GROUPS if group != "other"])
        return redirect("rooms:seats", room.pk)
    form = SeatsForm(sent(request))
    if form.is_valid():
        planning.add_seats(
            by=request.user, room=room, groups=[form.cleaned_data["group"]] * form.cleaned_data["number"]
        )
        return redirect("rooms:seats", room.pk)
    context = {"room": room, "form": form, "groups": seating.groups_of(room)}
    return render(request, "rooms/seats.html", context, status=400 if form.errors else 200)


@require_POST
@for_facilitators
@says_why
def seat(request: HttpRequest, room: Room, seat_id: int) -> HttpResponse:
    """Mark one seat, or remove it; ``next`` says from which of the two pages it was done."""
    chosen = get_object_or_404(room.seats.select_related("room"), pk=seat_id)
    state = request.POST.get("state", "")
    if state == "remove":
        planning.remove_seat(by=request.user, seat=chosen)
    elif state in Seat.State.values:
        planning.mark_seat(by=request.user, seat=chosen, state=state)
    return redirect("rooms:invitations" if request.POST.get("next") == "invitations" else "rooms:seats", room.pk)


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def steps(request: HttpRequest, room: Room) -> HttpResponse:
    """The steps with their words and minutes, which are the facilitator's own until the meeting begins."""
    planned = list(room.steps.select_related("room"))
    forms = [StepForm.of(step, sent(request)) for step in planned]
    is_sent = request.method == "POST"
    if is_sent and all([form.is_valid() for form in forms]):  # noqa: C419 -- each form is to say what is wrong with it
        with transaction.atomic():
            for step, form in zip(planned, forms, strict=True):
                words = {"title": form.cleaned_data["title"], "prompt": form.cleaned_data["prompt"]}
                if form.has_changed():
                    planning.word_step(by=request.user, step=step, **words)
            planning.plan_minutes(by=request.user, room=room, minutes=[form.cleaned_data["minutes"] for form in forms])
        return redirect("rooms:design", room.pk)
    clock = Clock.read(room.clock)
    context = {
        "room": room,
        "steps": list(zip(planned, forms, strict=True)),
        "forms": forms,
        "has_errors": is_sent,
        "minutes": sum(clock.minutes),
        "has_begun": clock.has_begun,
    }
    return render(request, "rooms/steps.html", context, status=400 if is_sent else 200)
