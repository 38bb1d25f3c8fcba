"""The screen of each participant: the step, what it asks, my words. What was written is never lost."""

from django.core.paginator import Paginator
from django.forms import Form, Textarea, TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.live import tickets
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import access, admitting, codes, places, registry
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import by_page, says_why
from wholeroom.web.rooms.saying import holds_back
from wholeroom.web.rooms.screens.console import WORDS_ON_A_PAGE, console_page, personal_part
from wholeroom.web.rooms.screens.console_frame import in_order_of
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.parts import part_values
from wholeroom.web.rooms.screens.standing import Standing, standing

JOINS_AGAIN = "join-again"
NOT_KEPT = ("csrfmiddlewaretoken", "text", "slip")


def entered(request: HttpRequest, code: str) -> tuple[Room, Participant | None]:
    """The room of a code, and whose place in it this is. A wrong code counts as a guess, as it does when joining."""
    room = access.room_by_code(request, code)
    return room, cookies.participant(request, room.conversation)


@require_safe
@never_cache
@says_why
def phone(request: HttpRequest, code: str) -> HttpResponse:
    room, participant = entered(request, code)
    if participant is None:
        return redirect("rooms:welcome", room.code)
    return phone_page(request, room, participant)


@require_safe
@never_cache
@says_why
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the page that is one participant's own, for the step that is open now."""
    room, participant = entered(request, code)
    if participant is None:
        return render(request, "rooms/not-known-here.html", {"room": room})
    return HttpResponse(own_part(request, standing(room), participant))


@require_safe
@never_cache
@says_why
def said(request: HttpRequest, code: str) -> HttpResponse:
    """All that was said so far, step by step: to be read, not to be watched."""
    room, participant = entered(request, code)
    if participant is None:
        return redirect("rooms:welcome", room.code)
    steps = open_to_all(room)
    shown = in_order_of(steps, room.conversation.contributions.read_by_all())
    page = Paginator(shown.filter(part__in=[step.part for step in steps]), WORDS_ON_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    told = [(step, [one for one in page if one.part == step.part]) for step in steps]
    values = {"room": room, "page": page, "told": [(step, found) for step, found in told if found]}
    return render(request, "rooms/said.html", values)


def open_to_all(room: Room) -> list[Step]:
    """The steps but for one in which words wait until the owner has spoken."""
    return [step for step in room.steps.all() if not holds_back(step)]


@require_POST
@never_cache
@says_why
def say(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    """Take in words for a step, also when it is no longer open. Nobody has to hurry for fear of losing them."""
    room, participant = entered(request, code)
    step = get_object_or_404(room.steps, pk=step_id)
    if "for" in request.POST and room.facilitators.filter(pk=request.user.pk).exists():
        return said_by_facilitator(request, step)
    token = ""
    if participant is None and JOINS_AGAIN in request.POST:
        slip = codes.cleaned(request.POST.get("slip", ""))
        try:
            participant, token = admitting.admitted(request, room, places.take_place_again, slip=slip)
        except WebError as refusal:
            return words_come_back(request, step, str(refusal))
    if participant is None:
        return words_come_back(request, step)
    response = said_by_participant(request, step, participant)
    if token:
        cookies.remember(response, room.conversation, token)
    return response


def said_by_participant(request: HttpRequest, step: Step, participant: Participant) -> HttpResponse:
    room = step.room
    refused, why = take(request, step, participant)
    if refused is None and not why:
        return HttpResponse(own_part(request, standing(room), participant)) if by_page(request) else to_phone(room)
    own = own_part(request, standing(room), participant, step, refused, why)
    return HttpResponse(own, status=422) if by_page(request) else phone_page(request, room, participant, own)


def said_by_facilitator(request: HttpRequest, step: Step) -> HttpResponse:
    refused, why = take(request, step, request.user)
    if refused is None and not why:
        if by_page(request):
            return HttpResponse(personal_part(request, standing(step.room)))
        return redirect("rooms:console", step.room_id)
    if by_page(request):
        return HttpResponse(personal_part(request, standing(step.room), step, refused, why), status=422)
    return console_page(request, step.room, why, personal_part(request, standing(step.room), step, refused))


def take(request: HttpRequest, step: Step, by: Participant | Person) -> tuple[Form | None, str]:
    """The form that was refused, if it was, and why in words where there is no form to say it."""
    try:
        return registry.activity(step.activity).accept(step, request.POST, by=by), ""
    except WebError as refusal:
        return None, str(refusal)


def words_come_back(request: HttpRequest, step: Step, why: str = "") -> HttpResponse:
    """Nobody is known by this cookie: what they wrote comes back, with a way to join again and send it.

    ``why`` that was not possible a moment ago.
    """
    kept = [(name, value) for name, value in request.POST.items() if name not in NOT_KEPT]
    values = {"room": step.room, "step": step, "kept": kept, "text": request.POST.get("text"), "why": why}
    template = "rooms/words-come-back.html" if by_page(request) else "rooms/words-come-back-page.html"
    return render(request, template, {**values, "joins_again": JOINS_AGAIN}, status=422)


def phone_page(request: HttpRequest, room: Room, participant: Participant, own: str | None = None) -> HttpResponse:
    here, refused = standing(room), own is not None
    values = {
        "room": room,
        "frame": frame(here, "phone"),
        "own": own if refused else own_part(request, here, participant),
        "live": f"/live/{tickets.mint(room.pk.hex, 'phone', get_language())}",
        "mine": reverse("rooms:mine-fragment", args=[room.code]),
    }
    return render(request, "rooms/phone.html", values, status=422 if refused else 200)


def own_part(
    request: HttpRequest,
    here: Standing,
    participant: Participant,
    written_for: Step | None = None,
    refused: Form | None = None,
    why: str = "",
) -> SafeString:
    """Of the open step; or of the step that words were written for, where they were refused. A choice that was refused
    leaves nothing to send again: where the meeting has moved on, only why is said.
    """
    is_choice = refused is not None and written_for != here.step and not takes_words(refused)
    if refused is not None and is_choice:
        written_for, refused, why = None, None, in_words(refused)
    step = written_for or here.step
    fragment = registry.activity(step.activity).phone(step, participant, refused) if step else ""
    values = {**part_values(request, here, step, fragment, why), "is_choice": is_choice}
    return render_to_string("rooms/own-part.html", values, request=request)


def takes_words(form: Form) -> bool:
    """Whether people write in it."""
    return any(isinstance(field.widget, (Textarea, TextInput)) for field in form.fields.values())


def in_words(form: Form) -> str:
    """Why it was refused."""
    of_fields = (error for field in form.visible_fields() for error in field.errors)
    return " ".join((*form.non_field_errors(), *of_fields))


def to_phone(room: Room) -> HttpResponse:
    return redirect("rooms:phone", room.code)
