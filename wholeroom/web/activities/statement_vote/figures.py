"""What may be shown of a vote: a line for each statement, with its figures where the rule for small numbers allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wholeroom.analysis.disclosure.rules import Answers, answers
from wholeroom.analysis.opinion.findings import APART, in_hundred
from wholeroom.web.activities.statement_vote.actions import ballot_of
from wholeroom.web.activities.statement_vote.models import Ballot, Standing, Statement
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.models import Step

MANY = 80  # in 100 who voted give one answer


@dataclass(frozen=True)
class Line:
    """A statement with its words and, where they may be shown, its figures."""

    statement: Statement
    agree: int | None
    disagree: int | None
    passed: int | None

    @property
    def words(self) -> Contribution:
        return self.statement.words

    @property
    def who(self) -> str:
        return appearance.label(self.words)

    @property
    def voters(self) -> int | None:
        return None if self.agree is None else self.agree + self.disagree + self.passed

    @property
    def is_counted(self) -> bool:
        return self.agree is not None

    @property
    def sides(self) -> tuple[int, int]:
        """Of a hundred people who voted: how many agree, and how many disagree; 0 where figures do not show."""
        voters = self.voters or 0
        return in_hundred(self.agree or 0, voters), in_hundred(self.disagree or 0, voters)


@dataclass(frozen=True)
class Figures:
    """``lines`` are in the order in which statements were put in, which is no order of merit."""

    lines: tuple[Line, ...]
    standing: Standing
    ballot: Ballot

    @cached_property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.is_counted]

    @cached_property
    def listed(self) -> list[Line]:
        """Those that may stand in a list: none about the vote itself."""
        return [line for line in self.counted if line.voters and not line.statement.is_about_vote]

    @cached_property
    def shared(self) -> list[Line]:
        """What 8 in 10 or more say one thing about."""
        return [line for line in self.listed if max(line.sides) >= MANY]

    @cached_property
    def split(self) -> list[Line]:
        """Where people differ."""
        return [line for line in self.listed if min(line.sides) >= APART]

    @cached_property
    def others(self) -> list[Line]:
        """Neither: what few said stands here in full, so that no average hides it."""
        told = {line.statement.number for line in (*self.shared, *self.split)}
        return [line for line in self.counted if line.statement.number not in told]


def told(totals: dict[str, Any]) -> dict[str, Answers]:
    """What may be shown of each statement, by its number."""
    return {number: answers(*counts) for number, counts in totals.items()}


def heard(standing: Standing) -> dict[str, int]:
    """How many voted on each statement, as far as it may be shown: what is asked next may tell no more than that."""
    return {number: one.voters for number, one in told(standing.totals).items() if one.voters is not None}


def standing_of(step: Step) -> Standing:
    return Standing.objects.filter(step=step).first() or Standing(step=step)


def figures(step: Step) -> Figures:
    """Three questions to the database, however many statements there are."""
    standing = standing_of(step)
    ballot = ballot_of(step)
    lines = tuple(_line(one, standing.totals) for one in shown_statements(step))
    return Figures(lines, standing, ballot)


def shown_statements(step: Step) -> Sequence[Statement]:
    shown = Statement.objects.filter(step=step, words__state=Contribution.State.SHOWN)
    return list(shown.select_related("words__participant__member"))


def _line(statement: Statement, totals: dict[str, Any]) -> Line:
    told = answers(*totals.get(str(statement.number), (0, 0, 0)))
    return Line(statement, told.agree, told.disagree, told.passed)


def may_show(found: Figures, step: Step) -> bool:
    """Whether results stand on a screen that all of its kind see alike."""
    return is_public(found.standing, found.ballot, step)


def is_public(standing: Standing, ballot: Ballot, step: Step) -> bool:
    """While people vote only where that was chosen, also when they vote once more in a step that was over."""
    is_over = standing.is_final or step.state in (Step.State.DONE, Step.State.SKIPPED)
    return is_over or ballot.results == Ballot.Results.LIVE
