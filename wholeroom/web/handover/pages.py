"""What the page of an answer shows, by its state."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.handover.actions import PROBLEM, TOLD
from wholeroom.web.handover.folder import Folder
from wholeroom.web.handover.models import HandOver, State
from wholeroom.web.handover.pieces import PIECES, REPORT, Piece
from wholeroom.web.handover.told import Problem, Told
from wholeroom.web.rows_left_out import BadRowShown, in_their_language

TEMPLATES = {State.WAITING: "waiting", State.WORKING: "waiting"}
STAGES = {
    "": gettext_lazy("Your file will be read in a moment."),
    "reading": gettext_lazy("We are reading your file."),
    "working out": gettext_lazy("We are working out the answer."),
    "writing": gettext_lazy("We are writing your answer."),
}


@dataclass(frozen=True)
class Line:
    """A sentence of the short answer; one that ``quotes`` a statement is not in our own words alone."""

    text: str
    quotes: bool


class AnswerPage:
    def __init__(self, hand_over: HandOver, token: str) -> None:
        self.hand_over = hand_over
        self.token = token
        self.folder = Folder(hand_over.folder)

    @property
    def template(self) -> str:
        state = State(self.hand_over.state)
        return f"handover/{TEMPLATES.get(state, state.value)}.html"

    @cached_property
    def told(self) -> Told:
        return Told.from_json(self.folder.read_json(TOLD))

    @property
    def found(self) -> list[Line]:
        return [Line(in_their_language(one), "statement" in one.values) for one in self.told.found]

    @property
    def caveats(self) -> list[str]:
        return [in_their_language(sentence) for sentence in self.told.caveats]

    @property
    def bad_rows(self) -> list[BadRowShown]:
        return [BadRowShown.of(row) for row in self.told.bad_rows]

    @cached_property
    def stage_code(self) -> str:
        """Changes whenever the words of the stage do."""
        return self.hand_over.stage or str(self.before)

    @cached_property
    def before(self) -> int:
        return self.hand_over.waiting_before() if self.hand_over.state == State.WAITING else 0

    @property
    def stage(self) -> str:
        if self.before:
            return _("Others are before you: {count}.").format(count=self.before)
        return str(STAGES.get(self.hand_over.stage, STAGES[""]))

    @property
    def again(self) -> str:
        return reverse(f"handover:{self.hand_over.kind}")

    @cached_property
    def problem(self) -> Problem:
        return Problem.from_json(self.folder.read_json(PROBLEM))

    @property
    def problem_rows(self) -> list[BadRowShown]:
        return [BadRowShown.of(row) for row in self.problem.bad_rows]

    def pieces(self) -> Iterator[tuple[Piece, bool]]:
        """Each piece of the answer, and whether it is still here."""
        for name in self.told.pieces:
            yield PIECES[name], self.folder.holds(name)

    def has(self, name: str) -> bool:
        """Whether a piece can be fetched: not while it is still being written."""
        return self.hand_over.state == State.READY and name in self.told.pieces and self.folder.holds(name)

    @property
    def can_be_read(self) -> bool:
        return self.has(REPORT)
