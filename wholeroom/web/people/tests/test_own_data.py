import io
import json
from datetime import date
from zipfile import ZipFile

import pytest

from wholeroom.web import personal_data
from wholeroom.web.history.models import Entry
from wholeroom.web.people.own_data import views
from wholeroom.web.people.own_data.archive import ending_of

pytestmark = pytest.mark.django_db
DATA = "/account/data/"


@pytest.fixture
def member(client, make_person):
    person = make_person("jo@westmarch.example", name="Jo Harper", joined=date(2026, 3, 2))
    client.force_login(person)
    return person


@pytest.fixture
def take(client, member):
    """Presses the button; gives the archive."""

    def press():
        response = client.post(DATA)
        assert response.headers["Content-Type"] == "application/zip"
        return ZipFile(io.BytesIO(response.getvalue()))

    return press


def test_page_says_what_is_in_it_and_gives_nothing_yet(client, member):
    page = client.get(DATA)

    assert "What is in it" in page.text
    assert "What is not in it" in page.text
    assert Entry.objects.count() == 0


def test_button_gives_a_table_for_each_name_and_a_page_to_read(take):
    archive = take()

    tables = {f"{name.replace(' ', '-')}.json" for name in personal_data._registered}
    account = json.loads(archive.read("account.json"))
    assert set(archive.namelist()) == tables | {"index.html"}
    assert (account[0]["e-mail address"], account[0]["day you joined"]) == ("jo@westmarch.example", "2026-03-02")
    assert "<dd>Jo Harper</dd>" in archive.read("index.html").decode()


def test_page_to_read_runs_nothing_and_escapes_what_people_wrote(take, member):
    member.name = "<script>go()</script>"
    member.save()

    page = take().read("index.html").decode()

    assert "default-src 'none'" in page
    assert "<script" not in page


def test_files_are_put_in_as_they_are_and_named_in_their_row(take, monkeypatch):
    rows = lambda person: [{"title": "a leaflet", "the file": b"%PDF-1.7 words"}]  # noqa: E731
    monkeypatch.setitem(personal_data._registered, "papers", rows)

    archive = take()

    path = "files/papers-1-the-file.pdf"
    assert archive.read(path) == b"%PDF-1.7 words"
    assert json.loads(archive.read("papers.json")) == [{"title": "a leaflet", "the file": path}]


@pytest.mark.parametrize(
    ("content", "ending"), [(b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n", "png"), (b"what?", "bin")]
)
def test_file_gets_the_ending_of_what_it_is(content, ending):
    assert ending_of(content) == ending


def test_history_says_that_it_was_taken(take, member):
    take()

    assert list(Entry.objects.values_list("verb", "actor")) == [("took their data", member.key)]


def test_sixth_time_in_an_hour_is_refused(client, take, monkeypatch):
    monkeypatch.setattr(views, "MOST", 1)
    take()

    response = client.post(DATA)

    assert response.status_code == 429
    assert "Please wait an hour" in response.text


def test_nobody_gets_it_without_signing_in(client):
    assert client.post(DATA).headers["Location"] == f"/sign-in/?next={DATA}"


def test_account_page_leads_to_it(client, member):
    assert f'href="{DATA}"' in client.get("/account/").text
