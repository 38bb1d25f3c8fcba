"""What the page finds in words on the device of whoever writes them, and that it asks for nothing but phrases."""

import re
import time
import unicodedata

import pytest
from django.conf import settings as site_settings
from django.template import engines

from tests.aim.people import Asked
from tests.conftest import ROOT
from tests.looking import barriers, scrolls_sideways
from wholeroom.analysis.segmentation.checking.reading_age import sentences, words_in
from wholeroom.web.pseudonyms import phrases

APP = ROOT / "wholeroom/web/pseudonyms"
SITE = "http://details.example"
FILES = {
    "pseudonyms/details.js": APP / "static/pseudonyms/details.js",
    "pseudonyms/details.css": APP / "static/pseudonyms/details.css",
    "site/site.css": ROOT / "wholeroom/web/site/static/site/site.css",
    "site/tokens.css": ROOT / "wholeroom/analysis/style/tokens.css",
}
TYPES = {".js": "text/javascript", ".css": "text/css"}
POLICY = "; ".join(
    f"{name} {' '.join(sources)}" for name, sources in site_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Speak</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/site/tokens.css"><link rel="stylesheet" href="/static/site/site.css"></head>
<body><main class="page stack"><h1>Speak</h1>
<form class="stack" method="get" action="/sent" data-details data-phrases="/phrases">
<div class="field"><label for="text">Your words</label><textarea id="text" name="text"></textarea></div>
{details}<button class="button">Send it</button></form></main></body></html>"""
FOUND = """() => Object.fromEntries([...document.querySelectorAll("[data-details-found] [data-kind]:not([hidden])")]
    .map(one => [one.dataset.kind, one.querySelector("[data-excerpts]").textContent]))"""
PUBLIC = "Nobody at Westmarch knows which chemist opens on a Saturday morning"
ACCENTED = "Straße, ΟΔΥΣΣΕΥΣ: naïve gŵyliau tŷ’r dŵr Llanfairpwll, môrladron İzmir ﬁnance"

SENTENCES = {
    "Write to jo.lewis@westmarch.example please": {"contact"},
    "Ring me on 01632 960 123 or 07700 900123.": {"contact"},
    "It is +44 7700 900 123.": {"contact"},
    "Look at www.westmarch.example/team.": {"online"},
    "Follow @westmarch_care for more.": {"online"},
    "We met on 3 March and nothing came of it.": {"date"},
    "It began on the 21st of March 2025.": {"date"},
    "We heard of it in May, and it may come again.": {"date"},
    "Every Tuesday at 10 the room is full.": {"date"},
    "Roedd y cyfarfod ym mis Medi.": {"date"},
    "A Tuesday is a hard day, and people may march out.": set(),
    "It closes at 4:30pm.": {"time"},
    "He rang at half past nine.": {"time"},
    "Help is there 24/7, for 24 hours or about 10 weeks.": set(),
    "He was aged 34.": {"age"},
    "A 34-year-old came.": {"age"},
    "She was thirty-four years old.": {"age"},
    "I am in my thirties.": set(),
    "The bid was £12,500.": {"sum"},
    "We lost 40k on it.": {"sum"},
    "That cost two million pounds.": {"sum"},
    "He lives at 12 Mill Road.": {"address"},
    "The flat is in CF10 3AT.": {"address"},
    "People in CF10 wait.": {"address"},
    "Print it on A4 and send a P45.": set(),
    "She spoke to Sarah about it.": {"name"},
    "I spoke with Siôn about Gwenllïan.": {"name"},
    "Mrs Jones and Cllr Ann Hughes rang.": {"name"},
    "J. Lewis told me, and JL told others.": {"name"},
    "Letters come late. They do in NHS teams in England, I think.": set(),
    "I’m tired. It’s late: “Nobody knows.” And then we left.": set(),
    "WE ARE VERY TIRED OF ALL THIS": set(),
    "Rwy’n siarad Cymraeg yng Nghymru.": set(),
    "We moved people from Cardiff.": {"place"},
    "The office at St Mary’s is cold.": {"place"},
    "Rwy’n gweithio yng Nghaerdydd.": {"place"},
    "I am the only Welsh speaker here.": {"job"},
    "Our new keyworker left.": {"job"},
    "My manager and the head of housing said no.": {"job"},
    "The only thing that helps is time, and the new system is slow.": set(),
    "Our 7 workers are tired.": {"count"},
    "In one month 1,347 letters went out.": {"count"},
    "In 2019 people said so, and about 30 people left.": set(),
    "Still, nobody knows which chemist opens on a Saturday.": {"phrase"},
    "At the end of the day it is one of the things that we do.": set(),
}
HARD = ("a", "1 ", "A ", "Ab ", "@", "a@", "a.", "A.", "a-", "1,", "£1", "the only ", "in A")


@pytest.fixture
def page_of_form(settings):
    """As the site draws it."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    details = engines["django"].from_string((APP / "templates/pseudonyms/details.html").read_text()).render()
    return PAGE.replace("{details}", details)


@pytest.fixture
def open_page(browser, page_of_form):
    """``open_page(known)``: the form, where ``known`` are the bytes of phrases; with None they cannot be had."""
    opened = []

    def served(route, known, text):
        path = route.request.url.removeprefix(SITE)
        file = FILES.get(path.removeprefix(site_settings.STATIC_URL))
        if file:
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        elif path == "/phrases":
            route.fulfill(status=200 if known is not None else 500, body=known or b"")
        elif path == "/" or path.startswith("/sent"):
            body = page_of_form.replace("</textarea>", f"{text}</textarea>") if path == "/" else "<title>Sent</title>"
            route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        else:
            route.abort()

    def made(known=b"", text="", **options):
        page = browser.new_context(viewport={"width": 360, "height": 740}, **options).new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda said: page.errors.append(said.text) if "Security Policy" in said.text else None)
        page.route("**/*", lambda route: served(route, known, text))
        page.asked = Asked(page)
        if options.get("java_script_enabled", True):
            page.clock.install()
        page.goto(f"{SITE}/")
        page.wait_for_load_state("networkidle")
        opened.append(page)
        return page

    yield made
    for page in opened:
        page.context.close()
        assert page.errors == []


