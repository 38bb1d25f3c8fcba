"""Takes the pictures of the README and the guides again, from the worked example. Needs chromium.

make pictures
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parent / "pictures"
PORT = 8765
PAGES = {"home": "/", "report": "/example/", "hand-over-votes": "/opinion-map/", "protect-a-table": "/protect/"}
TALL = {"report": 1240}  # so that the whole map is in it


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        site = subprocess.Popen(
            [sys.executable, "-m", "wholeroom.cli", "demo", "--data", data, "--port", str(PORT)],
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_until_up()
            take_pictures()
        finally:
            site.terminate()
            site.wait()


def wait_until_up() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://localhost:{PORT}/").close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"The demo did not answer at port {PORT} within 30 seconds. Is the port in use?")


def take_pictures() -> None:
    binary = os.environ.get("WHOLEROOM_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, path in PAGES.items():
            page.set_viewport_size({"width": 1280, "height": TALL.get(name, 900)})
            page.goto(f"http://localhost:{PORT}{path}")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
