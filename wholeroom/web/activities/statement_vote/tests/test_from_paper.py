"""What the facilitator types in at the console for people without a phone: their statements, and their votes."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote.models import Statement


@pytest.fixture
def facilitator(client, step):
    """Whoever runs the room, signed in with this client."""
    by = step.room.facilitators.get()
    client.force_login(by)
    return by


@pytest.fixture
def mair(step, make_participant):
    return make_participant(step.room, nickname="Mair", has_phone=False)


def types(client, step, **fields):
    return client.post(reverse("rooms:say", args=[step.room.code, step.pk]), {"sending": "one", **fields})


def put_in(step):
    found = Statement.objects.filter(step=step).select_related("words").order_by("number")
    return [(one.words.text, one.words.participant, one.words.shown_as) for one in found][2:]


def test_each_line_of_somebody_named_is_a_statement_of_theirs(client, step, facilitator, mair):
    lines = f"{'Letters are late. ' * 11}\n\n Nobody  rings \nIt is far"

    for _ in range(2):
        answer = types(client, step, act="add", **{"for": str(mair.pk), "text": lines, "shown_as": "name"})

    assert answer.status_code == 302
    assert put_in(step) == [
        (("Letters are late. " * 11).strip(), mair, "name"),
        ("Nobody rings", mair, "name"),
        ("It is far", mair, "name"),
    ]


def test_lines_of_nobody_in_particular_are_of_the_room(client, step, facilitator):
    types(client, step, act="add", **{"for": "", "text": "It is late\nIt is far", "shown_as": "nobody"})

    assert put_in(step) == [("It is late", None, "nobody"), ("It is far", None, "nobody")]
    assert Statement.objects.filter(step=step, is_seed=True).count() == 4
