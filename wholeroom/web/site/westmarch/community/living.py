"""The community of the worked example lives through 30 days: each act is one that the pages offer too."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wholeroom.analysis.retrieval.areas import read_areas
from wholeroom.web.areas import actions as areas
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.introductions import daily
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people.models import Person
from wholeroom.web.problems import figures
from wholeroom.web.problems.models import Problem
from wholeroom.web.site.westmarch.community import answering, arriving, noting, speaking, talking
from wholeroom.web.site.westmarch.community.rows import LONGEST_AGO, Community, of_day, read, rows_of
from wholeroom.web.site.westmarch.past import days_ago


@dataclass
class Living:
    """Who and what is there by now, by the keys that the files use."""

    files: Community
    people: dict[str, Person] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    replies: dict[str, Contribution] = field(default_factory=dict)
    notes: dict[str, PracticeNote] = field(default_factory=dict)

    def area(self, code: str) -> Area | None:
        return Area.objects.filter(code=code).first()


def make(folder: Path) -> None:
    """Whole or not at all, and once for each data folder."""
    first = rows_of(folder / "people.csv")[0]["email"]
    if not Person.objects.filter(email=first).exists():
        with transaction.atomic():
            live(folder)


def live(folder: Path) -> Living:
    """All of it, from the day before the first to today; at the end of each day what the worker does daily."""
    with days_ago(LONGEST_AGO + 1):
        areas.load(areas=read_areas(folder / "areas.csv").areas)
        living = Living(read(folder))
        arriving.come(living)
    for day in range(LONGEST_AGO, -1, -1):
        with days_ago(day):
            one_day(living, day)
    answering.say_where_they_stand(living)
    answering.say_which_are_the_same(living)
    talking.settle(living)
    return living


def one_day(living: Living, day: int) -> None:
    files = living.files
    speaking.come_out(living)
    for row in of_day(files.problems, day):
        answering.bring(living, row)
    for row in of_day(files.replies, day):
        answering.reply(living, row)
    for row in of_day(files.same_here, day):
        answering.same_here(living, row)
    for row in of_day(files.under_pseudonyms, day):
        speaking.speak(living, row)
    for row in of_day(files.notes, day):
        noting.write(living, row)
    for row in of_day(files.countersigned, day):
        noting.counter_sign(living, row)
    for row in of_day(files.replications, day):
        noting.try_here(living, row)
    for row in of_day(files.introductions, day):
        talking.ask(living, row)
    talking.answer(living)
    figures.renew_all()
    daily.tidy_up(today=timezone.localdate())
