"""Asks for the report of each vote of a room when it closes."""

from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.models import Vote, VoteReport
from wholeroom.web.activities.statement_vote.tasks import make_in_worker
from wholeroom.web.rooms.models import Room, Step


def ask_for_reports(*, room: Room) -> None:
    """When a room closes: one for each of its steps in which somebody voted."""
    for step in room.steps.filter(activity=ACTIVITY):
        if has_votes(step):
            VoteReport.objects.create(step=step)
            make_in_worker.enqueue(step.pk)


def has_votes(step: Step) -> bool:
    return Vote.objects.filter(step=step).exists()
