"""Who may see a problem, and who may change it."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from wholeroom.web.conversations import owning
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.problems.stages import steers


def seen(request: HttpRequest, pk: UUID) -> Problem:
    """A problem for whoever has its address. A draft is there for its owner only."""
    return owning.seen(request, Problem.objects.select_related("conversation", "area"), pk)


may_be_read = owning.readers(seen)


def owned(request: HttpRequest, pk: UUID) -> Problem:
    """A problem for its owner; to anybody else, and once it is closed, these pages are not there."""
    return owning.owned(request, seen(request, pk))


def steered(request: HttpRequest, pk: UUID) -> Problem:
    """A problem for its owner or a community host, closed or not; to anybody else these pages are not there."""
    problem = seen(request, pk)
    if problem.is_draft or not steers(problem, request.user):
        raise Http404
    return problem


def moderates(conversation: Conversation, person: Person) -> bool:
    """The owner does, and community hosts once it is shared."""
    if person.is_host and conversation.state != Conversation.State.DRAFT:
        return True
    return Problem.objects.filter(conversation=conversation, owner=person).exists()


def address_of(conversation: Conversation) -> str:
    return reverse("problems:problem", args=[conversation.pk])
