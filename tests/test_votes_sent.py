"""Votes from a phone in a browser: quick, without a connection, and the long way where they are not taken."""

import pytest
from playwright.sync_api import expect

from tests.conftest import free_port, running
from tests.vote_phone import REFUSED, STATEMENT, WAITING, Phone, in_hand
from tests.vote_room import begin_vote, hide_statement, votes_kept


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A site with a vote on three statements in which nobody may put in more: its address, room and data."""
    data = tmp_path_factory.mktemp("votes")
    room = begin_vote(data=data, may_add=False)
    with running("serve", data=data) as site:
        yield site, room, data


@pytest.fixture
def phone(browser, hall):
    site, room, _ = hall
    with in_hand(Phone(browser, site, room.code)) as opened:
        yield opened


def test_three_votes_are_three_quick_answers_and_no_page(phone, hall):
    for name in ("Agree", "Disagree", "Pass, or not sure"):
        phone.vote(name)

    expect(phone.page.get_by_text("You have voted on all there is")).to_be_visible()
    assert phone.posts == ["/votes/"] * 3
    assert sorted(value for _, _, value in votes_kept(data=hall[2]))[-3:] == [-1, 0, 1]


def test_vote_cast_offline_is_shown_as_waiting_and_arrives_once(phone, hall):
    before = len(votes_kept(data=hall[2]))
    said = phone.asked()
    phone.context.set_offline(True)
    phone.press()
    expect(phone.page.locator(WAITING)).to_contain_text(f"Agree: {said}")

    phone.context.set_offline(False)

    expect(phone.page.locator(STATEMENT, has_text=said)).to_have_count(0)
    expect(phone.page.locator(WAITING)).to_be_empty()
    assert len(votes_kept(data=hall[2])) == before + 1


def test_vote_with_a_ticket_that_is_too_old_goes_the_long_way(phone, hall):
    phone.vote()
    phone.page.evaluate("document.querySelector('[data-mine] [name=ticket]').value = 'old'")
    said = phone.asked()

    phone.vote()

    assert phone.posts == ["/votes/", "/votes/", f"/r/{hall[1].code}/say/{hall[1].step}/"]
    phone.vote()
    assert phone.posts[-1] == "/votes/"
    assert said not in phone.page.locator("[data-mine]").inner_text()


def test_vote_waits_for_a_site_that_is_down(browser, tmp_path):
    room, port = begin_vote(data=tmp_path), free_port()
    with running("serve", "--no-worker", data=tmp_path, port=port) as site:
        phone = Phone(browser, site, room.code)
    said = phone.asked()
    phone.press("Disagree")
    expect(phone.page.locator(WAITING)).to_contain_text(f"Disagree: {said}")

    with running("serve", "--no-worker", data=tmp_path, port=port):
        expect(phone.page.locator(WAITING)).to_be_empty(timeout=60_000)
        expect(phone.page.locator(STATEMENT, has_text=said)).to_have_count(0)

    assert [value for _, _, value in votes_kept(data=tmp_path)] == [-1]


def test_vote_on_a_statement_hidden_meanwhile_is_told_so_until_the_next(browser, tmp_path):
    room = begin_vote(data=tmp_path, statements=2, may_add=False)
    with running("serve", "--no-worker", data=tmp_path) as site:
        phone = Phone(browser, site, room.code)
        gone, refused = phone.asked(), phone.page.locator(REFUSED)
        phone.sees_what_is_asked_change(lambda: hide_statement(phone.number_asked(), data=tmp_path))
        assert phone.asked() == gone

        phone.press()

        expect(refused).to_contain_text("This statement is no longer there")
        expect(phone.page.locator(STATEMENT)).not_to_have_text(gone)
        phone.comes_anew()
        expect(refused).to_contain_text("This statement is no longer there")
        expect(refused).to_be_focused()
        phone.vote()
        expect(refused).to_have_count(0)
    assert len(votes_kept(data=tmp_path)) == 1
