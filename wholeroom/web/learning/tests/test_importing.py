"""A table becomes drafts: good rows are kept, the same row comes once, and page and command do the same."""

import io
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wholeroom.analysis.exchange import note_rows, problem_rows, word_rows
from wholeroom.analysis.exchange.note_rows import read_notes
from wholeroom.analysis.exchange.problem_rows import read_problems
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.conversations.forms import LONGEST_WORDS
from wholeroom.web.history.models import Entry
from wholeroom.web.learning import models
from wholeroom.web.learning.importing import import_notes, import_problems
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people import actions as people
from wholeroom.web.problems import models as problems
from wholeroom.web.problems.models import Problem

PROBLEMS = b"""id,hard,tried,area,service,ideas
fridays,We lose people on Fridays,A van,WM,carers,yes
mondays,Nobody comes on Mondays,,,,
bad,,A bus,,,
far,It is far,,XX,,
"""
NOTES = b"""id,done,context,happened,went-wrong,outcome,about,is_new,who-benefits,displaces,basics
van,A van,A county,12 came,Fuel,mixed,fridays,,,,
app,An app,A city,None came,All of it,failed,,yes,Nobody,A nurse,No
lost,A bus,A town,3 came,nothing we know of,worked,sundays,,,,
"""


@pytest.fixture
def host(make_person, make_area):
    make_area("WM", name="Westmarch")
    person = make_person("host@westmarch.example", is_host=True)
    person.browser = Client()
    person.browser.force_login(person)
    return person


def problems_in(table=PROBLEMS):
    return read_problems(io.BytesIO(table))


def notes_in(table=NOTES):
    return read_notes(io.BytesIO(table))


def send(person, what, table, **more):
    file = SimpleUploadedFile("table.csv", table)
    return person.browser.post(reverse("learning:import"), {"what": what, "file": file, **more})


def test_codes_of_the_tables_are_those_of_the_pages():
    assert (tuple(problems.PARTS), tuple(problems.SERVICES)) == (problem_rows.PARTS, word_rows.SERVICES)
    assert (tuple(models.PARTS), tuple(models.NEW_PARTS)) == (note_rows.PARTS, note_rows.NEW_PARTS)
    assert tuple(PracticeNote.Outcome.values) == note_rows.OUTCOMES
    assert (set(note_rows.NEEDED), word_rows.LONGEST_WORDS) == (set(models.NEEDED), LONGEST_WORDS)


def test_good_rows_come_as_drafts_and_every_bad_one_is_told(host):
    done = import_problems(by=host, read=problems_in())

    fridays = Problem.objects.get(service="carers")
    assert (done.new, done.known, Problem.objects.count()) == (2, 0, 2)
    assert [(bad.line, bad.column, bad.value, bad.why.code) for bad in done.bad_rows] == [
        (4, "hard", "", "empty_words"),
        (5, "area", "XX", "no_such_area"),
    ]
    assert {part: said.text for part, said in fridays.words().items()} == {
        "hard": "We lose people on Fridays",
        "tried": "A van",
    }
    assert (fridays.is_draft, fridays.owner, fridays.area_id, fridays.asks_for_ideas) == (True, host, "WM", True)


def test_notes_say_how_they_came_out_and_which_problems_they_answer(host):
    import_problems(by=host, read=problems_in())

    done = import_notes(by=host, read=notes_in())

    van, app = PracticeNote.objects.order_by("is_new")
    assert [(bad.line, bad.value, bad.why.code) for bad in done.bad_rows] == [(4, "sundays", "no_such_problem")]
    assert (van.outcome, [str(one) for one in van.about.all()]) == ("mixed", ["We lose people on Fridays"])
    assert (app.outcome, app.is_new, app.missing(), app.is_draft) == ("failed", True, [], True)


def test_same_file_brings_nothing_twice(host):
    for _ in range(2):
        of_problems = import_problems(by=host, read=problems_in())
        of_notes = import_notes(by=host, read=notes_in())

    assert [(done.new, done.known) for done in (of_problems, of_notes)] == [(0, 2), (0, 2)]
    assert (Problem.objects.count(), PracticeNote.objects.count()) == (2, 2)


def test_mended_rows_come_with_the_next_import_of_the_file(host):
    import_problems(by=host, read=problems_in())

    done = import_problems(by=host, read=problems_in(PROBLEMS.replace(b"bad,,", b"bad,A hard thing,")))

    assert (done.new, done.known, done.bad_count) == (1, 2, 1)


def test_ids_are_each_importers_own(host, make_person):
    import_problems(by=host, read=problems_in())

    done = import_problems(by=make_person(), read=problems_in())

    assert (done.new, done.known) == (2, 0)


