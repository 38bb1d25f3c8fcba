"""How figures and the map look on each screen: in words, in a drawing of our own, and in a table that says the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE
from wholeroom.analysis.opinion.live_map import LiveGroup, LiveMap, middle_of_cell
from wholeroom.web.activities.statement_vote import mapping
from wholeroom.web.activities.statement_vote.figures import Figures
from wholeroom.web.rooms.models import Step

WIDTH, HEIGHT, EDGE = 320, 200, 16
LETTERS = "ABCDE"
SIZES = ((8, 3.0), (15, 4.5), (30, 6.0), (60, 8.0))  # people of a crowd up to which its mark has this size
LARGEST = 10.0


@dataclass(frozen=True)
class Room:
    """How much a screen has room for: lines of each list, letters of each line, marks on the map, words about it."""

    lines: int
    letters: int
    marks: int
    words: int = 1


ROOM = {"phone": Room(2, 140, 24), "wall": Room(0, 140, 120), "console": Room(6, 140, 60)}  # a wall has views: walls
SHORTER = (Room(2, 140, 12), Room(1, 140, 12), Room(1, 70, 12, words=0))  # for phones, where statements are long


@dataclass(frozen=True)
class Mark:
    """A crowd as it is drawn: where, how large, in the shape and the colour of its group."""

    x: int
    y: int
    size: float
    group: int  # 1 to 5; 0 without groups

    @property
    def points(self) -> str:
        """The corners of a triangle (C), a diamond (D) or a hexagon (E)."""
        x, y, s = self.x, self.y, self.size * 1.2
        corners = {
            3: [(x, y - s), (x + s, y + s), (x - s, y + s)],
            4: [(x, y - s), (x + s, y), (x, y + s), (x - s, y)],
            5: [(x - s, y), (x - s / 2, y - s), (x + s / 2, y - s), (x + s, y), (x + s / 2, y + s), (x - s / 2, y + s)],
        }
        return " ".join(f"{round(a)},{round(b)}" for a, b in corners.get(self.group, []))

    @property
    def corner(self) -> tuple[int, int]:
        return round(self.x - self.size), round(self.y - self.size)

    @property
    def side(self) -> int:
        return round(2 * self.size)


@dataclass(frozen=True)
class Group:
    letter: str
    size: str  # in words that never change by one person
    x: int
    y: int
    number: int


@dataclass(frozen=True)
class Picture:
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    is_cut: bool = False  # there are more crowds than marks

    @property
    def has_something(self) -> bool:
        return bool(self.marks or self.groups)


def seen(found: Figures, room: Room) -> dict[str, Any]:
    """What a screen with so much room shows of where people stand."""
    most = room.lines
    drawn = mapping.read(found.standing.drawn)
    return {
        "shared": found.shared[:most],
        "split": found.split[:most],
        "others": found.others[:most],
        "more": len(found.counted) - sum(len(part[:most]) for part in (found.shared, found.split, found.others)),
        "uncounted": len(found.lines) - len(found.counted),
        "letters": room.letters,
        "picture": picture(drawn, room.marks) if drawn else None,
    }


def shortened(voted: Step, draw: Callable[[Room], str], most_bytes: int) -> str:
    """The most that fits of what ``draw`` draws of a vote; where nothing does, the way to the page that has it all."""
    drawn = (draw(room) for room in SHORTER)
    fitting = next((html for html in drawn if len(html.encode()) <= most_bytes), "")
    return fitting or render_to_string("statement_vote/stands-elsewhere.html", {"voted": voted})


def picture(drawn: LiveMap, most: int) -> Picture:
    """The largest crowds; those of one group stand together."""
    largest = sorted(drawn.crowds, key=lambda one: -one.people)[:most]
    marks = [Mark(_across(one.x), _down(one.y), _size(one.people), number_of(one.letter)) for one in largest]
    in_groups = tuple(sorted(marks, key=lambda one: one.group))
    return Picture(in_groups, tuple(_groups(drawn)), is_cut=len(marks) < len(drawn.crowds))


def _groups(drawn: LiveMap) -> list[Group]:
    """Where one group is small, no size is told: the others would tell it."""
    is_small = any(one.people < FEWEST_PEOPLE for one in drawn.groups)

    def size(one: LiveGroup) -> str:
        return _("not told: a group is small") if is_small else share_in_words(one.people, drawn.people)

    return [Group(one.letter, size(one), *on_paper((one.x, one.y)), number_of(one.letter)) for one in drawn.groups]


def number_of(letter: str) -> int:
    return LETTERS.index(letter) + 1 if letter else 0


def share_in_words(people: int, everybody: int) -> str:
    """A share that people can picture, and that does not move when one person comes.

    >>> share_in_words(52, 100), share_in_words(4, 100)
    ('about 5 in 10', 'fewer than 1 in 10')
    """
    tenths = round(10 * people / everybody)
    return _("about %(tenths)d in 10") % {"tenths": tenths} if tenths else _("fewer than 1 in 10")


def _across(x: float) -> int:
    return round(EDGE + (x + 1) / 2 * (WIDTH - 2 * EDGE))


def _down(y: float) -> int:
    return round(EDGE + (1 - y) / 2 * (HEIGHT - 2 * EDGE))


def _size(people: int) -> float:
    return next((size for most, size in SIZES if people <= most), LARGEST)


def on_paper(place: tuple[float, float]) -> tuple[int, int]:
    """A place on the map as it is drawn: in the middle of a cell, so that no move tells of a single vote."""
    return _across(middle_of_cell(place[0])), _down(middle_of_cell(place[1]))
