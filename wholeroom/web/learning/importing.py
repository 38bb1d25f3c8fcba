"""Bring in problems and practice notes from rows of a table, as drafts of whoever does it. The same row comes once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.exchange.note_rows import ABOUT, DONE, NEW, OUTCOME
from wholeroom.analysis.exchange.problem_rows import HARD, IDEAS
from wholeroom.analysis.exchange.word_rows import AREA, SERVICE, WordRow, WordRows
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.history.actions import record
from wholeroom.web.learning import actions as notes
from wholeroom.web.learning.models import KIND as NOTE
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.models import KIND as PROBLEM
from wholeroom.web.problems.models import Problem

NO_SUCH_AREA = Sentence("no_such_area", "No area here has this code. Load its table first, or leave this empty.")
NO_SUCH_PROBLEM = Sentence("no_such_problem", "You brought no problem with this id. Import the problems first.")
SHARED = {"audience": Conversation.Audience.EVERYONE, "shown_as": Contribution.ShownAs.NOBODY}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows became something new, how many had come before, and every row that was left out."""

    new: int
    known: int
    bad_rows: tuple[BadRow, ...]
    bad_count: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows refer to, and is here: areas by code, the importer's own problems by id, ids that came before."""

    areas: Mapping[str, Area]
    problems: Mapping[str, Problem]
    ids: frozenset[str]

    def fault(self, row: WordRow) -> tuple[str, str, Sentence] | None:
        """The column, its value and why, where a row refers to something that is not here."""
        area = row.says.get(AREA, "")
        if area and area not in self.areas:
            return AREA, area, NO_SUCH_AREA
        lost = next((id for id in row.says.get(ABOUT, "").split() if id not in self.problems), None)
        return (ABOUT, lost, NO_SUCH_PROBLEM) if lost else None

    def where(self, row: WordRow) -> tuple[Area | None, str]:
        return self.areas.get(row.says.get(AREA, "")), row.says.get(SERVICE, "")


@transaction.atomic
def import_problems(*, by: Person, read: WordRows, share: bool = False, strict: bool = False) -> Imported:
    """Drafts of whoever imports; with ``share`` open to everyone, with neither name nor group.

    A row whose id came before is passed over. With ``strict`` nothing comes in while a row is bad.
    """

    def keep(row: WordRow, known: Known) -> None:
        problem = problems.bring(by=by, hard=row.words[HARD], sending=row.id)
        for part in row.words.keys() - {HARD}:
            problems.tell(by=by, problem=problem, part=part, text=row.words[part], sending=f"{row.id}-{part}")
        area, service = known.where(row)
        asks = row.says.get(IDEAS) == "yes"
        problems.say_about(by=by, problem=problem, area=area, service=service, asks_for_ideas=asks)
        if share:
            problems.share(by=by, problem=problem, **SHARED)
        record(by=by.key, verb="imported a problem", target=problem.conversation)

    return _import(by, read, PROBLEM, keep, strict)


@transaction.atomic
def import_notes(*, by: Person, read: WordRows, share: bool = False, strict: bool = False) -> Imported:
    """As for problems; ``about`` names problems by the ids with which the same person imported them."""

    def keep(row: WordRow, known: Known) -> None:
        about = [known.problems[id] for id in row.says.get(ABOUT, "").split()]
        note = notes.write(by=by, done=row.words[DONE], about=about, sending=row.id)
        for part in row.words.keys() - {DONE}:
            notes.tell(by=by, note=note, part=part, text=row.words[part], sending=f"{row.id}-{part}")
        notes.say_how_it_came_out(by=by, note=note, outcome=row.says[OUTCOME])
        area, service = known.where(row)
        is_new = row.says.get(NEW) == "yes"
        notes.say_where(by=by, note=note, area=area, service=service, is_new=is_new, about=about)
        if share:
            notes.share(by=by, note=note, **SHARED)
        record(by=by.key, verb="imported a note", target=note.conversation)

    return _import(by, read, NOTE, keep, strict)


def _import(by: Person, read: WordRows, kind: str, keep: Callable[[WordRow, Known], None], strict: bool) -> Imported:
    Person.objects.select_for_update().get(pk=by.pk)
    known = _known(by, read, kind)
    bad_rows = BadRows(read.bad_rows, read.bad_count)
    come: list[WordRow] = []
    for row in read.rows:
        if fault := known.fault(row):
            bad_rows.add(row.line, *fault)
        elif row.id not in known.ids:
            come.append(row)
    before = sum(row.id in known.ids for row in read.rows)
    if strict and bad_rows.count:
        come = []
    for row in come:
        keep(row, known)
    return Imported(len(come), before, bad_rows.kept(), bad_rows.count)


def _known(by: Person, read: WordRows, kind: str) -> Known:
    said = Contribution.objects.filter(participant__member=by, sending__isnull=False)
    came = said.filter(conversation__kind=kind, sending__in=[row.id for row in read.rows])
    named = {id for row in read.rows for id in row.says.get(ABOUT, "").split()}
    brought = Problem.objects.filter(owner=by, conversation__contributions__sending__in=named)
    areas = Area.objects.in_bulk({row.says[AREA] for row in read.rows if AREA in row.says})
    return Known(
        areas=areas,
        problems={one.sent_as: one for one in brought.annotate(sent_as=F("conversation__contributions__sending"))},
        ids=frozenset(came.values_list("sending", flat=True)),
    )
