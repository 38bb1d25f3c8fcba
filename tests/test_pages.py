"""Every page, in every state, as a browser sees it: barriers, weight, other hosts, policy, sideways scrolling, and how
plain its English is. One file, since a page is looked at once for all of it.
"""

import re

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from tests.conftest import running
from tests.looking import LOOKS, barriers, scrolls_sideways
from tests.staged import STATES
from tests.states import FULL, WESTMARCH
from wholeroom.analysis.segmentation.checking.reading_age import sentences as sentences_of
from wholeroom.analysis.segmentation.checking.reading_age import words_in

WEIGHT = 100_000  # bytes over a cold cache
WEIGHT_OF_A_TALK = 150_000  # the one exception: a talk comes whole, with its script and all its words, and asks no more
GRADE = 6.0  # the highest at which all pages together may read
WORDS = 20  # in a sentence
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {
    "/agreements/{closed[id]}/page.pdf": "application/pdf",
    "/agreements/{closed[id]}/page.docx": WORD,
    "/agreements/{closed[id]}/page.txt": "text/plain; charset=utf-8",
    "/agreements/{closed[id]}/page.json": "application/json",
    "/agreements/{closed[id]}/dates.ics": "text/calendar; charset=utf-8",
    "{reviewed[feed]}": "text/calendar; charset=utf-8",
    "/aim/alcohol/page.html": "text/html; charset=utf-8",
    "/papers/{papers[joint]}/paper.pdf": "application/pdf",
    "/papers/{papers[joint]}/paper.docx": WORD,
    "/papers/{papers[joint]}/paper.txt": "text/plain; charset=utf-8",
    "/attachments/{words[file]}/": "text/plain; charset=utf-8",
    "/moderation-log/moderation-log.csv": "text/csv; charset=utf-8",
    "/pseudonyms/phrases/": "application/octet-stream",
    "/import/bad-rows.csv": "text/csv; charset=utf-8",
    "/rooms/bring-in-a-vote/bad-rows/": "text/csv; charset=utf-8",
    "/conversations/{closed[id]}/words.csv": "text/csv; charset=utf-8",
    "/conversations/{closed[id]}/words.json": "application/json",
    "/rooms/{voted[id]}/vote/{voted[step]}/report.pdf": "application/pdf",
    "/rooms/{voted[id]}/vote/{voted[step]}/report.docx": WORD,
    "/rooms/{voted[id]}/vote/{voted[step]}/report.txt": "text/plain; charset=utf-8",
    "/rooms/{voted[id]}/vote/{voted[step]}/summary.pdf": "application/pdf",
    "/rooms/{voted[id]}/vote/{voted[step]}/summary.docx": WORD,
    "/rooms/{voted[id]}/vote/{voted[step]}/summary.txt": "text/plain; charset=utf-8",
}
PARTS = {
    "/answer/none/progress/",
    "/answer/none/pieces/",
    "/rooms/{paused[id]}/console/now/",
    "/rooms/{paused[id]}/console/mine/",
    "/r/{paused[code]}/mine/",
}
"""Pieces of pages, looked at within them."""
ONLY_SENT = {
    "/language/",
    "/sign-out/",
    "/account/vouching/1/take-back/",
    "/account/vouching/links/1/take-back/",
    "/account/passkeys/1/remove/",
    "/organisations/{said[carers]}/belong/",
    "/organisations/{said[carers]}/voices/{said[voice]}/end/",
    "/answer/none/delete/",
    "/answer/none/fetch/report.html/",
    *(f"/problems/{{problems[all]}}/{act}/" for act in ("keep", "reopen", "follow", "stop-following")),
    *(f"/practice/{{notes[own]}}/{act}/" for act in ("keep", "still-so")),
    *(f"/papers/{{papers[joint]}}/{act}/" for act in ("keep", "sign/take-back", "problems/{papers[agreed]}/leave-out")),
    "/papers/ask/{papers[asks]}/",
    "/introductions/requests/{talks[stands]}/take-back/",
    "/introductions/may-be-asked/{talks[can_ask]}/",
    "/hosting/words/{hosting[reported]}/lay-aside/",
    "/account/mail/{words[problem]}/",
    "/attachments/{words[file]}/erase/",
    "/rooms/{called[id]}/call/",
    "/pseudonyms/{safe[shown]}/take-back/",
    "/search/alike/",
    "/search/judge/",
    *(f"/words/{{paused[words]}}/{act}/" for act in ("show-as", "withdraw", "show-again", "ask-again", "erase")),
    *(f"/words/{{paused[words]}}/{act}/" for act in ("hide", "let-show")),
    *(f"/conversations/{{paused[id]}}/me/{act}/" for act in ("contact", "leave")),
    *(f"/rooms/{{paused[id]}}/{act}/" for act in ("one-voice", "turn", "word", "add-person", "simulated-people")),
    "/rooms/{paused[id]}/seats/1/",
    *(f"/rooms/{{paused[id]}}/invitations/1/{act}/" for act in ("again", "take-back")),
    "/r/{paused[code]}/say/1/",
    *(f"/rooms/{{ballot[id]}}/door/{act}/" for act in ("slips", "take-back")),
    "/rooms/{voting[id]}/vote/{voting[step]}/wall/",
    "/rooms/{voting[id]}/vote/{voting[step]}/{paused[words]}/send-back/",
    "/r/{voting[code]}/votes/{voting[step]}/1/",
    "/r/{voting[code]}/votes/{voting[step]}/language/",
}


