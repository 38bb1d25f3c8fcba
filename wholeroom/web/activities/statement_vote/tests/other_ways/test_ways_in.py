"""The page and the command by which a vote that was held elsewhere comes in."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wholeroom.cli import main
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.activities.statement_vote.tests.other_ways.from_elsewhere import HEADER, VOTES, WORDS
from wholeroom.web.rooms.models import Room


def sent(client, **files):
    uploads = {name: SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in files.items()}
    told = {"question": "Why?", "language": "en", "when": "July 2017"}
    return client.post(reverse("statement_vote:bring-in"), {**told, **uploads})


def test_page_brings_it_in_and_tells_every_bad_row(client, person):
    client.force_login(person)

    page = sent(client, votes=VOTES + "999,d,0,77,yes\n", statements=WORDS)

    assert Ballot.objects.get(step__room=Room.objects.get()).held == "July 2017"
    assert "People: 40." in page.text
    assert "Votes: 120." in page.text
    assert "Rows left out: 1." in page.text
    assert "Who could take part, and how, is not known here." in page.text
    rows = client.get(reverse("statement_vote:bad-rows"))
    assert rows.text.splitlines()[1].startswith("122,vote,yes,")


@pytest.mark.parametrize(
    ("votes", "statements", "why"),
    [
        (HEADER, WORDS, "The file has names of columns but no votes."),
        (HEADER + "1,d,0,1,yes\n", WORDS, "No vote of this file could be used."),
        (VOTES, "number,words\n1,Hello\n", "The column statement is missing."),
    ],
)
def test_page_says_what_is_wrong_with_a_file(client, person, votes, statements, why):
    client.force_login(person)

    page = sent(client, votes=votes, statements=statements)

    assert page.status_code == 400
    assert why in page.text
    assert not Room.objects.exists()


def test_who_may_not_open_rooms_brings_nothing_in(client, make_person):
    client.force_login(make_person())

    assert sent(client, votes=VOTES, statements=WORDS).status_code == 403
    assert not Room.objects.exists()


def test_rooms_lead_to_the_page(client, person):
    client.force_login(person)

    assert reverse("statement_vote:bring-in") in client.get(reverse("rooms:mine")).text


@pytest.mark.django_db(transaction=True)
def test_command_and_page_bring_in_the_same(own_database, run_python, tmp_path, monkeypatch):
    (tmp_path / "votes.csv").write_text(VOTES + "999,d,0,77,yes\n")
    (tmp_path / "words.csv").write_text(WORDS)
    run_python("""
from wholeroom.web.running.at_the_terminal import site_at_hand
with site_at_hand(None):
    from wholeroom.web.people.models import Person
    Person.objects.create_user("fay@westmarch.example", may_facilitate=True)
""")
    code = f"""
from click.testing import CliRunner
from wholeroom.cli import main
done = CliRunner().invoke(main, ["import-votes", {str(tmp_path / "votes.csv")!r}, "--statements",
    {str(tmp_path / "words.csv")!r}, "--by", "Fay@westmarch.example", "--question", "Why?", "--when", "July 2017",
    "--address", "https://room.example"])
print(done.output)
from wholeroom.web.activities.statement_vote.models import Standing
from wholeroom.web.activities.statement_vote.models import Ballot
print(Standing.objects.exclude(people=0).get().totals, Ballot.objects.get().held)
"""

    told = run_python(code).stdout

    assert "Rows left out: 1." in told
    assert "Brought in: 120 votes of 40 people on 3 statements." in told
    assert "The room: https://room.example/rooms/" in told
    assert "{'1': [13, 14, 13], '2': [13, 13, 14], '3': [14, 13, 13]} July 2017" in told


def test_command_says_who_may_not(tmp_path, run_python):
    (tmp_path / "votes.csv").write_text(VOTES)
    (tmp_path / "words.csv").write_text(WORDS)
    code = f"""
from click.testing import CliRunner
from wholeroom.cli import main
done = CliRunner().invoke(main, ["import-votes", {str(tmp_path / "votes.csv")!r}, "--statements",
    {str(tmp_path / "words.csv")!r}, "--by", "nobody@x.example", "--question", "Why?"])
print(done.exit_code, done.output)
"""

    told = run_python(code).stdout

    assert told.startswith("2 ")
    assert "may open rooms here" in told


def test_command_names_the_file_it_needs():
    done = CliRunner().invoke(main, ["import-votes", "--help"])

    assert "--statements" in done.output
