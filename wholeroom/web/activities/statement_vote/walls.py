"""What a wall shows of where a room stands: one view at a time, as large as the back of a hall needs it.

The facilitator turns from one to the next: that is how it is read out.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.statement_vote.actions import WALL_VIEW
from wholeroom.web.activities.statement_vote.figures import Figures, Line
from wholeroom.web.rooms.models import Step

MAP, WORDS = "map", "words"
TITLES = {
    "shared": _("What 8 in 10 or more say"),
    "split": _("Where people differ"),
    "others": _("Said too, and worth hearing"),
    MAP: _("The map"),
    WORDS: _("What strikes people"),
}
OF_STATEMENTS = ("shared", "split", "others")
LETTERS = 43  # on a line of a screen that is not wide; the sizes below are hundredths of the screen's height
ROOM_FOR_LINES, LINE, AROUND = 58.0, 5.4, 8.0


@dataclass(frozen=True)
class View:
    name: str
    lines: tuple[Any, ...] = ()
    more: int = 0

    @property
    def title(self) -> str | LazyText:
        return TITLES[self.name]


def views_of(step: Step) -> list[str]:
    """Those that the wall of a step can show: what people say of it is there where they look at it."""
    return [name for name in TITLES if name != WORDS or step.settings.get("stage") == "look"]


def choice(step: Step) -> dict[str, Any]:
    """For the console: the views to choose from, and which one is chosen."""
    return {"views": [(name, TITLES[name]) for name in views_of(step)], "shown": chosen(step)}


def chosen(step: Step) -> str:
    wanted = step.settings.get(WALL_VIEW)
    return wanted if wanted in views_of(step) else "shared"


def view(step: Step, found: Figures, said: Iterable[Any] = ()) -> View:
    """What stands on the wall now; ``said`` are the newest words, the newest last."""
    name = chosen(step)
    if name == WORDS:
        return _fitting(name, reversed(list(said)))
    if name == MAP:
        return View(name)
    return _fitting(name, statements(found)[name])


def statements(found: Figures) -> dict[str, list[Line]]:
    return {"shared": found.shared, "split": found.split, "others": found.others}


def _fitting(name: str, lines: Iterable[Any]) -> View:
    lines = list(lines)
    fit = list(_that_fit(lines))
    return View(name, tuple(fit), len(lines) - len(fit))


def _that_fit(lines: Iterable[Any]) -> Iterator[Any]:
    """The first of these that fit on a wall together; one in any case."""
    left = ROOM_FOR_LINES
    for number, line in enumerate(lines):
        text = line.words.text if isinstance(line, Line) else line.text
        left -= math.ceil(len(text) / LETTERS) * LINE + AROUND
        if left < 0 and number:
            return
        yield line
