"""Asks for the report of each vote of a room when it closes, where anything was counted in it."""

from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.models import VoteReport
from wholeroom.web.activities.statement_vote.tasks import make_in_worker
from wholeroom.web.rooms.models import Room, Step


def ask_for_reports(*, room: Room) -> None:
    """When a room is closed."""
    for step in room.steps.filter(activity=ACTIVITY):
        if is_reported(step):
            VoteReport.objects.create(step=step)
            make_in_worker.enqueue(step.pk)


def is_reported(step: Step) -> bool:
    """Whether there is a report once the room is closed: of too few votes there is nothing to tell."""
    return step.votes.filter(counted__isnull=False).exists()