@pytest.mark.parametrize("state", STATES)
def test_page_has_no_barriers_and_asks_nobody_else(noticed, state):
    found = noticed(state)

    assert found.barriers == {}
    assert found.hosts == set()
    assert found.console == []


@pytest.mark.parametrize("state", STATES)
def test_page_does_not_scroll_sideways_even_with_large_text(noticed, state):
    assert noticed(state).sideways == []


@pytest.mark.parametrize("state", STATES)
def test_page_over_a_cold_cache_weighs_little(noticed, state):
    limit = WEIGHT_OF_A_TALK if state == "aim: page of a talk" else WEIGHT

    assert 0 < noticed(state).bytes <= limit


@pytest.mark.parametrize("state", STATES)
def test_page_has_one_filled_button_at_most(noticed, state):
    assert noticed(state).filled[1:] == []


@pytest.fixture(scope="module")
def sentences(noticed):
    """Every sentence of every page, once each. What people said (statements, examples of files) is theirs, not ours."""
    found = {}
    for name, state in STATES.items():
        if "Welsh" in name or state.is_sandboxed:
            continue
        for sentence in sentences_of(noticed(name).texts):
            found.setdefault(sentence, name)
    return found


def test_no_sentence_has_more_than_twenty_words(sentences):
    long = {sentence: state for sentence, state in sentences.items() if words_in(sentence) > WORDS}

    assert long == {}


def test_all_pages_together_read_at_grade_six_or_less(sentences):
    import textstat

    text = " ".join(
        sentence if sentence[-1] in ".!?" else f"{sentence}." for sentence in sentences if words_in(sentence) > 2
    )

    assert len(text) > 5000
    assert textstat.automated_readability_index(text) <= GRADE


@pytest.mark.parametrize("path", ["/", "/opinion-map/", "/protect/", "/problems/", "/join/", "/sign-in/"])
def test_an_empty_site_has_no_barriers(browser, empty_site, path):
    page = browser.new_page()
    page.goto(empty_site + path)

    assert barriers(page) == []
    page.close()


def test_page_that_waits_for_the_worker_has_no_barriers(browser, tmp_path):
    with running("serve", "--no-worker", data=tmp_path) as site:
        page = browser.new_page(**LOOKS["phone, light"])
        page.goto(f"{site}/opinion-map/")
        page.locator("input[name=votes]").set_input_files(WESTMARCH / "votes.csv")
        page.locator("main button").first.click()
        page.locator("progress").wait_for()

        assert barriers(page) == []
        assert not scrolls_sideways(page)
        page.close()


def test_the_way_from_file_to_report_works_without_javascript(browser, stage):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        FULL(page, stage)
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


@pytest.fixture
def facilitators_requests(browser, stage):
    context = browser.new_context()
    context.add_cookies(stage.cookies_of("facilitator"))
    yield context.request
    context.close()


@pytest.mark.parametrize("path", FILES)
def test_address_of_a_file_gives_the_file(facilitators_requests, stage, path):
    answer = facilitators_requests.get(stage.address(path))

    assert (answer.status, answer.headers["content-type"]) == (200, FILES[path])
    assert len(answer.body()) > 100


def test_address_that_only_changes_something_opens_no_page(facilitators_requests, stage):
    answered = {path: facilitators_requests.get(stage.address(path)).status for path in ONLY_SENT}

    assert answered == dict.fromkeys(ONLY_SENT, 405)


def test_every_address_of_the_site_is_looked_at(noticed, stage):
    seen = {address for state in STATES for address in noticed(state).addresses}
    seen |= {path.format(**stage.names) for path in {*FILES, *PARTS, *ONLY_SENT}}

    assert set(addresses(get_resolver())) - {route for address in seen for route in routes_of(address)} == set()


def routes_of(address):
    try:
        return [resolve(address).route]
    except Resolver404:
        return []


def addresses(resolver, before=""):
    for one in resolver.url_patterns:
        pattern = before + re.sub(r"^\^|\$$", "", str(one.pattern))
        if isinstance(one, URLPattern):
            yield pattern
        else:
            yield from addresses(one, pattern)
