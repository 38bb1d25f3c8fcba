"""Figures of "same here": renewed in steps by the worker, and what a page shows of them.

The arithmetic, and why it is safe, is in ``analysis/disclosure/steps.py``. Here is what it rests on: who was counted is
never counted again nor taken out, nobody else learns how many wait, and no total is ever told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from wholeroom.analysis.disclosure import steps
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.history.actions import record
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.models import Problem, SameHere, SameHereFigures

FEWEST_AT_FIRST = steps.FEWEST_NEW + steps.FEWEST_WAITING


@dataclass(frozen=True)
class Row:
    """A line of a table. Those that read "none or a few" share one, which is not here."""

    label: str
    number: int


@dataclass(frozen=True)
class Figures:
    """The newest step, as pages show it."""

    day: date
    at_least: int
    groups: list[Row]
    areas: list[Row]
    seats: list[tuple[str, int | None]]  # every group, for the ring
    caveats: list[str]

    @property
    def has_other_groups(self) -> bool:
        return len(self.groups) < len(GROUPS)

    @property
    def has_other_areas(self) -> bool:
        return len(self.areas) < len(Area.Kind)


def waiting() -> QuerySet[SameHere]:
    """Who only counts, and was in no step yet: the oldest first, those of one day in no order of theirs.

    Nobody of today: a step that came with a press would tell at what hour it was.
    """
    only_count = SameHere.objects.filter(counted_in=None, appears=SameHere.Appears.COUNT, is_taken_back=False)
    return only_count.filter(day__lt=timezone.localdate()).order_by("day", "pk")


def renew_all() -> None:
    """What the worker does every minute: at most one step a day for each problem."""
    due = waiting().order_by().values("problem").annotate(people=Count("pk")).filter(people__gte=FEWEST_AT_FIRST)
    for one in due.exclude(problem__figures__taken__gte=timezone.localdate()):
        renew(problem_id=one["problem"])


@transaction.atomic
def renew(*, problem_id: UUID) -> None:
    """Take a step, if enough people came since the last one and that was not today."""
    conversation = Conversation.objects.select_for_update().get(pk=problem_id)
    before = SameHereFigures.objects.filter(problem=problem_id).first()
    taken = steps.ready(list(waiting().filter(problem=problem_id)))
    today = timezone.localdate()
    if not taken or (before and before.taken >= today):
        return
    number = before.number + 1 if before else 1
    counted = _with(before.counted if before else {}, taken)
    published = steps.step(number, counted["groups"], counted["areas"])
    SameHereFigures.objects.update_or_create(
        problem_id=problem_id,
        defaults={
            "number": number,
            "taken": today,
            "counted": counted,
            "published": {
                "at_least": published.at_least,
                "groups": published.groups,
                "areas": published.areas,
            },
        },
    )
    SameHere.objects.filter(pk__in=[one.pk for one in taken]).update(counted_in=number)
    record(by=None, verb="counted same here", target=conversation)


def _with(before: dict[str, Any], taken: list[SameHere]) -> dict[str, dict[str, int]]:
    """All numbers with those just taken in. Every group and every kind of area has one, also of nobody."""
    groups = {**dict.fromkeys(GROUPS, 0), **before.get("groups", {})}
    areas = {**dict.fromkeys(Area.Kind.values, 0), **before.get("areas", {})}
    return {
        "groups": steps.added(groups, (code for one in taken for code in one.groups)),
        "areas": steps.added(areas, (one.kind_of_area for one in taken if one.kind_of_area)),
    }


def figures_of(problem: Problem) -> Figures | None:
    """None until the first step."""
    found = SameHereFigures.objects.filter(problem=problem).first()
    if found is None:
        return None
    return Figures(
        found.taken,
        found.published["at_least"],
        _rows(GROUPS, found.published["groups"]),
        _rows(dict(Area.Kind.choices), found.published["areas"]),
        [(str(label), found.published["groups"].get(code)) for code, label in GROUPS.items()],
        [caveat.text(gettext) for caveat in steps.CAVEATS],
    )


def _rows(labels: Mapping[str, str | Promise], numbers: steps.Numbers) -> list[Row]:
    """In the order of the labels, never by size."""
    told = {code: number for code, number in numbers.items() if number is not None}
    return [Row(str(label), told[code]) for code, label in labels.items() if code in told]
