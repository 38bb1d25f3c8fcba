"""A vote from an empty page to the close: prepared, opened, voted on in four ways, moderated, looked at, closed."""

import re

import pytest

from tests.looking import barriers, scrolls_sideways
from tests.people import Facilitator
from tests.voting.voters import FIRST_SCREEN, Voter, VoterByKeyboard, VoterWithoutScript, Wall

SEEDS = ["Letters about appointments come late", "Clinics should open on one evening a week"]
LONG = "Nobody tells carers what happens next unless they ask, and then it is somebody else who answers, " * 2
BOTH = "Buses come late and cost too much"
BUSES = ["Buses come late", "Buses cost too much"]
ADVERT = "Buy a van from my brother"
BUSY = "form[aria-busy]"


class Host(Facilitator):
    """Whoever runs the vote: prepares it with a mouse, and leads it by single keys."""

    def __init__(self, browser, site, session):
        super().__init__(browser, site)
        self.context.add_cookies([{"name": "session", "value": session, "url": site}])

    def check(self):
        self.page.wait_for_load_state()
        assert barriers(self.page) == [], self.page.url
        assert not scrolls_sideways(self.page), self.page.url
        assert self.errors == []

    def press(self, key):
        """Once the act before is done with: a button pressed twice acts once."""
        self.page.locator(BUSY).wait_for(state="detached")
        super().press(key)

    def open_room(self):
        self.page.goto(f"{self.site}/rooms/new/")
        self.page.get_by_label("The question of the meeting").fill("What matters to us?")
        self.page.get_by_label("Statement voting").check()
        self.page.get_by_label("45 minutes").check()
        self.page.get_by_role("button", name="Open the room").click()
        self.page.wait_for_url(re.compile(r"/rooms/[0-9a-f-]{36}/$"))
        self.check()
        return self.page.url.rstrip("/").rpartition("/")[2]

    def prepare(self):
        self.page.get_by_role("link", name="Prepare the vote").click()
        self.check()
        self.page.get_by_label("Statements, one a line").fill("\n".join([*SEEDS, LONG[:200].strip()]))
        self.page.get_by_role("button", name="Put these in").click()
        self.page.locator(".seeds li").nth(2).wait_for()
        self.page.get_by_label("when the vote is over").check()
        self.page.get_by_role("button", name="Keep this").click()
        self.check()

    def print_slips(self, room, number):
        self.page.goto(f"{self.site}/rooms/{room}/door/")
        self.check()
        self.page.get_by_label("How many phones may join?").fill(str(number))
        self.page.get_by_label("Each needs a printed slip").check()
        self.page.get_by_role("button", name="Save").click()
        self.page.get_by_label("How many slips?").fill(str(number))
        self.page.get_by_role("button", name="Make slips to print").click()
        self.page.locator(".slips li").nth(number - 1).wait_for()
        self.check()
        codes = self.page.locator(".slips .joincode").all_inner_texts()
        return codes[0].replace(" ", ""), codes[1::2]

    def hide(self, words, rule):
        self.page.locator("#words ~ * a.hide", has_text=words).click()
        self.page.locator("#hide").get_by_label(rule).check()
        self.check()
        self.page.get_by_role("button", name="Hide them").click()
        self.page.get_by_text("Hidden in this step").wait_for()

    def send_back(self, words):
        self.page.locator(BUSY).wait_for(state="detached")
        self.page.get_by_role("button", name="It says two things").filter(has_text=words[:15]).click()
        self.page.locator(".console-list", has_text=words).wait_for()

    def turn_wall(self, view):
        self.page.locator(BUSY).wait_for(state="detached")
        self.page.get_by_role("button", name=view, exact=True).click()
        self.page.get_by_role("button", name=view, exact=True, pressed=True).wait_for()

    def close(self):
        self.press("n")
        self.page.get_by_role("heading", name="Close").wait_for()
        self.check()
        self.page.locator("main form .button").first.click()
        self.page.get_by_text("The meeting is closed").first.wait_for()
        self.check()


@pytest.fixture(scope="module")
def host(browser, site, session):
    return Host(browser, site, session)


