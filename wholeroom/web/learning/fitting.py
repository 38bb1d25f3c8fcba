"""Practice that fits: which notes to show beside a problem, or for an area, and why each stands where it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.retrieval.fit import FIRST, FittedNote, Note, order_by_fit
from wholeroom.analysis.retrieval.likeness import spreads
from wholeroom.web.areas.models import Area
from wholeroom.web.areas.rows import row_of
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.learning.reading import Listed
from wholeroom.web.learning.text_order import in_text_order
from wholeroom.web.problems.models import Problem
from wholeroom.web.search.reasons import reasons

MOST_OF_AREA = 50  # of the newest confirmed notes that are put in order for an area


@dataclass(frozen=True)
class Fitting:
    """A note in its place: in what its area is like the reader's and unlike it, and for what the place is kept."""

    listed: Listed
    answers_it: bool = False
    because: list[str] = field(default_factory=list)  # what the words say for it
    alike: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    kept_for: list[tuple[str, str]] = field(default_factory=list)  # the code of each, and its sentence


@dataclass(frozen=True)
class Fittings:
    """The first notes, and what must be said beside their order. Nothing is left out for its area."""

    notes: list[Fitting]
    caveats: list[str]
    by_area: bool


def fitting(problem: Problem, reader_area: Area | None) -> Fittings:
    """Notes that fit a problem: what their authors say answers it, then by words, then put in order by area.

    Without an area the order is that of the words alone.
    """
    words = {found.match.id: reasons(found) for found in in_text_order(problem)}
    answers = {note.pk.hex for note in problem.practice_notes.all()}
    found = {note.pk.hex: note for note in PracticeNote.objects.listed().filter(pk__in=[*answers, *words])}
    order = [*(id for id in found if id in answers), *(id for id in words if id in found and id not in answers)]
    return _in_order([found[id] for id in order], reader_area, answers=answers, words=words)


def fitting_area(area: Area) -> Fittings:
    """The newest confirmed notes, put in order by how their areas fit this one."""
    return _in_order(list(PracticeNote.objects.listed()[:MOST_OF_AREA]), area)


def _in_order(
    notes: Sequence[PracticeNote],
    area: Area | None,
    *,
    answers: Iterable[str] = (),
    words: dict[str, list[str]] | None = None,
) -> Fittings:
    rows = [Note(note.pk.hex, note.outcome, row_of(note.area) if note.area else None) for note in notes]
    table = spreads(map(row_of, Area.objects.all())) if area and notes else spreads(())
    fit = order_by_fit(rows, row_of(area) if area else None, table)
    by_id = {note.pk.hex: note for note in notes}
    first = [_fitting(one, by_id[one.id], set(answers), words or {}) for one in fit.notes[:FIRST]]
    return Fittings(first, _told(fit.caveats), by_area=area is not None)


def _fitting(fitted: FittedNote, note: PracticeNote, answers: set[str], words: dict[str, list[str]]) -> Fitting:
    return Fitting(
        listed=Listed.of(note),
        answers_it=fitted.id in answers,
        because=words.get(fitted.id, []),
        alike=_told(fitted.alike),
        unlike=_told(fitted.unlike),
        kept_for=[(one.code, one.text(gettext)) for one in fitted.kept_for],
    )


def _told(sentences: Iterable[Sentence]) -> list[str]:
    return [sentence.text(gettext) for sentence in sentences]
