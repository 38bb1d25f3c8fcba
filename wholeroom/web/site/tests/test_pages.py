from html.parser import HTMLParser

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wholeroom.web.site.models import WorkerPulse

READ = ("home", "accessibility", "privacy", "health")


class Outline(HTMLParser):
    """Headings, landmarks and the language of a page, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "html":
            self.language = dict(attributes)["lang"]


@pytest.fixture
def working_worker(db):
    return WorkerPulse.objects.create(worker="w", seen_at=timezone.now())


@pytest.mark.parametrize("name", READ)
def test_page_has_one_heading_and_all_landmarks(client, working_worker, name):
    response = client.get(reverse(f"site:{name}"))

    tags = Outline(response.text).tags
    assert response.status_code == 200
    assert [tags.count(tag) for tag in ("h1", "header", "main", "footer")] == [1, 1, 1, 1]


@pytest.mark.parametrize("name", READ)
def test_page_that_is_only_read_sets_no_cookie(client, working_worker, name):
    assert client.get(reverse(f"site:{name}")).cookies == {}


def test_every_answer_carries_the_headers_of_safety(client, db):
    headers = client.get("/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_ring_and_table_of_the_first_page_say_the_same(client, db):
    page = client.get("/").text

    assert "17 of 24 seats are taken. The table says who is still missing." in page
    assert page.count('r="9.0"') == 24


def test_first_page_shows_the_tools_that_apps_have_put_there(client, db):
    page = client.get("/").text

    for tool in ("handover:opinion-map", "handover:protect"):
        assert f'href="{reverse(tool)}"' in page


def test_worked_example_is_missing_where_there_is_none(client, db):
    assert reverse("site:example") not in client.get("/").text
    assert client.get(reverse("site:example")).status_code == 404


def test_worked_example_is_served_under_the_policy_it_carries(client, db, data_folder):
    policy = "default-src 'none'; style-src 'sha256-x='"
    report = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><h1>R</h1>'
    (data_folder / "example").mkdir()
    (data_folder / "example" / "report.html").write_text(report)

    response = client.get(reverse("site:example"))

    assert reverse("site:example") in client.get("/").text
    assert response.text == report
    assert response.headers["Content-Security-Policy"] == f"{policy}; frame-ancestors 'none'"


def test_worked_example_without_a_policy_gets_the_one_of_the_site(client, db, data_folder):
    (data_folder / "example").mkdir()
    (data_folder / "example" / "report.html").write_text("<h1>R</h1>")

    assert "style-src 'self'" in client.get(reverse("site:example")).headers["Content-Security-Policy"]


def test_language_is_chosen_without_a_script_and_kept_in_a_cookie(client, db):
    response = client.post(reverse("site:language"), {"language": "cy", "next": "/privacy/"}, follow=True)

    assert response.redirect_chain == [("/privacy/", 302)]
    assert Outline(response.text).language == "cy"
    assert "Nid oes siaradwr Cymraeg wedi darllen y geiriau hyn eto." in response.text
    assert client.cookies["language"]["httponly"] is True


def test_language_never_leads_to_another_site(client, db):
    response = client.post(reverse("site:language"), {"language": "cy", "next": "https://elsewhere.example/"})

    assert response.headers["Location"] == "/"


def test_language_of_the_browser_is_followed(client, db):
    assert Outline(client.get("/", headers={"accept-language": "cy,en;q=0.5"}).text).language == "cy"
    assert Outline(client.get("/", headers={"accept-language": "en-US"}).text).language == "en-gb"


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_contact_stands_where_people_look_for_it(client, db, settings, page):
    settings.CONTACT = "hello@room.example"

    assert "Write to hello@room.example." in client.get(reverse(f"site:{page}")).text


def test_health_says_what_does_not_work_and_nothing_else(client, db):
    WorkerPulse.objects.create(worker="silent", seen_at=timezone.now() - timezone.timedelta(minutes=5))

    response = client.get(reverse("site:health"))

    assert response.status_code == 503
    assert (response.text.count("<td>yes</td>"), response.text.count("<strong>no</strong>")) == (3, 1)
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_health_needs_no_database(client, working_worker, monkeypatch):
    def fail(*arguments):
        raise DatabaseError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", fail)
        response = client.get(reverse("site:health"))

    assert response.status_code == 503
    assert response.text.count("<strong>no</strong>") == 3


def test_health_sees_a_full_disk(client, working_worker, monkeypatch):
    monkeypatch.setattr("wholeroom.web.site.health.LEAST_FREE_BYTES", 10**18)

    response = client.get(reverse("site:health"))

    assert response.status_code == 503


@pytest.mark.parametrize("name", [*READ, "example"])
def test_page_that_is_read_takes_no_form(name):
    assert Client().post(reverse(f"site:{name}")).status_code == 405
