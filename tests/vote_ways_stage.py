"""A vote in the data folder of a demo whose people were told that it may be passed on; a statement in two languages."""

from wholeroom.analysis.opinion.held_elsewhere import held_elsewhere
from wholeroom.analysis.opinion.statements import Statement as Words
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.web.activities.statement_vote import actions, report_making, translating
from wholeroom.web.activities.statement_vote.bringing_in import bring_in
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Room

PEOPLE = 34


def rooms_of(facilitator: Person) -> dict[str, Room]:
    """``leaves`` is open, ``told`` is closed, ``elsewhere`` was brought in and has its report."""
    leaves, told = _told(facilitator), _told(facilitator)
    rooms.close(by=facilitator, room=told)
    held = held_elsewhere(Votes.from_rows(_rows()), Statements({"1": Words("Open later"), "2": Words("Ring me back")}))
    elsewhere = bring_in(by=facilitator, held=held, question="What did they say elsewhere?", language="en")
    report_making.make(step=elsewhere.steps.get(name="vote"))
    return {"leaves": leaves, "told": told, "elsewhere": elsewhere}


def _told(facilitator: Person) -> Room:
    """Everybody voted on everything, and was told before that votes may be passed on."""
    room = rooms.open_room(
        by=facilitator, method=registry.method("statement_voting"), minutes=45, question="What shall leave this room?"
    )
    step = room.steps.get(name="vote")
    actions.choose_how(by=facilitator, step=step, results="close", after=7, may_add=True, may_pass_on=True)
    texts = [f"Part {number} of what we think should be told" for number in range(1, 9)]
    found = actions.put_in_many(by=facilitator, step=step, texts=texts)
    rooms.turn(by=facilitator, room=room, verb="start")
    crowd = [Participant(conversation=room.conversation) for _ in range(PEOPLE)]
    Participant.objects.bulk_create(crowd)
    votes = [
        actions.Cast(who.pk, one.pk, 1 if (number + place) % 3 else -1)
        for number, who in enumerate(crowd)
        for place, one in enumerate(found)
    ]
    actions.cast_together(step=step, votes=votes)
    return room


def _rows() -> list[tuple[object, object, object]]:
    return [(who, statement, 1 if (who + statement) % 3 else -1) for who in range(PEOPLE) for statement in (1, 2)]


def translate_some(facilitator: Person, room: Room) -> None:
    """Into a language that is written from the right."""
    step = room.steps.get(name="vote")
    for one in Statement.objects.filter(step=step, is_seed=True)[2:4]:
        sending = f"arabic-{one.number}"
        text = "الرسائل تصل متأخرة"
        translating.translate(by=facilitator, step=step, statement=one, language="ar", text=text, sending=sending)
