"""Which columns of a table are group labels and which are counts, and what a cell of counts says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.headers import listed
from wholeroom.analysis.rows import InputError

WHOLE = re.compile(r"\+?\d{1,12}(\.0+)?")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.0+)?")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?%?")
NAMES_A_ROW = re.compile(
    r"(^|[\s_-])(id|code|year|years|period|month|quarter|week|date|day|statement|question|proposal|item|age|postcode)$",
    re.IGNORECASE,
)
OUTCOME = re.compile(r"(rule[\s_-]*)?(met|outcome|result|passed[\s_-]*rule)", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2100

NEGATIVE = Sentence("negative_count", "A count cannot be below 0. Mend this cell.")
BROKEN = Sentence("broken_count", "A count must be a whole number, such as 12. Mend this cell.")
NO_NUMBER = Sentence("not_a_count", "This is not a count. Write a whole number, or leave the cell empty.")
LARGE = Sentence("large_count", "This count is too large: it has more than 12 digits. Mend this cell.")
NO_COUNTS = plain(
    "No column holds counts (whole numbers). The file has: {found}. Name the count columns and try again."
)
BOTH = plain("The column {name} is named as a group and as a count. Name it once.")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold. ``left_out`` are neither groups nor counts: they are not published.

    ``guessed`` says whether the groups or the counts were not named by the person who brought the table.
    """

    groups: tuple[str, ...]
    counts: tuple[str, ...]
    left_out: tuple[str, ...]
    outcome: str | None = None
    guessed: bool = False


def whole_number(text: str) -> int | Sentence | None:
    """The count in a cell, what is wrong with it, or None if the cell is blank.

    >>> whole_number("70.0"), whole_number("1,234"), whole_number(""), str(whole_number("-3"))
    (70, 1234, None, 'A count cannot be below 0. Mend this cell.')
    """
    text = text.strip()
    if not text:
        return None
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if text.isascii() and WHOLE.fullmatch(text):
        return int(text.split(".")[0])
    if not text.isascii() or not NUMBER.fullmatch(text):
        return NO_NUMBER
    if text.startswith("-"):
        return NEGATIVE
    return LARGE if text.lstrip("+").split(".")[0].isdigit() and float(text).is_integer() else BROKEN


def find_columns(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    groups: Sequence[str] | None = None,
    counts: Sequence[str] | None = None,
    outcome: str | None = None,
) -> Columns:
    """Sort the columns ``names`` of ``rows``. What is not named is told from the cells.

    A column is taken for counts if two in three of its filled cells are whole numbers, and neither its name (year,
    period, code, ...) nor its numbers (all of them years) speak against it. Other columns with numbers are rates:
    left out. All the rest are groups. Raises InputError if there is no column of counts, or a column is named twice.
    """
    found_groups, found_counts = list(groups or ()), list(counts or ())
    for name in found_groups:
        if name in found_counts:
            raise InputError(Sentence("group_and_count", BOTH, {"name": name}), column=name)
    left_out = []
    for place, name in enumerate(names):
        if name in found_groups or name in found_counts or name == outcome:
            continue
        kind = _kind(name, [row[place] for row in rows])
        if kind == "group" and groups is None:
            found_groups.append(name)
        elif kind == "count" and counts is None:
            found_counts.append(name)
        else:
            left_out.append(name)
    if not found_counts:
        raise InputError(Sentence("no_counts", NO_COUNTS, {"found": listed(names)}))
    order = list(names)
    return Columns(
        tuple(sorted(found_groups, key=order.index)),
        tuple(sorted(found_counts, key=order.index)),
        tuple(left_out),
        outcome,
        groups is None or counts is None,
    )


def find_outcome(names: Sequence[str]) -> str | None:
    """The column that tells whether a rule was met, by its name: met, rule met, outcome, result."""
    return next((name for name in names if OUTCOME.fullmatch(name)), None)


def _kind(name: str, cells: Sequence[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbers = [cell for cell in filled if NUMBER.fullmatch(cell) or THOUSANDS.fullmatch(cell)]
    if not filled or len(numbers) * 3 < len(filled) * 2:
        return "group" if filled else "blank"
    if NAMES_A_ROW.search(name):
        return "group"
    values = [whole_number(cell) for cell in numbers]
    whole = [value for value in values if isinstance(value, int)]
    if (len(whole) + values.count(NEGATIVE)) * 3 < len(filled) * 2:
        return "rate"
    return "group" if all(FIRST_YEAR <= value <= LAST_YEAR for value in whole) else "count"