def test_a_vote_from_an_empty_page_to_its_close(browser, site, host, hall_votes):
    room = host.open_room()
    host.prepare()
    code, slips = host.print_slips(room, 4)
    wall = Wall(host.opens_console(room))
    wall.check()
    kinds = (Voter, VoterWithoutScript, VoterByKeyboard)
    ada, bo, cy = (kind(browser, site, code, name) for kind, name in zip(kinds, ("Ada", "Bo", "Cy"), strict=True))
    for person, slip in zip((ada, bo, cy), slips, strict=False):
        person.join(slip)
    host.go_on("Say where you stand")
    wall.shows("3 statements to vote on.")
    wall.check()

    votes_by_phone(ada)
    votes_without_script(bo, site)
    votes_by_keyboard(cy)
    wall.shows("6 statements to vote on.")

    is_moderated(host, bo, cy)
    hall_votes(room, 20)
    looks_together(host, wall, ada)
    for heading in ("What happens with it now?", "When you hear back", "All steps are done"):
        host.go_on(heading)
    host.close()
    ada.page.get_by_role("heading", name="Thank you").wait_for()
    page = host.outcome()
    host.page.goto(page)
    host.check()
    assert SEEDS[0] in host.page.locator("main").inner_text()
    assert [person.errors for person in (ada, bo, cy, host) if person.errors] == []


def votes_by_phone(ada):
    """Votes on what there is; the last vote is cast without a connection and arrives once."""
    ada.page.locator(".vote").wait_for()
    ada.check()
    assert ada.page.evaluate(FIRST_SCREEN) == []
    voted = [ada.vote("agree")]
    assert ada.page.evaluate(FIRST_SCREEN) == []
    voted.append(ada.vote("disagree"))
    last = ada.statement()
    assert ada.page.evaluate(FIRST_SCREEN) == []
    ada.context.set_offline(True)
    ada.choose("pass")
    ada.page.wait_for_timeout(300)
    ada.context.set_offline(False)
    ada.page.get_by_text("You have voted on all there is.").wait_for()
    ada.add("Somebody should answer the phone on a Friday")
    ada.page.locator(".vote").wait_for()
    said = ada.my_votes()
    assert said == {voted[0]: "You agreed.", voted[1]: "You disagreed.", last: "You passed."}
    ada.back()


def votes_without_script(bo, site):
    """Votes, puts in two statements, changes a vote and says why: each act is a form and a page."""
    bo.back()
    bo.check()
    voted = bo.vote_on_all("agree")
    bo.back()
    bo.add(ADVERT)
    assert bo.statement() == ADVERT
    said = bo.my_votes()
    assert said == dict.fromkeys(voted, "You agreed.")
    with bo.page.expect_navigation():
        bo.page.locator(".my-vote", has_text=SEEDS[0]).get_by_role("button", name="Change to disagree").click()
    assert bo.page.locator(".my-vote", has_text=SEEDS[0]).locator("p").first.inner_text() == "You disagreed."
    bo.back()
    bo.vote("pass")
    bo.page.get_by_role("link", name="Say why, about the one before").click()
    bo.check()
    bo.page.get_by_label("Because").fill("I cannot judge vans.")
    with bo.page.expect_navigation():
        bo.page.get_by_role("button", name="Send").click()


def votes_by_keyboard(cy):
    cy.page.locator(".vote").wait_for()
    cy.check()
    cy.add(BOTH)
    assert len(cy.vote_on_all("disagree")) == 6
    assert len(cy.my_votes()) == 6
    cy.back()


def is_moderated(host, bo, cy):
    """An advert is hidden for a rule, and what says two things goes back; both authors are told why."""
    host.page.locator("blockquote", has_text=BOTH).first.wait_for()
    host.hide(ADVERT, "It sells something")
    host.send_back(BOTH)
    bo.back()
    assert "It sells something, or is the same thing sent many times." in bo.page.locator("main").inner_text()
    bo.check()
    cy.back()
    form = cy.page.locator("form", has_text="Make two of it")
    assert form.get_by_label("The first thing").input_value() == BOTH
    form.get_by_label("The first thing").fill(BUSES[0])
    form.get_by_label("The second thing").fill(BUSES[1])
    cy.check()
    form.get_by_role("button", name="Put in these two").click()
    cy.page.locator(".own-words", has_text=BUSES[1]).first.wait_for()
    for words in BUSES:
        host.page.locator("blockquote", has_text=words).first.wait_for()


def looks_together(host, wall, ada):
    """The step is over, so all that can be counted is; the facilitator turns the wall from view to view."""
    host.go_on("Where the room stands")
    wall.shows("What 8 in 10 or more say")
    wall.shows(SEEDS[0])
    wall.check()
    host.turn_wall("Where people differ")
    wall.shows(SEEDS[1])
    wall.check()
    host.turn_wall("The map")
    wall.shows("There is no map")
    wall.check()
    host.check()
    ada.page.locator(".frame-said").get_by_text(SEEDS[0]).wait_for()
    ada.page.get_by_role("link", name="Read all of them").click()
    ada.page.get_by_role("heading", name="Where the room stands").wait_for()
    ada.check()
    ada.back()
