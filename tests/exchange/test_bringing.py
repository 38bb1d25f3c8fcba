"""From a problem nobody knows of to replies: brought, had by others too, asked about, answered."""

import re
import time

from tests.letters import letters_to


def test_keyworker_without_an_account_brings_a_problem_from_the_first_page(layout, data):
    keyworker, address = layout.member(None), f"jo.{layout.name[:4]}@westmarch.example"
    began = time.monotonic()

    keyworker.open("/")
    keyworker.follow("Bring a problem")
    keyworker.write("What is hard?", "People come out on a Friday and no chemist knows")
    keyworker.press("Keep it, and go on")
    assert "Your words are kept." in keyworker.reads()
    keyworker.write("Your e-mail address", address)
    keyworker.press("Send me a code")
    code = re.search(r"\b\d{4}-\d{4}\b", letters_to(address, data)[-1]).group()
    keyworker.write("The code from the mail", code)
    keyworker.press("Sign in")
    keyworker.follow("Share it")
    keyworker.choose("Everyone who can open this site", "With neither")
    keyworker.press("Share it")
    seconds = time.monotonic() - began

    print(f"{layout.name}: {keyworker.pages} pages, {keyworker.fields} fields, {seconds:.1f} seconds by script")
    assert keyworker.heading() == "People come out on a Friday and no chemist knows"
    assert (keyworker.pages, keyworker.fields) == (7, 5)


def test_two_say_same_here_and_nothing_shows_the_one_who_only_counts(layout):
    nell, omar = layout.member("Nell"), layout.member("Omar")
    problem = layout.problems["same here"]
    watching = {"Rosa": problem, "Hana": "/hosting/", None: problem}
    watching = [(layout.member(name), page) for name, page in watching.items()]

    nell.open(problem)
    nell.follow("Say more with it")
    nell.choose("With my name")
    nell.write("Which name shall stand there?", "Nell")
    nell.press("Same here")
    before = [read(who, page) for who, page in watching]
    omar.open(problem)
    omar.press("Same here")
    after = [read(who, page) for who, page in watching]

    assert "You are counted in one of the next steps." in omar.reads()
    assert watching[-1][0].page.locator(".listed li").all_inner_texts() == ["Nell"]
    assert after == before


def read(member, page):
    member.open(page)
    return member.reads()


def test_what_failed_is_told_a_question_is_answered_and_ideas_wait_until_they_are_asked_for(layout):
    rosa, nell, pia, reader = (layout.member(name) for name in ("Rosa", "Nell", "Pia", None))
    problem = layout.problems["tried"]
    tell_what_failed(pia, problem)

    nell.open(problem)
    nell.follow("Ask a question")
    nell.write("What do you want to ask?", "Who has the phone on a Friday?")
    nell.choose("With neither")
    nell.press("Send it")
    rosa.open(problem)
    rosa.follow(re.compile("^Answer ?: Who has the phone"))
    rosa.write("What is your answer?", "Whoever is in first. Often nobody.")
    rosa.choose("With neither")
    rosa.press("Send it")
    pia.open(f"{problem}reply/idea/")
    assert "Whoever brought this asks for questions first." in pia.reads()
    assert pia.page.locator("main form").count() == 0
    pia.follow("Ask a question")
    rosa.follow("Ask for ideas")
    rosa.choose("I am ready for ideas")
    rosa.press("Save")
    rosa.follow("Back to your problem")
    pia.open(problem)
    pia.follow("Put in an idea")
    pia.write("What is your idea?", "Let the line ring at two desks.")
    pia.choose("With neither")
    pia.press("Send it")

    reader.open(problem)
    said = reader.reads("#replies")
    for words in (
        "Who has the phone on a Friday?",
        "Whoever is in first. Often nobody.",
        "It rang out",
        "A day of a manager",
        "People with no phone",
        "Let the line ring at two desks.",
    ):
        assert words in said


def tell_what_failed(pia, problem):
    pia.open(problem)
    pia.follow("We tried")
    pia.write("What did you do?", "We bought an answering machine.")
    pia.write("What happened", "It rang out, and the tape was full.")
    pia.write("What it cost", "A day of a manager, and trust.")
    pia.write("Whom it did not help", "People with no phone of their own.")
    pia.choose("With my group", "Provider")
    pia.press("Send it")
