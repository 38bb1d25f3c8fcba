"""The mail that a room sends before the meeting: the personal invitation."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import RoomInvitation


def send_invitation(invitation: RoomInvitation, token: str, *, asked_by: Person | None) -> None:
    """Once the invitation is kept for good. Without an address nothing is sent: its link is handed over.

    The facilitator's own address is where answers go. Whoever passed an invitation on is not named.
    """
    if not invitation.email:
        return
    address = absolute(reverse("rooms:invitation", args=[token]))
    words = {"invitation": invitation, "room": invitation.room, "address": address, "asked_by": asked_by}
    letter = EmailMessage(
        subject=gettext("An invitation: %(question)s") % {"question": " ".join(invitation.room.question.split())[:120]},
        body=render_to_string("rooms/mail/invitation.txt", words),
        to=[invitation.email],
        reply_to=[asked_by.email] if asked_by else None,
        headers={"X-About": invitation.key.hex},
    )
    transaction.on_commit(letter.send)
