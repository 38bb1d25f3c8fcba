"""Who may be asked to talk about a problem, and the lot that says who is asked, and when."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from wholeroom.web.introductions.models import (
    ASKED_FOR,
    MOST_ASKED,
    Introduction,
    NotAgain,
    OwnerMayBeAsked,
    Side,
)
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem, SameHere

CHANCE = secrets.SystemRandom()


def may_be_asked(problem: Problem, *, said_within: tuple[date, date] | None = None) -> QuerySet[Person]:
    """Whoever has this problem and lets others ask them; only those who said so from one day to another, if given."""
    said = SameHere.objects.filter(problem=problem, may_be_asked=True, participant__has_left=False)
    owner = OwnerMayBeAsked.objects.filter(problem=problem)
    if said_within is not None:
        said, owner = said.filter(day__range=said_within), owner.filter(day__range=said_within)
    willing = Q(pk__in=said.values("participant__member")) | Q(pk__in=owner.values("problem__owner"))
    return Person.objects.filter(willing, not_again__isnull=True)


def lets_itself_be_asked(person: Person) -> Q:
    """The problems on which somebody may be asked now, as a condition on ``problem``."""
    if NotAgain.objects.filter(person=person).exists():
        return Q(pk__in=())
    said = SameHere.objects.filter(participant__member=person, may_be_asked=True, participant__has_left=False)
    owner = OwnerMayBeAsked.objects.filter(problem__owner=person)
    return Q(problem__in=said.values("problem")) | Q(problem__in=owner.values("problem"))


def how_many_may_be_asked(problems: Iterable[Problem]) -> dict[object, int]:
    """By problem, in two queries. A small number is nobody's to see: show it through ``disclosure`` alone."""
    said = SameHere.objects.filter(
        problem__in=problems,
        may_be_asked=True,
        participant__has_left=False,
        participant__member__isnull=False,
        participant__member__not_again__isnull=True,
    )
    owners = OwnerMayBeAsked.objects.filter(
        problem__in=problems, problem__owner__isnull=False, problem__owner__not_again__isnull=True
    )
    counts = dict(said.order_by().values_list("problem").annotate(Count("pk")))
    for problem in owners.values_list("problem", flat=True):
        counts[problem] = counts.get(problem, 0) + 1
    return counts


def draw(introduction: Introduction, *, asker: Person) -> None:
    """Give each of the three spells its person, by lot; where there are fewer people, a spell stays empty for now.

    All are drawn at once, so that nobody has to keep who was asked already, or what they said.
    """
    drawn = iter(_shuffled(may_be_asked(introduction.problem).exclude(pk=asker.pk)))
    for number in range(MOST_ASKED):
        begins = introduction.begun + ASKED_FOR * number
        Side.objects.create(introduction=introduction, person=next(drawn, None), begins=begins, ends=begins + ASKED_FOR)


def draw_newcomers(introduction: Introduction, *, today: date) -> None:
    """Fill spells that are empty and still to come with people who may be asked only since the last drawing.

    Looks at days that are over, once each: so nobody is drawn twice, though nobody keeps who was asked.
    """
    yesterday = today - timedelta(days=1)
    if introduction.is_proposed or introduction.drawn >= yesterday:
        return
    empty = introduction.sides.filter(person=None, is_asker=False, begins__gt=today)
    here = introduction.sides.filter(person__isnull=False).values("person")
    days = (introduction.drawn + timedelta(days=1), yesterday)
    new = may_be_asked(introduction.problem, said_within=days).exclude(pk__in=here)
    for side, person in zip(empty.order_by("begins"), _shuffled(new), strict=False):
        side.person = person
        side.save(update_fields=["person"])
    introduction.drawn = yesterday
    introduction.save(update_fields=["drawn"])


def _shuffled(people: QuerySet[Person]) -> list[Person]:
    found = list(people.order_by("pk"))
    CHANCE.shuffle(found)
    return found
