"""What the mark of a hidden row of answers tells a reader about the counts behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wholeroom.analysis.disclosure.rules import (
    FEWEST_OUTCOME,
    FEWEST_SECRET,
    FEWEST_UNANIMOUS,
    FEWEST_VOTERS,
    NO_LIMIT,
    Rule,
    may_show_row,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One way for a row to be: so many voters, someone in the columns ``some``, nobody in the columns ``none``."""

    least_voters: int = 0
    most_voters: int = NO_LIMIT
    some: tuple[int, ...] = ()
    none: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a hidden row: it is too small by itself, or it is hidden to protect another (``small`` or not).

    ``small`` is None for a total hidden to protect another: small totals may get that mark too, so it tells nothing.
    ``outcome`` tells whether the table says for it that a rule was met, so that 3 people or more took part; None
    where the table has no such column.
    """

    rule: Rule
    small: bool | None
    outcome: bool | None = None

    def fits(self, answers: Sequence[int]) -> bool:
        """Whether these counts can stand behind the mark."""
        if min(answers) < 0:
            return False
        if self.outcome is not None and self.outcome != (sum(answers) >= FEWEST_OUTCOME):
            return False
        return self.small is None or may_show_row(answers, self.rule) != self.small

    def shapes(self, width: int) -> list[Shape]:
        """All the ways to fit the mark, for a row of ``width`` answers."""
        if self.outcome is False:
            return [Shape(most_voters=FEWEST_OUTCOME - 1)]
        least = FEWEST_OUTCOME if self.outcome else 0
        if self.small is None:
            return [Shape(least)]
        return list(self._small(width, least) if self.small else self._large(width))

    def _small(self, width: int, least: int) -> Iterator[Shape]:
        fewest = FEWEST_SECRET if self.rule == "secret" else FEWEST_VOTERS
        yield Shape(least, fewest - 1)
        most = NO_LIMIT if self.rule == "secret" else FEWEST_UNANIMOUS - 1
        for only in range(width):
            yield Shape(least, most, none=tuple(place for place in range(width) if place != only))

    def _large(self, width: int) -> Iterator[Shape]:
        fewest = FEWEST_SECRET if self.rule == "secret" else FEWEST_VOTERS
        for pair in combinations(range(width), 2):
            yield Shape(fewest, some=pair)
        if self.rule == "answers":
            yield Shape(FEWEST_UNANIMOUS)
