"""Who may see a problem, and who may change it."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem


def seen(request: HttpRequest, pk: UUID) -> Problem:
    """A problem for whoever has its address. A draft is there for its owner only."""
    problem = get_object_or_404(Problem.objects.select_related("conversation"), pk=pk)
    if problem.is_draft and not problem.is_of(request.user):
        raise Http404
    return problem


def may_be_read(conversation: Conversation, request: HttpRequest) -> bool:
    """Whoever sees the problem reads what shows in it."""
    try:
        seen(request, conversation.pk)
    except Http404:
        return False
    return True


def owned(request: HttpRequest, pk: UUID) -> Problem:
    """A problem for its owner; to anybody else, and once it is closed, these pages are not there."""
    problem = seen(request, pk)
    if not problem.is_of(request.user) or problem.conversation.state == Conversation.State.CLOSED:
        raise Http404
    return problem


def moderates(conversation: Conversation, person: Person) -> bool:
    """The owner does, until a community host can."""
    return Problem.objects.filter(conversation=conversation, owner=person).exists()


def address_of(conversation: Conversation) -> str:
    return reverse("problems:problem", args=[conversation.pk])
