"""A table of areas in, areas out; every bad row told with line, column, value and why."""

import io

import pytest

from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.analysis.retrieval.areas import Area, read_areas

HEADER = "code,name,nation,region,type,pop_2020,area_km2,imd_composite,prop_high_dep,urban,rural,highly_rural\n"
WESTMARCH = "WM,Westmarch,England,West,CTY,81200,1320.5,21.5,0.12,0.4,0.35,0.25\n"


def read(text):
    return read_areas(io.BytesIO(text.encode()))


def test_row_becomes_an_area():
    found = read(HEADER + WESTMARCH)

    assert found.areas == (
        Area(
            "WM", "Westmarch", 81200, 1320.5, 21.5, 0.12, 0.4, 0.35, 0.25, kind="CTY", nation="England", region="West"
        ),
    )
    assert [caveat.code for caveat in found.caveats] == ["figures_of_2020"]


def test_code_and_name_are_enough():
    assert read("code,name\nWM,Westmarch\n").areas == (Area("WM", "Westmarch"),)


def test_empty_cells_are_not_known_and_other_columns_are_ignored():
    found = read("name,code,mayor,pop_2020,urban\nWestmarch,WM,A. Body,,0\n")

    assert found.areas == (Area("WM", "Westmarch", urban=0.0),)
    assert found.bad_rows == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",Westmarch,0.1,,,1,1,1", ("code", "", "no_code")),
        ("WM,,0.1,,,1,1,1", ("name", "", "no_name")),
        ("EM,Eastmarch again,0.1,,,1,1,1", ("code", "EM", "second_code")),
        ("W" * 41 + ",Westmarch,0.1,,,1,1,1", ("code", "W" * 41, "too_long")),
        ("WM,Westmarch,40%,,,1,1,1", ("urban", "40%", "not_a_number")),
        ("WM,Westmarch,-0.1,,,1,1,1", ("urban", "-0.1", "not_a_number")),
        ("WM,Westmarch,nan,,,1,1,1", ("urban", "nan", "not_a_number")),
        ("WM,Westmarch,٤,,,1,1,1", ("urban", "٤", "not_a_number")),
        ("WM,Westmarch,40,,,1,1,1", ("urban", "40", "not_a_share")),
        ("WM,Westmarch,0.5,0.5,0.5,1,1,1", ("urban", "0.5", "shares_over_1")),
        ("WM,Westmarch,0.1,,,10.5,1,1", ("pop_2020", "10.5", "not_whole")),
        ("WM,Westmarch,0.1,,,0,1,1", ("pop_2020", "0", "not_above_0")),
        ("WM,Westmarch,0.1,,,1,0,1", ("area_km2", "0", "not_above_0")),
    ],
)
def test_bad_row_is_told_and_the_good_ones_are_kept(row, fault):
    header = "code,name,urban,rural,highly_rural,pop_2020,area_km2,imd_composite\n"

    found = read(f"{header}EM,Eastmarch,0.2,,,1,1,0\n{row}\nNM,Northmarch,0.3,,,1,1,0\n")

    assert [area.code for area in found.areas] == ["EM", "NM"]
    assert [(bad.line, bad.column, bad.value, bad.why.code) for bad in found.bad_rows] == [(3, *fault)]
    assert found.bad_rows[0].why.text()
    assert found.bad_count == 1


def test_rows_that_were_cut_short_are_told_too():
    assert [bad.why.code for bad in read("code,name\nWM\nEM,Eastmarch\n").bad_rows] == ["few_cells"]


def test_file_without_names_is_refused():
    with pytest.raises(InputError, match="The column name is missing"):
        read("code,urban\nWM,0.4\n")


def test_published_table_is_read_whole(reference_data):
    found = read_areas(reference_data / "retrieval" / "uk_la_context.csv")

    assert (len(found.areas), found.bad_rows) == (394, ())
    assert [area for area in found.areas if area.population is None or area.deprivation is None] == []
