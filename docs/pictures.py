"""Takes the pictures of the README and the guides again, from the worked example. Needs chromium.

make pictures
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
PORT = 8765
SITE = f"http://localhost:{PORT}"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
WALL = {"width": 1600, "height": 900}
PAGES = {"home": "/", "report": "/example/", "hand-over-votes": "/opinion-map/", "protect-a-table": "/protect/"}
TALL = {"report": 1240}  # so that the whole map is in it
MEETING = "We lose people between prison"  # how the question of the example's meetings begins: others are votes
LINKS = re.compile(r"(invited|wall|j)/\S+")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "wholeroom.cli", "demo", "--data", data, "--port", str(PORT)]
        site = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            take_pictures(ways_in(site.stdout))
        finally:
            site.terminate()
            site.wait()


def ways_in(printed: TextIO) -> dict[str, str]:
    """The facilitator's link, the wall's and the participants', as the demo prints them."""
    found: dict[str, str] = {}
    for line in printed:
        if way := LINKS.search(line):
            found[way[1]] = f"{SITE}/{way[0]}"
        if len(found) == 3:
            return found
    sys.exit(f"The demo did not start at port {PORT}. Is the port in use?")


def take_pictures(ways: dict[str, str]) -> None:
    binary = os.environ.get("WHOLEROOM_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        page = browser.new_page(viewport=DESK)
        for name, path in PAGES.items():
            page.set_viewport_size({**DESK, "height": TALL.get(name, 900)})
            page.goto(SITE + path)
            keep(page, name)
        page.set_viewport_size(DESK)
        of_a_meeting(browser, page, ways)
        of_an_agreement(page)
        of_a_talk(page)
        browser.close()


def of_a_talk(page: Page) -> None:
    """One topic of a talk with both voices, and the map beside it."""
    page.set_viewport_size(DESK)
    page.goto(f"{SITE}/aim/homelessness/")
    page.get_by_role("button", name="10 minutes").click()
    said = {
        "topic:know": ("Nobody here keeps my things for long.", "We can keep one bag for a month."),
        "topic:want": ("A door I can lock, near my son's school.", "Near the school matters most."),
    }
    while page.locator("#talk").get_attribute("data-place") != "topic:steady":
        for who, words in zip(
            ("You", "Your worker"), said[page.locator("#talk").get_attribute("data-place")], strict=True
        ):
            page.get_by_role("group", name=who, exact=True).get_by_role("textbox").fill(words)
        page.get_by_role("button", name="Next", exact=True).click()
    for who, choices in {"You": (0, 2), "Your worker": (0,)}.items():
        for at in choices:
            page.get_by_role("group", name=who, exact=True).get_by_role("checkbox").nth(at).check()
    keep(page, "talk")


def of_a_meeting(browser: Browser, page: Page, ways: dict[str, str]) -> None:
    """The three screens of a meeting, with simulated people in its third step."""
    page.goto(ways["invited"])
    page.locator("main form button").first.click()
    page.get_by_role("link", name=re.compile(rf"Console\s*: {MEETING}")).click()
    page.get_by_role("button", name="Let simulated people come in").click()
    for _ in range(3):
        page.locator("#turn-go").click()
        page.wait_for_timeout(1_000)
    phone = browser.new_page(viewport=PHONE)
    phone.goto(ways["j"])
    phone.get_by_role("button", name="Join").click()
    wall = browser.new_page(viewport=WALL)
    wall.goto(ways["wall"])
    wall.locator("blockquote, .said li").nth(2).wait_for(timeout=60_000)
    for screen, name in ((page, "console"), (wall, "wall"), (phone, "phone")):
        screen.evaluate("window.scrollTo(0, 0)")
        keep(screen, name)


def of_an_agreement(page: Page) -> None:
    """The page that the finished meeting of the example left behind, from its first decision."""
    page.goto(f"{SITE}/rooms/")
    page.locator("section[aria-labelledby=rooms-over] a", has_text=MEETING).click()
    page.get_by_role("link", name="Read the page of this meeting").click()
    page.get_by_role("heading", name="What nobody could not live with").scroll_into_view_if_needed()
    page.get_by_role("heading", name="What nobody could not live with").evaluate("heading => heading.scrollIntoView()")
    keep(page, "agreement")


def keep(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
