"""Takes votes into what everybody may see: in steps, never one by one. ``disclosure.answer_steps`` says which.

What is counted is all that any figure, map or table is made of, so that none tells more than another.
"""

from collections.abc import Collection
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Min

from wholeroom.analysis.disclosure import answer_steps
from wholeroom.analysis.disclosure.steps import FEWEST_NEW, FEWEST_WAITING
from wholeroom.web.activities.statement_vote import mapping
from wholeroom.web.activities.statement_vote.actions import ballot_of
from wholeroom.web.activities.statement_vote.figures import is_public, told
from wholeroom.web.activities.statement_vote.mapping import Counted
from wholeroom.web.activities.statement_vote.models import AGREE, DISAGREE, PASS, Standing, Statement, Vote
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.live.bus import publish
from wholeroom.web.rooms.models import Room, Step

ACTIVITY = "statement_vote"
COLUMNS = {AGREE: 0, DISAGREE: 1, PASS: 2}  # of a statement's totals
AT_ONCE = 500  # rows that one statement to the database names


class Row(NamedTuple):
    """A vote that waits."""

    vote: int
    participant: UUID
    statement: UUID
    value: int
    counted: int | None


def count_what_waits() -> None:
    """In the worker, every second: count where enough votes wait, then draw the maps that are out of date."""
    waiting = Vote.objects.filter(turn__isnull=False, step__room__conversation__state=Conversation.State.OPEN)
    full = waiting.values("step", "statement").annotate(votes=Count("pk")).filter(votes__gte=_fewest(is_over=False))
    steps = Step.objects.filter(pk__in={step for step, _, _ in full.values_list("step", "statement", "votes")})
    taken = {step.pk: count(step=step) for step in steps.select_related("room")}
    for old in Standing.objects.filter(number__gt=F("drawn_number")).select_related("step__room"):
        mapping.draw(old.step, taken.get(old.step_id, ()))


def count_the_rest(*, step: Step) -> None:
    """When the step of a vote is over."""
    if step.activity == ACTIVITY and "from" not in step.settings:
        count(step=step, is_over=True)


def end(*, room: Room) -> None:
    """When the room closes: count what came late, and forget in which order the others came, which stay out.

    Whether rows hide people is decided now, for good: who is erased later changes no row.
    """
    for step in room.steps.filter(activity=ACTIVITY):
        count_the_rest(step=step)
        Standing.objects.filter(step=step).update(is_final=True, rows_hide_people=_rows_hide_people(step))
    Vote.objects.filter(step__room=room, turn__isnull=False).update(turn=0)


@transaction.atomic
def count(*, step: Step, is_over: bool = False) -> list[Counted]:
    """Take in what may be taken in, and give it."""
    Standing.objects.get_or_create(step=step)
    here = Standing.objects.select_for_update().get(step=step)
    taken = _take(step, here, is_over=is_over)
    before = told(here.totals)
    if taken:
        here.totals = {**here.totals, **totals_of(step, {number for _, number, _ in taken})}
        here.people = Vote.objects.filter(step=step, counted__isnull=False).values("participant").distinct().count()
        here.number += 1
    here.save()
    if told(here.totals) != before and is_public(here, ballot_of(step), step):
        publish(step.room_id.hex)  # only where screens change, so that no other drawing tells that a step was taken
    return taken


def _take(step: Step, here: Standing, *, is_over: bool) -> list[Counted]:
    """Count the oldest of those that wait; their turn is forgotten with it."""
    statements = Statement.objects.filter(step=step).only("number", "some_stay_out").in_bulk()
    everybody = Participant.objects.filter(conversation=step.room_id)
    people, erased = everybody.count(), everybody.filter(is_erased=True).exists()
    taken: list[Row] = []
    mixed: set[UUID] = set()
    stay_out: set[UUID] = set()
    for pk, rows in groupby(_waiting(step, is_over=is_over), key=lambda row: row.statement):
        waiting, statement = list(rows), statements[pk]
        votes = [answer_steps.Waiting(row.value, row.counted is None) for row in waiting]
        outside = people - sum(here.totals.get(str(statement.number), ()))
        number = answer_steps.ready(votes, outside=outside, is_over=is_over, some_stay_out=statement.some_stay_out)
        taken += waiting[:number]
        if number and not answer_steps.tells(votes[:number]):
            mixed.add(pk)
        elif number and erased:
            stay_out.add(pk)
    Statement.objects.filter(pk__in=mixed).update(people_then=people)
    Statement.objects.filter(pk__in=stay_out).update(some_stay_out=True)
    for start in range(0, len(taken), AT_ONCE):
        some = Vote.objects.filter(pk__in=[row.vote for row in taken[start : start + AT_ONCE]])
        some.update(counted=F("value"), turn=None)
    return [(row.participant, statements[row.statement].number, row.value) for row in taken]


def _rows_hide_people(step: Step) -> bool:
    standing = Standing.objects.filter(step=step).first() or Standing(step=step)
    everybody = Participant.objects.filter(conversation=step.room_id)
    counted = Statement.objects.filter(step=step, number__in=standing.totals)
    people, then = everybody.count(), counted.aggregate(then=Min("people_then"))["then"] or 0
    erased = everybody.filter(is_erased=True).count()
    return answer_steps.rows_hide_people(people=people, in_rows=standing.people, late=people - then, erased=erased)


def _waiting(step: Step, *, is_over: bool) -> list[Row]:
    """By statement, the oldest first, where enough wait. A vote that changes at this moment is passed over."""
    here = Vote.objects.filter(step=step, turn__isnull=False)
    full = here.values("statement").annotate(votes=Count("pk")).filter(votes__gte=_fewest(is_over=is_over))
    rows = here.filter(statement__in=[statement for statement, _ in full.values_list("statement", "votes")])
    held = rows.select_for_update(skip_locked=True).order_by("statement_id", "turn", "pk")
    return [Row(*row) for row in held.values_list("pk", "participant", "statement", "value", "counted")]


def _fewest(*, is_over: bool) -> int:
    return FEWEST_NEW if is_over else FEWEST_NEW + FEWEST_WAITING


def totals_of(step: Step, numbers: Collection[int]) -> dict[str, list[int]]:
    """Agree, disagree and pass of the statements with these numbers, as counted by now."""
    found: dict[str, list[int]] = {}
    here = Vote.objects.filter(step=step, statement__number__in=numbers, counted__isnull=False)
    counted = here.values_list("statement__number", "counted")
    for number, value, votes in counted.annotate(votes=Count("pk")):
        found.setdefault(str(number), [0, 0, 0])[COLUMNS[value]] = votes
    return found
