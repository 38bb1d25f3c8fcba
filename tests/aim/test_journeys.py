"""Two people, one page: made-up pairs have the talk that is theirs."""

import pytest

from tests.aim.people import OPIOID, PHONE, next_page, say
from tests.aim.talk import open_page, place, press, turn_to, voice
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces


@pytest.fixture
def page(browser, on_disk):
    page = open_page(browser, on_disk[OPIOID])
    yield page
    assert page.errors == []
    page.context.close()


def things(page):
    """The titles of what came up, and whether the usual offer is said to do."""
    turn_to(page, "things")
    titles = page.locator("#talk h2").all_inner_texts()
    return titles, page.get_by_text("Nothing you said calls for more than the usual offer.").count() == 1


def copied(page):
    turn_to(page, "leave")
    return page.get_by_label("The text, as it will be copied").input_value()


def both_confirm(page):
    turn_to(page, "confirm")
    page.get_by_label("You: This says what I said").check()
    page.get_by_label("Your worker: This says what I said").check()


def test_content_on_a_low_dose_is_agreed_and_right_without_a_nag(page):
    turn_to(page, "topic:want")
    voice(page, "You").get_by_role("textbox").fill("Keep my job at the garage. Be left in peace.")
    voice(page, "Your worker").get_by_role("textbox").fill("Work comes first. This holds.")
    turn_to(page, "topic:hold")
    for who in ("You", "Your worker"):
        say(page, "hold", "It holds", who)
    turn_to(page, "topic:on-top")
    say(page, "on-top", "Now and then")
    turn_to(page, "topic:on-top-feel")
    for who in ("You", "Your worker"):
        voice(page, who).get_by_role("radio").first.check()
    turn_to(page, "topic:way")
    say(page, "way", "Keep things as they are")
    say(page, "way", "Keep things as they are", "Your worker")

    titles, usual_offer_may_do = things(page)
    turn_to(page, "views")
    page.get_by_label("We agree. It is right as it is.").check()
    beside = page.locator("#talk").inner_text()
    both_confirm(page)
    confirmed = page.locator("#talk").inner_text()
    text = copied(page)

    assert (titles, usual_offer_may_do) == (["What we offer everyone"], True)
    assert "on top" not in beside.lower()
    assert "It is done." in confirmed
    assert "Confirmed by both." in text
    assert "We agree. It is right as it is." in text
    assert "on top" not in text.lower()


def test_refusing_a_step_up_is_kept_beside_the_workers_view(page):
    turn_to(page, "topic:way")
    say(page, "way", "Keep things as they are")
    say(page, "way", "Have more of the medicine", "Your worker")

    titles, usual_offer_may_do = things(page)
    reasons = page.locator("#talk").inner_text()
    turn_to(page, "views")
    page.get_by_label("Your words").fill("I will not go up. It makes me sleepy at work.")
    page.get_by_label("Your worker’s view").fill("I think more would hold the mornings.")
    page.get_by_label("We see it differently. Both views stay.").check()
    page.get_by_label("Where you differ").fill("Whether the mornings matter.")
    both_confirm(page)
    text = copied(page)

    assert len(titles) == 2
    assert usual_offer_may_do is False
    assert "Because you said: “Keep things as they are”" in reasons
    assert "Because your worker said: “Have more of the medicine”" in reasons
    for kept_words in (
        "I will not go up.",
        "I think more would hold",
        "Whether the mornings matter.",
        "Both views stay",
    ):
        assert kept_words in text


def test_two_who_see_it_differently_keep_both_views_and_still_take_a_step(browser, on_disk):
    page = open_page(browser, on_disk["homelessness"])
    turn_to(page, "topic:want")
    voice(page, "You").get_by_role("textbox").fill("My own flat. No hostel again.")
    voice(page, "Your worker").get_by_role("textbox").fill("A hostel first may be faster.")
    turn_to(page, "views")
    page.get_by_label("We see it differently. Both views stay.").check()
    turn_to(page, "step")
    page.get_by_label("One next step").fill("Look at the waiting list together.")
    press(page, "In 2 weeks")
    both_confirm(page)

    text = copied(page)

    assert "Confirmed by both." in text
    assert text.index("My own flat. No hostel again.") < text.index("A hostel first may be faster.")
    assert "We see it differently. Both views stay." in text
    assert "Look at the waiting list together." in text
    page.context.close()


