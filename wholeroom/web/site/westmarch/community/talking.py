"""Introductions of the example: who asks to talk, what those who are asked do, and whether it helped."""

from typing import TYPE_CHECKING

from django.utils import timezone

from wholeroom.web.introductions import actions
from wholeroom.web.introductions.actions import Reach, Wish
from wholeroom.web.introductions.models import Introduction, Side
from wholeroom.web.people.models import Person
from wholeroom.web.site.westmarch.community.rows import Row

if TYPE_CHECKING:
    from wholeroom.web.site.westmarch.community.living import Living

YES, DECLINED = "yes", "declined"
ANSWERS = {"not-talked": "no-talk"}


def ask(living: "Living", row: Row) -> None:
    by = living.people[row["by"]]
    wish = Wish(wants="compare", how="either", when="any")
    actions.ask(by=by, problem=living.problems[row["problem"]], wish=wish, reach=reach(by))


def reach(person: Person) -> Reach:
    return Reach(name=person.name, reach=person.email)


def answer(living: "Living") -> None:
    """Whoever is asked today does as the file says. Who is to wait, or to let it pass, does nothing."""
    today = timezone.localdate()
    for row in living.files.introductions:
        problem = living.problems.get(row["problem"])
        asked = Side.objects.filter(
            introduction__problem=problem, introduction__state=Introduction.State.OPEN, is_asker=False, said_yes=False
        ).filter(person__isnull=False, begins__lte=today, ends__gt=today)
        for side in asked.select_related("person", "introduction") if problem else ():
            if row["answer"] == YES:
                actions.say_yes(by=side.person, side=side, reach=reach(side.person))
            elif row["answer"] == DECLINED:
                actions.say_no(by=side.person, side=side)


def settle(living: "Living") -> None:
    """Today: what those who talked say of it."""
    today = timezone.localdate()
    for row in living.files.introductions:
        problem = living.problems[row["problem"]]
        for made in Introduction.objects.filter(problem=problem, state=Introduction.State.MADE):
            if made.question_from and made.question_from <= today:
                tell(made, row)


def tell(made: Introduction, row: Row) -> None:
    sides = list(made.sides.filter(person__isnull=False).select_related("person").order_by("-is_asker"))
    for side, said in zip(sides, (row["helped_one"], row["helped_other"]), strict=False):
        if said:
            actions.tell_if_it_helped(by=side.person, introduction=made, answer=ANSWERS.get(said, said))
