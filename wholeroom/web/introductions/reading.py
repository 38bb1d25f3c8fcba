"""What each of the two sees of an introduction: a function of what they did, of a yes, and of the day; of no more."""

from datetime import date

from django.db.models import QuerySet

from wholeroom.web.introductions.models import Introduction, Side
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

STANDS, OVER, MADE = "stands", "over", "made"
State = Introduction.State


def state_of(side: Side, *, today: date) -> str:
    """Of whoever said yes or asked. Before the day, an ended one can only be their own withdrawal."""
    if side.introduction.state == State.MADE:
        return MADE
    return STANDS if side.introduction.state == State.OPEN and today < side.introduction.ends else OVER


def own_requests(person: Person) -> QuerySet[Side]:
    """What somebody asked for, and what they said a first yes to; the newest first. Not what became a talk."""
    waiting = Side.objects.filter(person=person, said_yes=True).exclude(introduction__state=State.MADE)
    return waiting.select_related("introduction__problem__conversation").order_by("-begins", "pk")


def talks_of(person: Person) -> QuerySet[Side]:
    """Somebody's side of each talk that both said yes to, until they have told whether it helped."""
    own = Side.objects.filter(person=person, introduction__state=State.MADE, has_told=False)
    return own.select_related("introduction__problem__conversation").order_by("introduction__made", "pk")


def other_side(side: Side) -> Side | None:
    """The other of the two, once both said yes; None before that."""
    if side.introduction.state != State.MADE:
        return None
    return side.introduction.sides.exclude(pk=side.pk).first()


def request_on(problem: Problem, person: Person, *, today: date) -> Side | None:
    """What somebody asked on a problem, while it keeps them from asking again."""
    own = Side.objects.filter(person=person, is_asker=True, introduction__problem=problem, ends__gt=today)
    return own.select_related("introduction").order_by("-begins").first()