def test_one_who_skips_nearly_everything_still_leaves_with_what_they_want(page):
    press(page, "Full talk")
    while place(page) != "things":
        if place(page) == "topic:want":
            voice(page, "You").get_by_role("textbox").fill("A quiet life.")
        elif place(page).startswith("topic:"):
            voice(page, "You").get_by_label("I would rather not say").check()
        next_page(page)
    titles, usual_offer_may_do = things(page)
    turn_to(page, "views")
    page.get_by_label("Nothing agreed today.").check()
    both_confirm(page)
    done = page.get_by_text("You have both said yes. It is done.").count()
    turn_to(page, "leave")
    page.get_by_label("Also what we both talked about").check()
    text = copied(page)

    assert (titles, usual_offer_may_do, done) == (["What we offer everyone"], True, 1)
    assert "A quiet life." in text
    assert "rather not" not in text.lower()
    assert "naloxone" not in text.lower()


def test_talk_on_a_phone_with_one_voice_at_a_time(browser, on_disk):
    page = open_page(browser, on_disk[OPIOID])
    page.set_viewport_size(PHONE)
    turn_to(page, "topic:want")
    voice(page, "You").get_by_role("textbox").fill("More time with my girl.")
    hidden = voice(page, "Your worker").is_visible()

    page.get_by_role("group", name="Who is speaking?").get_by_label("Your worker").check()
    voice(page, "Your worker").get_by_role("textbox").fill("Weekends can be kept free.")
    press(page, "Turn round")
    turned = page.evaluate("getComputedStyle(document.querySelector('#talk')).transform")
    press(page, "Turn round")
    press(page, "See the map")
    on_map = page.get_by_role("dialog").inner_text()

    assert hidden is False
    assert turned.startswith("matrix(-1,")
    assert "More time with my girl." in on_map
    assert "Weekends can be kept free." in on_map
    page.context.close()


def tab_to(page, wanted, most=60):
    """Tab until the focus is on what has this name."""
    named = """() => { const one = document.activeElement;
        return one.labels && one.labels[0] ? one.labels[0].innerText.trim()
            : (one.getAttribute("aria-label") || one.innerText || "").trim() }"""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(named).startswith(wanted):
            return
    raise AssertionError(f"nothing named {wanted} can be reached by the keyboard")


def go_on_to(page, wanted):
    """By the keyboard, from page to page."""
    while place(page) != wanted:
        tab_to(page, "Next")
        page.keyboard.press("Enter")


def test_talk_by_keyboard_alone(page):
    tab_to(page, "10 minutes")
    page.keyboard.press("Enter")
    go_on_to(page, "topic:want")
    tab_to(page, "In your own words")
    page.keyboard.type("Sleep through the night.")
    go_on_to(page, "topic:hold")
    tab_to(page, "It holds")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    go_on_to(page, "views")
    tab_to(page, "We agree. It is right as it is.")
    page.keyboard.press("Space")
    go_on_to(page, "confirm")
    for who in ("You:", "Your worker:"):
        tab_to(page, who)
        page.keyboard.press("Space")
    go_on_to(page, "leave")
    text = page.get_by_label("The text, as it will be copied").input_value()

    assert "Sleep through the night." in text
    assert "Confirmed by both." in text


def test_talk_by_roles_and_names_alone(page):
    """What a screen reader has: roles, names and headings; after each step the focus is on the new heading."""
    page.get_by_role("button", name="10 minutes").click()
    headings = []
    while True:
        focused = page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.innerText")
        headings.append(page.get_by_role("heading", level=1).inner_text())
        assert focused == f"H1 {headings[-1]}"
        if headings[-1] == "What you want":
            page.get_by_role("group", name="You", exact=True).get_by_role("textbox").fill("To be asked, not told.")
        if headings[-1] == "Is this what you both mean?":
            for box in page.get_by_role("checkbox").all():
                box.check()
        step = page.get_by_role("navigation").get_by_role("button", name="Next", exact=True)
        if not step.count():
            break
        step.click()

    assert len(headings) == len(set(headings)) == 13
    assert "To be asked, not told." in page.get_by_role("textbox", name="The text, as it will be copied").input_value()


def test_talk_on_paper_without_javascript(browser, on_disk):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(on_disk[OPIOID])

    shown = page.locator("body").inner_text()
    printed = without_spaces(pdf_text(page.pdf(format="A4")))

    for words in ("Do you use heroin, or something like it, on top of your medicine?", "Keep things as they are"):
        assert words in shown
        assert without_spaces(words) in printed
    assert page.locator("#talk").is_hidden()
    context.close()


def test_sheet_for_the_person_is_one_page(page):
    turn_to(page, "views")
    page.get_by_label("Your words").fill("I want to keep my job at the garage and see my girl at weekends. " * 4)
    page.get_by_label("Your worker’s view").fill("The job comes first. Weekends can be kept free. " * 4)
    turn_to(page, "leave")
    page.evaluate("window.print = () => {}")
    press(page, "Print the sheet")
    page.evaluate("document.documentElement.classList.add('print-sheet')")

    printed = page.pdf(format="A4")

    assert printed.count(b"/Type /Page\n") == 1
    assert without_spaces("see my girl at weekends") in without_spaces(pdf_text(printed))
