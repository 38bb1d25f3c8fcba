"""The search for other worlds: somebody else could have said so, and the reader would have been served the same."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wholeroom.web.activities.statement_vote.tests.worlds import (
    READER,
    SAYS,
    Act,
    Count,
    Secret,
    Told,
    World,
    ever_said,
    follow,
    is_possible,
    secrets_of,
    view,
)


def secrets_out(world: World, statements: int, chance: random.Random) -> list[Secret]:
    """Those for which no other world is found, in which the reader would have been served the same."""
    found = []
    for secrets in secrets_of(world, statements):
        if another_world(world, secrets, chance) is None:
            found += [one for one in secrets if another_world(world, [one], chance) is None]
    return found


def another_world(world: World, secrets: list[Secret], chance: random.Random) -> World | None:
    """One in which the reader is served the same of the statement, and this person had not said so at these moments."""
    secret = secrets[0]
    for other in lives_exchanged(world, secret.who, (secret.number,)):
        if secret.said not in ever_said(other, secret.who, secret.number):
            return other  # whoever lives a life, it is counted in the same way
    return Search(world, secrets, chance).found()


def lives_exchanged(world: World, who: int, numbers: tuple[int, ...]) -> Iterator[World]:
    """Somebody else did all that this person did on these statements, and the other way round."""
    for one in sorted({act.who for act in world if act.kind == "join"} - {READER, who}):
        names = {who: one, one: who}
        other = tuple(
            replace(act, who=names.get(act.who, act.who)) if act.kind == "vote" and act.number in numbers else act
            for act in world
        )
        if is_possible(other):
            yield other


@dataclass
class Attempt:
    """A world as far as it has been made, in which the reader was served the same until now."""

    counts: dict[int, Count]
    acts: list[Act]
    late: list[Act]  # what people did in the real world, and have not done here yet
    here: set[int]
    names: dict[int, int]  # who does what another one did in the real world
    waits: float  # how likely they wait a little longer
    errs: float  # how likely they say something else
    instead: Act | None  # whoever said so says now what this person said, and the other way round

    def copy(self) -> "Attempt":
        counts = {number: count.copy() for number, count in self.counts.items()}
        return replace(self, counts=counts, acts=[*self.acts], late=[*self.late], here={*self.here})

    def told(self) -> list[Told]:
        return [count.told() for count in self.counts.values()]


class Search:
    """Many attempts at once, along what the reader sees; those that would have been served otherwise are given up.

    Each follows the real world loosely: on the statements ``numbers``, people may have changed places, waited with
    their votes, said something else.
    """

    ATTEMPTS, ROUNDS = 60, 40

    def __init__(
        self, world: World, secrets: list[Secret], chance: random.Random, numbers: tuple[int, ...] = ()
    ) -> None:
        self.world, self.chance = world, chance
        self.who, self.number, self.said = secrets[0].who, secrets[0].number, secrets[0].said
        self.numbers = numbers or (self.number,)
        self.moments = {one.at for one in secrets}
        self.people = sorted({act.who for act in world if act.kind == "join"} - {READER})
        votes = [act for act in world if act.kind == "vote" and act.number in self.numbers]
        self.votes = [act for act in votes if act.who != READER]
        self.told = list(zip(*(view(world, number) for number in self.numbers), strict=True))

    def found(self) -> World | None:
        return next(self.worlds(), None)

    def worlds(self) -> Iterator[World]:
        for _ in range(self.ROUNDS):
            yield from (tuple(one.acts) for one in self.along()[:1])

    def along(self) -> list[Attempt]:
        attempts = [self.new() for _ in range(self.ATTEMPTS)]
        seen = iter(enumerate(self.told))
        for act in self.world:
            for one in attempts:
                self.go_on(one, act)
            if act.is_seen:
                at, told = next(seen)
                left = [one for one in attempts if one.told() == list(told) and not self.is_out(one, at)]
                attempts = self.as_many_again(left)
        return attempts

    def is_out(self, one: Attempt, at: int) -> bool:
        return at in self.moments and one.counts[self.number].last_said(self.who) == self.said

    def new(self) -> Attempt:
        """Two or three have changed places, or nobody has."""
        some = [self.who, *self.chance.sample(self.people, min(len(self.people), self.chance.choice([0, 1, 1, 2])))]
        some = list(dict.fromkeys(some))
        others = [act for act in self.votes if self.is_other(act)]
        return Attempt(
            counts={number: Count() for number in self.numbers},
            acts=[],
            late=[],
            here=set(),
            names=dict(zip(some, [*some[1:], some[0]], strict=True)),
            waits=self.chance.choice([0.0, 0.1, 0.3, 0.9, 1.0]),
            errs=self.chance.choice([0.0, 0.02, 0.1]),
            instead=self.chance.choice(others) if others and self.chance.random() < 0.5 else None,
        )

    def is_other(self, act: Act) -> bool:
        return act.number == self.number and act.said != self.said and act.who != self.who

    def as_many_again(self, left: list[Attempt]) -> list[Attempt]:
        return [*left, *(self.chance.choice(left).copy() for _ in range(self.ATTEMPTS - len(left)) if left)]

    def go_on(self, one: Attempt, act: Act) -> None:
        if act.kind == "vote" and act.who != READER and act.number in self.numbers:
            one.late.append(replace(act, who=one.names.get(act.who, act.who)))
            return
        if act.is_seen:
            self.late_votes(one, act)
        self.happens(one, act)
        if act.kind == "join":
            one.here.add(act.who)
        elif act.kind == "erase":
            one.here.discard(act.who)

    def happens(self, one: Attempt, act: Act) -> None:
        one.acts.append(act)
        for number, count in one.counts.items():
            follow(count, act, number)

    def late_votes(self, one: Attempt, before: Act) -> None:
        waits = 0.0 if before.kind == "close" else one.waits
        for act in [*one.late]:
            must = before.kind == "erase" and before.who == act.who
            if act.who in one.here and (must or self.chance.random() >= waits):
                one.late.remove(act)
                self.vote(one, act)
        if one.errs and self.chance.random() < 0.15 and (here := sorted(one.here - {READER})):
            self.vote(one, Act("vote", self.chance.choice(here), self.number, self.chance.choice(SAYS)))
        early = self.chance.choice(self.votes)
        if self.chance.random() < 0.15 and one.names.get(early.who, early.who) in one.here:
            self.vote(one, replace(early, who=one.names.get(early.who, early.who)))

    def vote(self, one: Attempt, act: Act) -> None:
        if act.number == self.number and (said := self.what_is_said(one, act)):
            self.happens(one, replace(act, said=said))
        elif act.number != self.number:
            self.happens(one, act)

    def what_is_said(self, one: Attempt, act: Act) -> str:
        said = act.said if self.chance.random() >= one.errs else self.chance.choice(SAYS)
        if one.instead and (act.who, said) == (one.instead.who, one.instead.said):
            said = self.said
        if act.who == self.who and said == self.said and (len(self.moments) > 1 or self.chance.random() < 0.5):
            if one.instead:
                return one.instead.said
            return self.chance.choice(["", "", *SAYS.replace(self.said, "")])
        return said
