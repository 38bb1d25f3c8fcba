import pytest


@pytest.fixture
def room(make_room):
    return make_room()


@pytest.fixture
def by(room):
    return room.facilitators.get()


@pytest.fixture
def facilitator(client, by):
    """Whoever runs the room, signed in with this client."""
    client.force_login(by)
    return by
