"""Votes on statements in the data folder of a demo: one that has not begun, and one of a full hall."""

from wholeroom.web.activities.statement_vote import actions, counting, mapping, splitting
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import planning, registry
from wholeroom.web.rooms.models import Room

SEEDS = [
    "Letters about appointments come late",
    "The same keyworker for a year matters more than a quick first appointment",
    "People who use the service should help choose who runs it",
    "Clinics should open on one evening a week, even if that means one morning less",
    "A contract of three years is too short",
    f"It is hard to find the way to the {'long' * 12}",
]
PEOPLE = 70  # too many to be named in a console, and enough for a map


def before(facilitator: Person) -> Room:
    """Prepared as far as its first statements; nobody joins without a slip."""
    room = _opened(facilitator, "close")
    planning.set_door(by=facilitator, room=room, most_people=100, needs_slip=True)
    return room


def of_a_hall(facilitator: Person) -> tuple[Room, Participant]:
    """Two camps have voted, and whose phone it is has voted on two, and has a statement that was sent back."""
    room = _opened(facilitator, "live")
    step = room.steps.get(name="vote")
    rooms.turn(by=facilitator, room=room, verb="start")
    me, _token = conversations.join(by=None, conversation=room.conversation, nickname="Sam")
    both = {"text": "Buses come late and cost too much", "shown_as": "nobody", "sending": None}
    said = actions.put_in(by=me, step=step, words=both, speaker=me)
    splitting.send_back(by=facilitator, step=step, statement=said)
    found = list(Statement.objects.filter(step=step, is_seed=True))
    crowd = [Participant(conversation=room.conversation, token_hash=f"{room.pk.hex}{one}") for one in range(PEOPLE)]
    Participant.objects.bulk_create(crowd)
    votes = [
        actions.Cast(who.pk, one.pk, 1 if place < 2 or (place + number) % 2 else -1)
        for number, who in enumerate(crowd)
        for place, one in enumerate(found)
    ]
    actions.cast_together(step=step, votes=votes)
    for one in found[:2]:
        actions.cast(by=me, step=step, statement=one, value="agree", speaker=me)
    counting.count(step=step)
    mapping.draw(step)
    planning.set_door(by=facilitator, room=room, most_people=PEOPLE, needs_slip=False)
    room.refresh_from_db()
    return room, me


def _opened(facilitator: Person, results: str) -> Room:
    method = registry.method("statement_voting")
    room = rooms.open_room(by=facilitator, method=method, minutes=45, question="What matters to us?")
    step = room.steps.get(name="vote")
    actions.choose_how(by=facilitator, step=step, results=results, after=7, may_add=True)
    actions.put_in_many(by=facilitator, step=step, texts=SEEDS)
    return room
