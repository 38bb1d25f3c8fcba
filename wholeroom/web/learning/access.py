"""Who may see a practice note, who may change it, and where it is."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people.models import Person


def seen(request: HttpRequest, pk: UUID) -> PracticeNote:
    """A note for whoever has its address. A draft is there for its author only."""
    note = get_object_or_404(PracticeNote.objects.select_related("conversation", "area"), pk=pk)
    if note.is_draft and not note.is_of(request.user):
        raise Http404
    return note


def may_be_read(conversation: Conversation, request: HttpRequest) -> bool:
    """Whoever sees the note reads what shows in it."""
    try:
        seen(request, conversation.pk)
    except Http404:
        return False
    return True


def owned(request: HttpRequest, pk: UUID) -> PracticeNote:
    """A note for its author; to anybody else, and once it is closed, these pages are not there."""
    note = seen(request, pk)
    if not note.is_of(request.user) or note.conversation.state == Conversation.State.CLOSED:
        raise Http404
    return note


def answered(request: HttpRequest, pk: UUID) -> PracticeNote:
    """An open note, for a member who did not write it."""
    note = seen(request, pk)
    if note.is_of(request.user) or note.conversation.state != Conversation.State.OPEN:
        raise Http404
    return note


def moderates(conversation: Conversation, person: Person) -> bool:
    """The author and every community host do. Hidden words keep the published rule beside them."""
    return person.is_host or PracticeNote.objects.filter(conversation=conversation, author=person).exists()


def may_import(person: Person) -> bool:
    """Who brings in the words of many at once is a host, or somebody who may open rooms."""
    return person.is_authenticated and (person.is_host or person.may_facilitate)


def address_of(conversation: Conversation) -> str:
    return reverse("learning:note", args=[conversation.pk])
