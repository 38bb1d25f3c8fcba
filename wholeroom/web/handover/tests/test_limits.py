import logging

import pytest
from django.test import Client

from wholeroom.web.handover import limits, opinion_map, worker
from wholeroom.web.handover.limits import Deadline, TookTooLong
from wholeroom.web.handover.models import HandOver, State
from wholeroom.web.handover.tests.conftest import file, files_kept, the_one


@pytest.fixture
def visit(db, votes):
    def made(browser: Client):
        return browser.post("/opinion-map/", {"votes": file(votes)})

    return made


def test_one_browser_may_have_three_files_waiting(visit, work):
    browser = Client()
    assert [visit(browser).status_code for _ in range(3)] == [302, 302, 302]

    refused = visit(browser)

    assert refused.status_code == 400
    assert refused.context["form"].non_field_errors() == [
        "You have 3 files waiting. Wait until one is done, then try again."
    ]
    assert HandOver.objects.count() == 3
    work()
    assert visit(browser).status_code == 302


def test_another_browser_at_the_same_address_is_not_held_up(visit):
    first, second = Client(), Client()
    for _ in range(4):
        visit(first)

    assert visit(second).status_code == 302


def test_all_browsers_together_have_a_limit(visit, monkeypatch, data_folder):
    monkeypatch.setattr(limits, "WAITING_IN_ALL", 2)
    assert [visit(Client()).status_code for _ in range(2)] == [302, 302]

    refused = visit(Client())

    assert refused.context["form"].non_field_errors() == [
        "Many files are waiting just now. Please try again in a few minutes."
    ]
    assert files_kept(data_folder).count("handed-votes-1.csv") == 2


def test_refused_file_is_not_kept(visit, monkeypatch, data_folder):
    monkeypatch.setattr(limits, "WAITING_IN_ALL", 0)

    visit(Client())

    assert files_kept(data_folder) == []


def test_answer_that_takes_too_long_is_stopped_and_says_so(client, hand_over_votes, work, votes, settings, data_folder):
    address = hand_over_votes(votes)
    settings.JOB_SECONDS = 0

    work()

    assert the_one().state == State.FAILED
    assert files_kept(data_folder) == ["problem.json"]
    assert "This took more than 0 seconds, so we stopped." in client.get(address).content.decode()


def test_deadline_refuses_only_after_its_time():
    times = iter([100.0, 109.0, 111.0])
    deadline = Deadline(10, clock=lambda: next(times))

    deadline.check()
    with pytest.raises(TookTooLong):
        deadline.check()


def test_crash_leaves_no_file_and_no_word_of_it(client, hand_over_votes, work, votes, data_folder, monkeypatch, caplog):
    def crash(folder, progress):
        raise ValueError("ann voted 1")

    monkeypatch.setitem(worker.ANSWERS, "opinion-map", crash)
    address = hand_over_votes(votes)

    with caplog.at_level(logging.ERROR):
        work()

    assert files_kept(data_folder) == ["problem.json"]
    assert caplog.messages == ["An answer could not be made: ValueError"]
    assert "Something broke here. It is not your fault." in client.get(address).content.decode()


def test_answer_finished_after_it_was_given_up_is_deleted(hand_over_votes, work, votes, data_folder, monkeypatch):
    def given_up_meanwhile(folder, progress):
        answer = opinion_map.answer(folder, progress)
        HandOver.objects.update(state=State.GONE)
        return answer

    monkeypatch.setitem(worker.ANSWERS, "opinion-map", given_up_meanwhile)
    hand_over_votes(votes)

    work()

    assert the_one().state == State.GONE
    assert files_kept(data_folder) == []
