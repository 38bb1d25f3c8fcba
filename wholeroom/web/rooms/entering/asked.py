"""For the people of a problem: what the meeting on it is, and what they wrote that they may say there again."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.rooms.access import for_facilitators, room_by_code
from wholeroom.web.rooms.entering import calling
from wholeroom.web.rooms.entering.joining import over, what_it_is
from wholeroom.web.rooms.forms import BringForm
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.requests import says_why, sent


@require_POST
@for_facilitators
@says_why
def call(request: HttpRequest, room: Room) -> HttpResponse:
    calling.call(by=request.user, room=room)
    return redirect("rooms:invitations", room.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@says_why
def asked(request: HttpRequest, code: str) -> HttpResponse:
    """To anybody who is not asked there is nothing here."""
    room = room_by_code(request, code)
    if not calling.is_asked(request.user, room):
        raise Http404
    if room.conversation.state == Conversation.State.CLOSED:
        return over(request, room)
    form = BringForm(sent(request), words=calling.could_bring(request.user, room))
    if form.is_valid():
        calling.bring(by=request.user, room=room, **form.cleaned_data)
        return redirect("rooms:phone", room.code)
    context = {"room": room, "form": form, **what_it_is(room)}
    return render(request, "rooms/asked.html", context, status=400 if form.errors else 200)
