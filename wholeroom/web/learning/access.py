"""Who may see a practice note, who may change it, and where it is."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from wholeroom.web.conversations import owning
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people.models import Person


def seen(request: HttpRequest, pk: UUID) -> PracticeNote:
    """A note for whoever has its address. A draft is there for its author only."""
    return owning.seen(request, PracticeNote.objects.select_related("conversation", "area"), pk)


may_be_read = owning.readers(seen)


def owned(request: HttpRequest, pk: UUID) -> PracticeNote:
    """A note for its author; to anybody else, and once it is closed, these pages are not there."""
    return owning.owned(request, seen(request, pk))


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
