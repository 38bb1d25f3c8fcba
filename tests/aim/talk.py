"""Two made-up people and the page of the small set: how a talk is had, kept and opened again in a browser."""

import base64
import hashlib
import json
import os
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wholeroom.analysis.segmentation.page.build import page as page_of
from wholeroom.analysis.segmentation.reading_sets import read_set

FOLDER = Path(__file__).parents[2] / "wholeroom/analysis/segmentation/tests"
FORMAT_1 = FOLDER / "files/aim-format-1.json"  # made by made_up_talk, then kept; a new format gets a file of its own
PHRASE = "blue kettle on the stairs"
DAY = "2026-11-22"
HEADER = ("format", "kdf", "iterations", "cipher", "salt", "iv")
DESK = {"width": 1280, "height": 900}


def small_page(folder):
    """The page of the small set as a file on this disk."""
    file = folder / "small.html"
    file.write_text(page_of(read_set(FOLDER / "small_set.toml")), encoding="utf-8")
    return file.as_uri()


def open_page(browser, address, day=DAY, **options):
    page = browser.new_context(viewport=DESK, locale="en-GB", **options).new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.clock.set_fixed_time(f"{day}T10:00:00")
    page.goto(address)
    return page


def place(page):
    return page.locator("#talk").get_attribute("data-place")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def turn_to(page, wanted):
    """From the first page, or from any page before it, to the one that is wanted."""
    if place(page) == "welcome":
        press(page, "Full talk")
    while place(page) != wanted:
        before = place(page)
        press(page, "Next")
        assert place(page) != before, f"there is no page {wanted}"


def voice(page, name):
    return page.get_by_role("group", name=name, exact=True)


def say_what_they_want(page):
    turn_to(page, "topic:want")
    voice(page, "You").get_by_role("textbox").fill("Keep my job at the bakery.\nSee my son at weekends.")
    voice(page, "Your worker").get_by_role("textbox").fill("Steady for a year. Evenings may be hard.")


def made_up_talk(page):
    """Somebody at peace with how things are, and a worker who sees one thing differently."""
    say_what_they_want(page)
    turn_to(page, "topic:steady")
    voice(page, "You").get_by_label("People close to me").check()
    voice(page, "You").get_by_label("Work or something to do").check()
    voice(page, "Your worker").get_by_label("Leave this out").check()
    turn_to(page, "scale")
    page.get_by_label("One thing that would tell you").fill("I cook for myself")
    page.get_by_label("What 0 means to you").fill("Only crisps")
    page.get_by_label("What 10 means to you").fill("A meal each day")
    page.get_by_role("radio", name="6", exact=True).check()
    turn_to(page, "topic:drink")
    voice(page, "You").get_by_label("It is fine as it is").check()
    voice(page, "Your worker").get_by_label("I am not sure").check()
    write_record(page)
    turn_to(page, "confirm")
    page.get_by_label("You: This says what I said").check()
    page.get_by_label("Your worker: This says what I said").check()
    turn_to(page, "leave")
    page.get_by_label("What helped today", exact=True).and_(page.locator("textarea")).fill("You did not rush me.")


def write_record(page):
    turn_to(page, "views")
    page.get_by_label("We see it differently. Both views stay.").check()
    page.get_by_label("Where you differ").fill("The evenings: fine for one, hard for the other.")
    page.get_by_text("Write down where you are, in the words used here").click()
    page.get_by_role("group", name="You choose").get_by_label("Going on").check()
    page.get_by_role("group", name="Your worker chooses").get_by_label("Going on").check()
    turn_to(page, "step")
    page.get_by_label("One next step").fill("Keep things as they are.")
    page.get_by_label("What you do").fill("Ask the boss about Mondays.")
    page.get_by_label("What your worker does").fill("Write a letter.")
    press(page, "In 12 weeks")


def kept(page, phrase=PHRASE):
    """The file that the page makes, as an object."""
    page.get_by_text("Make a file", exact=True).click()
    page.get_by_label("Your phrase", exact=True).fill(phrase)
    page.get_by_label("Your phrase once more").fill(phrase)
    with page.expect_download() as caught:
        press(page, "Keep the file")
    page.get_by_text("The file is made. Find it with your downloads.").wait_for()
    return json.loads(Path(caught.value.path()).read_text(encoding="utf-8"))


def open_file(page, content, phrase=PHRASE):
    """Open a file on the first page; gives what the page says then."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    if not page.get_by_label("Your file", exact=True).is_visible():
        page.get_by_text("Open a file you kept").click()
    page.get_by_label("Your file", exact=True).set_input_files(
        {"name": "talk.json", "mimeType": "application/json", "buffer": data}
    )
    page.get_by_label("Your phrase", exact=True).fill(phrase)
    press(page, "Open the file")
    said = page.locator(".open-file [role=status]:not(:empty), #opened")
    said.filter(has_not_text="Working on it").wait_for(timeout=60_000)
    return said.inner_text()


def inside(envelope, phrase=PHRASE):
    """What a kept file holds: the format as its description says it, in a second language."""
    key = _key(phrase, base64.b64decode(envelope["salt"]), envelope["iterations"])
    data = base64.b64decode(envelope["data"])
    return json.loads(AESGCM(key).decrypt(base64.b64decode(envelope["iv"]), data, _bound(envelope)))


def locked(inner, phrase=PHRASE):
    """A file that holds this, whatever it is: an object, or text as it is to stand there."""
    salt, iv = os.urandom(16), os.urandom(12)
    envelope = {
        "wholeroom": "aim",
        "format": 1,
        "kdf": "PBKDF2-SHA-256",
        "iterations": 100_000,
        "cipher": "AES-256-GCM",
    }
    envelope |= {"salt": base64.b64encode(salt).decode(), "iv": base64.b64encode(iv).decode()}
    text = inner if isinstance(inner, str) else json.dumps(inner)
    data = AESGCM(_key(phrase, salt, 100_000)).encrypt(iv, text.encode(), _bound(envelope))
    return envelope | {"data": base64.b64encode(data).decode()}


def _key(phrase, salt, iterations):
    one = " ".join(unicodedata.normalize("NFKC", phrase).lower().split())
    return hashlib.pbkdf2_hmac("sha256", one.encode(), salt, iterations)


def _bound(envelope):
    listed = ["wholeroom aim", *(envelope[name] for name in HEADER)]
    return json.dumps(listed, separators=(",", ":")).encode()
