"""What leaves the room: only what the two chose; and nothing stays behind."""

import json
import re
from pathlib import Path

import pytest

from tests.aim.talk import (
    DESK,
    FOLDER,
    made_up_talk,
    place,
    press,
    say_what_they_want,
    turn_to,
    voice,
    write_record,
)
from wholeroom.analysis.segmentation.reading_sets import read_set
from wholeroom.analysis.segmentation.share_files import read_share_file

SHARE_FORMAT_1 = FOLDER / "files" / "share-format-1.json"

COPY = """Talking it over. 22 November 2026.
Talk: small, version 1.1.
Confirmed by both.

What the person wants, in their own words:
Keep my job at the bakery.
See my son at weekends.

The worker's view:
Steady for a year. Evenings may be hard.

How the two stand:
We see it differently. Both views stay.

Where they differ:
The evenings: fine for one, hard for the other.

Next step:
Keep things as they are.

The person does:
Ask the boss about Mondays.

The worker does:
Write a letter.

To be looked at again on:
14 February 2027

Where they are, chosen by both:
Going on
"""
TALKED_ABOUT = """
What they both talked about:

What you want
Person: Keep my job at the bakery.
See my son at weekends.
Worker: Steady for a year. Evenings may be hard.

Drinking now
Person: It is fine as it is
Worker: I am not sure
"""
HELPED = """
What the person says helped today:
You did not rush me.
"""


def preview(page):
    return page.get_by_label("The text, as it will be copied")


def at_welcome_with_nothing(page):
    empty = place(page) == "welcome"
    turn_to(page, "leave")
    return empty and preview(page).input_value().endswith("No record was written.\n")


def test_copy_holds_the_record_and_the_rest_only_where_it_is_ticked(page):
    made_up_talk(page)

    record = preview(page).input_value()
    page.get_by_label("Also what we both talked about").check()
    talked = preview(page).input_value()
    page.get_by_label("Also what helped today").check()

    assert record == COPY
    assert talked == COPY + TALKED_ABOUT
    assert preview(page).input_value() == COPY + TALKED_ABOUT + HELPED


def test_copy_stays_in_plain_words_in_easy_read_and_has_only_plain_signs(page):
    turn_to(page, "views")
    page.get_by_label("Your words").fill("“No” – I’ll\tstay…\u202e\u0007")
    page.get_by_label("We agree. It is right as it is.").check()
    press(page, "Easy Read")
    turn_to(page, "leave")

    assert page.locator("#copy-text").input_value() == (
        "Talking it over. 22 November 2026.\nTalk: small, version 1.1.\nNot agreed by both yet.\n\n"
        'What the person wants, in their own words:\n"No" - I\'ll stay...\n\n'
        "How the two stand:\nWe agree. It is right as it is.\n"
    )


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_copied_text_pastes_as_it_was_shown(browser, address, scheme):
    page = served(browser, address, scheme)
    turn_to(page, "views")
    page.get_by_label("Your words").fill("Stay.\nAs I am.")
    turn_to(page, "leave")
    wanted = preview(page).input_value()

    press(page, "Copy the text")
    page.get_by_text("It is copied. Paste it into the record now.").wait_for()
    field = page.locator("#thanks")
    field.focus()
    page.keyboard.press("Control+V")

    assert field.input_value() == wanted


def served(browser, address, scheme, script=""):
    """The page from a made-up server: over http the browser takes it for unsafe."""
    page = browser.new_context(viewport=DESK, permissions=[]).new_page()
    page.add_init_script(script)
    file = Path(address.removeprefix("file://"))
    page.route(f"{scheme}://service.test/**", lambda route: route.fulfill(path=file, content_type="text/html"))
    page.goto(f"{scheme}://service.test/aim")
    return page


def test_copy_that_does_not_work_says_what_to_do_and_marks_the_text(browser, address):
    page = served(browser, address, "http", "document.execCommand = () => false")
    turn_to(page, "leave")

    press(page, "Copy the text")

    page.get_by_text("It was not copied. The text is marked now. Press Ctrl and C to copy it.").wait_for()
    assert page.evaluate("getSelection().toString()") == preview(page).input_value()


def test_share_file_of_format_1_is_one_that_can_be_counted():
    assert read_share_file(SHARE_FORMAT_1, read_set(FOLDER / "small_set.toml")) == "going-on"


def test_share_file_holds_one_word_and_needs_both(page):
    write_record(page)
    turn_to(page, "leave")
    button = page.get_by_role("button", name="Make the file to share")

    page.get_by_label("You: I am fine with sharing this", exact=True).check()
    with_one = button.count()
    page.get_by_label("Your worker: I am fine with sharing this").check()
    with page.expect_download() as caught:
        button.click()

    assert with_one == 0
    assert json.loads(Path(caught.value.path()).read_text()) == json.loads(SHARE_FORMAT_1.read_text())
    assert caught.value.suggested_filename == "share.json"


def test_share_is_not_offered_where_only_one_chose_a_phase(page):
    turn_to(page, "views")
    page.get_by_text("Write down where you are, in the words used here").click()
    page.get_by_role("group", name="You choose").get_by_label("Going on").check()
    turn_to(page, "leave")

    assert page.get_by_text("Share where you are").count() == 0


def test_only_the_sheet_is_printed_and_on_one_page(page):
    made_up_talk(page)
    page.get_by_label("With the map of your talk").check()
    page.get_by_label("With your own scale").check()
    sheet = page.locator(".sheet").inner_text()

    printed = page.pdf(format="A4")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert sorted(page.locator("body").inner_text().split()) == sorted(sheet.split())


def test_long_words_get_smaller_letters_and_the_map_is_left_out(page):
    say_what_they_want(page)
    turn_to(page, "views")
    page.get_by_label("Your words").fill("I want to keep my job and be left in peace. " * 60)
    page.get_by_label("Your worker’s view").fill("It is going well, and I would like to meet. " * 60)
    turn_to(page, "leave")

    page.get_by_label("With the map of your talk").check()

    assert page.get_by_text("The map does not fit on one page, so it is left out.").count() == 1
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_close_and_clear_asks_once_and_leaves_nothing(page):
    made_up_talk(page)

    press(page, "Clear this page")
    press(page, "Yes, clear it")

    page.get_by_text("All is cleared. You can close this page now.").wait_for()
    assert at_welcome_with_nothing(page)


@pytest.mark.parametrize("event", ["new Event('pagehide')", "new PageTransitionEvent('pageshow', {persisted: true})"])
def test_page_that_is_left_or_comes_back_is_empty(page, event):
    made_up_talk(page)

    page.evaluate(f"dispatchEvent({event})")

    assert at_welcome_with_nothing(page)


def test_back_gesture_turns_one_page_back_and_keeps_the_talk(page):
    say_what_they_want(page)

    page.go_back()
    before = place(page)
    turn_to(page, "topic:want")

    assert before == "topic:know"
    assert voice(page, "You").get_by_role("textbox").input_value().startswith("Keep my job")
    assert page.evaluate("history.state") is None
    assert page.url.endswith("small.html")


@pytest.mark.parametrize(("copied", "asks"), [(False, ["beforeunload"]), (True, [])])
def test_leaving_asks_only_where_words_have_not_left_the_page(page, copied, asks):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    say_what_they_want(page)
    if copied:
        turn_to(page, "leave")
        press(page, "Copy the text")
        page.locator(".leaving-copy [role=status]:not(:empty)").wait_for()

    page.close(run_before_unload=True)
    page.context.new_page().wait_for_timeout(500)

    assert asked == asks
