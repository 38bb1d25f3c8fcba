"""The order of practice notes for an area: judged by a slow obvious second version, and by what must never happen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.retrieval.areas import Area
from wholeroom.analysis.retrieval.fit import Note, order_by_fit
from wholeroom.analysis.retrieval.likeness import likeness, spreads

MINE = Area("W", "Westmarch", 80_000, 1300.0, 20.0, 0.1, 0.3)
ALIKE = Area("E", "Eastmarch", 90_000, 1100.0, 22.0, 0.1, 0.4)
HALF = Area("S", "Southmarch", 200_000, 700.0, 30.0, 0.3, 0.6)
UNLIKE = Area("P", "Portmarch", 600_000, 110.0, 48.0, 0.7, 1.0)
UNKNOWN = Area("N", "Northmarch")
AREAS = (MINE, ALIKE, HALF, UNLIKE, UNKNOWN)
SPREADS = spreads(AREAS)

ROWS = st.lists(st.tuples(st.sampled_from(["worked", "mixed", "failed"]), st.sampled_from([*AREAS, None])), max_size=14)


def made(rows):
    return [Note(str(number), outcome, area) for number, (outcome, area) in enumerate(rows)]


def ids(fit):
    return [note.id for note in fit.notes]


def slowly(notes, area):
    """Fits as they are written; then the best of each kind that is missing takes the last place it may."""
    alike = {note.id: likeness(area, note.area, SPREADS) if note.area else None for note in notes}
    known = [one for one in alike.values() if one is not None]
    average = sum(known) / len(known) if known else 0
    fits = {}
    for place, note in enumerate(notes):
        own = average if alike[note.id] is None else alike[note.id]
        fits[note.id] = 10 / (10 + place) * (0.5 + 0.5 * own)
    by_fit = sorted(notes, key=lambda note: (-fits[note.id], int(note.id)))
    failed = [note for note in by_fit if note.outcome == "failed"][:1]
    unlike = [note for note in by_fit if alike[note.id] is not None and alike[note.id] < 0.4][:1]
    first = by_fit[:5]
    kept = [note for note in by_fit if note in failed + unlike]
    for note in kept:
        if note not in first:
            first.remove([one for one in first if one not in kept][-1])
            first.append(note)
    return [note.id for note in first + [note for note in by_fit if note not in first]]


@given(ROWS)
def test_order_is_that_of_the_slow_version(rows):
    notes = made(rows)

    assert ids(order_by_fit(notes, MINE, SPREADS)) == slowly(notes, MINE)


@given(ROWS)
def test_nothing_is_lost_and_nothing_doubled(rows):
    notes = made(rows)

    assert sorted(ids(order_by_fit(notes, MINE, SPREADS))) == sorted(note.id for note in notes)


@given(ROWS)
def test_other_names_for_areas_change_nothing(rows):
    renamed = [(outcome, area and replace(area, code=area.name[::-1], name="?")) for outcome, area in rows]

    assert order_by_fit(made(renamed), replace(MINE, code="Z", name="Z"), SPREADS) == order_by_fit(
        made(rows), MINE, SPREADS
    )


@given(ROWS)
def test_without_an_area_the_order_is_that_of_the_texts_and_nothing_is_said(rows):
    fit = order_by_fit(made(rows), None, SPREADS)

    assert ids(fit) == [str(number) for number in range(len(rows))]
    assert {(note.alike, note.unlike, note.kept_for) for note in fit.notes} <= {((), (), ())}
    assert fit.caveats == ()


@given(ROWS)
def test_first_five_hold_a_failure_and_an_unlike_area_where_there_are_such(rows):
    notes = {note.id: note for note in made(rows)}
    first = [notes[id] for id in ids(order_by_fit(list(notes.values()), MINE, SPREADS))[:5]]

    assert any(note.outcome == "failed" for note in first) == any(outcome == "failed" for outcome, _ in rows)
    assert any(note.area == UNLIKE for note in first) == any(area == UNLIKE for _, area in rows)


def test_kept_places_say_why_they_are_kept():
    rows = [("worked", ALIKE)] * 6 + [("failed", ALIKE), ("worked", UNLIKE)]

    fit = order_by_fit(made(rows), MINE, SPREADS)

    assert ids(fit) == ["0", "1", "2", "6", "7", "3", "4", "5"]
    assert [[why.code for why in note.kept_for] for note in fit.notes] == [
        [],
        [],
        [],
        ["kept_for_failure"],
        ["kept_for_unlike"],
        [],
        [],
        [],
    ]


def test_one_note_can_be_both_the_failure_and_the_unlike_one():
    fit = order_by_fit(made([("worked", ALIKE)] * 6 + [("failed", UNLIKE)]), MINE, SPREADS)

    assert ids(fit) == ["0", "1", "2", "3", "6", "4", "5"]
    assert [why.code for why in fit.notes[4].kept_for] == ["kept_for_failure", "kept_for_unlike"]


def test_place_is_not_kept_where_the_order_has_one_already():
    fit = order_by_fit(made([("worked", UNLIKE), ("failed", ALIKE)] + [("worked", ALIKE)] * 6), MINE, SPREADS)

    assert [note.kept_for for note in fit.notes] == [()] * 8


def test_note_from_a_like_area_comes_before_a_slightly_better_text_from_an_unlike_one():
    fit = order_by_fit(made([("worked", UNLIKE), ("worked", ALIKE)]), MINE, SPREADS)

    assert ids(fit) == ["1", "0"]
    assert [one.words for one in fit.notes[0].alike] == ["also rural", "similar deprivation", "about the same size"]
    assert [one.words for one in fit.notes[1].unlike] == ["more urban", "more deprived", "far more people"]


@pytest.mark.parametrize(
    ("area", "more"), [(ALIKE, []), (None, ["likeness_not_told"]), (UNKNOWN, ["some_missing", "likeness_not_told"])]
)
def test_caveats_say_what_the_order_rests_on(area, more):
    fit = order_by_fit(made([("worked", area)]), MINE, SPREADS)

    assert [caveat.code for caveat in fit.caveats] == ["weights_chosen", "few_measures", "figures_of_2020", *more]
