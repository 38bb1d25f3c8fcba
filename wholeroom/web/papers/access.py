"""Who may see a paper, and who may change it."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wholeroom.web.conversations import owning
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.papers.models import Paper, Told
from wholeroom.web.people.models import Person


def seen(request: HttpRequest, pk: UUID) -> Paper:
    """A paper for whoever has its address. A draft is there for its author only."""
    return owning.seen(request, Paper.objects.select_related("conversation", "author"), pk)


may_be_read = owning.readers(seen)


def owned(request: HttpRequest, pk: UUID) -> Paper:
    return owning.owned(request, seen(request, pk))


def asked(request: HttpRequest, pk: UUID, problem: UUID) -> Told:
    """What the owner of a problem is asked. Anybody else finds nothing."""
    together = ("paper__conversation", "problem__conversation", "problem__owner")
    told = get_object_or_404(Told.objects.select_related(*together), paper=pk, problem=problem)
    if not told.problem.is_of(request.user):
        raise Http404
    return told


def moderates(conversation: Conversation, person: Person) -> bool:
    """The author does, and any community host."""
    return person.is_host or Paper.objects.filter(conversation=conversation, author=person).exists()


def address_of(conversation: Conversation) -> str:
    return reverse("papers:paper", args=[conversation.pk])
