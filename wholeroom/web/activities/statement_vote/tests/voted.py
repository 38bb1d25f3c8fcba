"""A room in which people have voted: for tests of what comes after."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from django.urls import reverse

from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.opinion.votes import Votes
from wholeroom.web.activities.statement_vote import actions, counting, report_making
from wholeroom.web.activities.statement_vote.models import Statement, Vote, VoteReport
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Room, Step

QUESTION = "What should the county change first?"
TEXTS = tuple(f"Statement {number} says one thing." for number in range(1, 11))
Ballots = Mapping[str, Mapping[int, int]]  # person -> number of the statement -> vote


def two_camps(people: int = 40, statements: int = 10, *, seed: int = 1) -> dict[str, dict[int, int]]:
    """Half agree with what the other half turns down, but all agree with the first two statements."""
    chance = random.Random(seed)
    ballots = {}
    for person in range(people):
        side = 1 if person % 2 else -1
        votes = {}
        for number in range(1, statements + 1):
            usual = 1 if number <= 2 else side if number % 2 else -side
            votes[number] = usual if chance.random() < 0.9 else chance.choice((1, 0, -1))
        ballots[f"p{person}"] = votes
    return ballots


def vote_step(room: Room) -> Step:
    return room.steps.select_related("room__conversation").get(name="vote")


def put_in(room: Room, texts: Sequence[str] = TEXTS) -> Step:
    """The vote of a room, with these statements."""
    step = vote_step(room)
    actions.put_in_many(by=room.facilitators.get(), step=step, texts=texts)
    return step


def held_room(make_room: Callable[..., Room], **fields: object) -> Room:
    return make_room(question=QUESTION, method=registry.method("statement_voting"), **fields)


def vote(
    step: Step, ballots: Ballots, groups: Mapping[str, Iterable[str]] | None = None, *, waits: bool = False
) -> dict[str, Participant]:
    """Each person with their votes, which are counted at once or wait; ``groups`` are as each describes themselves."""
    told = {name: dict.fromkeys((groups or {}).get(name, ()), "self-described") for name in ballots}
    here = step.room.conversation
    people = {name: Participant(conversation=here, groups=told[name]) for name in ballots}
    Participant.objects.bulk_create(people.values())
    statements = {one.number: one for one in Statement.objects.filter(step=step)}
    Vote.objects.bulk_create(
        Vote(
            step=step,
            participant=people[name],
            statement=statements[number],
            value=value,
            counted=None if waits else value,
            turn=1 if waits else None,
        )
        for name, votes in ballots.items()
        for number, value in votes.items()
    )
    return people


def hide(step: Step, numbers: Iterable[int]) -> None:
    """Take statements out, as a moderator does."""
    said = Contribution.objects.filter(statement__step=step, statement__number__in=list(numbers))
    said.update(state=Contribution.State.HIDDEN, reason="off-topic")


def close(room: Room) -> None:
    by = room.facilitators.get()
    if vote_step(room).state == Step.State.PLANNED:
        rooms.turn(by=by, room=room, verb="start")
    rooms.close(by=by, room=room)


def closed_with_report(room: Room) -> VoteReport:
    """The room is closed, and the worker has made the report of its vote."""
    close(room)
    step = vote_step(room)
    report_making.make(step=step)
    return VoteReport.objects.select_related("step__room__conversation").get(step=step)


def of_step(name: str, step: Step, *more: object) -> str:
    """The address of a page that is about one vote."""
    return reverse(f"statement_vote:{name}", args=[step.room_id, step.pk, *more])


def exported(step: Step, folder: Path) -> tuple[Path, Path]:
    """The counted votes and the statements as files that the command reads."""
    votes, statements = folder / "votes.csv", folder / "statements.csv"
    rows = [f"{who},{number},{value}" for who, number, value in counted(step)]
    votes.write_text("participant,statement,vote\n" + "\n".join(rows) + "\n", encoding="utf-8")
    shown = Contribution.State.SHOWN
    lines = [
        f"{one.number},Statement {one.number},{1 if one.words.state == shown else -1}"
        for one in Statement.objects.filter(step=step).select_related("words")
    ]
    statements.write_text("statement,text,moderated\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return votes, statements


def counted(step: Step) -> list[tuple[str, int, int]]:
    found = Vote.objects.filter(step=step, counted__isnull=False)
    rows = found.values_list("participant", "statement__number", "counted")
    return [(who.hex, number, value) for who, number, value in rows]


def from_polis(step_room: Room, votes: Votes, statements: Statements) -> Step:
    """An exported conversation as a room: each statement under a number, counted from 1 in the order of their ids."""
    names = sorted(set(votes.statements) | set(statements.ids), key=int)
    step = vote_step(step_room)
    for start in range(0, len(names), 50):
        texts = [statements.text(name) or name for name in names[start : start + 50]]
        actions.put_in_many(by=step_room.facilitators.get(), step=step, texts=texts)
    number = {name: place for place, name in enumerate(names, start=1)}
    ballots: dict[str, dict[int, int]] = {}
    for who, name, value in votes.rows():
        ballots.setdefault(who, {})[number[name]] = value
    vote(step, ballots)
    hide(step, [number[name] for name in names if statements.moderated_out(name)])
    counting.count(step=step)
    return step