def bytes_of(*texts):
    return phrases.as_bytes(number for text in texts for number in phrases.hashes(text))


def write(page, text):
    """What is found once somebody pauses."""
    page.locator("textarea").fill(text)
    page.clock.run_for(400)
    return page.evaluate(FOUND)


def press_send(page):
    page.get_by_role("button", name="Send it").click()


def test_each_sentence_shows_the_kinds_that_are_in_it_and_no_other(open_page):
    page = open_page(bytes_of(PUBLIC))

    found = {text: set(write(page, text)) for text in SENTENCES}

    assert found == SENTENCES


def test_excerpts_are_shown_and_go_again_with_the_words(open_page):
    page = open_page()

    assert write(page, "Sarah asked Omar on 3 March, and Omar asked Nell.") == {
        "date": "“3 March”",
        "name": "“Omar”, “Nell”",
    }
    assert write(page, "Somebody asked somebody.") == {}
    assert page.locator("[data-details-found]").inner_text() == ""


def test_words_that_stand_there_when_the_page_opens_are_looked_at(open_page):
    page = open_page(text="She spoke to Sarah.")

    assert page.evaluate(FOUND) == {"name": "“Sarah”"}


def test_nothing_is_asked_for_but_the_phrases_once_and_without_a_cookie(open_page):
    page = open_page(bytes_of(PUBLIC))
    page.context.add_cookies([{"name": "who", "value": "somebody", "url": SITE}])
    asked = []
    page.on("request", lambda request: asked.append(request) if request.url.endswith("/phrases") else None)
    page.reload()
    page.wait_for_load_state("networkidle")
    page.asked.addresses.clear()

    write(page, PUBLIC)
    write(page, "Mrs Jones rang on 3 March.")

    assert page.asked.elsewhere() == []
    assert [request.all_headers().get("cookie") for request in asked] == [None]


