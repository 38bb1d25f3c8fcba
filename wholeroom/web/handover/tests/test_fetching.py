import re

import pytest
from django.test import Client
from django.utils import timezone

from wholeroom.web.handover import actions
from wholeroom.web.handover.folder import Folder
from wholeroom.web.handover.models import HandOver, State, fingerprint
from wholeroom.web.handover.tests.conftest import fetch, files_kept, the_one
from wholeroom.web.history.models import Entry

PIECES = ["report.html", "opinion-map.json", "opinion-map.svg", "opinion-map.png"]


def test_piece_is_deleted_once_it_was_sent_whole(client, answered, data_folder):
    assert len(fetch(client, answered, "opinion-map.json")) > 1000

    assert "opinion-map.json" not in files_kept(data_folder)
    assert client.post(f"{answered}fetch/opinion-map.json/").status_code == 410
    assert dict(client.get(answered).context["page"].pieces())


def test_piece_stays_when_the_sending_breaks_off(client, answered, data_folder):
    response = client.post(f"{answered}fetch/opinion-map.png/")

    next(iter(response.streaming_content))  # and no more: whoever asked has gone
    del response

    assert "opinion-map.png" in files_kept(data_folder)
    assert len(fetch(client, answered, "opinion-map.png")) > 1000


def test_everything_is_gone_once_the_last_piece_is_fetched(client, answered, data_folder):
    for name in PIECES:
        fetch(client, answered, name)

    assert the_one().state == State.GONE
    assert files_kept(data_folder) == []
    response = client.get(answered)
    assert (response.status_code, response.templates[0].name) == (410, "handover/gone.html")


@pytest.mark.parametrize("name", ["told.json", "handed-votes-1.csv", "safe-table.csv", "..%2F..%2Fsecret-key"])
def test_nothing_but_pieces_of_the_answer_can_be_fetched(client, answered, data_folder, name):
    before = files_kept(data_folder)

    assert client.post(f"{answered}fetch/{name}/").status_code in (404, 410)

    assert files_kept(data_folder) == before


@pytest.mark.parametrize("address", ["fetch/report.html/", "delete/"])
def test_address_that_deletes_something_does_not_answer_a_link(client, answered, data_folder, address):
    before = files_kept(data_folder)

    assert client.get(f"{answered}{address}").status_code == 405

    assert files_kept(data_folder) == before


@pytest.mark.parametrize("address", ["fetch/report.html/", "delete/"])
def test_another_site_cannot_delete_with_a_form_of_its_own(answered, data_folder, address):
    before = files_kept(data_folder)

    assert Client(enforce_csrf_checks=True).post(f"{answered}{address}").status_code == 403

    assert files_kept(data_folder) == before


def test_report_read_here_stays_and_can_run_nothing(client, answered, data_folder):
    response = client.get(f"{answered}report/")

    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; sandbox; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "no-store" in response["Cache-Control"]
    assert "report.html" in files_kept(data_folder)
    assert response.content == fetch(client, answered, "report.html")
    assert client.get(f"{answered}report/").status_code == 410


def test_nothing_can_be_fetched_while_it_is_being_written(client, hand_over_votes, votes, data_folder):
    address = hand_over_votes(votes)
    actions.begin(hand_over=the_one(), now=timezone.now())
    Folder(the_one().folder).write("report.html", [b"half a rep"])
    before = files_kept(data_folder)

    assert client.get(f"{address}report/").status_code == 410
    assert client.post(f"{address}fetch/report.html/").status_code == 410

    assert (the_one().state, files_kept(data_folder)) == (State.WORKING, before)


def test_delete_everything_now_leaves_nothing(client, answered, data_folder):
    assert files_kept(data_folder) != []

    response = client.post(f"{answered}delete/", follow=True)

    assert (response.status_code, response.templates[0].name) == (410, "handover/gone.html")
    assert files_kept(data_folder) == []


def test_files_deleted_while_they_wait_are_not_answered(client, hand_over_votes, work, votes, data_folder):
    address = hand_over_votes(votes)
    client.post(f"{address}delete/")

    work()

    assert the_one().state == State.GONE
    assert files_kept(data_folder) == []


def test_token_is_long_and_only_its_hash_is_kept(answered):
    token = re.fullmatch(r"/answer/([\w-]{43})/", answered)[1]

    kept = HandOver.objects.values().get()
    assert kept["token_hash"] == fingerprint(token)
    assert [name for name, value in kept.items() if token in str(value)] == []


def test_other_addresses_show_nothing(answered):
    visitor = Client()
    wrong = answered[:-2] + ("a" if answered[-2] != "a" else "b") + "/"

    addresses = ["", "progress/", "pieces/", "report/"]
    assert [visitor.get(wrong + address).status_code for address in addresses] == [404] * 4
    assert [visitor.post(wrong + address).status_code for address in ("fetch/report.html/", "delete/")] == [404] * 2


def test_history_says_what_happened_without_who_or_what(client, answered):
    fetch(client, answered, "report.html")
    client.post(f"{answered}delete/")

    entries = Entry.objects.filter(target_key=str(the_one().pk))
    assert list(entries.values_list("verb", "actor")) == [
        ("handed over", None),
        ("answered", None),
        ("fetched", None),
        ("forgotten", None),
    ]


def test_answer_page_is_never_stored_by_browser_or_proxy(client, answered):
    for address in ("", "pieces/", "report/"):
        assert "no-store" in client.get(answered + address)["Cache-Control"]
