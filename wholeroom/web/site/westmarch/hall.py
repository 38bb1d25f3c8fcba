"""The hall of the demo: 220 people vote on statements. One vote was held; another is ready, with simulated voters."""

import random
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from wholeroom.web.activities.statement_vote import actions as votes
from wholeroom.web.activities.statement_vote import report_making
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.rooms import actions, planning, registry
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.site.westmarch.community.rows import Row, rows_of
from wholeroom.web.site.westmarch.past import days_ago

METHOD = "statement_voting"
DAYS_AGO = 30  # the vote that was held
QUESTION = "What would keep people in treatment past the first twelve weeks?"
DECIDED_BY = "Westmarch’s public health team, when it looks at the contract again. It answers in writing."
ADDRESS = "Quillmere Town Hall, the large room"
ACCESS = "Level way in. Hearing loop. Pens and ballots for those without a phone."
VOTES_AT_ONCE = 500
STATEMENTS_READY, PEOPLE_READY = 12, 80  # of the vote that has not begun
# For whom ten people speak, over and over. Nobody is an elected member, though one was wanted.
SPEAK_FOR = (
    *["person-who-uses-services"] * 3,
    "front-line-worker",
    "front-line-worker",
    "carer-or-family",
    "provider",
    "clinician",
    "commissioner",
    "voluntary-or-community-group",
)
SEATS = (*dict.fromkeys(SPEAK_FOR), "elected-member")
TAKEN_OUT = ("nothing-to-do", "names-somebody", "advert")  # by which rules, in the order of the file


class Said(NamedTuple):
    """The example's files: statements, and what each person said to which of them, in the order of the files."""

    statements: list[Row]
    votes: dict[str, list[tuple[int, int]]]  # by person: the place of a statement, and a value

    @classmethod
    def read(cls, folder: Path) -> "Said":
        statements = rows_of(folder / "statements.csv")
        places = {row["statement"]: place for place, row in enumerate(statements)}
        found: dict[str, list[tuple[int, int]]] = {}
        for row in rows_of(folder / "votes.csv"):
            found.setdefault(row["participant"], []).append((places[row["statement"]], int(row["vote"])))
        return cls(statements, found)


def make(folder: Path, *, by: Person, problem: Problem) -> None:
    """The vote that was held, closed and with its report; and the one that is ready."""
    said = Said.read(folder)
    with days_ago(DAYS_AGO):
        _hold(_opened(by, problem, said.statements), said, by)
    _opened(by, problem, said.statements[:STATEMENTS_READY])


def _opened(by: Person, problem: Problem, statements: list[Row]) -> Room:
    room = actions.open_room(by=by, method=registry.method(METHOD), minutes=45, problem=problem)
    planning.set_purpose(by=by, room=room, question=QUESTION, given="", decided_by=DECIDED_BY)
    planning.set_place(
        by=by, room=room, place="hall", starts=timezone.now(), address=ADDRESS, video_link="", access=ACCESS
    )
    planning.add_seats(by=by, room=room, groups=SEATS)
    step = vote_of(room)
    votes.choose_how(by=by, step=step, results="live", after=7, may_add=True)
    votes.put_in_many(by=by, step=step, texts=[row["text"] for row in statements])
    return room


def _hold(room: Room, said: Said, by: Person) -> None:
    actions.turn(by=by, room=room, verb="start")
    step = vote_of(room)
    statements = list(step.statements.select_related("words"))
    taken_out = [one for one, row in zip(statements, said.statements, strict=True) if row["moderated"] == "-1"]
    cast = _cast(said, come_in(room, len(said.votes)), statements)
    for start in range(0, len(cast), VOTES_AT_ONCE):
        votes.cast_together(step=step, votes=cast[start : start + VOTES_AT_ONCE])
    for one, rule in zip(taken_out, TAKEN_OUT, strict=True):
        conversations.hide(by=by, contribution=one.words, reason=rule)
    for seat in room.seats.all():
        planning.mark_seat(by=by, seat=seat, state="taken" if seat.group in SPEAK_FOR else "empty")
    for _ in room.steps.all():
        actions.turn(by=by, room=room, verb="next")
    actions.close(by=by, room=room)
    report_making.make_what_waits()


def _cast(said: Said, people: list[Participant], statements: list[Statement]) -> list[votes.Cast]:
    """What the first people of the files said to these statements, which are the first of the files."""
    return [
        votes.Cast(who.pk, statements[place].pk, value)
        for who, own in zip(people, said.votes.values(), strict=False)
        for place, value in own
        if place < len(statements)
    ]


def come_in(room: Room, number: int) -> list[Participant]:
    """So many people, who speak for groups as ``SPEAK_FOR`` says."""
    groups = cycle(SPEAK_FOR)
    return [
        conversations.join(by=None, conversation=room.conversation, groups=[next(groups)])[0] for _ in range(number)
    ]


def vote_of(room: Room) -> Step:
    return room.steps.select_related("room__conversation").get(name="vote")


def ballots(room_id: UUID, folder: Path) -> list[votes.Cast]:
    """What simulated people say in the vote that is ready, in an order drawn by lot: they come in first."""
    room = Room.objects.select_related("conversation").get(pk=room_id)
    statements = list(vote_of(room).statements.all()[:STATEMENTS_READY])
    cast = _cast(Said.read(folder), come_in(room, PEOPLE_READY), statements)
    random.Random(1).shuffle(cast)  # noqa: S311 -- the same in every demo, not secret
    return cast
