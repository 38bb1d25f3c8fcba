"""A hall that votes: people who joined, their votes, and the end of the vote."""

import numpy as np

from wholeroom.web.activities.statement_vote import actions, mapping
from wholeroom.web.activities.statement_vote.models import Statement, Vote
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import Method
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.tests.meeting import turned


def method() -> Method:
    return registry.method("statement_voting")


def people_of(room: Room, people: int) -> list[Participant]:
    return Participant.objects.bulk_create(Participant(conversation=room.conversation) for _ in range(people))


def everybody_votes(step: Step, statements: list[Statement], people: int, *, seed: int = 0) -> list[Participant]:
    """Two camps, each of which mostly agrees with its half of the statements; everybody answers all of them."""
    chance = np.random.default_rng(seed)
    voters = people_of(step.room, people)
    votes = []
    for place, who in enumerate(voters):
        for one in statements:
            agrees = chance.random() < (0.9 if one.number % 2 == place % 2 else 0.2)
            votes.append(actions.Cast(who.pk, one.pk, 1 if agrees else -1))
    actions.cast_together(step=step, votes=votes)
    return voters


def over(step: Step) -> Step:
    """The vote is over and counted, and its map is drawn."""
    turned(step.room, "start", "next")
    mapping.draw(step)
    return Step.objects.select_related("room__conversation").get(pk=step.pk)


def closed(step: Step) -> Step:
    """The same, and the meeting is over too."""
    over(step)
    turned(step.room, *["next"] * (step.room.steps.count() - 1))
    rooms.close(by=step.room.facilitators.get(), room=step.room)
    return Step.objects.select_related("room__conversation").get(pk=step.pk)


def values_of(step: Step) -> list[tuple[int, int]]:
    """The votes by the number of their statement, of whomever they are."""
    return sorted(Vote.objects.filter(step=step).values_list("statement__number", "value"))
