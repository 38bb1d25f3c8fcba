"""The files of the worked example's community: plain rows, as anybody can read and change them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
LONGEST_AGO = 30  # days


@dataclass(frozen=True)
class Community:
    """Every file by what it holds. ``day`` in a row counts back from today."""

    people: list[Row]
    organisations: list[Row]
    problems: list[Row]
    replies: list[Row]
    same_here: list[Row]
    same_problem: list[Row]
    introductions: list[Row]
    notes: list[Row]
    countersigned: list[Row]
    replications: list[Row]
    under_pseudonyms: list[Row]


def read(folder: Path) -> Community:
    return Community(**{name: rows_of(folder / f"{name}.csv") for name in Community.__dataclass_fields__})


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def of_day(rows: Iterable[Row], day: int) -> list[Row]:
    return [row for row in rows if int(row["day"]) == day]


def groups(row: Row) -> list[str]:
    return [code for code in row["groups"].split(";") if code]
