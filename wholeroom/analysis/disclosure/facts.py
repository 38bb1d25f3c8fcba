"""What is published, as facts about unknown numbers."""

from dataclasses import dataclass

from wholeroom.analysis.disclosure.marks import Mark


@dataclass(frozen=True, slots=True)
class Limit:
    """What is known of a sum of numbers: it is from ``low`` to ``high``. ``members`` are their positions, each once."""

    members: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A hidden row and what its mark tells. Each of ``columns`` has the positions of the numbers that add up to it."""

    columns: tuple[tuple[int, ...], ...]
    mark: Mark


def members_of(fact: Limit | MarkedRow) -> tuple[int, ...]:
    if isinstance(fact, Limit):
        return fact.members
    return tuple(member for column in fact.columns for member in column)
