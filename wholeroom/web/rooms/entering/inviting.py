"""The facilitator's side of invitations, and people without a phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.rooms import places
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.entering import invitations
from wholeroom.web.rooms.forms import InvitationForm, WithoutPhoneForm
from wholeroom.web.rooms.models import Room, RoomInvitation
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.ways_in import for_others

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def all_invitations(request: HttpRequest, room: Room) -> HttpResponse:
    form = InvitationForm(sent(request), room=room)
    if form.is_valid():
        invitation, token = invitations.invite(by=request.user, room=room, **form.cleaned_data)
        return page(request, room, made=invitation, token=token)
    return page(request, room, form=form)


@require_POST
@for_facilitators
@says_why
@never_cache
def again(request: HttpRequest, room: Room, invitation_id: int) -> HttpResponse:
    """A new link for somebody who did not answer: by mail, or to hand over once more."""
    invitation = of_room(room, invitation_id)
    token = invitations.invite_again(by=request.user, invitation=invitation)
    return page(request, room, made=invitation, token=token)


@require_POST
@for_facilitators
@says_why
def take_back(request: HttpRequest, room: Room, invitation_id: int) -> HttpResponse:
    invitations.take_back(by=request.user, invitation=of_room(room, invitation_id))
    return redirect("rooms:invitations", room.pk)


@READ_AND_SEND
@for_facilitators
@says_why
@never_cache
def without_phone(request: HttpRequest, room: Room) -> HttpResponse:
    """Somebody who is there and has no phone: others enter their words for them, from paper or by ear."""
    form = WithoutPhoneForm(sent(request))
    if form.is_valid():
        places.add_without_phone(by=request.user, room=room, **form.cleaned_data)
        return redirect("rooms:without-phone", room.pk)
    there = room.conversation.participants.filter(token_hash=None, member=None, is_erased=False).order_by("nickname")
    context = {"room": room, "form": form, "there": list(there)}
    return render(request, "rooms/without-phone.html", context, status=400 if form.errors else 200)


def of_room(room: Room, invitation_id: int) -> RoomInvitation:
    return get_object_or_404(room.invitations.select_related("room__conversation", "room__problem"), pk=invitation_id)


def page(
    request: HttpRequest,
    room: Room,
    *,
    form: InvitationForm | None = None,
    made: RoomInvitation | None = None,
    token: str = "",
) -> HttpResponse:
    """All invitations. The link of one just made is shown now, and never again: only its hash is kept."""
    context = {
        "room": room,
        "form": form or InvitationForm(room=room),
        "made": made,
        "link": for_others(request, reverse("rooms:invitation", args=[token])) if token else "",
        "invitations": list(room.invitations.select_related("seat", "instead_of")),
    }
    return render(request, "rooms/invitations.html", context, status=400 if form and form.errors else 200)