def test_nothing_of_it_is_kept_in_the_browser(open_page):
    page = open_page(bytes_of(PUBLIC))

    write(page, f"Mrs Jones says: {PUBLIC}")

    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_first_press_shows_what_was_found_and_the_second_sends_it_unchanged(open_page):
    page = open_page()
    page.locator("textarea").fill("She spoke to Sarah.")

    press_send(page)
    assert page.evaluate(FOUND) == {"name": "“Sarah”"}
    assert "press the button once more" in page.locator("[data-details-found]").inner_text()
    assert page.locator("textarea").input_value() == "She spoke to Sarah."
    page.clock.run_for(1000)
    press_send(page)
    page.wait_for_url("**/sent?*")

    assert page.url == f"{SITE}/sent?text=She+spoke+to+Sarah."


def test_double_click_does_not_send_what_nobody_could_read(open_page):
    page = open_page()
    page.locator("textarea").fill("She spoke to Sarah.")

    page.get_by_role("button", name="Send it").dblclick()

    assert page.url == f"{SITE}/"
    assert page.evaluate(FOUND) == {"name": "“Sarah”"}


def test_where_nothing_is_found_the_first_press_sends(open_page):
    page = open_page()
    page.locator("textarea").fill("Letters come late.")

    press_send(page)
    page.wait_for_url("**/sent?*")


def test_without_phrases_everything_else_works(open_page):
    page = open_page(None)

    assert set(write(page, f"Mrs Jones: {PUBLIC}")) == {"name", "place", "date"}


def test_without_scripts_the_list_stands_there_and_words_can_be_sent(open_page):
    page = open_page(java_script_enabled=False)

    assert page.get_by_text("Names and initials.").is_visible()
    assert not page.get_by_text("on your device").is_visible()
    page.locator("textarea").fill("She spoke to Sarah.")
    press_send(page)
    page.wait_for_url("**/sent?*")


@pytest.mark.parametrize("text", [ACCENTED, unicodedata.normalize("NFD", ACCENTED)], ids=["composed", "decomposed"])
def test_each_run_has_the_hash_that_python_gives_it(open_page, text):
    whole = unicodedata.normalize("NFKC", text)
    words = list(phrases.WORD.finditer(whole))

    for number, first, last in zip(phrases.hashes(text), words, words[phrases.WORDS_IN_A_RUN - 1 :], strict=False):
        page = open_page(phrases.as_bytes([number]), text=text)
        assert page.evaluate(FOUND)["phrase"] == f"“{whole[first.start() : last.end()]}”"


def test_run_that_is_not_public_breaks_a_turn_of_phrase(open_page):
    text = "people leave because letters arrive late while nobody answers questions about housing delays anywhere"
    numbers = list(phrases.hashes(text))
    page = open_page(phrases.as_bytes([numbers[0], numbers[1], numbers[-1]]))

    assert write(page, text) == {
        "phrase": "“people leave because letters arrive late”, “questions about housing delays anywhere”"
    }


def test_longest_text_of_any_kind_takes_no_time_that_somebody_would_notice(open_page):
    page = open_page()

    for one in HARD:
        began = time.monotonic()
        write(page, (one * 4000)[:4000])
        assert time.monotonic() - began < 2, one


def test_list_of_all_kinds_has_no_barriers_and_plain_sentences(open_page):
    page = open_page(bytes_of(PUBLIC))
    kinds = write(page, "\n".join(SENTENCES))
    press_send(page)

    told = page.locator("[data-details-found]").inner_text()
    ours = re.sub("“[^”]*”", "", (APP / "templates/pseudonyms/details.html").read_text())

    assert set(kinds) == {kind for found in SENTENCES.values() for kind in found}
    assert set(kinds) == set(re.findall(r'data-kind="(\w+)"', ours))
    assert "once more" in told
    assert barriers(page) == []
    assert not scrolls_sideways(page)
    texts = re.findall(r'{% translate "([^"]*)" %}', ours)
    assert [one for text in texts for one in sentences([text]) if words_in(one) > 20] == []
