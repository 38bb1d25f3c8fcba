"""A table of areas: a row for each council or county, with what it is like, for saying where practice comes from.

Columns: ``code`` and ``name`` are needed. Any of the others may be missing, as a column or in a row:

- ``pop_2020``: how many people live there, a whole number above 0
- ``area_km2``: its size in square kilometres, above 0
- ``imd_composite``: an index of multiple deprivation on one scale for all areas, 0 or more; higher is more deprived
- ``prop_high_dep``: the share of its people who live in highly deprived places, 0 to 1
- ``urban``, ``rural``, ``highly_rural``: the shares of its people who live in such places, 0 to 1, together at most 1
- ``type``, ``nation``, ``region``: what kind of body it is, and where, as text

Other columns are ignored. These are the columns of a table of the councils of the United Kingdom, joined from three
open packages of mySociety (CC BY 4.0): names and codes, composite index of multiple deprivation, rural and urban.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wholeroom.analysis.caveats import Caveat, Sentence, plain
from wholeroom.analysis.reading.bad_rows import BadRow, BadRows
from wholeroom.analysis.reading.text_blocks import Progress, Source
from wholeroom.analysis.rows import Header, read_table

CODE, NAME = "code", "name"
POPULATION, SIZE, DEPRIVATION, HIGH_DEPRIVATION = "pop_2020", "area_km2", "imd_composite", "prop_high_dep"
SHARES = ("urban", "rural", "highly_rural")
KIND, NATION, REGION = "type", "nation", "region"
MOST_ROWS = 100_000
LONGEST = {CODE: 40, NAME: 200, KIND: 100, NATION: 100, REGION: 100}  # characters
ROUNDED = 0.02  # by which three rounded shares may go over 1

NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,20})?")
NO_CODE = Sentence("no_code", "This row has no code. Give each area a code of its own.")
NO_NAME = Sentence("no_name", "This row has no name. Write what the area is called.")
SECOND = Sentence("second_code", "A row before has this code. Give each area a code of its own.")
TOO_LONG = plain("This is too long: at most {most} characters. Shorten it.")
NOT_A_NUMBER = Sentence("not_a_number", "Write a plain number such as 0.49 here, or leave it empty if nobody knows.")
NOT_WHOLE = Sentence("not_whole", "Write a whole number here, or leave it empty if nobody knows.")
NOT_ABOVE_0 = Sentence("not_above_0", "Write a number above 0 here, or leave it empty if nobody knows.")
NOT_A_SHARE = Sentence("not_a_share", "Write a share from 0 to 1 here. A half is 0.5.")
OVER_1 = Sentence(
    "shares_over_1", "The shares urban, rural and highly_rural together are more than 1. Mend one of them."
)

FIGURES_OF_2020 = Caveat("figures_of_2020", "What areas are like is taken from figures of 2020 and before.")

Fault = tuple[str, str, Sentence]  # the column, its value, why


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its code. None, or "" for a text, is what the table does not say.

    ``population`` counts people, ``area_km2`` is in square kilometres, ``deprivation`` an index that is higher where
    people are more deprived; ``high_deprivation``, ``urban``, ``rural`` and ``highly_rural`` are shares of people from
    0 to 1. ``kind`` is the table's word for what sort of body it is.
    """

    code: str
    name: str
    population: int | None = None
    area_km2: float | None = None
    deprivation: float | None = None
    high_deprivation: float | None = None
    urban: float | None = None
    rural: float | None = None
    highly_rural: float | None = None
    kind: str = ""
    nation: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of a table, in the order of the file; every bad row in the order of the lines; what to say beside it.

    ``bad_count`` is how many bad rows there were in all.
    """

    areas: tuple[Area, ...]
    bad_rows: tuple[BadRow, ...]
    bad_count: int
    caveats: tuple[Caveat, ...] = (FIGURES_OF_2020,)


def read_areas(source: Source, *, progress: Progress | None = None) -> Areas:
    """Read a CSV table of areas from a path or a stream of bytes. The head of this module names the columns.

    Good rows are kept and every bad one is reported: no code or name, a code that came before, a number that is none
    or cannot be. Raises InputError if the file cannot be used at all.

    >>> import io
    >>> read = read_areas(io.BytesIO(b"code,name,pop_2020,urban\\nWM,Westmarch,81200,0.4\\nEM,Eastmarch,many,0.5\\n"))
    >>> [(area.name, area.population, area.urban, area.rural) for area in read.areas]
    [('Westmarch', 81200, 0.4, None)]
    >>> [(bad.line, bad.column, bad.value, bad.why.code) for bad in read.bad_rows]
    [(3, 'pop_2020', 'many', 'not_a_number')]
    """
    table = read_table(source, needed=(CODE, NAME), most_rows=MOST_ROWS, progress=progress)
    bad_rows = BadRows(table.bad_rows, table.bad_count)
    columns = _columns(table.header)
    areas: dict[str, Area] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        cells = {name: row[position] for name, position in columns.items()}
        fault = next(_faults(cells), None)
        if not fault and cells[CODE] in areas:
            fault = CODE, cells[CODE], SECOND
        if fault:
            bad_rows.add(line, *fault)
        else:
            areas[cells[CODE]] = _area(cells)
    return Areas(tuple(areas.values()), bad_rows.kept(), bad_rows.count)


def _columns(header: Header) -> dict[str, int]:
    known = (CODE, NAME, POPULATION, SIZE, DEPRIVATION, HIGH_DEPRIVATION, *SHARES, KIND, NATION, REGION)
    return {name: header.position(name) for name in known if header.has(name)}


def _faults(cells: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a row. Only the first is asked for: a later one takes the earlier cells for good."""
    for name, why in ((CODE, NO_CODE), (NAME, NO_NAME)):
        if not cells[name]:
            yield name, "", why
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            yield name, cells[name], Sentence("too_long", TOO_LONG, {"most": most})
    for name in (POPULATION, SIZE, DEPRIVATION, HIGH_DEPRIVATION, *SHARES):
        value = cells.get(name, "")
        fault = _wrong_number(name, value) if value else None
        if fault:
            yield name, value, fault
    if sum(_number(cells, name) or 0.0 for name in SHARES) > 1 + ROUNDED:
        yield SHARES[0], cells.get(SHARES[0], ""), OVER_1


def _wrong_number(name: str, value: str) -> Sentence | None:
    if not NUMBER.fullmatch(value):
        return NOT_A_NUMBER
    number = float(value)
    if name == POPULATION and not number.is_integer():
        return NOT_WHOLE
    if name in (POPULATION, SIZE) and number == 0:
        return NOT_ABOVE_0
    if name in (HIGH_DEPRIVATION, *SHARES) and number > 1:
        return NOT_A_SHARE
    return None


def _number(cells: Mapping[str, str], name: str) -> float | None:
    value = cells.get(name, "")
    return float(value) if value else None


def _area(cells: Mapping[str, str]) -> Area:
    """The area of a row without fault."""
    population = _number(cells, POPULATION)
    urban, rural, highly_rural = (_number(cells, name) for name in SHARES)
    return Area(
        code=cells[CODE],
        name=cells[NAME],
        population=None if population is None else int(population),
        area_km2=_number(cells, SIZE),
        deprivation=_number(cells, DEPRIVATION),
        high_deprivation=_number(cells, HIGH_DEPRIVATION),
        urban=urban,
        rural=rural,
        highly_rural=highly_rural,
        kind=cells.get(KIND, ""),
        nation=cells.get(NATION, ""),
        region=cells.get(REGION, ""),
    )
