"""A vote that was held elsewhere becomes a room: its statements and votes, nobody's name. Nobody votes there now."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext

from wholeroom.analysis.opinion.held_elsewhere import WORDLESS, HeldElsewhere
from wholeroom.web.activities.statement_vote import counting, mapping
from wholeroom.web.activities.statement_vote.actions import STATEMENT, database_key
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.models import Ballot, Standing, Statement
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import Method
from wholeroom.web.rooms.models import Room, Step

AT_ONCE = 1000  # rows in one question to the database
LONGEST = 4000  # letters of a statement that are kept
LONGEST_WHEN = 60  # letters that say when people voted
COUNTED_VOTE = """
INSERT INTO statement_vote_vote (step_id, participant_id, statement_id, value, counted) VALUES (%s, %s, %s, %s, %s)
"""
SHOWN, ERASED = Contribution.State.SHOWN, Contribution.State.ERASED


@dataclass(frozen=True)
class Places:
    """What ids of the files have become: participants by theirs, statements by theirs."""

    people: dict[str, Participant]
    statements: dict[str, Statement]


@transaction.atomic
def bring_in(*, by: Person, held: HeldElsewhere, question: str, language: str = "", when: str = "") -> Room:
    """A closed room with the vote in it, counted and its map drawn. ``language`` is that of the statements; ``when`` is
    when people voted, as readers of the report are told it.
    """
    method = method_that_votes()
    room = rooms.open_room(by=by, method=method, minutes=method.lengths[0], question=question)
    step = room.steps.get(name=method.steps[0].name)
    told = Truncator(" ".join(when.split())).chars(LONGEST_WHEN)
    Ballot.objects.create(step=step, results=Ballot.Results.LIVE, may_add=False, brought_in=True, held=told)
    places = Places(_people(room, held), _statements(step, held, language))
    _keep_votes(step, held, places)
    totals = counting.totals_of(step, list(held.numbers.values()))
    Standing.objects.create(step=step, number=1, people=len(places.people), totals=totals, is_final=True)
    mapping.draw(step)
    record(by=by.key, verb="brought in a vote", target=room.conversation)
    _end(by, room)
    return room


def method_that_votes() -> Method:
    """The first of the methods that begins with a vote."""
    return next(one for one in registry.methods().values() if one.steps[0].activity == ACTIVITY)


def _people(room: Room, held: HeldElsewhere) -> dict[str, Participant]:
    """Nobody of them has a token: no phone here is theirs."""
    people = {one: Participant(conversation=room.conversation) for one in held.votes.participants}
    Participant.objects.bulk_create(people.values(), batch_size=AT_ONCE)
    return people


def _statements(step: Step, held: HeldElsewhere, language: str) -> dict[str, Statement]:
    words = {one: _words(step, held, one, language) for one in held.numbers}
    Contribution.objects.bulk_create(words.values(), batch_size=AT_ONCE)
    found = {
        one: Statement(
            words=words[one], step=step, number=number, is_seed=True, is_about_vote=held.statements.meta(one)
        )
        for one, number in held.numbers.items()
    }
    Statement.objects.bulk_create(found.values(), batch_size=AT_ONCE)
    return found


def _words(step: Step, held: HeldElsewhere, id: str, language: str) -> Contribution:
    """Words of a statement that was taken out do not come in: that is as if they had been erased here."""
    taken_out = held.statements.moderated_out(id)
    text = "" if taken_out else held.statements.text(id) or gettext(WORDLESS).format(id=id)
    said: dict[str, Any] = {
        "conversation": step.room.conversation,
        "position": held.numbers[id],
        "part": step.part,
        "kind": STATEMENT,
        "text": Truncator(text).chars(LONGEST),
        "language": "" if taken_out else language,
        "state": ERASED if taken_out else SHOWN,
    }
    return Contribution(**said)


def _keep_votes(step: Step, held: HeldElsewhere, places: Places) -> None:
    """By one statement to the database for all: there may be many, and all others wait meanwhile."""
    people = {id: database_key(who.pk) for id, who in places.people.items()}
    statements = {id: database_key(one.pk) for id, one in places.statements.items()}
    rows = [(step.pk, people[who], statements[what], value, value) for who, what, value in held.votes.rows()]
    with connection.cursor() as cursor:
        cursor.executemany(COUNTED_VOTE, rows)


def _end(by: Person, room: Room) -> None:
    """As any meeting that is over: its page is made and frozen."""
    for verb in ("start", *["next"] * room.steps.count()):
        rooms.turn(by=by, room=room, verb=verb)
    rooms.close(by=by, room=room)
