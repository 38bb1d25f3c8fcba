"""A room in which people vote, with short words for what they do: ``+`` agrees, ``-`` disagrees, ``.`` passes."""

from collections.abc import Iterable
from itertools import cycle, islice

from wholeroom.web import moments
from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.figures import figures
from wholeroom.web.activities.statement_vote.models import Standing, Statement, Vote
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.models import Room, Step

NAMES = {"+": "agree", "-": "disagree", ".": "pass"}
VALUES = {"+": 1, "-": -1, ".": 0}


class VotingRoom:
    """The first step, in which people vote, is open."""

    def __init__(self, room: Room, statements: int = 1, results: str = "live") -> None:
        self.room, self.facilitator = room, room.facilitators.get()
        step = room.steps.get(name="vote")
        actions.choose_how(by=self.facilitator, step=step, results=results, after=1, may_add=True)
        texts = [f"Statement number {number}" for number in range(1, statements + 1)]
        actions.put_in_many(by=self.facilitator, step=step, texts=texts)
        self.turn("start")

    @property
    def step(self) -> Step:
        """As a page reads it."""
        return Room.objects.select_related("conversation", "problem").get(pk=self.room.pk).steps.get(name="vote")

    def turn(self, *verbs: str) -> None:
        for verb in verbs:
            rooms.turn(by=self.facilitator, room=self.room, verb=verb)

    def close(self) -> None:
        rooms.close(by=self.facilitator, room=self.room)

    def second(self) -> None:
        """What the worker does each second."""
        moments.happen(moments.EVERY_SECOND)

    def joins(self, number: int = 1) -> list[Participant]:
        return [conversations.join(by=None, conversation=self.room.conversation)[0] for _ in range(number)]

    def statement(self, number: int = 1) -> Statement:
        return Statement.objects.select_related("words").get(step__room=self.room, number=number)

    def vote(self, who: Participant, said: str, number: int = 1) -> None:
        actions.cast(by=who, step=self.step, statement=self.statement(number), value=NAMES[said], speaker=who)

    def votes(self, said: str, number: int = 1, people: Iterable[Participant] = ()) -> list[Participant]:
        """Each of these people, or as many new ones, says one of ``said``."""
        everybody = list(people) or self.joins(len(said))
        for who, each in zip(everybody, islice(cycle(said), len(everybody)), strict=True):
            self.vote(who, each, number)
        return everybody

    def standing(self) -> Standing:
        return Standing.objects.get(step=self.step)

    def counted(self, number: int = 1) -> list[int]:
        """Agree, disagree and pass, as counted."""
        standing = Standing.objects.filter(step=self.step).first()
        return standing.totals.get(str(number), [0, 0, 0]) if standing else [0, 0, 0]

    def shown(self) -> dict[int, tuple[int | None, int | None, int | None]]:
        return {one.statement.number: (one.agree, one.disagree, one.passed) for one in figures(self.step).lines}

    def waiting(self, number: int = 1) -> int:
        return Vote.objects.filter(statement=self.statement(number), turn__isnull=False).count()
