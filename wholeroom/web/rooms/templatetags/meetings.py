from django import template

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms.entering import calling
from wholeroom.web.rooms.models import Room

register = template.Library()


@register.simple_tag
def meetings_on(problem: Problem) -> list[Room]:
    """The rooms on a problem, the first to come first."""
    return list(problem.rooms.select_related("conversation").order_by("starts", "conversation__begun"))


@register.simple_tag
def asked_to(room: Room, person: Person) -> bool:
    """Whether whoever looks is asked to a meeting that is not over."""
    return room.conversation.state != Conversation.State.CLOSED and calling.is_asked(person, room)
