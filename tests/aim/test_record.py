"""The aim record and the person's own scale: done only when both confirm, without a nag, a judgement or a barrier."""

import json

import pytest

from tests.aim.talk import (
    FORMAT_1,
    made_up_talk,
    open_file,
    open_page,
    place,
    press,
    turn_to,
    write_record,
)
from tests.looking import LARGE_TEXT, LOOKS, barriers, scrolls_sideways
from tests.looking import turn_to as look_as


def preview(page):
    return page.get_by_label("The text, as it will be copied")


def words_on(page):
    return page.locator("#talk").inner_text()


def test_any_later_edit_takes_both_confirmations_back_and_says_so(page):
    made_up_talk(page)
    for _ in range(2):
        press(page, "Back")

    page.get_by_label("One next step").fill("Keep things as they are for now.")
    at_once = page.get_by_text("Some words have changed.").inner_text()
    turn_to(page, "confirm")

    assert at_once == "Some words have changed. Both of you say yes again, if it is right."
    assert page.locator("#talk [role=status]").inner_text() == at_once
    assert page.get_by_role("checkbox", checked=True).count() == 0
    turn_to(page, "leave")
    assert "Not agreed by both yet." in preview(page).input_value()


def test_done_only_when_both_confirm(page):
    write_record(page)
    turn_to(page, "confirm")
    said = [page.locator("#talk [role=status]").inner_text()]

    for name in ("You", "Your worker"):
        page.get_by_label(f"{name}: This says what I said and what we agreed", exact=True).check()
        said.append(page.locator("#talk [role=status]").inner_text())

    not_yet = "Not agreed by both yet. You can still take it with you."
    assert said == [not_yet, not_yet, "You have both said yes. It is done."]


def test_right_as_it_is_brings_no_further_word(page):
    turn_to(page, "views")
    before = words_on(page)

    page.get_by_label("We agree. It is right as it is.").check()

    assert words_on(page) == before


def test_phase_is_written_down_only_where_both_choose_the_same(page):
    turn_to(page, "views")
    page.get_by_text("Write down where you are, in the words used here").click()
    chosen = page.locator(".phases [role=status]")
    said = [chosen.inner_text()]

    page.get_by_role("group", name="You choose").get_by_label("Going on").check()
    said.append(chosen.inner_text())
    page.get_by_role("group", name="Your worker chooses").get_by_label("Going on").check()
    said.append(chosen.inner_text())

    none = "None of this is written down now."
    assert said == [none, none, "You both chose “Going on”. It is written down."]


def test_own_scale_has_one_mark_a_day_a_table_and_no_judgement(browser, address):
    page = open_page(browser, address, day="2027-02-14")
    open_file(page, json.loads(FORMAT_1.read_text()))
    press(page, "Start a review")
    turn_to(page, "scale")

    for mark in ("9", "5"):
        page.get_by_role("radio", name=mark, exact=True).check()
    page.get_by_text("The same as a table").click()

    drawing = page.locator(".own-scale")
    assert drawing.locator("tbody tr").all_inner_texts() == ["22 November 2026\t6", "14 February 2027\t5"]
    assert drawing.locator("circle").count() == 2
    assert "Your marks are close together. Where things are well, staying well is progress." in drawing.inner_text()
    turn_to(page, "leave")
    assert "cook" not in preview(page).input_value()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("easy", [False, True])
def test_pages_of_the_record_bar_nobody_and_fit(page, look, easy):
    made_up_talk(page)
    look_as(page, LOOKS[look])
    if easy:
        press(page, "Easy Read")

    found = {}
    for wanted in ("leave", "confirm", "step", "views", "scale"):
        while place(page) != wanted:
            page.locator(".footing button").first.click()
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found[wanted] = (barriers(page), scrolls_sideways(page))
        page.evaluate(LARGE_TEXT)
        found[f"{wanted}, large"] = ([], scrolls_sideways(page))
        page.evaluate("document.documentElement.style.removeProperty('font-size')")

    assert found == dict.fromkeys(found, ([], False))
