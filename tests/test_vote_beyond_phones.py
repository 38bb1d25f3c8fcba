"""A vote beyond phones, in a browser: ballots typed by keyboard alone, a language chosen without a script, files."""

import pytest

from tests.conftest import running
from tests.looking import barriers, scrolls_sideways
from tests.meeting import run_code

BEGIN = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
preparation.update_tables()
from django.test import Client
from wholeroom.web.activities.statement_vote import actions, translating
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
by = Person.objects.create_user("host@westmarch.example", may_facilitate=True)
method = registry.method("statement_voting")
room = rooms.open_room(by=by, method=method, minutes=30, question="Why do people leave?")
step = room.steps.get(name="vote")
first, second = actions.put_in_many(by=by, step=step, texts=["Letters come too late", "Nobody rings back"])
translating.translate(by=by, step=step, statement=first, language="ar", text="الرسائل تصل متأخرة", sending="one")
rooms.turn(by=by, room=room, verb="start")
ann, token = conversations.join(by=None, conversation=room.conversation)
actions.cast(by=ann, step=step, statement=second, value="agree", speaker=ann)
client = Client()
client.force_login(by)
print(room.pk, step.pk, room.code, client.cookies["session"].value, cookies.name(room.conversation), token)
"""
VOTES = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from wholeroom.web.activities.statement_vote.models import Vote
on_paper = Vote.objects.filter(participant__token_hash=None).order_by("participant", "statement__number")
print(sorted(",".join(map(str, row)) for row in on_paper.values_list("statement__number", "value")))
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A room that votes, and the keys that open it: as its facilitator, and as somebody who takes part."""
    data = tmp_path_factory.mktemp("hall")
    room, step, code, session, cookie, token = run_code(BEGIN, data=data).split()
    with running("serve", "--no-worker", data=data) as site:
        keys = [{"name": "session", "value": session, "url": site}, {"name": cookie, "value": token, "url": site}]
        yield {"data": data, "site": site, "vote": f"/rooms/{room}/vote/{step}", "phone": f"/r/{code}/", "keys": keys}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser, hall, request):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=request.param)
    context.add_cookies(hall["keys"])
    yield context.new_page()
    context.close()


def test_two_ballots_are_typed_without_leaving_the_keyboard(browser, hall):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(hall["keys"])
    page = context.new_page()
    page.goto(f"{hall['site']}{hall['vote']}/enter/")
    page.locator("[name=who]").focus()
    page.keyboard.press("Tab")

    for line in ("1 a, 2 d", "2 p"):
        page.keyboard.type(line)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="The ballot is in").wait_for()

    assert page.evaluate("document.activeElement.name") == "line"
    assert run_code(VOTES, data=hall["data"]) == "['1,1', '2,-1', '2,0']"
    assert (barriers(page), scrolls_sideways(page)) == ([], False)
    context.close()


def test_somebody_reads_in_their_language_with_or_without_a_script(page, hall):
    page.goto(hall["site"] + hall["phone"])
    page.get_by_label("I read statements in").select_option("ar")
    with page.expect_navigation():
        page.get_by_role("button", name="Change", exact=True).click()

    statement = page.locator("h3.statement")
    assert (statement.get_attribute("lang"), statement.get_attribute("dir")) == ("ar", "rtl")
    assert page.get_by_text("Translated by people here").is_visible()
    assert page.locator(".original [lang=en-gb]").inner_text() == "Letters come too late"
    page.get_by_label("I read statements in").select_option("en")
    with page.expect_navigation():
        page.get_by_role("button", name="Change", exact=True).click()
    assert statement.inner_text() == "Letters come too late"


@pytest.mark.parametrize(("what", "pages"), [("cards", 1), ("ballots", 1)])
def test_cards_and_ballots_print_on_a_page_of_their_own(browser, hall, what, pages):
    context = browser.new_context()
    context.add_cookies(hall["keys"])
    page = context.new_page()
    page.goto(f"{hall['site']}{hall['vote']}/{what}/")

    printed = page.pdf(prefer_css_page_size=True)

    assert printed.count(b"/Type /Page\n") == pages
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed
    context.close()
