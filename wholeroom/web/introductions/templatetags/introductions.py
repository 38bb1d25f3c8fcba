from dataclasses import dataclass

from django import template
from django.utils import timezone

from wholeroom.web.introductions import actions, drawing, reading
from wholeroom.web.introductions.models import Side
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

register = template.Library()


@dataclass(frozen=True, slots=True)
class Talking:
    """What a reader of a problem can do about a talk."""

    has_it: bool
    may_be_asked: bool
    request: Side | None
    is_made: bool


@register.simple_tag
def talking(problem: Problem, person: Person) -> Talking | None:
    """None for whoever is not signed in."""
    if not person.is_authenticated:
        return None
    own = reading.request_on(problem, person, today=timezone.localdate())
    willing = drawing.may_be_asked(problem).filter(pk=person.pk).exists()
    is_made = own is not None and reading.state_of(own, today=timezone.localdate()) == reading.MADE
    return Talking(actions.has(person, problem), willing, own, is_made)
