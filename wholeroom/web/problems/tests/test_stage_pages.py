"""Where a problem stands, in the browser: who says so, how it ends, and what is then no longer offered."""

import pytest

from wholeroom.web.problems import stages
from wholeroom.web.problems.models import REPLIES
from wholeroom.web.problems.tests.addresses import at


def test_closed_problem_shows_its_end_and_offers_nothing_to_say(client, owner, shared, say):
    problem = shared()
    say(problem)
    owner.browser.post(at("close", problem), {"kind": "done", "text": "A nurse at the gate", "shown_as": "nobody"})

    page = client.get(at("problem", problem)).text

    assert ("This problem is closed" in page, "A nurse at the gate" in page) == (True, True)
    assert [kind for kind in REPLIES if at("reply", problem, kind) in page] == []


def test_owner_says_where_it_stands_closes_it_and_opens_it_again(owner, shared):
    problem = shared()
    owner.browser.post(at("stage", problem), {"stage": "acted-on"})
    owner.browser.post(at("close", problem), {"kind": "done", "text": "Done", "shown_as": "nobody", "sending": "k1"})
    owner.browser.post(at("reopen", problem))

    problem.refresh_from_db()
    page = owner.browser.get(at("problem", problem)).text
    assert (problem.stage, "It was closed before, and opened again" in page) == ("open", True)


@pytest.mark.parametrize("name", ["stage", "close"])
def test_pages_of_where_it_stands_are_there_for_owner_and_host_only(client, owner, shared, make_person, name):
    problem = shared()
    assert owner.browser.get(at(name, problem)).status_code == 200
    for may, status in ((True, 200), (False, 404)):
        client.force_login(make_person(is_host=may))
        assert client.get(at(name, problem)).status_code == status


@pytest.mark.parametrize(
    ("name", "sent", "told"),
    [
        ("stage", {}, "Choose where it stands."),
        ("close", {"text": "Done", "shown_as": "nobody"}, "Choose how it ends."),
        ("close", {"kind": "done", "shown_as": "nobody"}, "Write something first."),
    ],
)
def test_where_it_stands_asks_for_what_is_missing(owner, shared, name, sent, told):
    response = owner.browser.post(at(name, shared()), sent)

    assert (response.status_code, told in response.text) == (400, True)


def test_what_cannot_be_done_any_more_is_refused_in_words(owner, shared):
    problem = shared()
    stages.close(by=owner, problem=problem, kind="done", text="Done")

    answers = [
        owner.browser.post(at("stage", problem), {"stage": "open"}),
        owner.browser.post(at("close", problem), {"kind": "done", "text": "More", "shown_as": "nobody"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    stages.reopen(by=owner, problem=problem)
    assert owner.browser.post(at("reopen", problem)).status_code == 409
