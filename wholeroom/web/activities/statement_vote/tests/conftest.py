import pytest

from wholeroom.web.activities.statement_vote import asked_part, quick
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.tests.quick_votes import open_vote
from wholeroom.web.activities.statement_vote.tests.voted import held_room
from wholeroom.web.activities.statement_vote.tests.voting_room import VotingRoom
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Room, Step


@pytest.fixture(autouse=True)
def nothing_is_known():
    """What an earlier test knew of a step with the same number."""
    quick.forget_what_is_known()
    asked_part.form_of.cache_clear()


@pytest.fixture
def voting_room(make_room):
    """``voting_room(3)`` has three statements to vote on; figures show while people vote, unless told otherwise."""

    def make(statements: int = 1, results: str = "live") -> VotingRoom:
        return VotingRoom(make_room(method=registry.method("statement_voting")), statements, results)

    return make


@pytest.fixture
def step(make_room) -> Step:
    return open_vote(make_room)


@pytest.fixture
def first(step) -> Statement:
    return step.statements.get(number=1)


@pytest.fixture
def ann(step, make_participant):
    return make_participant(step.room)


@pytest.fixture
def room(make_room) -> Room:
    """A room whose question reports name."""
    return held_room(make_room)
