"""Page equals command for tables, and what is said when a table cannot be protected."""

import io

import pytest

from wholeroom.analysis.disclosure.table import protect_file
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.handover.models import HandOver
from wholeroom.web.handover.tests.conftest import fetch, file, files_kept

VOTES = b"area,agree,disagree\nNorth,12,9\nSouth,3,1\nEast,40,2\n"


@pytest.mark.parametrize("rule", ["people", "answers", "secret", "measures"])
def test_safe_table_fetched_equals_the_function_of_the_command(client, hand_over_table, work, example_table, rule):
    expected = protect_file(io.BytesIO(example_table), rule=rule)

    address = hand_over_table(example_table, rule)
    work()

    assert fetch(client, address, "safe-table.json") == expected.json().encode()
    assert fetch(client, address, "hidden.csv") == expected.hidden_csv().encode()
    assert fetch(client, address, "safe-table.csv") == expected.csv().encode()


def test_safe_table_with_columns_earlier_versions_and_bad_rows_equals_the_command(
    client, hand_over_table, work, data_folder
):
    content = VOTES + b"West,many,2\n"
    named = {"groups": ("area",), "counts": ("agree", "disagree")}
    first = protect_file(io.BytesIO(VOTES), rule="answers", **named)
    second = protect_file(io.BytesIO(b"area,agree,disagree\nNorth,11,9\nSouth,3,1\n"), rule="answers", **named)
    versions = [first.csv().encode(), second.csv().encode()]
    expected = protect_file(io.BytesIO(content), rule="answers", before=[io.BytesIO(one) for one in versions], **named)

    address = hand_over_table(
        content, "answers", groups="area", counts="agree, disagree", before=[file(one) for one in versions]
    )
    assert [name for name in files_kept(data_folder) if "before" in name] == [
        "handed-before-1.csv",
        "handed-before-2.csv",
    ]
    work()

    assert fetch(client, address, "safe-table.json") == expected.json().encode()
    assert fetch(client, address, "safe-table.csv") == expected.csv().encode()
    assert fetch(client, address, "bad-rows.csv") == bad_rows_csv(expected.bad_rows).encode()


def test_answer_page_shows_the_safe_table_and_none_of_the_hidden_numbers(client, hand_over_table, work, example_table):
    address = hand_over_table(example_table)
    work()

    page = client.get(address)

    assert [line.text for line in page.context["page"].found] == ["Rows in the safe table: 20.", "Cells hidden: 8."]
    assert page.content.decode().count("<td>none or a few</td>") == 8
    assert "<td>3</td>" not in page.content.decode()


def errors(client, **fields: object) -> dict[str, list[str]]:
    response = client.post("/protect/", fields)
    assert response.status_code == 400
    return response.context["form"].errors


@pytest.mark.django_db
def test_table_and_rule_are_asked_for(client):
    assert errors(client) == {"table": ["Choose the file with the table."], "rule": ["Choose what the numbers count."]}


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["groups", "counts"])
def test_column_that_is_not_there_is_the_error_of_the_field_that_names_it(client, field, data_folder):
    found = errors(client, table=file(VOTES), rule="answers", **{field: "area, region"})

    assert list(found) == [field]
    assert "region" in found[field][0]
    assert "area, agree, disagree" in found[field][0]
    assert (HandOver.objects.count(), files_kept(data_folder)) == (0, [])


@pytest.mark.django_db
def test_table_without_counts_is_the_error_of_the_table(client):
    found = errors(client, table=file(b"area,group\nNorth,carers\n"), rule="people")

    assert list(found) == ["table"]


@pytest.mark.django_db
def test_earlier_version_that_this_site_did_not_write_is_the_error_of_its_own_field(client):
    found = errors(client, table=file(VOTES), rule="answers", before=[file(b"area,agree,disagree\nNorth,some,9\n")])

    assert list(found) == ["before"]
    assert found["before"][0].startswith("Line 2, column agree: ")


@pytest.mark.django_db
def test_table_without_a_good_row_lists_the_bad_ones(client):
    response = client.post(
        "/protect/", {"table": file(b"area,people\nNorth,few\nSouth,some\n"), "rule": "people", "counts": "people"}
    )

    form = response.context["form"]
    assert [(row.line, row.column, row.value) for row in form.bad_rows] == [(2, "people", "few"), (3, "people", "some")]


def test_names_of_columns_may_hold_commas(client, hand_over_table, work):
    address = hand_over_table(b'"area, town",people\nNorth,12\n', "people", groups='"area, town"', counts="people")
    work()

    assert fetch(client, address, "safe-table.csv") == b'"area, town",people\nNorth,12\n'
