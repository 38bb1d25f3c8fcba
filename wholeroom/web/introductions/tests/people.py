"""People who have a problem, and days that pass, for the tests of introductions."""

from dataclasses import replace
from datetime import timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from wholeroom.web.introductions import actions, daily
from wholeroom.web.introductions.actions import Reach, Wish
from wholeroom.web.introductions.models import Introduction, Side
from wholeroom.web.people.models import Allowance
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import Problem, SameHere

WISH = Wish("listen", "call", "evening")


def reach_of(person):
    return Reach(f"Called {person.name}", f"{person.name}@reach.example")


def say_same_here(person, problem, **how):
    return replying.say_same_here(by=person, problem=problem, **{"may_be_asked": True, **how})


def ask(person, problem, **wish):
    return actions.ask(by=person, problem=problem, wish=replace(WISH, **wish), reach=reach_of(person))


def say_yes(person, side):
    return actions.say_yes(by=person, side=side, reach=reach_of(person))


def asked_now(person):
    return list(actions.asked_of(person, today=timezone.localdate()))


def days_pass(number=1):
    """Everything that has a day lies so many days further back; each day the daily job runs, at an hour of its own."""
    for _ in range(number):
        for model in (Introduction, Side, SameHere, Problem):
            move_back(model)
        for allowance in Allowance.objects.all():
            allowance.ends -= timedelta(days=1)
            allowance.save()
        daily.every_minute(now=timezone.localtime().replace(hour=daily.HOUR_OF_FIGURES))


def move_back(model):
    dates = [field.name for field in model._meta.concrete_fields if type(field) is models.DateField]
    for row in model.objects.all():
        moved = {name: getattr(row, name) - timedelta(days=1) for name in dates if getattr(row, name)}
        model.objects.filter(pk=row.pk).update(**moved)


def everything_stored(*labels):
    """All that the tables of some apps hold, as text."""
    found = []
    for label in labels:
        for model in apps.get_app_config(label).get_models():
            found += [str(row) for row in model._base_manager.values()]
    return "\n".join(found)
