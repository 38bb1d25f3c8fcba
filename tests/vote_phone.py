"""Somebody who votes from a phone in a browser, with what their page sent and asked for."""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.people import PHONE

STATEMENT = "[data-mine] .statement"
WAITING = ".live-waiting"
REFUSED = "[data-mine] .error-summary"
LINE = "[data-live-status]"
ASKED = "[data-live] [data-asked]"
MINE = "/mine/"
ADD = "[data-mine] form[data-about=add]"
COME_ANEW = """() => new Promise(done => {
  const part = document.querySelector("[data-mine]");
  new MutationObserver(done).observe(part, { childList: true });
  wholeroom.behind(part);
}).then(() => true)"""


class Phone:
    """Somebody who joined, with what their page sent."""

    def __init__(self, browser, site, code):
        self.context = browser.new_context(**PHONE)
        self.page = self.context.new_page()
        self.posts, self.renewals, self.errors = [], [], []
        self.page.on("request", self.note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{site}/j/{code}/")
        self.page.get_by_role("button", name="Join").click()
        self.page.wait_for_url("**/r/**")
        self.posts.clear()

    def note(self, request):
        path = re.sub(r"^https?://[^/]+", "", request.url)
        if request.method == "POST":
            self.posts.append(path)
        elif path.endswith(MINE):
            self.renewals.append(path)

    def asked(self):
        return self.page.locator(STATEMENT).inner_text()

    def press(self, name="Agree"):
        self.page.get_by_role("button", name=name, exact=True).click()

    def vote(self, name="Agree"):
        """Vote, and be asked the next."""
        before = self.asked()
        self.press(name)
        expect(self.page.locator(STATEMENT, has_text=before)).to_have_count(0)

    def number_asked(self):
        return re.search(r"number (\d+)", self.asked())[1]

    def add(self, text):
        """Put in a statement; whether it arrives is another question."""
        form = self.page.locator(ADD)
        if not form.is_visible():
            self.page.locator("#add > summary").click()
        form.locator("textarea").fill(text)
        form.get_by_role("button", name="Put it to the vote").click()

    def sees_what_is_asked_change(self, act):
        """Somebody else does something, and this page has heard of it."""
        before = self.page.locator(ASKED).get_attribute("data-asked")
        act()
        expect(self.page.locator(ASKED)).not_to_have_attribute("data-asked", before)

    def comes_anew(self):
        """The personal part is fetched again, within the same step."""
        self.page.evaluate(COME_ANEW)


@contextmanager
def in_hand(phone):
    """A phone until it is put away; nothing on its pages broke."""
    yield phone
    assert phone.errors == []
    phone.context.close()
