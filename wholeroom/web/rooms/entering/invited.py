"""The guest's side of an invitation: reading it changes nothing; yes, no and "ask someone else" are sent."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.rooms.entering import invitations
from wholeroom.web.rooms.entering.joining import chosen_openly, name_of_member, over, way_back, what_it_is
from wholeroom.web.rooms.forms import AcceptForm, DeclineForm, PersonToAskForm
from wholeroom.web.rooms.models import RoomInvitation
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.ways_in import for_others

READ_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[[HttpRequest, RoomInvitation, str], HttpResponse]


def for_the_invited(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Give a view the invitation that its link opens. Links that were taken back, or are old, say so."""

    @READ_AND_SEND
    @never_cache
    @says_why
    @wraps(view)
    def with_invitation(request: HttpRequest, token: str) -> HttpResponse:
        found = invitations.with_token(token)
        if found is None:
            return render(request, "rooms/no-such-invitation.html", status=404)
        if found.room.conversation.state == Conversation.State.CLOSED:
            return over(request, found.room)
        return view(request, found, token)

    return with_invitation


@for_the_invited
def invitation(request: HttpRequest, asked: RoomInvitation, token: str) -> HttpResponse:
    """What it is about, and the way to say yes."""
    if asked.state not in invitations.OPEN_TO_ANSWER:
        return answered(request, asked)
    here = cookies.participant(request, asked.room.conversation)
    if here is not None:
        return asked_again(request, asked, token, here)
    form = AcceptForm(sent(request), member_name=name_of_member(request))
    if form.is_valid():
        return accepted(request, asked, form)
    return reading(request, asked, token, form)


def reading(request: HttpRequest, asked: RoomInvitation, token: str, form: AcceptForm | None = None) -> HttpResponse:
    names = [person.name for person in asked.room.facilitators.exclude(name="")]
    context = {"asked": asked, "room": asked.room, "token": token, "form": form, "facilitators": names}
    status = 400 if form and form.errors else 200
    return render(request, "rooms/invitation.html", {**context, **what_it_is(asked.room)}, status=status)


def accepted(request: HttpRequest, asked: RoomInvitation, form: AcceptForm) -> HttpResponse:
    """The link to come back is shown now, and never again: most people will hold another phone on the day."""
    given = form.cleaned_data
    by = chosen_openly(request, form)
    _, token = invitations.accept(by=by, invitation=asked, nickname=given["nickname"], groups=given["groups"])
    link = way_back(request, asked.room, token)
    response = render(request, "rooms/accepted.html", {"asked": asked, "room": asked.room, "way_back": link})
    cookies.remember(response, asked.room.conversation, token)
    return response


def asked_again(request: HttpRequest, asked: RoomInvitation, token: str, here: Participant) -> HttpResponse:
    """Somebody came in by the code before they answered: one place is enough."""
    if request.method == "POST":
        invitations.accept_here(by=here, invitation=asked)
        return answered(request, asked)
    return reading(request, asked, token)


def answered(request: HttpRequest, asked: RoomInvitation) -> HttpResponse:
    is_here = cookies.participant(request, asked.room.conversation) is not None
    return render(request, "rooms/answered.html", {"asked": asked, "room": asked.room, "is_here": is_here})


@for_the_invited
def decline(request: HttpRequest, asked: RoomInvitation, token: str) -> HttpResponse:
    if asked.state not in invitations.OPEN_TO_ANSWER:
        return answered(request, asked)
    form = DeclineForm(sent(request))
    if form.is_valid():
        invitations.decline(invitation=asked, why=form.cleaned_data["why"])
        return render(request, "rooms/declined.html", {"asked": asked, "room": asked.room, "token": token})
    return render(request, "rooms/decline.html", {"asked": asked, "room": asked.room, "token": token, "form": form})


@for_the_invited
def pass_on(request: HttpRequest, asked: RoomInvitation, token: str) -> HttpResponse:
    """Ask somebody else instead. Without an address the new link is shown once, to hand over."""
    if asked.state not in invitations.OPEN_TO_ANSWER:
        return answered(request, asked)
    form = PersonToAskForm(sent(request))
    context = {"asked": asked, "room": asked.room, "token": token, "form": form}
    if form.is_valid():
        following, new_token = invitations.pass_on(invitation=asked, **form.cleaned_data)
        link = "" if following.email else for_others(request, reverse("rooms:invitation", args=[new_token]))
        return render(request, "rooms/passed-on.html", {**context, "following": following, "link": link})
    return render(request, "rooms/pass-on.html", context, status=400 if form.errors else 200)
