from django import template

from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms.models import Room

register = template.Library()


@register.simple_tag
def meetings_on(problem: Problem) -> list[Room]:
    """The rooms on a problem, the first to come first."""
    return list(problem.rooms.select_related("conversation").order_by("starts", "conversation__begun"))
