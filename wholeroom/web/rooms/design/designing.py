"""Open a room, and plan it by purpose, people, process and place."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.problems.access import seen
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms import actions, planning, registry, seating
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.clock import Clock
from wholeroom.web.rooms.design import checklist
from wholeroom.web.rooms.design.plan_forms import NewRoomForm, PlaceForm, PurposeForm
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.screens import wall
from wholeroom.web.rooms.ways_in import for_others, ways_into

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """The rooms one facilitates, the newest first; those that are over stand apart."""
    rooms = request.user.rooms.select_related("conversation", "problem__conversation")
    rooms = list(rooms.order_by("-conversation__begun", "-starts"))
    over = [room for room in rooms if room.conversation.state == Conversation.State.CLOSED]
    return render(request, "rooms/mine.html", {"rooms": [room for room in rooms if room not in over], "over": over})


@READ_AND_SEND
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """One short page with good answers in it; everything else is planned afterwards."""
    if not request.user.may_facilitate:
        return render(request, "rooms/may-not-open.html", status=403)
    problem = asked_problem(request)
    options = {"methods": registry.methods(), "has_problem": problem is not None}
    form = NewRoomForm(sent(request), **options)
    if form.is_valid():
        return redirect("rooms:design", open_planned(request, form, problem).pk)
    context = {"form": form, "problem": problem}
    return render(request, "rooms/new.html", context, status=400 if form.errors else 200)


@transaction.atomic
def open_planned(request: HttpRequest, form: NewRoomForm, problem: Problem | None) -> Room:
    given = form.cleaned_data
    method = form.methods[given["method"]]
    question, minutes = given["question"], given["minutes"]
    room = actions.open_room(by=request.user, method=method, minutes=minutes, question=question, problem=problem)
    planning.set_place(by=request.user, room=room, **form.where_and_when())
    return room


def asked_problem(request: HttpRequest) -> Problem | None:
    """The problem named in the address, for whoever may see it."""
    asked = request.GET.get("problem")
    if not asked:
        return None
    try:
        return seen(request, UUID(asked))
    except ValueError:
        raise Http404 from None


@require_safe
@for_facilitators
@never_cache
def design(request: HttpRequest, room: Room) -> HttpResponse:
    """The plan of a room on one page, with what is missing and the ways in."""
    clock = Clock.read(room.clock)
    context: dict[str, Any] = {
        "room": room,
        "method": registry.method(room.method),
        "groups": seating.groups_of(room),
        "steps": list(room.steps.all()),
        "minutes": sum(clock.minutes),
        "has_begun": clock.has_begun,
        "missing": checklist.missing_from(room),
        "ways": ways_into(request, room),
        "wall": wall.path_of(room),
        "wall_link": for_others(request, wall.path_of(room)),
        "is_closed": room.conversation.state == Conversation.State.CLOSED,
    }
    return render(request, "rooms/design.html", context)


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def purpose(request: HttpRequest, room: Room) -> HttpResponse:
    now = {"question": room.conversation.title, "given": room.given, "decided_by": room.decided_by}
    form = PurposeForm(sent(request), initial=now, has_problem=room.problem is not None)
    if form.is_valid():
        planning.set_purpose(by=request.user, room=room, **form.cleaned_data)
        return redirect("rooms:design", room.pk)
    return render(request, "rooms/purpose.html", {"room": room, "form": form}, status=400 if form.errors else 200)


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def place(request: HttpRequest, room: Room) -> HttpResponse:
    starts = timezone.localtime(room.starts) if room.starts else None
    now = {name: getattr(room, name) for name in ("place", "address", "video_link", "access")}
    when = {"day": starts.date(), "time": starts.time()} if starts else {}
    form = PlaceForm(sent(request), initial=now | when)
    if form.is_valid():
        planning.set_place(by=request.user, room=room, **form.where_and_when())
        return redirect("rooms:design", room.pk)
    return render(request, "rooms/place.html", {"room": room, "form": form}, status=400 if form.errors else 200)


@require_POST
@for_facilitators
@says_why
def one_voice(request: HttpRequest, room: Room) -> HttpResponse:
    planning.set_one_voice(by=request.user, room=room, is_wanted=request.POST.get("wanted") == "yes")
    return redirect("rooms:design", room.pk)
