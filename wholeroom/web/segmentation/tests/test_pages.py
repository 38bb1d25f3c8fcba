import re

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from wholeroom.analysis.report import policy_of
from wholeroom.analysis.segmentation.page.build import page
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.cli import main
from wholeroom.web.segmentation.documents import document, talk
from wholeroom.web.segmentation.sets import shelf

DOCUMENTS = ("talk", "file", "paper", "easy-paper", "wording")
PAGES = ("index", "limits")


def address(name: str) -> str:
    return reverse(f"segmentation:{name}", args=[] if name in PAGES else ["small"])


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.fixture(autouse=True)
def one_set(put):
    return put()


@pytest.mark.parametrize("name", PAGES)
def test_page_about_the_aid_answers(client, db, name):
    response = client.get(address(name))

    assert (response.status_code, response.text.count("<h1")) == (200, 1)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_served_under_the_policy_it_carries_and_in_no_frame(client, name):
    response = client.get(address(name))

    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == f"{policy_of(response.text)}; frame-ancestors 'none'"
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", ["talk", "file"])
def test_policy_of_the_talk_forbids_every_connection(client, name):
    policy = client.get(address(name)).headers["Content-Security-Policy"].split("; ")

    assert {"default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"} <= set(policy)
    assert "unsafe" not in " ".join(policy)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_asks_no_question_of_the_database_and_touches_no_session(client, db, django_assert_num_queries, name):
    client.cookies["session"] = "somebody"

    with django_assert_num_queries(0):
        response = client.get(address(name))

    assert response.status_code == 200
    assert "Cookie" not in response.headers["Vary"]


@pytest.mark.parametrize("name", [*PAGES, *DOCUMENTS])
def test_no_page_sets_a_cookie(client, db, name):
    assert client.get(address(name)).cookies == {}


@pytest.mark.parametrize("name", [*PAGES, *DOCUMENTS])
def test_every_page_takes_no_form_and_answers_to_head(db, name):
    client = Client()

    assert client.post(address(name), {"words": "mine"}).status_code == 405
    assert (client.head(address(name)).status_code, client.head(address(name)).content) == (200, b"")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_may_be_kept_by_the_browser_for_an_hour(client, name):
    assert client.get(address(name)).headers["Cache-Control"] == "private, max-age=3600"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_that_the_browser_has_is_not_sent_again_and_keeps_its_policy(client, name):
    whole = client.get(address(name), headers={"accept-encoding": "gzip"})

    again = client.get(address(name), headers={"if-none-match": whole.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]


def test_document_that_changed_is_sent_whole(client, put):
    before = client.get(address("talk"))
    put(title='["Another title", "Another title"]')

    after = client.get(address("talk"), headers={"if-none-match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "<title>Another title</title>" in after.text


def test_talk_is_the_page_that_the_package_builds_with_a_way_back(client, one_set):
    assert client.get(address("talk")).text == page(read_set(one_set), back="/aim/")


def test_file_is_the_same_page_without_a_way_back(client, one_set):
    response = client.get(address("file"))

    assert response.text == page(read_set(one_set))
    assert 'href="/' not in response.text
    assert response.headers["Content-Disposition"] == 'attachment; filename="small-1.1.html"'


def test_file_equals_what_the_command_builds(client, one_set, tmp_path):
    built = tmp_path / "talk.html"

    ran = CliRunner().invoke(main, ["aim", "build", str(one_set), "--out", str(built)])

    assert ran.exit_code == 0, ran.output
    assert client.get(address("file")).content == built.read_bytes()


def test_documents_are_made_once(client):
    served = shelf().sets["small"]

    assert document(served, talk) is document(served, talk)


@pytest.mark.parametrize("path", ["", "page.html", "paper/", "paper/easy/", "wording/"])
def test_unknown_set_is_not_found(client, db, path):
    assert client.get(f"/aim/nothing/{path}").status_code == 404


def test_index_leads_to_everything_of_a_set(client, db):
    html = client.get(address("index")).text

    assert [name for name in (*DOCUMENTS, "limits") if f'href="{address(name)}"' not in html] == []
    assert "Talking it over" in html
    assert "Whose words: A made-up service. Version 1.1." in html
    assert "Made-up example: not for use with people" in html


def test_index_says_who_reviewed_this_version(client, db, put):
    file = put(example="false")
    review = '[[reviews]]\nrole = "{}"\nversion = "{}"\nday = 2026-11-21\nsaid = "Fit for use."\n'
    file.write_text(
        file.read_text() + "\n" + review.format("Safety officer", "1.1") + review.format("Clinician", "1.0")
    )

    html = client.get(address("index")).text

    assert "Reviewed by: Safety officer, 21 November 2026" in html
    assert "Clinician" not in html
    assert "not for use with people" not in html


def test_index_says_that_nobody_reviewed_this_version(client, db, put):
    put(example="false")

    assert "Nobody has reviewed this version: not for use with people" in client.get(address("index")).text


def test_index_names_the_file_of_a_set_that_is_left_out(client, db, put):
    put("bad one.toml", version='"none"')

    html = client.get(address("index")).text

    assert "One talk could not be shown. Whoever runs this site can see why with:" in html
    assert "<code>wholeroom aim check &#x27;bad one.toml&#x27;</code>" in html
    assert "Talking it over" in html


def test_index_of_an_empty_folder_says_so(client, db, one_set):
    one_set.unlink()

    assert "There is no talk to choose here yet." in client.get(address("index")).text


def test_welsh_visitor_reads_about_it_in_welsh_and_opens_the_english_page(client, db):
    welsh = {"accept-language": "cy"}

    index = client.get(address("index"), headers=welsh)
    opened = client.get(address("talk"), headers=welsh)

    assert "Dewiswch sgwrs" in index.text
    assert "Yn Saesneg." in words_of(index.text)
    assert opened.text == client.get(address("talk")).text
    assert (opened.headers["Content-Language"], index.headers["Content-Language"]) == ("en", "cy")


def test_english_visitor_is_told_the_language_of_another_set_only(client, db, put):
    put("small.toml", language='"cy"')
    put("english.toml", name='"english"')

    html = words_of(client.get(address("index")).text)

    assert (html.count("In Welsh."), html.count("In English.")) == (1, 0)


def test_page_of_a_welsh_set_says_its_own_words_in_welsh(client, db, put):
    put(language='"cy"')

    html = client.get(address("talk")).text

    assert '<html lang="cy"' in html
    assert '"back":["Yn ôl","Yn ôl"]' in html


def test_language_that_has_no_name_here_is_called_by_its_code(client, db, put):
    put(language='"xyz"')

    assert "In xyz." in words_of(client.get(address("index")).text)


def test_first_page_and_privacy_page_know_the_aid(client, db):
    home, privacy = client.get("/").text, client.get("/privacy/").text

    assert home.count('href="/aim/"') == 1
    assert "When you talk over an aim" in privacy
