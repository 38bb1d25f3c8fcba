"""A file for next time: it opens again with its phrase, and whatever else is opened loses nothing and runs nothing."""

import base64
import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec
import pytest

from tests.aim.talk import (
    FORMAT_1,
    PHRASE,
    inside,
    kept,
    locked,
    made_up_talk,
    open_file,
    open_page,
    place,
    press,
    say_what_they_want,
    turn_to,
    voice,
)
from wholeroom.analysis.segmentation.conversation import Conversation

OPEN = "Your file is open. It is from 22 November 2026."
FOREIGN = "This page did not make this file. Look for the one named talk and a day."
BROKEN = "Part of this file is missing or changed. Use another copy if you have one."
NOT_OPENED = "The phrase does not fit, or the file was changed. Nobody can tell which. Try again."
LARGE = "This file is too big. This page did not make it."
NEWER = "A newer page made this file. Ask for the newer page."
SHARE = "This file is for counting. It holds no talk."
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.fixture(scope="module")
def format_1():
    return json.loads(FORMAT_1.read_text(encoding="utf-8"))


def changed(envelope, **fields):
    return {**envelope, **fields}


def with_one_byte_changed(envelope):
    data = bytearray(base64.b64decode(envelope["data"]))
    data[40] ^= 1
    return changed(envelope, data=base64.b64encode(data).decode())


def left_out(page):
    return page.locator(".open-file li").all_inner_texts()


def test_file_of_format_1_opens_and_holds_what_the_same_talk_holds_now(page, browser, address, format_1):
    now = open_page(browser, address)
    made_up_talk(now)

    said = open_file(page, format_1)
    press(page, "Carry on with it")
    turn_to(page, "leave")

    assert said == OPEN
    assert inside(format_1) == inside(kept(now)) == inside(kept(page))


def test_kept_talk_is_one_that_python_reads(format_1):
    talk = inside(format_1)["talk"]

    read = msgspec.convert({name: talk[name] for name in ("length", "said", "record")}, Conversation)

    assert json.loads(msgspec.json.encode(read)) == {name: talk[name] for name in ("length", "said", "record")}
    assert read.record.is_done


def test_phrase_fits_in_any_letters_and_spaces(page, format_1):
    said = open_file(page, format_1, "  Blue KETTLE  on the\u00a0stairs ")

    assert said == OPEN


def test_phrase_has_twelve_signs_and_is_typed_twice(page):
    turn_to(page, "leave")
    page.get_by_text("Make a file", exact=True).click()
    status = page.locator(".leaving-file [role=status]")

    page.get_by_label("Your phrase", exact=True).fill("blue    kettle")
    press(page, "Keep the file")
    short = status.inner_text()
    page.get_by_label("Your phrase", exact=True).fill(PHRASE)
    page.get_by_label("Your phrase once more").fill("blue kettle on the chairs")
    press(page, "Keep the file")

    assert short == "Make the phrase longer: 12 letters or more."
    assert status.inner_text() == "The two phrases are not the same. Type them again."


def test_review_sets_the_old_record_beside_a_new_talk_and_keeps_the_scale(browser, address, format_1):
    page = open_page(browser, address, day="2027-02-14")
    open_file(page, format_1)

    press(page, "Start a review")
    turn_to(page, "views")
    last_time = page.locator(".last-time").inner_text()
    turn_to(page, "leave")
    talk, before = inside(kept(page))["talk"], inside(format_1)["talk"]

    assert last_time.startswith("Last time you wrote down\n\nOn 22 November 2026.\n\nYour words\nKeep my job")
    assert talk["earlier"] == [{"day": "2026-11-22", "record": before["record"]}]
    assert talk["scale"] == before["scale"]
    assert (talk["said"], talk["thanks"], talk["record"]["wants"]) == ({}, "", "")


