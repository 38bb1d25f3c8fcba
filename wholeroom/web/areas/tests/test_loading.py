"""A table of areas becomes rows: loaded again without doubling, and nothing that is referred to is lost."""

import io
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wholeroom.analysis.retrieval.areas import read_areas
from wholeroom.web.areas.actions import load
from wholeroom.web.areas.models import Area
from wholeroom.web.areas.rows import row_of
from wholeroom.web.history.models import Entry

TABLE = b"""code,name,pop_2020,area_km2,imd_composite,prop_high_dep,urban,rural,highly_rural,type,nation,region
WM,Westmarch,81200,640,21.5,0.2,0.3,0.2,0.5,county,Here,West
EM,Eastmarch,240000,90,30,0.5,0.9,0.1,0,city,Here,East
"""


def rows(table=TABLE):
    return read_areas(io.BytesIO(table)).areas


@pytest.fixture
def command(tmp_path, own_database):
    """Runs ``wholeroom load-areas`` as somebody at the terminal would."""
    table = tmp_path / "areas.csv"

    def run(content, *options):
        table.write_bytes(content)
        wholeroom = [sys.executable, "-m", "wholeroom.cli", "load-areas", str(table), "--data", str(tmp_path / "site")]
        return subprocess.run([*wholeroom, *options], capture_output=True, text=True, timeout=120, check=False)

    return run


def test_every_column_is_kept_and_gives_the_row_back(db):
    loaded = load(areas=rows())

    assert (loaded.kept, loaded.new, loaded.gone) == (2, 2, 0)
    assert sorted(map(row_of, Area.objects.all()), key=lambda row: row.name) == sorted(rows(), key=lambda row: row.name)


def test_table_loaded_again_changes_rows_and_doubles_none(db):
    load(areas=rows())

    loaded = load(areas=rows(TABLE.replace(b"81200", b"82000")))

    assert (loaded.new, Area.objects.count()) == (0, 2)
    assert Area.objects.get(pk="WM").population == 82000


def test_areas_that_the_table_lacks_stay(db):
    load(areas=rows())

    load(areas=rows(b"code,name\nNM,Northmarch\n"))

    assert set(Area.objects.values_list("code", flat=True)) == {"WM", "EM", "NM"}


def test_replaced_areas_go_unless_something_refers_to_them(make_person):
    load(areas=rows())
    make_person(area=Area.objects.get(pk="EM"))

    loaded = load(areas=rows(b"code,name\nNM,Northmarch\n"), replace=True)

    assert loaded.gone == 1
    assert set(Area.objects.values_list("code", flat=True)) == {"EM", "NM"}


def test_many_areas_take_as_many_queries_as_few(db):
    def queries(table):
        with CaptureQueriesContext(connection) as found:
            load(areas=rows(table))
        return len(found)

    assert queries(TABLE) == queries(b"code,name\nNM,Northmarch\n")


def test_loading_leaves_its_verb_in_history(db):
    load(areas=rows())

    assert Entry.objects.values_list("actor", "verb", "target_key").get() == (None, "loaded areas", "all")


@pytest.mark.parametrize("kind", Area.Kind.values)
def test_areas_of_a_kind_are_those_that_say_so(db, kind):
    for code, (urban, highly_rural) in enumerate(
        [(1, 0), (0.5, 0.5), (0.2, 0.3), (0.2, 0.8), (None, None), (0.2, None)]
    ):
        Area.objects.create(code=str(code), name="x", share_urban=urban, share_highly_rural=highly_rural)

    found = Area.objects.of_kind(kind)

    assert set(found) == {area for area in Area.objects.all() if area.kind == kind}


def test_command_keeps_good_rows_and_tells_each_bad_one(command, tmp_path):
    told = command(TABLE + b"XM,,1,,,,,,,,,\n", "--bad-rows", str(tmp_path / "bad.csv"))

    assert told.stdout == "Areas loaded: 2. New here: 2.\n"
    assert "line 4, column name: ''. This row has no name." in told.stderr
    assert (tmp_path / "bad.csv").read_text().splitlines()[1].startswith("4,name,,This row has no name.")


def test_command_tells_what_was_replaced(command):
    command(TABLE)

    told = command(b"code,name\nNM,Northmarch\n", "--replace")

    assert told.stdout == "Areas loaded: 1. New here: 1.\nAreas removed, as nothing refers to them: 2.\n"


@pytest.mark.parametrize(("table", "options"), [(TABLE + b"XM\n", ["--strict"]), (b"code,name\nXM,\n", [])])
def test_command_keeps_nothing_where_it_refuses(command, tmp_path, table, options):
    refused = command(table, *options)

    assert (refused.returncode, (tmp_path / "site").exists()) == (2, False)
    assert "This did not work." in refused.stderr


def test_councils_of_the_united_kingdom_are_all_loaded(db, reference_data):
    read = read_areas(reference_data / "retrieval" / "uk_la_context.csv")

    loaded = load(areas=read.areas)

    assert (loaded.kept, read.bad_count) == (394, 0)
    assert {kind: Area.objects.of_kind(kind).count() > 0 for kind in Area.Kind} == dict.fromkeys(Area.Kind, True)
