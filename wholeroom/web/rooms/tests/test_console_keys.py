"""The console in a browser, by keyboard: single keys, words that are typed meanwhile, the box to hide words."""

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms.tests.meeting import open_step, turned, write

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "These words were erased. Nothing more can be done with them."


@pytest.fixture
def room(make_room):
    return turned(make_room(), "start")


@pytest.fixture
def served(data_folder, transactional_db):
    """The site on a port of its own. It starts after the data folder is there, unlike the one of the whole run."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def page(chromium, served, client, room, monkeypatch):
    """The console, opened by its facilitator."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from a loop of its own
    client.force_login(room.facilitators.get())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context()
        session = client.cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": served.url}])
        opened = context.new_page()
        opened.goto(served.url + reverse("rooms:console", args=[room.pk]))
        yield opened
        browser.close()
        connection.close()  # the loop of the browser has a connection of its own


def test_single_key_presses_the_button_that_shows_it_without_leaving_the_page(page, room):
    page.evaluate("document.body.dataset.same = 'yes'")

    page.keyboard.press("n")

    expect(page.locator("#now")).to_have_text("The problem")
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert open_step(room).position == 1


def test_single_keys_never_work_while_somebody_types_and_typed_words_outlive_a_turn(page, room):
    page.keyboard.press("w")
    box = page.locator("[data-mine] textarea")
    box.press_sequentially("snpb+-u")

    page.locator("#turn-go").click()

    expect(page.locator("#now")).to_have_text("The problem")
    expect(box).to_have_value("snpb+-u")
    assert room.transitions.count() == 2


def test_single_keys_stay_switched_off(page, room):
    page.locator(".tools summary").click()
    page.locator("#keys").uncheck()
    page.reload()

    page.locator("h1").click()
    page.keyboard.press("n")

    expect(page.locator("#now")).to_have_text("Arrive")
    assert room.transitions.count() == 1


def test_refusal_is_said_on_the_page(page, room):
    turned(room, "next")

    page.keyboard.press("n")

    expect(page.locator("#refused")).to_contain_text("The clock was turned a moment ago")
    assert open_step(room).position == 1


def test_person_who_is_added_can_be_written_for_at_once(page):
    page.locator("#add-person summary").click()
    page.locator("#add-person [name=nickname]").fill("Mair")

    page.locator("#add-person button").click()

    expect(page.locator(".people")).to_contain_text("Mair")
    expect(page.locator("[data-mine] option", has_text="Mair")).to_have_count(1)


def test_act_that_was_done_is_not_called_lost_where_the_page_cannot_look(page, room):
    page.route("**/console/now/", lambda route: route.abort())

    page.keyboard.press("n")

    expect(page.locator("#told")).to_contain_text("Done: Next: The problem")
    expect(page.locator("#refused")).to_be_empty()
    assert open_step(room).position == 1


def test_act_that_did_not_arrive_says_so(page, room):
    page.route("**/turn/", lambda route: route.abort())

    page.keyboard.press("n")

    expect(page.locator("#refused")).to_contain_text("This did not arrive.")
    expect(page.locator("#told")).to_be_empty()


@pytest.fixture
def hiding(page, room, make_participant):
    """The box to hide words is open, with a reason chosen: gives the words."""
    words = write(make_participant(room), room, "Ring Jo Smith.")
    page.reload()
    page.locator("a.hide").click()
    page.locator("#hide [value=names-somebody]").check()
    return words


def test_why_words_cannot_be_hidden_is_said_in_the_box_in_the_words_of_the_site(page, hiding):
    conversations.erase(by=hiding.participant, contribution=hiding)

    page.locator("#hide button", has_text="Hide them").click()

    expect(page.locator("#hide [role=alert]")).to_have_text(WHY)
    expect(page.locator("#hide")).to_be_visible()
    expect(page.locator("#refused")).to_be_empty()


def test_hiding_that_did_not_arrive_says_so_in_the_box_until_it_is_opened_again(page, hiding):
    page.route("**/hide/", lambda route: route.abort())
    page.locator("#hide button", has_text="Hide them").click()
    expect(page.locator("#hide [role=alert]")).to_contain_text("This did not arrive.")
    expect(page.locator("#refused")).to_be_empty()
    page.unroute("**/hide/")

    page.locator("#hide-not").click()
    page.locator("a.hide").click()

    expect(page.locator("#hide [role=alert]")).to_be_empty()


def test_words_are_hidden_in_a_box_that_asks_for_the_reason(page, room, make_participant):
    write(make_participant(room), room, "Ring Jo Smith.")
    page.reload()
    page.locator("a.hide").click()
    expect(page.locator("#hide-said")).to_have_text("Ring Jo Smith.")

    page.locator("#hide [value=names-somebody]").check()
    page.locator("#hide button", has_text="Hide them").click()

    expect(page.locator(".console-words")).to_contain_text("Hidden in this step")
    expect(page.locator("#words")).to_be_focused()
