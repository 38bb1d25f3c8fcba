"""People who vote, each in the way that they can; every page they come to is looked at for barriers."""

from tests.looking import barriers, barriers_without_scripts, scrolls_sideways
from tests.people import DESK, PHONE, Participant, tab_to

CHOICE = '[data-mine] button[value="{}"]'
FIRST_SCREEN = """() => [...document.querySelectorAll(".vote .statement, .vote .choice")]
    .filter(one => one.getBoundingClientRect().bottom > innerHeight).map(one => one.textContent.trim())"""
TOO_SMALL = """() => { const drawn = e => e.closest("svg") ? e.closest("svg").getBoundingClientRect().height / 200 : 1;
    return [...document.querySelectorAll(".wall *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility()
        && !e.closest(".unseen, .live-line, script") && e.getBoundingClientRect().width > 2)
    .filter(e => parseFloat(getComputedStyle(e).fontSize) * drawn(e) < innerHeight / 25 - 0.5)
    .map(e => e.textContent.trim()) }"""
CUT_OFF = """() => [...document.querySelectorAll(".wall-said, html")]
    .filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.className || one.tagName)"""


class Voter(Participant):
    """Somebody with a phone, who taps."""

    look = PHONE

    def __init__(self, browser, site, code, name):
        super().__init__(browser, site, code, name)
        self.browser = browser

    def check(self):
        """No barriers, no scrolling to the side, no error so far."""
        self.page.wait_for_load_state()
        assert not scrolls_sideways(self.page), self.page.url
        assert self.barriers() == [], self.page.url
        assert self.errors == []

    def barriers(self):
        return barriers(self.page)

    def join(self, slip):
        self.page.goto(f"{self.site}/j/{self.code}/?slip={slip.replace(' ', '')}")
        self.check()
        self.enter()
        self.page.wait_for_url("**/r/**")

    def enter(self):
        self.page.get_by_label("What shall others call you?").fill(self.name)
        self.page.get_by_role("button", name="Join").click()

    def statement(self):
        return self.page.locator(".vote .statement").inner_text()

    def choose(self, value):
        self.page.locator(CHOICE.format(value)).click()

    def vote(self, value):
        """Gives the statement that was voted on, once the next one is asked or all are done."""
        asked = self.statement()
        self.choose(value)
        self.page.locator(".vote .statement, [data-mine] .lead").filter(has_not_text=asked).first.wait_for()
        return asked

    def vote_on_all(self, value):
        voted = []
        while self.page.locator(".vote").count():
            voted.append(self.vote(value))
        return voted

    def add(self, text):
        self.unfold_adding()
        self.page.locator("[data-mine] form[data-about=add] textarea").fill(text)
        self.page.get_by_role("button", name="Put it to the vote").click()
        self.page.locator("[data-mine] .own-words").get_by_text(text).first.wait_for()

    def unfold_adding(self):
        details = self.page.locator("[data-mine] details", has=self.page.locator("form[data-about=add]"))
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def my_votes(self):
        """What they said to each statement, by the page that tells them."""
        self.page.get_by_role("link", name="My votes, and where I stand").click()
        self.page.get_by_role("heading", name="My votes").wait_for()
        self.check()
        votes = self.page.locator(".my-vote")
        return {one.locator("h3").inner_text(): one.locator("p").first.inner_text() for one in votes.all()}

    def back(self):
        self.page.goto(f"{self.site}/r/{self.code}/")
        self.page.locator("[data-mine]").wait_for()


class VoterWithoutScript(Voter):
    look = {**PHONE, "java_script_enabled": False}

    def check(self):
        self.page.wait_for_load_state()
        assert self.barriers() == [], self.page.url

    def barriers(self):
        return barriers_without_scripts(self.browser, self.page, PHONE)

    def vote(self, value):
        asked = self.statement()
        with self.page.expect_navigation():
            self.choose(value)
        return asked


class VoterByKeyboard(Voter):
    """Never uses a mouse."""

    look = DESK

    def enter(self):
        tab_to(self.page, '[name="nickname"]')
        self.page.keyboard.type(self.name)
        self.page.keyboard.press("Enter")

    def choose(self, value):
        tab_to(self.page, CHOICE.format(value))
        self.page.keyboard.press("Enter")

    def add(self, text):
        self.unfold_adding()
        tab_to(self.page, "[data-mine] form[data-about=add] textarea")
        self.page.keyboard.type(text)
        tab_to(self.page, "[data-mine] form[data-about=add] .button")
        self.page.keyboard.press("Enter")
        self.page.locator("[data-mine] .own-words").get_by_text(text).first.wait_for()

    def unfold_adding(self):
        self.page.evaluate("document.activeElement.blur()")
        tab_to(self.page, "[data-mine] details:has(form[data-about=add]) > summary")
        if self.page.locator("[data-mine] details[open]:has(form[data-about=add])").count() == 0:
            self.page.keyboard.press("Enter")


class Wall:
    """What everybody in the hall sees: nothing smaller than a twenty-fifth of its height, and nothing cut off."""

    def __init__(self, page):
        self.page = page

    def shows(self, words):
        self.page.locator(".wall").get_by_text(words).first.wait_for()

    def check(self):
        assert self.page.evaluate(TOO_SMALL) == []
        assert self.page.evaluate(CUT_OFF) == []
        assert barriers(self.page) == []
