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
def way_in(room: Room, person: Person) -> str:
    """How whoever looks stands to a meeting that is not over and to which the people of the problem are asked."""
    if room.conversation.state == Conversation.State.CLOSED or room.called is None:
        return ""
    if not calling.is_of(person, room.problem):
        return "" if room.facilitators.filter(pk=person.pk).exists() else "could be asked"
    return "has a place" if room.conversation.participants.filter(member=person).exists() else "is asked"
