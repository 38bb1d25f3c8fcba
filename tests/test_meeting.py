"""A whole meeting in a browser: from a problem to three promises, its page, its review and the mail."""

import io
import re
import time
import zipfile
from itertools import pairwise

from tests.conftest import free_port, running
from tests.meeting import run_code
from tests.people import PHONE, ByAccessibilityTree, ByKeyboard, Facilitator, Participant, WithoutScript, tab_to_words
from tests.test_signing_in import newest_code
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces

CARD, TARGET = "A card that asks whom we may ring", "Drop the target for six months"
HARD = "We lose people between prison and the first appointment"
STEPS = [
    "Arrive",
    "The problem",
    "Questions only",
    "Same here, and what we tried",
    "What would good look like?",
    "What the problem is now",
    "Options",
    "Who cannot live with this?",
    "Who does what by when?",
    "When we look again",
]
SECONDS_OFFLINE = 60
CODE_OF = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from wholeroom.web.rooms.models import Room
print(Room.objects.get(pk="{room}").code)
"""
INVITE = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from wholeroom.web.people import actions
print(actions.invite(email="nell@westmarch.example"))
"""


def bring_problem(browser, site, data):
    """A newcomer, from the home page to a shared problem. Gives its address, and the seconds it took."""
    page = browser.new_context(**PHONE).new_page()
    began = time.monotonic()
    page.goto(site)
    page.get_by_role("link", name="Bring a problem").first.click()
    page.get_by_label("What is hard?").type(HARD, delay=20)
    page.get_by_role("button", name="Keep it, and go on").click()
    page.get_by_label("Your e-mail address").type("rosa@westmarch.example", delay=20)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code from the mail").wait_for()
    page.get_by_label("The code from the mail").fill(newest_code(data))
    page.locator("main form button").first.click()
    page.get_by_role("link", name="Share it").first.click()
    page.get_by_label("everyone who can open this site").check()
    page.get_by_label("with neither").check()
    page.get_by_role("button", name="Share it").click()
    page.get_by_role("heading", name=HARD).wait_for()
    return page, time.monotonic() - began


def open_meeting(facilitator, site, data, problem):
    """Somebody with a link from the terminal, up to a room whose code is on the screen. Gives the seconds it took."""
    page = facilitator.page
    began = time.monotonic()
    page.goto(f"{site}/invited/{run_code(INVITE, data=data)}/")
    facilitator.go_to("main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rooms/")
    page.goto(problem)
    tab_to_words(page, "Open a meeting on this")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open the room").wait_for()
    tab_to_words(page, "Open the room")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/rooms/[0-9a-f-]{36}/$"))
    room = page.url.rstrip("/").rpartition("/")[2]
    code = run_code(CODE_OF.format(room=room), data=data)
    return room, code, time.monotonic() - began


def everybody(browser, site, code):
    """Twelve people: on phones and at desks, three without JavaScript, one by keyboard, one by what is read aloud."""
    kinds = [WithoutScript] * 3 + [ByKeyboard, ByAccessibilityTree] + [Participant] * 7
    names = ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gil", "Hal", "Ivy", "Jo", "Kay", "Lou"]
    people = [kind(browser, site, code, name) for kind, name in zip(kinds, names, strict=True)]
    for number, person in enumerate(people):
        person.join(None if number % 3 else "Provider")
    return people


def speak(people, step):
    for person in people:
        person.say(step, f"{person.name} on “{step}”: {len(person.said)}?")


def decide(people, facilitator):
    """Two options, one of which somebody cannot live with; the facilitator settles both."""
    people[0].say("Options", CARD)
    people[5].say("Options", TARGET)
    facilitator.go_on("Who cannot live with this?")
    for person in people[3:8]:
        person.stand("Who cannot live with this?", CARD, "I can live with it")
    facilitator.settle(CARD, "Agreed: nobody stands against it")
    people[6].stand("Who cannot live with this?", TARGET, "I cannot live with it", "My board is paid by that target")
    facilitator.settle(TARGET, "Not agreed")
    facilitator.go_on("Who does what by when?")


