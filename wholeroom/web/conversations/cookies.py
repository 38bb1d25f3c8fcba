"""How a browser shows whose place in a conversation it holds: one cookie per conversation, read and written here only.

Each holds a random token of its own, so two conversations cannot be joined through it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wholeroom.web.conversations.actions import participant_with
from wholeroom.web.conversations.models import Conversation, Participant

KEPT = 180 * 24 * 3600  # seconds: until well after the review day


def name(conversation: Conversation) -> str:
    return f"{'__Host-' if settings.HTTPS else ''}here-{conversation.id.hex[:12]}"


def remember(response: HttpResponse, conversation: Conversation, token: str) -> None:
    """Have the browser keep the token of a place it was just given."""
    response.set_cookie(
        name(conversation), token, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.HTTPS, path="/"
    )


def forget(response: HttpResponse, conversation: Conversation) -> None:
    response.delete_cookie(name(conversation), path="/", samesite="Lax")


def participant(request: HttpRequest, conversation: Conversation) -> Participant | None:
    """Whose place it is: the cookie's, or that of the member who is signed in and is openly themselves here."""
    token = request.COOKIES.get(name(conversation))
    if token and (found := participant_with(conversation, token)):
        return found
    if request.user.is_authenticated:
        return conversation.participants.filter(member=request.user).select_related("member").first()
    return None
