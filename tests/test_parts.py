"""The personal part of a voter's page: what comes next, what was hidden, and how the meeting goes on, by itself."""

import pytest
from playwright.sync_api import expect

from tests.conftest import running
from tests.vote_phone import ADD, ASKED, LINE, STATEMENT, Phone, in_hand
from tests.vote_room import begin_vote, close, hide_statement, put_in, turn

NEW = "Clinics should open on one evening a week"
DONE = "You have voted on all there is. More may still come."
LONGEST_WAIT = 3500  # milliseconds until a page with nothing to vote on has asked for more


@pytest.fixture
def hall(tmp_path):
    """A site with a vote on one statement: its address, room and data."""
    room = begin_vote(data=tmp_path, statements=1)
    with running("serve", "--no-worker", data=tmp_path) as site:
        yield site, room, tmp_path


@pytest.fixture
def phone(browser, hall):
    site, room, _ = hall
    with in_hand(Phone(browser, site, room.code)) as opened:
        yield opened


def test_new_statement_comes_quickly_to_who_has_voted_on_all(phone, hall):
    phone.vote()
    expect(phone.page.get_by_text(DONE)).to_be_visible()
    phone.page.locator("#add > summary").click()
    box = phone.page.locator(f"{ADD} textarea")
    box.fill("Half a thought")

    put_in(NEW, data=hall[2])

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW)
    expect(phone.page.locator(LINE)).to_have_text("What is asked here has changed. Look at it again.")
    expect(box).to_have_value("Half a thought")
    expect(box).to_be_focused()
    assert (phone.posts, phone.renewals) == (["/votes/"] * 2, [])
    phone.vote()
    expect(phone.page.get_by_text(DONE)).to_be_visible()


def test_first_statement_comes_quickly_and_the_last_may_go(phone, hall):
    phone.vote()
    phone.sees_what_is_asked_change(lambda: hide_statement(1, data=hall[2]))
    expect(phone.page.get_by_text("There is no statement to vote on now. More may still come.")).to_be_visible()
    expect(phone.page.locator(LINE)).to_be_empty()

    put_in(NEW, data=hall[2])

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW)
    assert phone.renewals == []


def test_who_is_being_asked_fetches_nothing_when_a_statement_is_put_in(phone, hall):
    asked = phone.asked()

    phone.sees_what_is_asked_change(lambda: put_in(NEW, data=hall[2]))
    phone.page.wait_for_timeout(LONGEST_WAIT)

    assert (phone.posts, phone.renewals) == ([], [])
    assert phone.asked() == asked
    phone.vote()
    assert phone.asked() == NEW


def test_statement_put_in_while_the_last_vote_was_on_its_way_comes_too(phone, hall):
    held = []
    phone.page.route("**/votes/", lambda route: route.fallback() if held else held.append((route, route.fetch())))
    phone.press()
    while not held:
        phone.page.wait_for_timeout(50)
    phone.sees_what_is_asked_change(lambda: put_in(NEW, data=hall[2]))

    route, answer = held[0]
    route.fulfill(response=answer)

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW)
    assert (len(phone.posts), phone.renewals) == (2, [])


def test_ticket_that_is_too_old_has_the_whole_part_come_anew(phone, hall):
    phone.vote()
    phone.page.evaluate("document.querySelector('[data-next] [name=ticket]').value = 'old'")

    put_in(NEW, data=hall[2])

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW)
    assert (phone.posts, len(phone.renewals)) == (["/votes/"] * 2, 1)


def test_question_that_does_not_arrive_is_asked_again(phone, hall):
    phone.vote()
    phone.page.route("**/votes/", lambda route: route.abort())
    with phone.page.expect_event("requestfailed", lambda request: request.url.endswith("/votes/")):
        put_in(NEW, data=hall[2])

    phone.page.unroute("**/votes/")

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW, timeout=10_000)


def test_looking_for_new_ones_is_a_link_that_works_without_scripts(phone, hall):
    phone.vote()
    phone.page.route("**/live/**", lambda route: route.abort())
    put_in(NEW, data=hall[2])

    phone.page.get_by_role("link", name="Look for new ones").click()

    expect(phone.page.locator(STATEMENT)).to_have_text(NEW)


def test_answer_that_tells_of_hidden_words_has_the_rest_come_anew_once(phone, hall):
    phone.add("Buy a van from my brother")
    own = phone.page.locator(".own-words")
    expect(own).to_have_count(1)
    phone.vote()
    phone.vote()
    put_in(NEW, "Letters come late", data=hall[2])
    expect(phone.page.locator(STATEMENT)).to_be_visible()
    phone.sees_what_is_asked_change(lambda: hide_statement(2, data=hall[2]))
    expect(own).not_to_contain_text("A moderator hid these words")

    phone.vote()

    expect(phone.page.locator("[data-behind]")).to_be_visible()
    expect(own).to_contain_text("A moderator hid these words")
    phone.vote()
    expect(phone.page.get_by_text(DONE)).to_be_visible()
    assert len(phone.renewals) == 1


def test_who_has_voted_on_all_hears_that_their_words_were_hidden(phone, hall):
    phone.add("Buy a van from my brother")
    expect(phone.page.locator(".own-words")).to_have_count(1)
    phone.vote()
    phone.vote()

    hide_statement(2, data=hall[2])

    expect(phone.page.locator(".own-words")).to_contain_text("A moderator hid these words")
    assert len(phone.renewals) == 1


def test_page_says_how_the_meeting_goes_on_to_its_close_and_brings_what_belongs_there(phone, hall):
    line, card = phone.page.locator(LINE), phone.page.get_by_text("Do you want to hear what comes of it?")
    turn("next", data=hall[2])
    expect(line).to_have_text("The next step has begun.")

    turn("next", "next", "next", data=hall[2])
    expect(line).to_have_text("All steps are done.")
    expect(phone.page.get_by_text("What shall others call you?")).to_be_visible()
    expect(card).to_have_count(0)

    close(data=hall[2])
    expect(line).to_have_text("The meeting is closed.")
    expect(card).to_be_visible()


def test_pause_within_a_step_fetches_nothing(phone, hall):
    turn("pause", data=hall[2])
    expect(phone.page.locator(f"{ASKED}[data-phase=paused]")).to_have_count(1)
    phone.page.wait_for_timeout(LONGEST_WAIT)

    assert (phone.posts, phone.renewals) == ([], [])
