"""Every page, in every state, as a browser sees it: barriers, weight, other hosts, policy, sideways scrolling."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, get_resolver

from tests.conftest import ROOT, WCAG, running

WEIGHT = 100_000  # bytes over a cold cache
LOOKS = {
    "phone, light": {"viewport": {"width": 360, "height": 740}},
    "desktop, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
WESTMARCH = ROOT / "examples" / "westmarch"


class Seen:
    """What a browser noticed while it opened a page."""

    def __init__(self, page, address):
        self.hosts, self.console, self.bytes = set(), [], 0
        own = urlsplit(address).netloc
        page.on(
            "request", lambda one: self.hosts.add(urlsplit(one.url).netloc) if self.is_other(one.url, own) else None
        )
        page.on("console", lambda one: self.console.append(one.text) if one.type in ("error", "warning") else None)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self.add)

    @staticmethod
    def is_other(url, own):
        return urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != own

    def add(self, event):
        self.bytes += int(event["encodedDataLength"])


def barriers(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": WCAG})
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


# Each state is reached as a person would reach it, from the address of a site to the page to look at.


def opened(path):
    def reach(page, site):
        page.goto(site + path)

    return reach


def sent_empty(path):
    def reach(page, site):
        page.goto(site + path)
        page.locator("main button").first.click()
        page.get_by_role("alert").wait_for()

    return reach


def in_welsh(page, site):
    page.goto(site)
    page.get_by_role("button", name="Cymraeg").click()


def handed_over(votes, statements=None):
    def reach(page, site):
        page.goto(f"{site}/opinion-map/")
        page.locator("input[name=votes]").set_input_files(votes)
        if statements:
            page.locator("input[name=statements]").set_input_files(statements)
        page.locator("main button").first.click()
        page.locator("form[action*=fetch]").first.wait_for(timeout=60_000)

    return reach


def bad_file(page, site):
    page.goto(f"{site}/opinion-map/")
    file = {"name": "votes.csv", "mimeType": "text/csv", "buffer": b"person,liked\nann,1\n"}
    page.locator("input[name=votes]").set_input_files(file)
    page.locator("main button").first.click()
    page.get_by_role("alert").wait_for()


def a_small_room(page, site):
    rows = [
        "participant,statement,vote",
        "ann,1,yes",
        *(f"p{person},{statement},1" for person in range(9) for statement in range(8)),
    ]
    handed_over({"name": "votes.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()})(page, site)


def a_safe_table(page, site):
    page.goto(f"{site}/protect/")
    table = "area,group,people\nnorth,carers,3\nnorth,staff,12\nsouth,carers,9\nsouth,staff,14\n"
    page.locator("input[name=table]").set_input_files(
        {"name": "t.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.locator("input[name=rule][value=measures]").check()
    page.locator("main button").first.click()
    page.locator("form[action*=fetch]").first.wait_for(timeout=60_000)


def deleted(page, site):
    a_safe_table(page, site)
    page.locator("form[action*=delete] button").click()
    page.wait_for_load_state()


def fetched_before(page, site):
    a_safe_table(page, site)
    with page.expect_download():
        page.locator("form[action*='safe-table.csv'] button").click()
    page.goto(f"{page.url.split('#')[0]}report/")


def failed(page, site):
    page.goto(f"{site}/opinion-map/")
    rows = b"participant,statement,vote\n" + b"ann,1,perhaps\n" * 40_000
    page.locator("input[name=votes]").set_input_files({"name": "v.csv", "mimeType": "text/csv", "buffer": rows})
    page.locator("main button").first.click()
    page.get_by_role("heading", level=1).filter(has_not_text="map").wait_for(timeout=60_000)
    page.locator("progress").wait_for(state="detached", timeout=60_000)


def form_too_old(page, site):
    page.goto(f"{site}/protect/")
    page.context.clear_cookies()
    page.locator("main button").first.click()
    page.wait_for_load_state()


def read_here(page, site):
    FULL(page, site)
    page.goto(page.url.split("#")[0] + "report/")


FULL = handed_over(WESTMARCH / "votes.csv", WESTMARCH / "statements.csv")
STATES = {
    "home": opened("/"),
    "home in Welsh": in_welsh,
    "worked example": opened("/example/"),
    "accessibility": opened("/accessibility/"),
    "privacy": opened("/privacy/"),
    "health": opened("/health/"),
    "no such page": opened("/nothing-here/"),
    "votes: form": opened("/opinion-map/"),
    "votes: nothing chosen": sent_empty("/opinion-map/"),
    "votes: a file that cannot be read": bad_file,
    "votes: answer": FULL,
    "votes: answer for a small room with bad rows": a_small_room,
    "table: form": opened("/protect/"),
    "table: nothing chosen": sent_empty("/protect/"),
    "table: answer": a_safe_table,
    "table: deleted": deleted,
    "table: asked for what is gone": fetched_before,
    "votes: a large file that cannot be read": failed,
    "votes: report read here": read_here,
    "form kept open too long": form_too_old,
}


SANDBOXED = {"votes: report read here"}
"""Pages whose policy forbids every script, the one that looks for barriers too: it is set aside to look at them."""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_page_has_no_barriers_and_asks_nobody_else(browser, demo_site, state, look):
    context = browser.new_context(**LOOKS[look], bypass_csp=state in SANDBOXED)
    page = context.new_page()
    seen = Seen(page, demo_site)
    try:
        STATES[state](page, demo_site)
        page.wait_for_load_state("networkidle")

        assert barriers(page) == []
        assert seen.hosts == set()
        assert [text for text in seen.console if not text.startswith("Failed to load resource")] == []
        assert not scrolls_sideways(page)
    finally:
        context.close()


@pytest.mark.parametrize("state", [name for name, reach in STATES.items() if ":" not in name or "form" in name])
def test_first_load_over_a_cold_cache_weighs_little(browser, demo_site, state):
    context = browser.new_context(**LOOKS["phone, light"])
    page = context.new_page()
    seen = Seen(page, demo_site)
    try:
        STATES[state](page, demo_site)
        page.wait_for_load_state("networkidle")

        assert 0 < seen.bytes <= WEIGHT
    finally:
        context.close()


@pytest.mark.parametrize("path", ["/", "/opinion-map/", "/protect/", "/accessibility/", "/privacy/", "/example/"])
def test_page_does_not_scroll_sideways_with_large_text(browser, demo_site, path):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        page.goto(demo_site + path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")

        assert not scrolls_sideways(page)
    finally:
        context.close()


@pytest.mark.parametrize("path", ["/", "/opinion-map/", "/protect/"])
def test_an_empty_site_has_no_barriers(browser, empty_site, path):
    page = browser.new_page()
    page.goto(empty_site + path)

    assert barriers(page) == []
    page.close()


def test_page_that_waits_for_the_worker_has_no_barriers(browser, tmp_path):
    with running("serve", "--no-worker", data=tmp_path) as site:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{site}/opinion-map/")
        page.locator("input[name=votes]").set_input_files(WESTMARCH / "votes.csv")
        page.locator("main button").first.click()
        page.locator("progress").wait_for()

        assert barriers(page) == []
        assert not scrolls_sideways(page)
        page.close()


def test_the_way_from_file_to_report_works_without_javascript(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        FULL(page, demo_site)
        with page.expect_download() as download:
            page.locator("form[action*='report.html'] button").click()

        assert "<h1" in download.value.path().read_text()
    finally:
        context.close()


def test_the_way_from_file_to_report_works_by_keyboard_alone(browser, demo_site):
    page = browser.new_page()
    page.goto(f"{demo_site}/opinion-map/")
    page.locator("input[name=votes]").set_input_files(WESTMARCH / "votes.csv")
    page.locator("input[name=votes]").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.locator("form[action*=fetch]").first.wait_for(timeout=60_000)

    assert "answer" in page.url
    page.close()


def test_every_address_of_the_site_is_looked_at(demo_site):
    looked_at = {
        "",
        "example/",
        "accessibility/",
        "privacy/",
        "health/",
        "opinion-map/",
        "protect/",
        "answer/<str:token>/",
    }
    parts = {"progress/", "pieces/", "report/", "fetch/<str:name>/", "delete/"}
    looked_at |= {f"answer/<str:token>/{part}" for part in parts} | {"language/"}

    assert set(addresses(get_resolver())) == looked_at


def addresses(resolver, before=""):
    for one in resolver.url_patterns:
        pattern = before + re.sub(r"^\^|\$$", "", str(one.pattern))
        if isinstance(one, URLPattern):
            yield pattern
        else:
            yield from addresses(one, pattern)
