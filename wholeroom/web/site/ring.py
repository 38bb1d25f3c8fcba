"""Where the seats of the ring stand: the whole room around one table, each group in its own part of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CENTRE_X, CENTRE_Y, RADIUS = 320.0, 215.0, 150.0
LABEL_GAP = 22.0
LINE_HEIGHT = 19.0
GAP_SEATS = 1.0  # the room between two groups, in seats
LARGEST_SEAT = 9.0
LETTERS_A_LINE = 14
MOST_SEATS = 40  # of people who are counted; where there are more, one seat stands for several


@dataclass(frozen=True)
class Group:
    """A stakeholder group: its seats as the facilitator marked them, taken and still empty.

    Where people are counted instead, a pale seat stands for none or a few of them.
    """

    name: str
    taken: int
    empty: int
    pale: int = 0

    @property
    def wanted(self) -> int:
        return self.taken + self.empty

    @property
    def seats(self) -> list[str]:
        """The kind of each seat, as the style sheet names it."""
        return ["here"] * self.taken + ["missing"] * self.empty + ["few"] * self.pale


@dataclass(frozen=True)
class Seat:
    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Ring:
    seats: tuple[Seat, ...]
    labels: tuple[Label, ...]
    seat_radius: float


def ring(groups: Sequence[Group]) -> Ring:
    """All seats at even distances from the top, clockwise, with a gap after each group."""
    places = sum(len(group.seats) + GAP_SEATS for group in groups)
    step = 2 * math.pi / max(places, 1.0)
    seats: list[Seat] = []
    labels: list[Label] = []
    place = GAP_SEATS / 2
    for group in groups:
        for offset, kind in enumerate(group.seats):
            x, y = point((place + offset + 0.5) * step, RADIUS)
            seats.append(Seat(x, y, kind))
        labels.append(label(group.name, (place + len(group.seats) / 2) * step))
        place += len(group.seats) + GAP_SEATS
    return Ring(tuple(seats), tuple(labels), min(LARGEST_SEAT, RADIUS * step * 0.4))


def people(counts: Sequence[tuple[str, int | None]]) -> tuple[list[Group], int]:
    """Groups of people as they are counted, and for how many one seat stands; none is "none or a few", a pale seat.

    Pale seats have no name, as many of them side by side would leave no room for it.

    >>> people([("Provider", 90), ("Clinician", None)])
    ([Group(name='Provider', taken=30, empty=0, pale=0), Group(name='', taken=0, empty=0, pale=1)], 3)
    """
    each = max(math.ceil(sum(count or 0 for _name, count in counts) / MOST_SEATS), 1)
    pale = Group("", taken=0, empty=0, pale=1)
    return [Group(name, math.ceil(count / each), 0) if count else pale for name, count in counts], each


def point(angle: float, radius: float) -> tuple[float, float]:
    """Clockwise from the top; rounded, so that pages stay small and the same everywhere."""
    return round(CENTRE_X + radius * math.sin(angle), 1), round(CENTRE_Y - radius * math.cos(angle), 1)


def label(name: str, angle: float) -> Label:
    x, y = point(angle, RADIUS + LABEL_GAP)
    side = math.sin(angle)
    anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
    words = lines(name)
    # Above the ring the last line stands nearest to it, below the ring the first.
    height = LINE_HEIGHT * (len(words) - 1)
    top = y - height * (1 + math.cos(angle)) / 2 + LINE_HEIGHT * 0.3
    return Label(x, y, anchor, tuple((round(top + LINE_HEIGHT * number, 1), text) for number, text in enumerate(words)))


def lines(name: str) -> list[str]:
    """A name in as few lines as fit beside the ring.

    >>> lines("People who use services")
    ['People who use', 'services']
    """
    found: list[str] = []
    for word in name.split():
        if found and len(found[-1]) + 1 + len(word) <= LETTERS_A_LINE:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
