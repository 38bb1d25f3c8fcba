"""Plays the worked example through the same doors as everybody: forms of activities, actions of rooms."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wholeroom.web.activities.consent.models import Proposal
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.rooms import actions, planning, registry
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.site.westmarch.script import NewWording, Option, Script

METHOD = "problem_meeting"
Act = Callable[[], None]


class NotTaken(Exception):
    """What the script says was refused: script and activities no longer fit."""


def bring_problem(script: Script, owner: Person) -> Problem:
    problem = problems.bring(by=owner, hard=script.problem[HARD])
    for part, text in script.problem.items():
        if part != HARD:
            problems.tell(by=owner, problem=problem, part=part, text=text)
    name, groups = script.people[script.owner].name, script.people[script.owner].groups
    problems.share(by=owner, problem=problem, audience="everyone", shown_as="group", nickname=name, groups=groups)
    return problem


def open_room(script: Script, problem: Problem, by: Person) -> Room:
    room = actions.open_room(by=by, method=registry.method(METHOD), minutes=script.room.minutes, problem=problem)
    planning.set_purpose(by=by, room=room, question="", given=script.room.given, decided_by=script.room.decided_by)
    planning.set_place(
        by=by,
        room=room,
        place=script.room.place,
        starts=timezone.now(),
        address=script.room.address,
        video_link=script.room.video_link,
        access=script.room.access,
    )
    planning.add_seats(by=by, room=room, groups=[seat.group for seat in script.seats])
    for seat, planned in zip(room.seats.all(), script.seats, strict=True):
        planning.mark_seat(by=by, seat=seat, state=planned.state)
    room.refresh_from_db()
    return room


@dataclass
class Play:
    """One meeting of the script: its people come in, and each act of theirs is one call."""

    script: Script
    room: Room
    facilitator: Person
    people: dict[str, Participant]

    @classmethod
    def begin(cls, script: Script, room: Room, facilitator: Person) -> "Play":
        owner = room.problem.owner if room.problem else None
        people = {}
        for key, someone in script.people.items():
            member = owner if key == script.owner else None
            people[key], _token = conversations.join(
                by=member, conversation=room.conversation, nickname=someone.name, groups=someone.groups
            )
        return cls(script, room, facilitator, people)

    def hold(self) -> None:
        """The whole meeting, from the start of its clock to the end of its last step."""
        actions.turn(by=self.facilitator, room=self.room, verb="start")
        for step in Step.objects.filter(room=self.room).select_related("room__conversation"):
            step.refresh_from_db()
            for act in self.acts_of(step):
                act()
            actions.turn(by=self.facilitator, room=self.room, verb="next")

    def acts_of(self, step: Step) -> Iterator[Act]:
        """What people do in a step, one after the other."""
        for spoken in self.script.words:
            if spoken.step == step.name:
                yield self.sends(step, spoken.who, text=spoken.text, shown_as=spoken.appears)
        if step.name == "options":
            for option in self.script.options:
                yield self.sends(step, option.who, text=option.text, shown_as=option.appears)
        if step.name == "cannot-live-with":
            for option in self.script.options:
                yield from self.decide(step, option)
        if step.name == "promises":
            yield from self.promise(step)
        if step.name == "hear-back":
            yield from self.look_ahead(step)

    def sends(self, step: Step, who: str, /, **fields: Any) -> Act:
        participant = self.people[who]

        def act() -> None:
            refused = registry.activity(step.activity).accept(
                step, {"sending": uuid.uuid4().hex, **fields}, by=participant
            )
            if refused is not None:
                raise NotTaken(f"{step.name}, {who}: {refused.errors.as_text()}")

        return act

    def decide(self, step: Step, option: Option) -> Iterator[Act]:
        yield from self.stands(step, option.text, option.stands, option)
        if option.amended:
            yield lambda: self.amend(step, option, option.amended)
            yield from self.stands(step, option.amended.text, option.amended.stands)
        last = option.amended or option
        agreed = "object" not in last.stands.values()
        yield lambda: self.settle(step, last.text, "agreed" if agreed else "not-agreed")

    def stands(self, step: Step, text: str, stands: dict[str, str], option: Option | None = None) -> Iterator[Act]:
        for who, stand in stands.items():
            objection = option.objections.get(who) if option else None
            why = {"text": objection.text, "shown_as": objection.appears} if objection else {"shown_as": "nobody"}
            yield self.takes_position(step, who, text, {"stand": stand, **why})

    def takes_position(self, step: Step, who: str, text: str, fields: dict[str, str]) -> Act:
        def act() -> None:
            proposal = self.proposal(text)
            self.sends(step, who, act="position", proposal=str(proposal.pk), seen="", **fields)()

        return act

    def amend(self, step: Step, option: Option, wording: NewWording) -> None:
        proposal = self.proposal(option.text)
        fields = {"act": "amend", "proposal": str(proposal.pk), "text": wording.text, "shown_as": wording.appears}
        self.sends(step, wording.who, **fields)()

    def settle(self, step: Step, text: str, state: str) -> None:
        fields = {"act": "settle", "proposal": str(self.proposal(text).pk), "state": state}
        self.by_facilitator(step, fields)

    def by_facilitator(self, step: Step, fields: dict[str, str]) -> None:
        refused = registry.activity(step.activity).accept(step, fields, by=self.facilitator)
        if refused is not None:
            raise NotTaken(f"{step.name}: {refused.errors.as_text()}")

    def proposal(self, text: str) -> Proposal:
        return Proposal.objects.get(words__conversation=self.room.pk, words__text=text)

    def promise(self, step: Step) -> Iterator[Act]:
        for promised in self.script.promises:
            yield self.sends(
                step,
                promised.who,
                who=self.script.people[promised.who].name,
                text=promised.text,
                by_when=(timezone.localdate() + timedelta(days=promised.days)).isoformat(),
                judge=promised.judge,
            )

    def look_ahead(self, step: Step) -> Iterator[Act]:
        day = (timezone.localdate() + timedelta(days=self.script.review_days)).isoformat()
        yield lambda: self.by_facilitator(step, {"act": "review-day", "day": day})
        for key, someone in self.script.people.items():
            if someone.email or someone.other_way:
                yield self.leaves_contact(self.people[key], someone.email, someone.other_way)

    def leaves_contact(self, participant: Participant, email: str, other_way: str) -> Act:
        return lambda: conversations.leave_contact(by=participant, email=email, other_way=other_way)
