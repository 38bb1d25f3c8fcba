"""The page of an example set, and what to watch it for while two made-up people talk."""

from tests.aim.talk import place, press, voice
from tests.looking import BLOCKS, TEXTS, barriers, scrolls_sideways
from wholeroom.analysis.segmentation.checking.reading_age import sentences
from wholeroom.analysis.segmentation.page.build import page as page_of
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.analysis.segmentation.tests.small import SETS

OPIOID = "opioid-substitution"
PHONE = {"width": 360, "height": 740}
NAMES = [file.stem for file in SETS]
LEFT_BEHIND = """async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    indexed: (await indexedDB.databases()).map(one => one.name),
    caches: location.protocol === "file:" ? [] : await caches.keys(),
    workers: location.protocol === "file:" ? 0 : (await navigator.serviceWorker.getRegistrations()).length,
    name: window.name,
    state: history.state,
})"""
NOTHING = {
    "cookies": "", "local": [], "session": [], "indexed": [], "caches": [], "workers": 0, "name": "", "state": None,
}  # fmt: skip


def page_on_disk(folder, name):
    file = folder / f"{name}.html"
    file.write_text(page_of(read_set(SETS[NAMES.index(name)])), encoding="utf-8")
    return file.as_uri()


class Asked:
    """Every request of a page, from now on: by what the browser itself says it sends."""

    def __init__(self, page):
        self.addresses = []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.addresses.append(event["request"]["url"]))
        page.context.on("request", lambda request: self.addresses.append(request.url))

    def elsewhere(self):
        """All but what the page made itself: a file to keep is handed to the browser as a blob."""
        return [address for address in self.addresses if not address.startswith(("blob:", "data:"))]


def next_page(page):
    press(page, "Next")
    return place(page)


def all_places(page, name="Full talk"):
    """Each place in turn, with nothing said."""
    press(page, name)
    found = [place(page)]
    yield found[-1]
    while found[-1] != "leave":
        found.append(next_page(page))
        yield found[-1]


def say(page, topic, choice, who="You"):
    """One answer on the page of a topic."""
    assert place(page) == f"topic:{topic}"
    voice(page, who).get_by_label(choice, exact=True).check()


def sentences_seen(page):
    """Every sentence on the page that is ours or the set's, not what people said."""
    page.evaluate("document.querySelectorAll('#talk details').forEach(one => { one.open = true })")
    return sentences(page.evaluate(TEXTS, BLOCKS))


def texts_shown(page):
    """Every text that can be seen now, each block of it."""
    return page.evaluate(
        """blocks => [...document.querySelectorAll("#talk *")]
            .filter(one => one.matches(blocks) && one.checkVisibility() && !one.querySelector(blocks))
            .map(one => one.innerText.trim())""",
        BLOCKS,
    )


def looked_at(page, where):
    """What is wrong with this page on a phone and on a desk."""
    found = []
    for width, height, colours in ((360, 740, "light"), (1280, 900, "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=colours)
        found += [(where, width, one) for one in barriers(page)]
        found += [(where, width, "scrolls sideways")] if scrolls_sideways(page) else []
        filled = page.evaluate(
            "[...document.querySelectorAll('#talk .button:not(.quiet)')].filter(one => one.checkVisibility()).length"
        )
        found += [(where, width, "more than one filled button")] if filled > 1 else []
    return found
