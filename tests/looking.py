"""What a browser notices of one page in one state: opened once, looked at on a phone, on a desk and across a hall."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python.base as axe

from tests.conftest import WCAG

LOOKS = {
    "phone, light": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "desktop, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
PROJECTOR = {"projector": {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "light"}}
AXE = Path(axe.__file__).with_name(axe.AXE_FILE_NAME).read_text()
BLOCKS = "h1, h2, h3, p, li, dt, dd, td, th, label, legend, summary, figcaption, button, .hint"
TEXTS = """blocks => [...document.querySelectorAll(blocks)]
    .filter(one => !one.querySelector(blocks) && !one.closest("pre, code, [data-words], [hidden]"))
    .map(one => { const copy = one.cloneNode(true);
        copy.querySelectorAll("code, pre, svg, [data-words]").forEach(part => part.remove());
        return copy.textContent.replace(/\\s+/g, " ").trim() })"""
FILLED = """() => [...(document.querySelector("dialog[open]") || document).querySelectorAll(".button:not(.quiet)")]
    .filter(one => one.checkVisibility())
    .map(one => one.textContent.replace(/\\s+/g, " ").trim())"""
NO_SCRIPTS = {"content-type": "text/html; charset=utf-8", "content-security-policy": "script-src 'none'"}
FAILED = 500  # the page that says so has no barriers either, and would pass for the one that was asked for
LARGE_TEXT = "document.documentElement.style.setProperty('font-size', '200%', 'important')"


@dataclass
class Noticed:
    """``bytes`` are those of the last page, over a cold cache; ``addresses`` are of every page on the way to it."""

    barriers: dict[str, list[object]] = field(default_factory=dict)
    sideways: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    bytes: int = 0


def barriers(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", {"runOnly": WCAG, "resultTypes": ["violations"]})
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]


def barriers_without_scripts(browser, page, look):
    """A browser without scripts cannot look for barriers: another one opens the same page, its scripts shut out."""
    context = browser.new_context(**look | {"java_script_enabled": True})
    twin, html = context.new_page(), page.content()
    twin.route(page.url.partition("#")[0], lambda route: route.fulfill(body=html, headers=NO_SCRIPTS))
    twin.goto(page.url)
    found = barriers(twin)
    context.close()
    return found


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


def turn_to(page, look):
    page.set_viewport_size(look["viewport"])
    page.emulate_media(color_scheme=look["color_scheme"])


class Listener:
    """Writes down what a page asks for and says, in what was noticed of the state it is in."""

    def __init__(self, page, site):
        self.own, self.noticed = urlsplit(site).netloc, Noticed()
        page.on("request", self.asked)
        page.on("console", self.said)
        page.on("response", self.answered)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.loadingFinished", lambda event: self.weighed(int(event["encodedDataLength"])))
        session.on("Network.eventSourceMessageReceived", lambda event: self.weighed(len(event["data"].encode())))

    def asked(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.own:
            self.noticed.hosts.add(address.netloc)
        if request.is_navigation_request():
            self.noticed.addresses.add(address.path)
            self.noticed.bytes = 0

    def answered(self, response):
        if response.status == FAILED:
            self.noticed.console.append(f"{response.status} {response.url}")

    def said(self, message):
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.noticed.console.append(message.text)

    def weighed(self, number):
        self.noticed.bytes += number


def look_closely(page, noticed, *, is_wall=False):
    page.wait_for_load_state()
    noticed.filled = page.evaluate(FILLED)
    noticed.texts = page.evaluate(TEXTS, BLOCKS)
    for name, look in (LOOKS | (PROJECTOR if is_wall else {})).items():
        turn_to(page, look)
        noticed.barriers |= {name: found} if (found := barriers(page)) else {}
        noticed.sideways += [name] if scrolls_sideways(page) else []
    turn_to(page, LOOKS["phone, light"])
    page.evaluate(LARGE_TEXT)  # until the page is left
    noticed.sideways += ["phone, large text"] if scrolls_sideways(page) else []
