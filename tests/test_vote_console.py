"""The console of a vote in a browser, while statements come in: folds, focus and what is typed stay as they are."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.conftest import running
from tests.meeting import Guest
from tests.people import DESK
from tests.vote_phone import ASKED
from tests.vote_room import add_person_without_phone, begin_vote, host_session, put_in, turn

NEW = "Clinics should open on one evening a week"
BALLOT = "#paper-ballot"


@pytest.fixture
def hall(tmp_path):
    """A site with a vote of which figures show at once, and somebody there without a phone."""
    room = begin_vote(data=tmp_path)
    add_person_without_phone("Mair", data=tmp_path)
    with running("serve", "--no-worker", data=tmp_path) as site:
        yield site, room, tmp_path


@pytest.fixture
def console(browser, hall):
    site, room, data = hall
    context = browser.new_context(**DESK)
    context.add_cookies([{"name": "session", "value": host_session(data=data), "url": site}])
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/rooms/{uuid.UUID(room.topic)}/console/")
    yield page
    assert errors == []
    context.close()


def sees_a_statement_come(console, data):
    before = console.locator(ASKED).get_attribute("data-asked")
    put_in(NEW, data=data)
    expect(console.locator(ASKED)).not_to_have_attribute("data-asked", before)


def test_fold_that_was_opened_stays_open_and_keeps_the_focus_through_frames_and_acts(console, hall):
    fold, summary = console.locator("#stands"), console.locator("#stands > summary")
    summary.focus()
    console.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")

    sees_a_statement_come(console, hall[2])
    expect(fold).to_have_attribute("open", "")
    expect(summary).to_be_focused()

    with console.expect_response("**/console/now/"):
        console.locator("#told").evaluate("document.querySelector('#turn-extend').click()")
    expect(console.locator("#turn-undo")).to_contain_text("2 minutes more")
    expect(fold).to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_fold_that_is_open_at_first_stays_closed_once_its_reader_closed_it(console, hall):
    site, room, data = hall
    turn("next", data=data)
    fold = console.locator("#stands-now")
    expect(fold).to_have_attribute("open", "")
    fold.locator("summary").first.click()

    with console.expect_response("**/console/now/"):
        console.locator("#turn-extend").click()
    expect(console.locator("#turn-undo")).to_contain_text("2 minutes more")
    expect(fold).not_to_have_attribute("open", "")

    Guest(site, room.code).join("Ada")
    expect(console.locator(".people")).to_contain_text("Ada")
    expect(fold).not_to_have_attribute("open", "")


def test_new_statement_is_on_the_paper_ballot_and_what_was_chosen_and_typed_stays(console, hall):
    console.locator(f"{BALLOT} > summary").click()
    chosen = console.locator(f"{BALLOT} [name=statement]")
    chosen.select_option(index=2)
    console.locator(f"{BALLOT} [name=for]").select_option(label="Mair")
    said = chosen.evaluate("list => list.selectedOptions[0].textContent")
    console.locator("#put-in > summary").click()
    box = console.locator("#put-in textarea")
    box.fill("Half a thought")

    sees_a_statement_come(console, hall[2])

    expect(chosen.locator("option", has_text=NEW)).to_have_count(1)
    assert chosen.evaluate("list => list.selectedOptions[0].textContent") == said
    expect(console.locator(f"{BALLOT} [name=for] option:checked")).to_have_text("Mair")
    expect(box).to_have_value("Half a thought")
    expect(console.locator(BALLOT)).to_have_attribute("open", "")
