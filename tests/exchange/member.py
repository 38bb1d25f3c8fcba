"""Somebody on the exchange with a browser, who looks at every page they come to."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.looking import LOOKS, barriers, barriers_without_scripts, scrolls_sideways
from tests.people import Participant

LAYOUTS = {
    "phone, no scripts": {**LOOKS["phone, light"], "java_script_enabled": False},
    "desktop": LOOKS["desktop, dark"],
}
PATIENCE = 30_000
PARTS = "all => all.map(one => one.matches('h2') ? one.textContent.trim() : 'form')"
ANY_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}")


@dataclass
class Layout:
    """One way to see the site, with what is in its community, and the pages that were looked at already."""

    name: str
    browser: object
    site: str
    sessions: dict[str, str]
    addresses: dict[str, str]
    problems: dict[str, str]
    seen: set = field(default_factory=set)
    contexts: list = field(default_factory=list)

    def context(self, **options):
        self.contexts.append(self.browser.new_context(**LAYOUTS[self.name], **options))
        self.contexts[-1].set_default_timeout(PATIENCE)
        return self.contexts[-1]

    def member(self, name):
        """A member who is signed in; somebody without an account where there is no name."""
        context = self.context()
        if name:
            context.add_cookies([{"name": "session", "value": self.sessions[name], "url": self.site}])
        return Member(self, context.new_page(), name)

    def check(self, page):
        """Each page once: by its address without keys, and by its headings and forms."""
        parts = page.locator("main h2, main form").evaluate_all(PARTS)
        key = ANY_KEY.sub("", urlsplit(page.url).path), *parts
        if key in self.seen:
            return
        self.seen.add(key)
        assert not scrolls_sideways(page), page.url
        assert self.barriers(page) == [], page.url

    def barriers(self, page):
        look = LAYOUTS[self.name]
        has_scripts = look.get("java_script_enabled", True)
        return barriers(page) if has_scripts else barriers_without_scripts(self.browser, page, look)


class Member:
    """What they open, follow, fill and press is counted: ``pages`` and ``fields``."""

    def __init__(self, layout, page, name):
        self.layout, self.page, self.name = layout, page, name
        self.site = layout.site
        self.pages = self.fields = 0
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: self.errors.append(told.text) if "Content Security" in told.text else None)

    def look(self):
        self.page.wait_for_load_state()
        self.pages += 1
        self.layout.check(self.page)
        assert self.errors == []

    def open(self, address):
        answer = self.page.goto(address if "://" in address else self.site + address)
        self.look()
        return answer

    def follow(self, name, within="main"):
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=name).first.click()
        self.look()

    def press(self, name, within="main"):
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def write(self, label, words):
        self.fields += 1
        self.page.get_by_label(label).fill(words)

    def choose(self, *labels):
        for label in labels:
            self.fields += 1
            self.page.get_by_label(label, exact=True).check()

    def reads(self, within="main"):
        """The words that stand on the page."""
        return self.page.locator(within).first.inner_text()

    def heading(self):
        return self.page.locator("h1").inner_text()


class Attending(Participant):
    """A member in a meeting, with the browser that they have open."""

    def __init__(self, member, code):
        self.page, self.site, self.code, self.name, self.said = member.page, member.site, code, member.name, []

    def reach(self, step):
        self.page.goto(f"{self.site}/r/{self.code}/")
        super().reach(step)