def test_all_is_shared_with_neither_name_nor_group_only_where_asked(host):
    import_problems(by=host, read=problems_in(), share=True)
    import_notes(by=host, read=notes_in(), share=True)

    assert (Problem.objects.listed().count(), PracticeNote.objects.listed().count()) == (2, 2)
    assert {said.shown_as for note in PracticeNote.objects.all() for said in note.words().values()} == {"nobody"}


def test_strict_import_brings_nothing_while_a_row_is_bad(host):
    done = import_problems(by=host, read=problems_in(), strict=True)

    assert (done.new, done.bad_count, Problem.objects.count()) == (0, 2, 0)


def test_imports_leave_their_verb_in_history(host):
    import_problems(by=host, read=problems_in())

    assert Entry.objects.filter(actor=host.key, verb="imported a problem").count() == 2


def test_words_that_were_imported_are_erased_with_their_importer(host):
    import_problems(by=host, read=problems_in(), share=True)

    people.erase(by=host)

    assert (Problem.objects.listed().count(), Problem.objects.filter(owner=None).count()) == (0, 2)


def test_page_brings_in_drafts_and_gives_the_rows_left_out_as_the_library_does(host):
    page = send(host, "problems", PROBLEMS)
    file = host.browser.get(reverse("learning:bad-rows"))
    again = host.browser.get(reverse("learning:bad-rows"))

    left_out = import_problems(by=host, read=problems_in()).bad_rows
    assert "Rows brought in: 2." in page.text
    assert "No area here has this code." in page.text
    assert file.content.decode() == bad_rows_csv(left_out)
    assert again.status_code == 404


def test_page_says_where_a_file_cannot_be_used(host):
    response = send(host, "notes", PROBLEMS)

    assert response.status_code == 400
    assert "The column done is missing." in response.text


def test_page_shares_only_where_asked(host):
    send(host, "problems", PROBLEMS, share="on")

    assert Problem.objects.listed().count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [({"is_host": True}, 200), ({"may_facilitate": True}, 200), ({}, 404), (None, 302)]
)
def test_page_is_for_hosts_and_for_those_who_may_open_rooms(client, make_person, who, status):
    if who is not None:
        client.force_login(make_person(**who))

    assert client.get(reverse("learning:import")).status_code == status
    assert ("Bring in a table" in client.get(reverse("learning:all")).text) == (status == 200)


@pytest.fixture
def command(tmp_path, host, own_database):
    """Runs ``wholeroom import-…`` on a data folder of its own, where the host is a member."""
    site, table = tmp_path / "site", tmp_path / "table.csv"

    def run(what, content, *options, by=host.email):
        table.write_bytes(content)
        wholeroom = [sys.executable, "-m", "wholeroom.cli", f"import-{what}", str(table), "--data", str(site)]
        return subprocess.run(
            [*wholeroom, "--by", by, *options], capture_output=True, text=True, timeout=120, check=False
        )

    make = (
        "from wholeroom.web.running.at_the_terminal import site_at_hand\n"
        f"with site_at_hand({str(site)!r}):\n"
        "    from wholeroom.web.areas.models import Area\n"
        "    from wholeroom.web.people.models import Person\n"
        f"    Person.objects.create_user({host.email!r})\n"
        "    Area.objects.create(code='WM', name='Westmarch')\n"
    )
    subprocess.run([sys.executable, "-c", make], check=True, timeout=120)
    return run


def test_command_and_page_tell_the_same_bad_rows(command, host, tmp_path):
    send(host, "problems", PROBLEMS)

    told = command("problems", PROBLEMS, "--bad-rows", str(tmp_path / "bad.csv"))

    assert told.stdout == "Rows brought in: 2. Rows that had come before: 0.\n"
    assert "line 5, column area: 'XX'. No area here has this code." in told.stderr
    assert (tmp_path / "bad.csv").read_bytes() == host.browser.get(reverse("learning:bad-rows")).content


def test_command_brings_nothing_twice_and_refuses_who_is_no_member(command):
    first, again = (command("problems", PROBLEMS).stdout for _ in range(2))
    stranger = command("problems", PROBLEMS, by="nobody@westmarch.example")
    strict = command("notes", NOTES, "--strict")

    assert [first, again] == [
        "Rows brought in: 2. Rows that had come before: 0.\n",
        "Rows brought in: 0. Rows that had come before: 2.\n",
    ]
    assert (stranger.returncode, strict.returncode, strict.stdout) == (2, 2, "")
    assert "Nobody here has the address 'nobody@westmarch.example'." in stranger.stderr