BAD_FILES = {
    "wrong phrase": (lambda kept: kept, NOT_OPENED),
    "changed byte": (with_one_byte_changed, NOT_OPENED),
    "changed header": (lambda kept: changed(kept, iterations=600_001), NOT_OPENED),
    "cut short": (lambda kept: json.dumps(kept)[:-200].encode(), BROKEN),
    "another cipher": (lambda kept: changed(kept, cipher="AES-128-CBC"), BROKEN),
    "work for hours": (lambda kept: changed(kept, iterations=2_000_000_000), BROKEN),
    "work that is none": (lambda kept: changed(kept, iterations=1), BROKEN),
    "one key more": (lambda kept: changed(kept, name="Sam"), BROKEN),
    "no base64": (lambda kept: changed(kept, salt="<img src=x onerror=alert(1)>"), BROKEN),
    "newer": (lambda kept: changed(kept, format=2), NEWER),
    "share file": (lambda _: {"wholeroom": "aim-share", "format": 1, "set": "small", "phase": "going-on"}, SHARE),
    "foreign": (lambda _: {"hello": "world"}, FOREIGN),
    "a list": (lambda _: [1, 2, 3], FOREIGN),
    "deep nesting": (lambda _: DEEP.encode(), FOREIGN),
    "empty": (lambda _: b"", FOREIGN),
    "pdf": (lambda _: b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj", FOREIGN),
    "3 MB": (lambda kept: json.dumps(kept).encode() + b" " * 3_000_000, LARGE),
}


def test_bad_file_is_told_and_the_talk_on_the_page_stays(page, format_1):
    say_what_they_want(page)
    press(page, "Back")
    press(page, "Back")
    assert place(page) == "welcome"

    told = {
        name: open_file(page, make(format_1), "wrong phrase here" if name == "wrong phrase" else PHRASE)
        for name, (make, _) in BAD_FILES.items()
    }

    assert told == {name: message for name, (_, message) in BAD_FILES.items()}
    turn_to(page, "topic:want")
    assert voice(page, "You").get_by_role("textbox").input_value().startswith("Keep my job")


HOSTILE = """{
  "set": {"name": "<b>small</b>", "version": 7}, "day": "2026-02-31", "__proto__": {"polluted": true},
  "talk": {
    "length": "endless", "constructor": {"prototype": {"polluted": true}},
    "said": {
      "__proto__": {"polluted": true},
      "want": {"person": {"words": "<img src=x onerror='window.hacked = 1'>"}, "worker": {"words": 7}, "doctor": {}},
      "steady": {"person": {"chose": ["people", "<script>", "people"], "mark": 3}, "worker": "shouting"},
      "drink": {"person": {"chose": "less"}, "worker": {"chose": ["fine"], "skipped": true}},
      "sleep": {"person": {"mark": 11}, "worker": {"mark": 4}}
    },
    "record": {"wants": "Stay well.", "standing": "worse", "step": "LONG", "review": "soon", "level": 3,
      "phase": {"person": "nowhere", "worker": "going-on"}, "confirmed": {"person": true, "worker": true}},
    "scale": {"name": "Cooking", "marks": [{"day": "2026-11-01", "mark": 4}, {"day": "2026-11-08", "mark": 4.5}]},
    "thanks": null, "earlier": [{"day": "2026-10-01", "record": {"wants": "Before."}}, "no record"]
  }
}""".replace("LONG", "x" * 4001)


def test_hostile_content_is_left_out_by_name_and_the_good_parts_stay(page):
    said = open_file(page, locked(HOSTILE))
    names, note = left_out(page), page.locator(".open-file").inner_text()
    press(page, "Carry on with it")
    turn_to(page, "leave")
    talk = inside(kept(page))["talk"]

    assert said == OPEN
    assert names == [
        "“__proto__”",
        "a day",
        "“constructor”",
        "the length of the talk",
        "What you want: “doctor”",
        "What you want: Your worker: the words",
        "What is steady now: You: what was chosen",
        "What is steady now: You: a mark",
        "What is steady now: Your worker: all of it",
        "Drinking now: You: what was chosen",
        "Drinking now: Your worker: what stood beside “rather not say”",
        "Sleep: You: a mark",
        "Your record: “level”",
        "Your record: One next step",
        "Your record: How you two stand",
        "Your record: When you look at this again",
        "Your record: Where you are, in the words used here: You",
        "Your own scale: a mark",
        "Words for your worker",
        "Last time you wrote down: all of it",
        "and 1 more",
    ]
    assert "It was made with other questions: <b>small</b>, version ?. What fits is here." in note
    assert talk["said"]["want"]["person"]["words"] == "<img src=x onerror='window.hacked = 1'>"
    assert talk["said"]["steady"]["person"]["chose"] == ["people"]
    assert (talk["said"]["sleep"]["worker"]["mark"], talk["record"]["wants"]) == (4, "Stay well.")
    assert talk["record"]["confirmed"] == {"person": False, "worker": False}
    assert talk["scale"]["marks"] == [{"day": "2026-11-01", "mark": 4}]
    assert [one["record"]["wants"] for one in talk["earlier"]] == ["Before."]


def test_hostile_content_does_not_run(page):
    open_file(page, locked(HOSTILE))
    press(page, "Carry on with it")
    turn_to(page, "leave")
    page.get_by_label("With the map of your talk").check()
    page.get_by_role("heading", name="The map of your talk").wait_for()

    found = page.evaluate("[window.hacked, ({}).polluted, document.images.length, document.scripts.length]")

    assert found == [None, None, 0, 3]


def test_ten_thousand_topics_are_left_out_and_counted(page):
    topics = {f"topic-{number}": {"person": {"words": "x"}} for number in range(10_000)}

    said = open_file(page, locked({"set": {}, "day": "2026-11-22", "talk": {"said": topics}}))

    assert said == OPEN
    assert left_out(page)[-1] == "and 9980 more"


@pytest.mark.parametrize("inner", [DEEP, "not json", "[]", '{"talk": []}', f'{{"talk": {DEEP}}}'])
def test_content_that_is_no_talk_is_told(page, inner):
    said = open_file(page, locked(inner))

    assert said == BROKEN


def test_deep_nesting_inside_a_talk_is_left_out(page):
    said = open_file(
        page, locked(f'{{"day": "2026-11-22", "talk": {{"thanks": {DEEP}, "record": {{"wants": "Rest."}}}}}}')
    )

    assert (said, left_out(page)) == (OPEN, ["Words for your worker"])


def test_page_that_came_by_an_unsafe_way_says_why_it_keeps_no_file(browser, address):
    page = browser.new_context().new_page()
    file = Path(url2pathname(urlsplit(address).path))
    page.route("http://service.test/**", lambda route: route.fulfill(path=file, content_type="text/html"))
    page.goto("http://service.test/aim")

    on_welcome = page.get_by_text("A file from last time").count()
    turn_to(page, "leave")

    assert on_welcome == 0
    assert page.locator(".leaving-file .note").inner_text() == (
        "A file cannot be made here: this page did not come by a safe way. "
        "Use an https address, or this page as a file."
    )
