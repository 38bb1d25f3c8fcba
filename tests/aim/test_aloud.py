"""Reading aloud: by a voice on the device only, all that stands on the page, until somebody stops it."""

import pytest

from tests.aim.talk import press, small_page, turn_to, voice

# A stand-in for the voices of a device: what it was told to say, and whether it was told to stop.
VOICES = """voices => {
    window.spoken = [];
    const speech = new EventTarget();
    speech.getVoices = () => voices;
    speech.speak = one => window.spoken.push([one.text, one.voice.name]);
    speech.cancel = () => window.spoken.push("stopped");
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
HERE = {"name": "Here", "lang": "en-GB", "localService": True}
FAR = {"name": "Far", "lang": "en-GB", "localService": False}
OTHER_TONGUE = {"name": "Yma", "lang": "cy-GB", "localService": True}


@pytest.fixture
def page_with(browser, tmp_path):
    opened = []

    def with_voices(*voices):
        context = browser.new_context()
        context.add_init_script(f"({VOICES})({list(voices)!r})".replace("True", "true").replace("False", "false"))
        page = context.new_page()
        page.goto(small_page(tmp_path))
        opened.append(context)
        return page

    yield with_voices
    for context in opened:
        context.close()


def test_voice_on_the_device_reads_the_question_and_the_choices_but_not_what_was_typed(page_with):
    page = page_with(FAR, HERE)
    turn_to(page, "topic:steady")
    voice(page, "You").get_by_role("textbox").fill("My own words.")

    press(page, "Read aloud")
    spoken = page.evaluate("window.spoken")

    assert {name for _, name in spoken} == {"Here"}
    said = [text for text, _ in spoken]
    assert said[:2] == ["What is steady now", "What keeps things steady for you now?"]
    assert {"People close to me", "Work or something to do", "A place to live"} <= set(said)
    assert "My own words." not in said


def test_reading_stops_when_asked_and_when_the_page_is_turned(page_with):
    page = page_with(HERE)
    turn_to(page, "topic:steady")

    press(page, "Read aloud")
    press(page, "Stop reading")
    press(page, "Read aloud")
    press(page, "Next")

    assert page.evaluate("window.spoken.filter(one => one === 'stopped').length") == 2


@pytest.mark.parametrize("voices", [[], [FAR], [OTHER_TONGUE]], ids=["none", "far away", "another tongue"])
def test_without_a_fitting_voice_on_the_device_nothing_is_read(page_with, voices):
    page = page_with(*voices)
    turn_to(page, "topic:steady")

    assert page.get_by_role("button", name="Read aloud").count() == 0


def test_page_opens_where_a_browser_cannot_speak_at_all(browser, tmp_path):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    page = context.new_page()
    page.goto(small_page(tmp_path))

    turn_to(page, "topic:steady")

    assert page.get_by_role("button", name="Read aloud").count() == 0
    context.close()
