"""Put practice notes in an order that fits a reader's area, so that it can be seen why each stands where it does.

How: notes come in the order in which their texts fit. The text score of a place is 10 / (10 + places before it): the
first has 1, the eleventh a half. Fit is text score x (0.5 + 0.5 x likeness of the areas). A note whose likeness cannot
be told is taken to be as alike as the others are on average, so that it neither gains nor loses.

Nothing is left out. Of the first five places one is kept for a note of what failed, and one for a note from an unlike
area, where there are such: what failed elsewhere, and what others do differently, is what a reader would not look for.

When not to use it: as a filter, or to say that a practice will work. Its weights are a choice; nobody measured them.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from wholeroom.analysis.caveats import Caveat, Sentence
from wholeroom.analysis.retrieval.areas import FIGURES_OF_2020, Area
from wholeroom.analysis.retrieval.likeness import MEASURES, Spreads, alike_in, likeness, unlike_in

Outcome = Literal["worked", "mixed", "failed"]

FIRST = 5  # places, of which one is kept for each kind below
UNLIKE = 0.4  # likeness below which an area is called unlike: they differ by one and a half standard deviations
HALF_LIFE = 10  # places after which the text score is a half

KEPT_FOR_FAILURE = Sentence("kept_for_failure", "It did not work there. One of the first five places is kept for that.")
KEPT_FOR_UNLIKE = Sentence("kept_for_unlike", "A place unlike yours. One of the first five places is kept for one.")

WEIGHTS_CHOSEN = Caveat(
    "weights_chosen", "How much an area counts for the order is our choice. Nobody has measured it."
)
FEW_MEASURES = Caveat(
    "few_measures",
    "Areas are compared by people, density, deprivation and rural places. Age, ethnicity and coast are not in it.",
)
SOME_MISSING = Caveat("some_missing", "Some figures of areas are missing. Those areas are compared by what there is.")
NOT_TOLD = Caveat("likeness_not_told", "For some notes nobody can tell how alike the area is. They count as average.")


@dataclass(frozen=True, slots=True)
class Note:
    """A practice note as far as the order goes: its id, how it went, and the area it is from, if that is known."""

    id: str
    outcome: Outcome
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class FittedNote:
    """A note in its new place, and why it stands there.

    ``alike`` and ``unlike`` say in a few words how its area is against the reader's; both are empty where that cannot
    be told. ``kept_for`` says for what the place is kept, if it is. There is no number to show.
    """

    id: str
    alike: tuple[Sentence, ...] = ()
    unlike: tuple[Sentence, ...] = ()
    kept_for: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """Every note once, in the order to show them, and what must be said beside them."""

    notes: tuple[FittedNote, ...]
    caveats: tuple[Caveat, ...] = ()


def order_by_fit(notes: Sequence[Note], area: Area | None, spreads: Spreads) -> Fit:
    """Order notes by how their texts and their areas fit. ``notes`` come in the order of their texts, the best first.

    ``area`` is the reader's; without one, the notes stay in the order of their texts, with nothing said. ``spreads``
    are of the table of areas. Ties stay in the order of the texts.

    >>> from wholeroom.analysis.retrieval.likeness import spreads
    >>> west = Area("W", "Westmarch", 80_000, deprivation=20.0, urban=0.2)
    >>> east = Area("E", "Eastmarch", 900_000, deprivation=50.0, urban=1.0)
    >>> fit = order_by_fit([Note("1", "worked", east), Note("2", "mixed", west)], west, spreads([west, east]))
    >>> [(note.id, [one.words for one in note.alike], [one.code for one in note.unlike]) for note in fit.notes]
    [('2', ['also rural', 'similar deprivation', 'about the same size'], []), \
('1', [], ['more_urban', 'more_deprived', 'far_more_people'])]
    """
    if area is None:
        return Fit(tuple(FittedNote(note.id) for note in notes))
    alike = [likeness(area, note.area, spreads) if note.area else None for note in notes]
    by_fit = _by_fit(alike)
    failed = next((place for place in by_fit if notes[place].outcome == "failed"), None)
    unlike = next((place for place in by_fit if _is_unlike(alike[place])), None)
    moved = [place for place in by_fit[FIRST:] if place in (failed, unlike)]
    kept_for = {
        place: tuple(kind for kind, best in ((KEPT_FOR_FAILURE, failed), (KEPT_FOR_UNLIKE, unlike)) if place == best)
        for place in moved
    }
    order = _with_kept_places(by_fit, moved, {failed, unlike})
    told = (_told(notes[place], area, spreads, kept_for.get(place, ())) for place in order)
    return Fit(tuple(told), tuple(_caveats(notes, area, alike)))


def _by_fit(alike: Sequence[float | None]) -> list[int]:
    """The places of the notes by fit, the best first."""
    known = [one for one in alike if one is not None]
    average = fsum(known) / len(known) if known else 0.0
    fits = [
        HALF_LIFE / (HALF_LIFE + place) * (0.5 + 0.5 * (average if one is None else one))
        for place, one in enumerate(alike)
    ]
    return sorted(range(len(fits)), key=lambda place: (-fits[place], place))


def _is_unlike(alike: float | None) -> bool:
    return alike is not None and alike < UNLIKE


def _with_kept_places(by_fit: Sequence[int], moved: Sequence[int], best: Container[int | None]) -> list[int]:
    """The first places end with what is moved up; the last of them that are not the ``best`` of a kind give way."""
    first, rest = by_fit[:FIRST], by_fit[FIRST:]
    giving_way = [place for place in reversed(first) if place not in best][: len(moved)]
    stay = [place for place in first if place not in giving_way]
    return [*stay, *moved, *reversed(giving_way), *(place for place in rest if place not in moved)]


def _told(note: Note, area: Area, spreads: Spreads, kept_for: tuple[Sentence, ...]) -> FittedNote:
    if note.area is None:
        return FittedNote(note.id, kept_for=kept_for)
    return FittedNote(note.id, alike_in(area, note.area, spreads), unlike_in(area, note.area, spreads), kept_for)


def _caveats(notes: Sequence[Note], area: Area, alike: Sequence[float | None]) -> Iterator[Caveat]:
    yield from (WEIGHTS_CHOSEN, FEW_MEASURES, FIGURES_OF_2020)
    if any(measure(one) is None for measure in MEASURES.values() for one in (area, *_areas(notes))):
        yield SOME_MISSING
    if None in alike:
        yield NOT_TOLD


def _areas(notes: Sequence[Note]) -> list[Area]:
    return [note.area for note in notes if note.area]
