"""Somebody who speaks under a pseudonym in a browser that nobody is signed in to, and the host who reads it first."""

import re
from urllib.parse import urlsplit

from tests.exchange.member import LAYOUTS, Member

TAKE_BACK = "Take these words back"


class Speaker(Member):
    """Also watches which requests go out, and to whom."""

    def __init__(self, layout):
        super().__init__(layout, layout.context().new_page(), None)
        self.requests = []
        self.page.on("request", lambda request: self.requests.append(request.url))

    @property
    def has_scripts(self):
        return LAYOUTS[self.layout.name].get("java_script_enabled", True)

    def look(self):
        super().look()
        assert {urlsplit(url).netloc for url in self.requests} == {urlsplit(self.site).netloc}

    def appear_as(self, **chosen):
        """The first step; a choice for each label."""
        for label, option in chosen.items():
            self.page.locator(f"[name={label}]").select_option(label=option)
        self.press("Go on")

    def press_twice(self, button):
        """Where the page found something, the first press only shows it."""
        if self.has_scripts:
            self.page.get_by_role("button", name=button, exact=True).click()
            self.page.get_by_text("press the button once more").wait_for()
            self.page.wait_for_timeout(1000)  # longer than a double click
        self.press(button)

    def codeword(self):
        return self.page.locator("#codeword").inner_text()

    def come_back(self, codeword):
        """Gives the status of the answer."""
        self.open("/codeword/")
        self.write("Your codeword", codeword)
        with self.page.expect_navigation() as answer:
            self.page.get_by_role("button", name="Open", exact=True).click()
        self.look()
        return answer.value.status

    def card(self, words):
        return self.page.locator("section[aria-labelledby=own] li.card").filter(has_text=words)

    def say_otherwise(self, words, otherwise):
        with self.page.expect_navigation():
            self.card(words).get_by_role("button", name=re.compile("^Say it in other words")).click()
        self.look()
        self.write("In other words", otherwise)
        self.press("Use these words")

    def take_back(self, words, when):
        card = self.card(words)
        card.locator("summary").click()
        offered = card.get_by_role("radio").count()
        card.get_by_role("radio", name=when).check()
        with self.page.expect_navigation():
            card.get_by_role("button", name=TAKE_BACK).click()
        self.look()
        return offered


def link_of(member, within="link"):
    """The link on the page where one begins, as it stands there to be copied."""
    return member.page.locator(f"section[aria-labelledby={within}] code").inner_text()


def decide(host, words, *answers, question=""):
    """A host finds the words that wait, and answers the two questions and what shall happen."""
    host.open("/hosting/")
    host.follow("Read them")
    with host.page.expect_navigation():
        host.page.locator("li.card").filter(has_text=words).get_by_role("link").click()
    host.look()
    read = host.reads()
    host.choose(*answers)
    if question:
        host.write("What do you ask?", question)
    host.press("Decide")
    return read


def page_of(layout, address):
    """As somebody without an account reads it."""
    reader = layout.member(None)
    reader.open(address)
    return reader.reads()
