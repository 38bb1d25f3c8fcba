"""The facilitator's screen: turn the clock, see who is here, keep what is said on paper."""

from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wholeroom.web.conversations.forms import HideForm
from wholeroom.web.errors import WebError
from wholeroom.web.live import tickets
from wholeroom.web.rooms import actions, places, planning, registry, speaking, ways_in
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import by_page
from wholeroom.web.rooms.screens import wall
from wholeroom.web.rooms.screens.console_forms import PersonForm
from wholeroom.web.rooms.screens.console_frame import all_words, with_titles
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.parts import part_values
from wholeroom.web.rooms.screens.standing import Standing, standing

WORDS_ON_A_PAGE = 100


@require_safe
@never_cache
@for_facilitators
def console(request: HttpRequest, room: Room) -> HttpResponse:
    return console_page(request, room)


def console_page(
    request: HttpRequest, room: Room, why: str = "", own: str | None = None, person: PersonForm | None = None
) -> HttpResponse:
    """``why`` something was refused, ``own`` with a form that was, or a ``person`` who could not be added."""
    here = standing(room)
    form, wall_path = person or PersonForm(), wall.path_of(room)
    values = {
        "room": room,
        "here": here,
        "frame": frame(here, "console"),
        "own": own or personal_part(request, here),
        "live": f"/live/{tickets.mint(room.pk.hex, 'console', get_language())}",
        "why": why,
        "form": form,
        "hide_form": HideForm(auto_id="hide_%s"),
        "wall": wall_path,
        "wall_elsewhere": ways_in.for_others(request, wall_path),
        "ways_in": ways_in.ways_into(request, room),
    }
    refused = bool(why or own or form.errors)
    return render(request, "rooms/console.html", values, status=422 if refused else 200)


@require_safe
@never_cache
@for_facilitators
def now(request: HttpRequest, room: Room) -> HttpResponse:
    """The frame alone, for a page that has just done something and does not wait to be told."""
    return HttpResponse(frame(standing(room), "console"))


@require_safe
@never_cache
@for_facilitators
def mine(request: HttpRequest, room: Room) -> HttpResponse:
    return HttpResponse(personal_part(request, standing(room)))


def personal_part(
    request: HttpRequest, here: Standing, written_for: Step | None = None, refused: Form | None = None, why: str = ""
) -> SafeString:
    """What the facilitator writes in the open step; or in the step that words were written for, if refused."""
    step = written_for or here.step
    fragment = registry.activity(step.activity).console(step, refused) if step else ""
    return render_to_string("rooms/console-part.html", part_values(request, here, step, fragment, why), request=request)


@require_POST
@never_cache
@for_facilitators
def turn(request: HttpRequest, room: Room) -> HttpResponse:
    verb, seen = request.POST.get("verb", ""), request.POST.get("seen", "")
    if verb not in (*actions.TURNS, "undo") or not (seen.isdecimal() or seen == ""):
        return HttpResponseBadRequest()
    has_seen = int(seen) if seen else None
    try:
        if verb == "undo":
            actions.undo(by=request.user, room=room, seen=has_seen)
        else:
            actions.turn(by=request.user, room=room, verb=verb, seen=has_seen)
    except WebError as refusal:
        return refused(request, room, refusal)
    return done(request, room)


@require_POST
@never_cache
@for_facilitators
def word(request: HttpRequest, room: Room) -> HttpResponse:
    """Who has the word, or whether people speak one at a time at all."""
    try:
        if wanted := request.POST.get("one_voice"):
            planning.set_one_voice(by=request.user, room=room, is_wanted=wanted == "yes")
        else:
            speaker = request.POST.get("participant", "")
            speaking.give_the_word(by=request.user, room=room, participant_id=UUID(speaker) if speaker else None)
    except ValueError:
        return HttpResponseBadRequest()
    except WebError as refusal:
        return refused(request, room, refusal)
    return done(request, room)


@require_POST
@never_cache
@for_facilitators
def add_person(request: HttpRequest, room: Room) -> HttpResponse:
    """Somebody who is in the room without a phone: what they say is written down for them."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        why = " ".join(error for errors in form.errors.values() for error in errors)
        return by_page_or(request, why) or console_page(request, room, person=form)
    try:
        places.add_without_phone(by=request.user, room=room, **form.cleaned_data)
    except WebError as refusal:
        return refused(request, room, refusal)
    return done(request, room)


@require_safe
@never_cache
@for_facilitators
def words(request: HttpRequest, room: Room) -> HttpResponse:
    """All that was said, by step, to hide or to let show: also after the close."""
    here = standing(room)
    page = Paginator(all_words(here), WORDS_ON_A_PAGE).get_page(request.GET.get("page"))
    values = {"room": room, "page": page, "found": with_titles(here, page.object_list)}
    return render(request, "rooms/all-words.html", values)


@require_safe
@never_cache
@for_facilitators
def hide_words(request: HttpRequest, room: Room, words_id: UUID) -> HttpResponse:
    """The reasons for which words may be hidden, on a page of their own; with a script they open in the console."""
    readable = room.conversation.contributions.filter(state__in=("shown", "waiting"))
    words = get_object_or_404(readable.select_related("participant__member"), pk=words_id)
    action = reverse("conversations:hide", args=[words.pk])
    values = {"room": room, "words": words, "form": HideForm(), "action": action}
    return render(request, "rooms/hide-words.html", values)


def done(request: HttpRequest, room: Room) -> HttpResponse:
    if by_page(request):
        return HttpResponse(status=204)
    return redirect("rooms:console", room.pk)


def refused(request: HttpRequest, room: Room, refusal: WebError) -> HttpResponse:
    return by_page_or(request, str(refusal)) or console_page(request, room, why=str(refusal))


def by_page_or(request: HttpRequest, why: str) -> HttpResponse | None:
    """Why something was refused, in words for the page that asked; None where a person without a script did."""
    if not by_page(request):
        return None
    return HttpResponse(why, content_type="text/plain; charset=utf-8", status=422)
