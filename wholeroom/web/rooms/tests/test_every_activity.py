"""The contract of every activity, tried on each step of every method: so a new one is tested from its first day."""

import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import AUDIENCES
from wholeroom.web.rooms.screens import frames
from wholeroom.web.rooms.screens.standing import standing
from wholeroom.web.rooms.tests.form_filler import forms_in
from wholeroom.web.rooms.tests.held import at, facilitator, fill_in, held_until, said_in

MOST_BYTES = 4096
LANGUAGES = [code for code, _ in settings.LANGUAGES]
STEPS = [(method.name, step.name, step.activity) for method in registry.methods().values() for step in method.steps]
REFUSED = re.compile(r"\sstyle\s*=|\son[a-z]+\s*=|<script|<style|\{[{%]", re.IGNORECASE)
LONG = "They leave, and nobody tells us why. " * 100


@pytest.fixture(params=STEPS, ids=lambda step: "-".join(step[:2]))
def step(request, make_room, make_participant):
    """A step of a method, open in a room that was held as far as that."""
    method, name, _ = request.param
    room = make_room(method=registry.method(method))
    return held_until(room, name, make_participant(room, nickname="Ada"))


@pytest.fixture
def activity(step):
    return registry.activity(step.activity)


@pytest.fixture
def person(step, make_participant):
    return make_participant(step.room, nickname="Berta")


def test_every_activity_is_used_by_a_method():
    assert {activity for _, _, activity in STEPS} == set(registry.activities())


@pytest.mark.parametrize("folder", settings.ACTIVITIES)
def test_activity_is_called_as_its_folder_and_has_a_title(folder):
    name = folder.rpartition(".")[2]

    assert registry.activity(name).name == name
    assert str(registry.activity(name).title)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 20])
def test_step_shows_everywhere(step, activity, person, count, language):
    fill_in(step, person, *(f"Something that was said, number {number}" for number in range(count)))
    step = at(step.room, step.name)

    with translation.override(language):
        drawn = {audience: activity.frame(step, audience, language) for audience in AUDIENCES}
        drawn |= {
            "own": activity.phone(step, person),
            "write": activity.console(step),
            "paper": activity.paper(step),
            "whole": frames.frame(standing(step.room), "phone"),
        }

    assert [place for place, page in drawn.items() if not page.strip()] == []
    assert [place for place, page in drawn.items() if REFUSED.search(page)] == []
    assert len(drawn["phone"].encode()) <= MOST_BYTES
    assert len(drawn["whole"].encode()) <= MOST_BYTES


def test_frame_for_phones_stays_small_with_long_words(step, activity, person):
    fill_in(step, person, *[LONG] * 20)

    assert len(frames.frame(standing(at(step.room, step.name).room), "phone").encode()) <= MOST_BYTES


def test_form_that_is_sent_twice_is_kept_once(step, activity, person):
    sent = fill_in(step, person, "This arrives once")
    before = len(said_in(step)), activity.rows(at(step.room, step.name))

    refused = activity.accept(step, sent, by=person)

    assert refused is None
    assert (len(said_in(step)), activity.rows(at(step.room, step.name))) == before


def test_words_for_a_step_that_is_over_are_kept(step, activity, person):
    sent = forms_in(activity.phone(step, person))[0].filled("These were written in time")
    step.room.steps.filter(pk=step.pk).update(state="done")

    refused = activity.accept(at(step.room, step.name), sent, by=person)

    assert refused is None
    assert [one.text for one in said_in(step) if one.participant_id == person.pk] == (
        ["These were written in time"] if "text" in sent else []
    )


def test_form_that_is_refused_keeps_what_was_typed(step, activity, person):
    form = forms_in(activity.phone(step, person))[0]
    typed = {name: f"Far too long for {name}: " + "y" * 5000 for name in form.free}

    refused = activity.accept(step, {**form.values, **typed}, by=person)
    page = activity.phone(step, person, refused)

    assert refused is not None
    assert said_in(step) == []
    assert [text for text in typed.values() if text not in page] == []


