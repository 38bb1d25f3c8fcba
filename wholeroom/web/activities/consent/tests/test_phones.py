"""A phone in a browser while somebody else changes what is asked: no word ends up where it was not written."""

import pytest
from django.db import connection
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.rooms.tests.meeting import turned

pytestmark = pytest.mark.django_db(transaction=True)
RENEW = """async () => {
  const part = document.querySelector("[data-mine]");
  return wholeroom.replace(part, await (await fetch(part.dataset.mine)).text());
}"""


@pytest.fixture
def option(held, ada):
    """The option that is taken now, in a room whose clock stands at the step where options are decided."""
    proposal = held.propose(ada, "Ring every family")
    turned(held.room, "start", *["next"] * held.step().position)
    return proposal


@pytest.fixture
def phone(chromium, data_folder, transactional_db, held, option, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from a loop of its own
    _, token = conversations.join(by=None, conversation=held.room.conversation, nickname="Carl")
    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 360, "height": 740})
        cookie = {"name": cookies.name(held.room.conversation), "value": token, "url": server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{server.url}/r/{held.room.code}/")
        yield page
        browser.close()
        connection.close()  # the loop of the browser has a connection of its own
    server.stop()


def test_words_against_one_wording_never_move_to_another(phone, held, ada, option):
    box = phone.locator(f"#stand_{option.pk}_text")
    box.press_sequentially("They are not safe at home")
    held.amend(ada, option, "Ring only who said yes")

    is_renewed = phone.evaluate(RENEW)

    assert is_renewed is False
    expect(box).to_have_value("They are not safe at home")


def test_new_wording_comes_with_its_form_where_nothing_is_typed(phone, held, ada, option):
    new = held.amend(ada, option, "Ring only who said yes")

    is_renewed = phone.evaluate(RENEW)

    assert is_renewed is True
    expect(phone.locator(f"#stand_{new.pk}_text")).to_have_value("")


def test_choice_words_and_focus_stay_when_another_option_comes(phone, held, ada, option):
    phone.locator("[name=stand][value=object]").first.check()
    box = phone.locator(f"#stand_{option.pk}_text")
    box.press_sequentially("They are not safe")
    new = held.propose(ada, "Open at night")

    phone.evaluate(RENEW)

    expect(phone.locator(f"#stand_{new.pk}_text")).to_have_count(1)
    expect(box).to_have_value("They are not safe")
    expect(box).to_be_focused()
    expect(phone.locator("[name=stand][value=object]").first).to_be_checked()
