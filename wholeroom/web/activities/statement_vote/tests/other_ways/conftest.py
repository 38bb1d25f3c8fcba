import pytest

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.tests.other_ways.hall import method
from wholeroom.web.rooms.models import Step


@pytest.fixture
def room(make_room):
    return make_room(method=method())


@pytest.fixture
def by(room):
    return room.facilitators.get()


@pytest.fixture
def facilitator(client, by):
    """Whoever runs the room, signed in with this client."""
    client.force_login(by)
    return by


@pytest.fixture
def step(room) -> Step:
    return room.steps.get(name="vote")


@pytest.fixture
def statements(step, by):
    texts = [f"Something people say, number {number}" for number in range(1, 9)]
    return actions.put_in_many(by=by, step=step, texts=texts)


@pytest.fixture
def person(make_person):
    return make_person("fay@westmarch.example", may_facilitate=True)
