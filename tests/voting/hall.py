"""Somebody who may hold rooms, and a hall that votes: each is called in a process of its own."""

import json
import sys

from tests.stage import session_of
from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Room


def make() -> None:
    facilitator = Person.objects.create_user("rosa@westmarch.example", name="Rosa", may_facilitate=True)
    sys.stdout.write(json.dumps({"session": session_of(facilitator)}))


def vote(room_id: str, people: int) -> None:
    """So many more people agree with the first statement, and differ on the second."""
    room = Room.objects.select_related("conversation").get(pk=room_id)
    step = room.steps.get(name="vote")
    first, second = Statement.objects.filter(step=step, words__state="shown")[:2]
    for number in range(people):
        who, _ = conversations.join(by=None, conversation=room.conversation)
        votes = [actions.Cast(who.pk, first.pk, 1), actions.Cast(who.pk, second.pk, 1 if number % 2 else -1)]
        actions.cast_together(step=step, votes=votes)
