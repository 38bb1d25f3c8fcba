"""What the page of a problem says of papers."""

from django import template
from django.db.models import QuerySet

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.papers import actions
from wholeroom.web.papers.document import is_enough, told_of
from wholeroom.web.papers.models import Paper, Told
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

register = template.Library()


@register.simple_tag
def papers_about(problem: Problem) -> list[Paper]:
    """Papers open to everyone that tell of it: those that tell of enough problems to tell of any."""
    open_to_all = Paper.objects.filter(
        pk__in=Told.objects.filter(problem=problem).exclude(parts=[]).values("paper"),
        conversation__state=Conversation.State.OPEN,
        conversation__audience=Conversation.Audience.EVERYONE,
    )
    papers = open_to_all.select_related("conversation").order_by("shared_on", "pk")
    return [paper for paper in papers if is_enough(told_of(paper))]


@register.simple_tag
def papers_asking(problem: Problem) -> QuerySet[Told]:
    return problem.told_in.select_related("paper__conversation")


@register.simple_tag
def could_ask(person: Person, problem: Problem) -> list[Paper]:
    return actions.may_ask(person, problem)
