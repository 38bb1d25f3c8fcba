"""Rooms that have voted, in the data folder of a demo: with a report, with a small one, with none yet."""

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.tests.voted import closed_with_report, hide, put_in, two_camps, vote
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Room, Seat

QUESTION = "What should the county change first?"
TEXTS = [
    "Ring people back on the same day.",
    "Say who decides, and when.",
    "Open one evening a week.",
    "Keep the walk-in hour.",
    "Put the money into one team.",
    "Let people choose their worker.",
    "Stop asking for the same story twice.",
    "Pay for the bus fare.",
    "Close the smallest clinic.",
    "Write letters that a child can read.",
]
GROUPS = ("carer-or-family", "person-who-uses-services", "front-line-worker")


def make(stage) -> None:
    for name, people in {"voted": 60, "voted_by_few": 12}.items():
        room = voted_room(stage, people)
        closed_with_report(room)
        stage.name(name, room, step=str(room.steps.get(name="vote").pk))
    waiting = voted_room(stage, 8)
    stage.name("not_closed", waiting, step=str(waiting.steps.get(name="vote").pk))


def voted_room(stage, people: int) -> Room:
    method = registry.method("statement_voting")
    room = rooms.open_room(by=stage.facilitator, method=method, minutes=45, question=QUESTION)
    room.decided_by, room.given = "The partnership board, on 2 May", "The budget stays as it is."
    room.save()
    step = put_in(room, TEXTS)
    marked = [("commissioner", "taken"), ("carer-or-family", "taken"), ("clinician", "empty")]
    for position, (group, state) in enumerate(marked):
        Seat.objects.create(room=room, group=group, state=state, position=position)
    ballots = two_camps(people)
    here = vote(step, ballots, {name: [GROUPS[place % 3]] for place, name in enumerate(ballots)})
    vote(step, {"late": {1: 1, 2: 1}})
    words = {"text": "I waited six weeks for a letter.", "shown_as": "group", "sending": None}
    statement = Statement.objects.get(step=step, number=2)
    actions.say_because(by=here["p1"], step=step, statement=statement, words=words)
    hide(step, [9])
    return room