def test_refusal_is_said_beside_the_form(step, activity, person):
    form = forms_in(activity.phone(step, person))[0]
    typed = dict.fromkeys(form.free, "y" * 5000)

    page = activity.phone(step, person, activity.accept(step, {**form.values, **typed}, by=person))

    assert 'class="error-summary' in page
    assert 'aria-invalid="true"' in page


def test_forms_of_the_console_say_that_the_facilitator_sends_them(step, activity):
    forms = forms_in(activity.console(step))

    assert forms
    assert [form for form in forms if "for" not in form.values] == []


def test_facilitator_enters_words_of_somebody_without_a_phone(step, activity, make_participant):
    without_phone = make_participant(step.room, nickname="Carl", has_phone=False)
    forms = [form for form in forms_in(activity.console(step)) if "text" in form.free]

    for number, form in enumerate(forms):
        sent = form.filled(f"From a card, number {number}") | {"for": str(without_phone.pk)}
        assert activity.accept(step, sent, by=facilitator(step.room)) is None

    assert {one.participant_id for one in said_in(step)} <= {without_phone.pk}
    assert {one.text for one in said_in(step)} == {f"From a card, number {number}" for number in range(len(forms))}


def test_rows_are_plain(step, activity, person):
    fill_in(step, person, "One", "Two", "Three")

    rows = activity.rows(at(step.room, step.name))

    assert json.loads(json.dumps(rows)) == rows
    assert {type(row) for row in rows} <= {dict}


def test_paper_asks_what_the_step_asks(step, activity):
    assert step.prompt in activity.paper(step).replace("&#x27;", "'")


def test_nothing_shows_what_is_hidden_withdrawn_erased_or_waits(step, activity, person):
    fill_in(step, person, *(f"This is {word}" for word in ("waiting", "hidden", "withdrawn", "erased", "shown")))
    words = {one.text.removeprefix("This is "): one for one in said_in(step)}
    if not words:
        return  # a step that takes no words
    Contribution.objects.filter(pk=words["waiting"].pk).update(state="waiting")
    conversations.hide(by=facilitator(step.room), contribution=words["hidden"], reason="advert")
    conversations.withdraw(by=person, contribution=words["withdrawn"])
    conversations.erase(by=person, contribution=words["erased"])
    step.room.steps.filter(pk=step.pk).update(state="done")
    step = at(step.room, step.name)

    drawn = [activity.frame(step, audience, "en-gb") for audience in AUDIENCES]
    drawn.append(json.dumps(activity.rows(step)))

    for page in drawn:
        assert [word for word in ("waiting", "hidden", "withdrawn", "erased") if f"This is {word}" in page] == []
    assert ids_in(activity.outcome(step)) <= ids_shown(step)


def test_every_shown_word_is_in_the_outcome(step, activity, person):
    fill_in(step, person, "One", "Two", "Three", "Four")
    room = at(step.room, step.name).room

    outcome = registry.method(room.method).outcome(room, registry.activities())

    assert ids_in(outcome) == ids_shown(step)


def test_pages_ask_the_database_no_more_with_more_words(step, activity, person):
    fill_in(step, person, "The first")
    few = questions_asked(step, activity, person)
    fill_in(step, person, *(f"More, number {number}" for number in range(9)))

    assert questions_asked(step, activity, person) == few


def questions_asked(step, activity, person) -> dict[str, int]:
    def asked(draw) -> int:
        with CaptureQueriesContext(connection) as queries:
            draw(at(step.room, step.name))
        return len(queries)

    counts = {audience: asked(lambda here, to=audience: activity.frame(here, to, "en-gb")) for audience in AUDIENCES}
    return counts | {
        "own": asked(lambda here: activity.phone(here, person)),
        "write": asked(activity.console),
        "rows": asked(activity.rows),
        "outcome": asked(activity.outcome),
    }


def ids_in(outcome) -> set[str]:
    agreed = {one for each in outcome.agreed for one in each.all_words}
    return agreed | {one for said in outcome.said for one in said.words} | {one.words for one in outcome.promises}


def ids_shown(step) -> set[str]:
    return {str(one.pk) for one in step.room.conversation.contributions.filter(state="shown")}
