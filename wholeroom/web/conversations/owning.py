"""What one person owns and others read: who sees it, who changes it, and what an erasure of its owner does to it.

An app that keeps such things asks here; who the owner is says the thing itself.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from wholeroom.web.conversations.actions import TooLate
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people.models import Person


class Owned(Protocol):
    """A conversation that somebody owns: its key is the conversation's."""

    pk: UUID
    conversation: Conversation

    @property
    def is_draft(self) -> bool: ...

    def is_of(self, person: Person) -> bool: ...


Thing = TypeVar("Thing", bound=Owned)


def seen(request: HttpRequest, things: QuerySet[Any], pk: UUID) -> Any:
    """The one of these with a key, for whoever has its address. A draft is there for its owner only."""
    thing = get_object_or_404(things, pk=pk)
    if thing.is_draft and not thing.is_of(request.user):
        raise Http404
    return thing


def readers(see: Callable[[HttpRequest, UUID], object]) -> Callable[[Conversation, HttpRequest], bool]:
    """Whoever sees the thing reads what shows in it."""

    def may_be_read(conversation: Conversation, request: HttpRequest) -> bool:
        try:
            see(request, conversation.pk)
        except Http404:
            return False
        return True

    return may_be_read


def owned(request: HttpRequest, thing: Thing) -> Thing:
    """For its owner; to anybody else, and once it is closed, these pages are not there."""
    if not thing.is_of(request.user) or thing.conversation.state == Conversation.State.CLOSED:
        raise Http404
    return thing


def own(*, by: Person, thing: Owned, otherwise: type[WebError]) -> Conversation:
    """The thing's conversation, locked; only its owner gets it, until it is closed. ``otherwise`` refuses others."""
    conversation = Conversation.objects.select_for_update().get(pk=thing.pk)
    if not thing.is_of(by):
        raise otherwise
    if conversation.state == Conversation.State.CLOSED:
        raise TooLate
    thing.conversation = conversation
    return conversation


def let_go_of_owner(things: QuerySet[Any], owner: str, *, key: str) -> None:
    """Nothing says any more who owned what, where an erasure is of them or of their place in it.

    ``owner`` is the field that says whose it is. Call it before the places themselves are emptied.
    """
    places = Participant.objects.filter(Q(pk=key) | Q(member=key))
    theirs = things.filter(conversation__participants__in=places, **{f"{owner}__participants__in": places})
    things.filter(Q(pk__in=theirs.values("pk")) | Q(**{owner: key})).update(**{owner: None})
