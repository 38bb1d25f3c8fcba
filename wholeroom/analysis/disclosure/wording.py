"""Why a cell is hidden, and what must be said beside a safe table."""

from collections.abc import Iterator

import numpy as np

from wholeroom.analysis.caveats import Caveat, Sentence, plain
from wholeroom.analysis.disclosure.cells import Decision
from wholeroom.analysis.disclosure.figures import Figures
from wholeroom.analysis.disclosure.published import Published, State, parts_of_small
from wholeroom.analysis.disclosure.rules import FEW_VOTERS, SECRET, SMALL_BAND, SMALL_COUNT, TOTAL_TELLS, Rule
from wholeroom.analysis.disclosure.sums import Layout
from wholeroom.analysis.reading.headers import listed

SMALL_GROUP = Sentence("small_group", "Hidden: this group has from 1 to 4 people, so it is not broken down.")
COVERS = Sentence("covers", "Hidden: with this row, the total would give away a hidden one.")
SMALL: dict[Rule, Sentence] = {
    "people": SMALL_BAND,
    "answers": FEW_VOTERS,
    "secret": SECRET,
    "measures": SMALL_COUNT,
}
RULE_SAYS: dict[Rule, Caveat] = {
    "people": Caveat(
        "rule_people", "Groups of 0 to 4 people read “none or a few”. Totals may be rounded down to tens."
    ),
    "answers": Caveat("rule_answers", "Votes are shown from 5 voters, or from 10 if all gave the same answer."),
    "secret": Caveat("rule_secret", "Secret votes are counted from 8 people on, and never if all voted alike."),
    "measures": Caveat("rule_measures", "Counts are rounded to the nearest 5. Counts from 1 to 4 are hidden."),
}
ROUNDED_TOTALS = Caveat("rounded_totals", "Each number is rounded by itself, so totals may differ from their parts.")
MARKS = Caveat("marks", "[c] stands for a number too small to show. [c+] is hidden to keep such a number safe.")
COVERED_MARKS = plain("Other cells hidden to keep those safe: {count}.")
GUESSED = plain("Taken as groups: {groups}. Taken as counts: {counts}. Name the columns if that is wrong.")
LEFT_OUT = plain("Left out, as they are neither groups nor counts: {columns}.")
SUMS_FOUND = plain("Taken as sums, as the figures add up: {sums}.")
BAD_ROWS = plain("Rows left out because they could not be read: {count}.")
BLANKS = plain("Cells with no figure in the table handed over: {count}.")
TWICE = plain("Rows with the same labels as another: {count}. Each is taken as a group of its own.")
UNEQUAL = plain("Totals less than the sum of their parts: {count}. No hidden number was worked out from them.")
RESTS = plain("Totals that count people whom no row shows: {count}. Hidden numbers rely on that.")
CHOICE_TELLS = Caveat(
    "choice_tells", "What else is hidden was chosen by the numbers. A reader who tries every table may learn more."
)
CHANGES = Caveat("changes_known", "Earlier versions were checked. A reader who knows who came or left may learn more.")
NO_EARLIER = Caveat("no_earlier", "No earlier version was checked. If one was published, hand it over too.")
GIVEN_AWAY = plain("Earlier versions already give away hidden numbers: {count}. Nothing hidden now can help.")


def why(layout: Layout, published: Published) -> dict[int, Sentence]:
    """The reason for each hidden cell. It uses nothing but the marks, so it may be published."""
    small_groups = parts_of_small(layout, published.states == State.SMALL)
    basic = layout.basic()
    reasons = {}
    for cell in np.flatnonzero(published.hidden()).tolist():
        if published.states[cell] == State.COVERED:
            in_total_row = cell // len(layout.columns) in layout.row_parts
            reasons[cell] = COVERS if basic[cell] or (_whole_rows(published) and not in_total_row) else TOTAL_TELLS
        elif published.rule == "measures" and small_groups[cell]:
            reasons[cell] = SMALL_GROUP
        else:
            reasons[cell] = SMALL[published.rule]
    return reasons


def caveats(found: Figures, decision: Decision, has_earlier: bool) -> tuple[Caveat, ...]:
    return (*_about_the_rule(decision), *_about_the_table(found, decision), *_about_readers(decision, has_earlier))


def _about_the_rule(decision: Decision) -> Iterator[Caveat]:
    published = decision.published
    yield RULE_SAYS[published.rule]
    if published.rule != "people" and published.hidden().any():
        yield MARKS
    if published.rule == "measures" and published.layout.row_parts:
        yield ROUNDED_TOTALS
    covered = int((published.states == State.COVERED).sum())
    if covered:
        yield Caveat("covered", COVERED_MARKS, {"count": covered})


def _about_the_table(found: Figures, decision: Decision) -> Iterator[Caveat]:
    if found.columns.guessed:
        names = {"groups": listed(found.columns.groups) or "-", "counts": listed(found.columns.counts)}
        yield Caveat("guessed_columns", GUESSED, names)
    if found.columns.left_out:
        yield Caveat("left_out_columns", LEFT_OUT, {"columns": listed(found.columns.left_out)})
    if found.sums_found:
        sums = listed([f"{name} = {' + '.join(parts)}" for name, parts in found.sums.items()])
        yield Caveat("sums_found", SUMS_FOUND, {"sums": sums})
    twice = len(found.cells) - len(set(found.labels()))
    counted = [
        ("bad_rows", BAD_ROWS, found.bad_count),
        ("blank_cells", BLANKS, int((decision.published.states == State.EMPTY).sum())),
        ("same_labels", TWICE, twice if found.columns.groups else 0),
        ("unequal_totals", UNEQUAL, decision.unequal),
        ("totals_with_rest", RESTS, decision.open_sums),
    ]
    for code, words, count in counted:
        if count:
            yield Caveat(code, words, {"count": count})


def _about_readers(decision: Decision, has_earlier: bool) -> Iterator[Caveat]:
    published = decision.published
    if published.hidden().any():
        if (published.states == State.COVERED).any() and (_whole_rows(published) or _totals_cross(published.layout)):
            yield CHOICE_TELLS
        yield CHANGES if has_earlier else NO_EARLIER
    if decision.given_away:
        yield Caveat("given_away", GIVEN_AWAY, {"count": decision.given_away})


def _whole_rows(published: Published) -> bool:
    return published.rule in ("answers", "secret")


def _totals_cross(layout: Layout) -> bool:
    """Whether some number is part of more than one total."""
    times = np.zeros(len(layout.keys) * len(layout.columns), dtype=np.intp)
    for total in layout.sums():
        times[total.parts] += 1
    return bool((times > 1).any())