def promise(people, facilitator):
    for person, judge in ((people[0], "Bo"), (people[4], "Ada"), (people[7], "Cy")):
        person.promise("Who does what by when?", f"{person.name} asks the chemist", judge)
    facilitator.go_on("When we look again")
    people[0].leave_mail("When we look again", "ada@westmarch.example")
    people[7].leave_mail("When we look again", "hal@westmarch.example")
    facilitator.choose_day()


def close(facilitator):
    facilitator.press("n")
    facilitator.page.locator("#now").get_by_text("All steps are done").wait_for()
    facilitator.press("n")
    facilitator.page.get_by_role("heading", name="Close the meeting").wait_for()
    facilitator.go_to("main form .button")
    facilitator.page.keyboard.press("Enter")
    facilitator.page.get_by_text("The meeting is closed").first.wait_for()


def check_pages(browser, address, people):
    """The page, the PDF and the Word file hold every word that somebody said in the room."""
    page = browser.new_context().new_page()
    page.goto(address)
    told = page.locator("main").inner_text()
    pdf = pdf_text(page.request.get(f"{address}page.pdf").body())
    with zipfile.ZipFile(io.BytesIO(page.request.get(f"{address}page.docx").body())) as word:
        document = re.sub("<[^>]+>", "", word.read("word/document.xml").decode())
    for said in (words for person in people for words in person.said):
        assert said in told
        assert without_spaces(said) in pdf
        assert without_spaces(said) in without_spaces(document.replace("&quot;", '"'))


def check_review(address, people, facilitator, data):
    """Somebody says what changed; who left an address is told."""
    page = people[7].page
    page.goto(f"{address}review/")
    page.locator('textarea[name="text"]').fill("The list comes every week")
    page.get_by_role("button", name="Say it").click()
    page.get_by_text("The list comes every week").first.wait_for()
    facilitator.page.goto(f"{address}tell/")
    facilitator.go_to("main form .button")
    facilitator.page.keyboard.press("Enter")
    facilitator.page.get_by_text("The messages went out on").wait_for()
    letters = [file.read_text() for file in (data / "outbox").iterdir()]
    for who in ("ada@westmarch.example", "hal@westmarch.example"):
        assert any(who in letter and "asks the chemist" in letter for letter in letters)


def test_meeting_from_a_problem_to_a_promise_kept(browser, tmp_path):
    port = free_port()
    with running("serve", data=tmp_path, port=port) as site:
        owner, seconds_to_bring = bring_problem(browser, site, tmp_path)
        facilitator = Facilitator(browser, site)
        room, code, seconds_to_open = open_meeting(facilitator, site, tmp_path, owner.url)
        wall = facilitator.opens_console(room)
        people = everybody(browser, site, code)
        facilitator.go_on("Arrive")
        for step, following in pairwise(STEPS[:4]):
            wall.get_by_role("heading", name=step, exact=True).wait_for()
            speak(people, step)
            facilitator.go_on(following)
        lost = people[-1]
        lost.reach(STEPS[3])
        lost.context.set_offline(True)
        went = time.monotonic()
        lost.box().fill("Said without a connection")
        lost.press()
        lost.said.append("Said without a connection")
    with running("serve", data=tmp_path, port=port):
        for step, following in pairwise(STEPS[3:7]):
            wall.get_by_role("heading", name=step, exact=True).wait_for(timeout=60_000)
            speak(people[:-1], step)
            facilitator.go_on(following)
        time.sleep(max(0.0, SECONDS_OFFLINE - (time.monotonic() - went)))
        lost.context.set_offline(False)
        lost.reach("Options")
        decide(people, facilitator)
        promise(people, facilitator)
        close(facilitator)
        address = facilitator.outcome()
        check_pages(browser, address, people)
        check_review(address, people, facilitator, tmp_path)
    assert [person.errors for person in [*people, facilitator] if person.errors] == []
    assert (seconds_to_bring < 120, seconds_to_open < 300) == (True, True)
