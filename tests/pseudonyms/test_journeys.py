"""Speaking under a pseudonym, from the link to the last word taken back: on a phone without scripts, and on a desk."""

import re

import pytest

from tests.pseudonyms.speaker import Speaker, decide, link_of, page_of

TELLS = "I am 34, and only Sarah knows which night it is."
TELLS_NOT = "Nobody tells me which night it is."
CODEWORD = re.compile(r"[a-z]{6}(?:-[a-z]{6}){3}")
SHOWS = "Beside a made-up name this shows: Clinician, towns and villages."
SHOW = ("Yes", "I think not", "It shows")
WRONG = "badoki-badoki-badoki-badoki"
MOST_WRONG = 10


def ask_a_question(speaker, link, text):
    """From the link to the page with the codeword, with nothing of oneself. Gives the codeword."""
    speaker.open(link)
    speaker.press("Go on")
    speaker.choose("I have a question")
    speaker.write("Your words", text)
    speaker.press("Send it")
    return speaker.codeword()


def link_for(layout, problem):
    rosa = layout.member("Rosa")
    rosa.open(layout.problems[problem])
    rosa.follow("Speak under a pseudonym")
    return link_of(rosa)


def write_what_tells(speaker):
    """With scripts the device points it out, and nothing goes out before it is sent; without, the list stands there."""
    before = len(speaker.requests)
    speaker.choose("I have a question")
    speaker.write("Your words", TELLS)
    assert "Before you send, look for" in speaker.reads()
    if speaker.has_scripts:
        speaker.page.locator("[data-details-found] [data-kind=name]").get_by_text("Sarah").wait_for()
        assert "34" in speaker.reads("[data-details-found] [data-kind=age]")
    assert speaker.requests[before:] == []
    speaker.press_twice("Send it")


def test_member_speaks_is_asked_back_mends_and_takes_the_words_back(layout, morning):
    hana, speaker = layout.member("Hana"), Speaker(layout)
    problem = layout.problems["asked back"]

    speaker.open(link_for(layout, "asked back"))
    assert "session" not in {cookie["name"] for cookie in speaker.page.context.cookies()}
    speaker.appear_as(group="Clinician", area="Westmarch")
    assert SHOWS in speaker.reads()
    write_what_tells(speaker)
    codeword = speaker.codeword()
    assert CODEWORD.fullmatch(codeword)
    assert [TELLS in page_of(layout, address) for address in (problem, "/problems/")] == [False, False]

    morning(3)
    hana_reads = decide(hana, TELLS, "Yes", "Yes, or perhaps", "I ask whoever wrote it", question="Leave out the age?")
    assert "towns and villages" in hana_reads
    assert TELLS not in page_of(layout, problem)
    elsewhere = Speaker(layout)
    elsewhere.come_back(codeword.upper().replace("-", " "))
    assert "Leave out the age?" in elsewhere.reads()
    elsewhere.say_otherwise(TELLS, TELLS_NOT)
    elsewhere.write("Your answer to the host", "I took it out.")
    elsewhere.press("Send the answer")
    name = elsewhere.heading()

    morning(6)
    assert "I took it out." in decide(hana, TELLS_NOT, *SHOW)
    shown = page_of(layout, problem)
    assert (TELLS in shown, TELLS_NOT in shown) == (False, True)
    assert re.search(rf"{name} \(Clinician, [^)]*a pseudonym\)", shown)
    elsewhere.come_back(codeword)
    assert elsewhere.take_back(TELLS_NOT, "At once") == 2
    assert TELLS_NOT not in page_of(layout, problem)
    assert layout.member("Rosa").page.context.cookies() != []


def test_lost_codeword_is_lost_and_guesses_are_slowed_down(layout):
    speaker, guesser = Speaker(layout), Speaker(layout)
    codeword = ask_a_question(speaker, link_for(layout, "lost"), "How is it done on Sundays?")

    guesser.open("/codeword/")
    assert "nobody can open it any more" in guesser.reads()
    statuses = [guesser.come_back(WRONG) for _ in range(MOST_WRONG)]
    assert "Nothing here opens with this codeword." in guesser.reads()
    slowed = guesser.come_back(codeword)

    assert (set(statuses), slowed) == ({400}, 429)
    assert "Please wait 15 minutes." in guesser.reads()
    assert Speaker(layout).come_back(codeword) == 200


def bring(layout, hard):
    """From the first page to the codeword."""
    rosa, speaker = layout.member("Rosa"), Speaker(layout)
    rosa.open("/")
    rosa.follow("Bring a problem under a pseudonym")
    speaker.open(link_of(rosa))
    speaker.press("Go on")
    assert "Only a made-up name shows." in speaker.reads()
    speaker.write("What is hard?", hard)
    speaker.press("Send it")
    return speaker.codeword()


def ask_and_offer(pia, hard):
    """A question on the page of the problem, and an offer on the page of the pseudonym. Gives that page's address."""
    pia.open("/problems/")
    pia.follow(hard)
    pia.follow("Ask a question")
    pia.write("What do you want to ask?", "Is it so on every ward?")
    pia.choose("With neither")
    pia.press("Send it")
    pia.follow("Offer them contact")
    pia.write("What would you like to say to them?", "I know how we ended it with us.")
    pia.write("How can they reach you?", "01632 960 003")
    pia.press("Offer contact")
    return pia.page.url


def test_problem_is_brought_and_nobody_learns_whether_an_offer_was_read(layout, morning):
    pia, speaker = layout.member("Pia"), Speaker(layout)
    hard = f"Beds are counted twice ({'by phone' if 'phone' in layout.name else 'at a desk'})"

    codeword = bring(layout, hard)
    assert hard not in page_of(layout, "/problems/")
    morning(3)
    decide(layout.member("Hana"), hard, *SHOW)
    assert hard in page_of(layout, "/problems/")
    pages = [ask_and_offer(pia, hard), "/account/data/"]
    before = [read(pia, page) for page in pages]
    speaker.come_back(codeword)
    after = [read(pia, page) for page in pages]

    told = speaker.reads()
    assert all(words in told for words in ("Is it so on every ward?", "I know how we ended it", "01632 960 003"))
    assert "Your offer waits for them." in before[0]
    assert after == before


def read(member, page):
    member.open(page)
    return member.reads()


def tab_to(page, what):
    """By the keyboard alone, as far as somebody would go."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"no way by keyboard to {what} on {page.url}")


def enter_on(speaker, what):
    tab_to(speaker.page, what)
    with speaker.page.expect_navigation():
        speaker.page.keyboard.press("Enter")
    speaker.look()


def test_all_of_it_goes_by_keyboard_alone(desktop):
    speaker = Speaker(desktop)
    page, keys = speaker.page, speaker.page.keyboard
    send = "main form .button"

    speaker.open(link_for(desktop, "by keyboard"))
    tab_to(page, "[name=group]")
    keys.type("Clin")
    enter_on(speaker, send)
    assert "Clinician" in speaker.reads()
    tab_to(page, "[name=kind]")
    keys.press("Space")
    tab_to(page, "[name=text]")
    keys.type("Who tells us?")
    enter_on(speaker, send)
    codeword = speaker.codeword()
    enter_on(speaker, "main a.button")
    tab_to(page, "[name=codeword]")
    keys.type(codeword)
    with page.expect_navigation():
        keys.press("Enter")
    speaker.look()

    assert "Who tells us?" in speaker.reads()
    tab_to(page, "summary")
    keys.press("Enter")
    enter_on(speaker, "button[value=withdraw]")
    assert page.get_by_role("alert").count() == 0
