"""Worlds: who could have voted what. A second version of all that is served of a vote, slow and obvious.

A reader knows who joined and who was erased, when the worker looked, when the step was over, and their own votes; and
what was served after each of these. Not when the others voted, nor whether. Person 0 is the reader.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

READER = 0
PUBLIC = ("join", "erase", "second", "over", "close")
SAYS = "+-."
Told = tuple[int, int, int] | None


@dataclass(frozen=True)
class Act:
    kind: str  # "vote", or one of PUBLIC
    who: int = -1
    number: int = 0  # of the statement
    said: str = ""

    @property
    def is_seen(self) -> bool:
        """By the reader."""
        return self.kind != "vote" or self.who == READER


World = tuple[Act, ...]


class Count:
    """One statement, counted as the published rule says; slow and obvious."""

    def __init__(self) -> None:
        self.people = self.erased = 0
        self.people_then = 0  # when a step was taken that does not tell
        self.some_stay_out = False
        self.waiting: dict[int, str] = {}  # in the order in which they came
        self.counted: dict[int, str] = {}

    def copy(self) -> "Count":
        other = Count()
        other.__dict__ |= {**self.__dict__, "waiting": {**self.waiting}, "counted": {**self.counted}}
        return other

    def vote(self, who: int, said: str) -> None:
        self.waiting.pop(who, None)
        if self.counted.get(who) != said:
            self.waiting[who] = said

    def last_said(self, who: int) -> str:
        return self.waiting.get(who) or self.counted.get(who, "")

    def take(self, keeps_back: int) -> None:
        oldest = list(self.waiting.items())
        for number in range(len(oldest) - keeps_back, 4, -1):
            step = dict(oldest[:number])
            most = Counter(step.values()).most_common(1)[0][1]
            new = len(step.keys() - self.counted.keys())
            outside = self.people - len(self.counted) - new
            tells = number - most < 2 or new in (1, 2, 3, 4)
            if outside >= 5 or not (tells or self.some_stay_out):
                self.some_stay_out = self.some_stay_out or (tells and self.erased > 0)
                self.people_then = self.people_then if tells else self.people
                self.counted |= step
                self.waiting = dict(oldest[number:])
                return

    def told(self) -> Told:
        counts = Counter(self.counted.values())
        if len(self.counted) < 5 or (len(self.counted) < 10 and len(counts) == 1):
            return None
        return counts["+"], counts["-"], counts["."]


def counts_after(world: World, number: int) -> Iterator[tuple[Act, Count]]:
    """The count of one statement after each act that the reader sees."""
    count = Count()
    for act in world:
        follow(count, act, number)
        if act.is_seen:
            yield act, count


def follow(count: Count, act: Act, number: int) -> None:
    if act.kind == "join":
        count.people += 1
    elif act.kind == "erase":
        count.erased += 1
    elif act.kind == "vote" and act.number == number:
        count.vote(act.who, act.said)
    elif act.kind == "second":
        count.take(5)
    elif act.kind in ("over", "close"):
        count.take(0)


def view(world: World, number: int) -> list[Told]:
    return [count.told() for _, count in counts_after(world, number)]


def is_possible(world: World) -> bool:
    """Nobody votes before they join, or once they are erased."""
    here: set[int] = set()
    for act in world:
        if act.kind == "join":
            here.add(act.who)
        elif act.kind == "erase":
            here.discard(act.who)
        elif act.kind == "vote" and act.who not in here:
            return False
    return True


@dataclass(frozen=True)
class Secret:
    """What one of the others had said last of a statement, after the reader saw something for the ``at``-th time."""

    who: int
    number: int
    said: str
    at: int


def secrets_of(world: World, statements: int) -> Iterator[list[Secret]]:
    """For each of the others, each statement and each answer: the moments at which that was what they had said."""
    people = sorted({act.who for act in world if act.kind == "join"} - {READER})
    for who in people:
        for number in range(1, statements + 1):
            standing = list(what_stands(world, who, number))
            for said in sorted(set(standing) - {""}):
                yield [Secret(who, number, said, at) for at, one in enumerate(standing) if one == said]


def what_stands(world: World, who: int, number: int) -> Iterator[str]:
    last = ""
    for act in world:
        if act.kind == "vote" and (act.who, act.number) == (who, number):
            last = act.said
        if act.is_seen:
            yield last


def ever_said(world: World, who: int, number: int) -> set[str]:
    return {act.said for act in world if act.kind == "vote" and (act.who, act.number) == (who, number)}


def any_world(chance: random.Random, statements: int, most_people: int = 12) -> World:
    """People come, vote, change their votes and are erased; the worker looks; the step is over once, twice, not."""
    leaning = [chance.choice(["+", "++++++++++-", "+-", "+-.", "++++-", "-----."]) for _ in range(statements)]
    here: list[int] = []
    acts: list[Act] = []

    def join() -> None:
        if (who := len({act.who for act in acts if act.kind == "join"})) < most_people:
            here.append(who)
            acts.append(Act("join", who))

    def vote(who: int, number: int) -> None:
        acts.append(Act("vote", who, number, chance.choice(leaning[number - 1])))

    for _ in range(chance.randint(2, most_people)):
        join()
    for _ in range(chance.randint(5, 30)):
        what = chance.choice(["join", "vote", "vote", "all", "all", "erase", "second", "second", "over"])
        number = chance.randint(1, statements)
        if what == "join":
            join()
        elif what == "vote":
            vote(chance.choice(here), number)
        elif what == "all":
            for who in chance.sample(here, chance.randint(1, len(here))):
                vote(who, number)
        elif what == "erase" and len(here) > 1 and chance.random() < 0.4:
            gone = chance.choice(here[1:])
            here.remove(gone)
            acts.append(Act("erase", gone))
        elif what in ("second", "over"):
            acts.append(Act(what))
    return (*acts, Act("close"))
