"""From a problem to a meeting of those who have it, and back: what it promised stands on the problem, and is told."""

import re

from tests.exchange.community import PRISON
from tests.exchange.member import Attending
from tests.letters import letters_to
from tests.meeting import run_code
from tests.test_meeting import CODE_OF

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
QUESTION, PROMISE = "Who rings the chemist on the day?", "Nell asks the chemist each Thursday"
TELL = """
from datetime import timedelta
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from django.utils import timezone
from wholeroom.web.mail.digests import actions
from wholeroom.web.people.models import Person
actions.tell(person=Person.objects.get(email="{email}"), today=timezone.localdate() + timedelta(days=1))
"""


def open_a_meeting(finn, problem):
    """Opened from the problem, and its people asked. Gives the key of the room."""
    finn.open(problem)
    finn.follow("Open a meeting on this")
    finn.press("Open the room")
    room = re.search(r"/rooms/([0-9a-f-]{36})/$", finn.page.url)[1]
    finn.follow("Invite people")
    finn.press("Ask them")
    assert "They are asked since" in finn.reads()
    return room


def take_a_place(nell, problem):
    nell.open(problem)
    nell.follow("You are asked to come")
    nell.choose(QUESTION, "With my name")
    nell.press("Take a place")
    nell.open(problem)
    nell.follow("You have a place: go to the meeting")


def go_on(finn, heading):
    """Press for the next step, once the press before it is answered: until then the console takes no other."""
    finn.page.locator("#turn:not([aria-busy=true])").wait_for(state="attached")
    finn.page.locator("#turn-go").click()
    finn.page.locator("#now").get_by_text(heading, exact=True).wait_for()


def hold(finn, nell, room):
    """Every step in turn; in one of them the question that was brought stands, in another somebody promises."""
    finn.open(f"/rooms/{room}/console/")
    for step in STEPS:
        go_on(finn, step)
        finn.layout.check(finn.page)
        if step == "Questions only":
            finn.page.locator(".console-words").get_by_text(QUESTION).first.wait_for()
        if step == "Who does what by when?":
            nell.promise(step, PROMISE, "Omar")
    choose_day = finn.page.locator("[data-mine] form .button").first
    choose_day.click()
    go_on(finn, "All steps are done")
    finn.follow("Close the meeting")
    finn.press("Close the meeting")


def test_problem_is_met_on_by_its_people_and_they_hear_what_was_promised(layout, data):
    finn, nell, omar, reader = (layout.member(name) for name in ("Finn", "Nell", "Omar", None))
    problem = layout.problems["met on"]
    nell.open(problem)
    nell.follow("Ask a question")
    nell.write("What do you want to ask?", QUESTION)
    nell.choose("With my name")
    nell.press("Send it")
    omar.open(problem)
    omar.press("Same here")

    room = open_a_meeting(finn, problem)
    reader.open(problem)
    assert "Say “Same here”, and you can come." in reader.reads("section[aria-labelledby=meetings]")
    take_a_place(nell, problem)
    hold(finn, Attending(nell, run_code(CODE_OF.format(room=room), data=data)), room)

    reader.open(problem)
    assert PROMISE in reader.reads("section[aria-labelledby=outcome]")
    assert reader.page.locator("main .tag").first.inner_text() == "acted on"
    run_code(TELL.format(email=layout.addresses["Omar"]), data=data)
    told = f"The meeting about “{PRISON}” is over. What it agreed stands on the page."
    assert any(told in letter for letter in letters_to(layout.addresses["Omar"], data))
