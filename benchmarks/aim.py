"""How long each step of a talk takes on a slow phone, and how much the page weighs.

    python benchmarks/aim.py [--slower 4] [--runs 3]

Opens the page of each example set in Chromium with the processor slowed, goes through the whole talk with something
said on every page, and times each step from the click to the picture after it: to go on, to choose, to write, to change
to Easy Read, to turn the page round, to open the map. To make a key for a file is slow on purpose and not timed.
"""

import argparse
import gzip
import os
import shutil
import statistics
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page, sync_playwright

from tests.conftest import QUIET
from wholeroom.analysis.segmentation.page.build import page as page_of
from wholeroom.analysis.segmentation.reading_sets import EXAMPLES, read_set

CHROMIUM = os.environ.get("WHOLEROOM_CHROMIUM") or shutil.which("chromium")
SETS = ["alcohol", "homelessness", "opioid-substitution"]
# The act and all that follows it up to the next picture; a message sent before it is read after it.
TIMED = """([what, act]) => new Promise(done => {
    const one = document.querySelector(what);
    if (!one || !one.checkVisibility()) return done(null);
    const start = performance.now();
    if (act === "write") {
        one.focus();
        one.value += "Some words of mine.";
        one.dispatchEvent(new Event("input", { bubbles: true }));
    } else one.click();
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - start);
        port2.postMessage(null);
    });
})"""
IDLE = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
STEPS = {
    "choose": "#talk .voice.person .choice input, #talk .voice.person .mark input",
    "choose, worker": "#talk .voice.worker .choice input, #talk .voice.worker .mark input",
    "write": "#talk textarea",
    "rather not say": "#worker-skip",
}


def timed(page: Page, times: dict[str, list[float]], name: str, what: str, act: str = "click") -> None:
    page.evaluate(IDLE)
    taken = page.evaluate(TIMED, [what, act])
    if taken is not None:
        times[name].append(taken)


def whole_talk(page: Page, times: dict[str, list[float]]) -> None:
    page.locator(".lengths button").nth(1).click()
    while True:
        for name, what in STEPS.items():
            timed(page, times, name, what, "write" if name == "write" else "click")
        for name, what in {"Easy Read": "#easy-read", "turn round": "#turn-round"}.items():
            timed(page, times, name, what)
            timed(page, times, name, what)
        if page.locator("#see-the-map").is_visible():
            timed(page, times, "open the map", "#see-the-map")
            page.keyboard.press("Escape")
        if page.locator("#talk").get_attribute("data-place") == "leave":
            return
        timed(page, times, "next page", ".footing .button:not(.quiet)")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slower", type=int, default=4, help="how many times slower the processor is made")
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    times: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name in SETS:
            html = page_of(read_set(EXAMPLES / f"{name}.toml"))
            print(f"{name}: {len(html.encode()):,} bytes, {len(gzip.compress(html.encode())):,} compressed")
            for width in (360, 1280):
                for _ in range(chosen.runs):
                    page = browser.new_page(viewport={"width": width, "height": 900})
                    page.set_content(html)
                    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": chosen.slower})
                    whole_talk(page, times)
                    page.close()
        browser.close()
    for name, found in times.items():
        found.sort()
        print(
            f"{name}: {len(found)} times, half within {statistics.median(found):.0f} ms, "
            f"95 in 100 within {found[int(len(found) * 0.95)]:.0f} ms, slowest {found[-1]:.0f} ms"
        )


if __name__ == "__main__":
    main()
