"""Whether somebody may read some words, and at which address they stand."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from wholeroom.web.conversations import cookies, permissions
from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.conversations.rows import SEEN_BY_MODERATORS

State = Contribution.State


def is_by(words: Contribution, participant: Participant | None) -> bool:
    return participant is not None and words.participant_id == participant.pk


def may_read(request: HttpRequest, words: Contribution) -> bool:
    """Authors read their own words, moderators all that was not taken back, others what shows where they are."""
    here = words.conversation
    if words.state == State.ERASED:
        return False
    if is_by(words, cookies.participant(request, here)):
        return True
    if words.state in SEEN_BY_MODERATORS and permissions.may_moderate(here, request.user):
        return True
    is_shown = words.is_read_by_all and words.part not in permissions.held_parts(here)
    return is_shown and permissions.may_read(here, request)


def read_words(request: HttpRequest, pk: UUID) -> Contribution:
    """The words, for whoever may read them; to everybody else they are not there."""
    words = Contribution.objects.filter(pk=pk).select_related("conversation", "participant__member").first()
    if words is None or not may_read(request, words):
        raise Http404
    return words


def place_on_page(words: Contribution) -> str:
    """Where words stand on the page of their conversation; words that do not show, and their author sees, at theirs."""
    page = address_of(words.conversation) if words.state == State.SHOWN else ""
    page = page or reverse("conversations:me", args=[words.conversation_id])
    return f"{page}#words-{words.pk.hex}"
