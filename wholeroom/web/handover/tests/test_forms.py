import pytest

from wholeroom.web.handover.models import HandOver
from wholeroom.web.handover.tests.conftest import file, files_kept

pytestmark = pytest.mark.django_db
VOTES = b"participant,statement,vote\nann,s1,1\nben,s1,-1\n"


def errors(client, address: str, **fields: object) -> dict[str, list[str]]:
    response = client.post(address, fields)
    assert response.status_code == 400
    return response.context["form"].errors


def test_form_without_files_is_shown(client):
    for address in ("/opinion-map/", "/protect/"):
        assert client.get(address).status_code == 200


def test_votes_are_asked_for(client):
    assert errors(client, "/opinion-map/") == {"votes": ["Choose the file with the votes."]}


def test_empty_file_is_named_as_such(client):
    found = errors(client, "/opinion-map/", votes=file(b""))

    assert found == {"votes": ["This file is empty. Choose the file that holds the rows."]}


def test_file_without_the_columns_says_what_was_found_and_where(client, data_folder):
    found = errors(client, "/opinion-map/", votes=file(b"name,answer\nann,yes\n"))

    assert list(found) == ["votes"]
    assert found["votes"][0].startswith("Line 1, column participant: ")
    assert (HandOver.objects.count(), files_kept(data_folder)) == (0, [])


def test_error_summary_leads_to_the_field(client):
    response = client.post("/opinion-map/", {"votes": file(b"name,answer\nann,yes\n")})

    page = response.content.decode()
    assert '<a href="#id_votes">File with the votes: Line 1, column participant: ' in page
    assert "<title>Error: " in page
    assert 'aria-describedby="id_votes_helptext id_votes_error"' in page


def test_file_without_a_single_good_row_lists_the_first_bad_ones(client, data_folder):
    bad = b"participant,statement,vote\n" + b"".join(b"ann,s%d,maybe\n" % number for number in range(30))

    response = client.post("/opinion-map/", {"votes": file(bad)})

    form = response.context["form"]
    assert form.errors == {"votes": ["No row of this file could be used. The first rows are listed below."]}
    assert [(row.line, row.column, row.value) for row in form.bad_rows][:2] == [
        (2, "vote", "maybe"),
        (3, "vote", "maybe"),
    ]
    assert len(form.bad_rows) == 20
    assert response.content.decode().count("<td data-words>maybe</td>") == 20
    assert files_kept(data_folder) == []


def test_statements_that_cannot_be_read_are_the_error_of_their_own_field(client):
    found = errors(client, "/opinion-map/", votes=file(VOTES), statements=file(b"a,b\n1,2\n"))

    assert list(found) == ["statements"]


def test_large_file_is_read_by_the_worker_alone(client, work, data_folder):
    large = b"name,answer\n" + b"ann,yes\n" * 40_000

    address = client.post("/opinion-map/", {"votes": file(large)})["Location"]
    work()

    page = client.get(address)
    assert page.templates[0].name == "handover/failed.html"
    assert page.context["page"].problem.text().startswith("Line 1, column participant: ")
    assert files_kept(data_folder) == ["problem.json"]


def test_large_file_without_a_good_row_lists_the_first_bad_ones(client, work, data_folder):
    large = b"participant,statement,vote\n" + b"ann,s1,maybe\n" * 40_000

    address = client.post("/opinion-map/", {"votes": file(large)})["Location"]
    work()

    page = client.get(address)
    assert len(page.context["page"].problem_rows) == 20
    assert page.content.decode().count("<td data-words>maybe</td>") == 20


def test_what_is_in_a_file_is_shown_as_text_never_as_a_page(client):
    bad = b"participant,statement,vote\nann,s1,<script>alert(1)</script>\n"

    page = client.post("/opinion-map/", {"votes": file(bad)}).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
