"""The contract of every method. A new one, and a new activity, is one folder and one line in the settings."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import textstat
from django.conf import settings as site

from wholeroom.web.rooms import actions, registry
from wholeroom.web.rooms.contract import Outcome
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.registry import DefinitionError
from wholeroom.web.rooms.tests.form_filler import forms_in
from wholeroom.web.rooms.tests.held import at, facilitator, fill_in

MOST_WORDS = 20
HARDEST_GRADE = 6.0
LEAST_WORDS_OF_A_GUIDE = 300
END_OF_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
MARKS = re.compile(r"^[#>*\-0-9. ]+|[*_`“”]", re.MULTILINE)


@pytest.fixture(params=site.METHODS)
def method(request):
    return registry.read_method(request.param)


def texts_of(method) -> list[str]:
    own = [method.title, method.about, method.when, method.not_when]
    return own + [text for step in method.steps for text in (step.title, step.prompt)]


def sentences(text: str) -> list[str]:
    plain = MARKS.sub("", text).replace("\n\n", ". ").replace("\n", " ")
    return [part for part in END_OF_SENTENCE.split(plain) if part.strip(" .")]


def test_method_is_called_as_its_folder(method):
    assert method.name in {folder.rpartition(".")[2] for folder in site.METHODS}
    assert [text for text in texts_of(method) if not text] == []


def test_steps_name_activities_that_are_there(method):
    assert {step.activity for step in method.steps} <= set(registry.activities())


def test_steps_have_names_of_their_own_and_name_only_earlier_ones(method):
    names = [step.name for step in method.steps]
    stands_on = [(step.settings["from"], step.name) for step in method.steps if "from" in step.settings]

    assert len(set(names)) == len(names)
    assert [pair for pair in stands_on if names.index(pair[0]) >= names.index(pair[1])] == []


def test_minutes_of_the_steps_add_up(method):
    assert {length: sum(step.minutes[str(length)] for step in method.steps) for length in method.lengths} == {
        length: length for length in method.lengths
    }


def test_guide_has_a_part_for_each_step(method):
    headings = [line.lstrip("# ") for line in method.guide.splitlines() if line.startswith("#")]

    assert len(method.guide.split()) >= LEAST_WORDS_OF_A_GUIDE
    assert [step.title for step in method.steps if step.title not in headings] == []


def test_what_people_read_is_plain(method):
    read = [sentence for text in (*texts_of(method), method.guide) for sentence in sentences(text)]

    assert [sentence for sentence in read if len(sentence.split()) > MOST_WORDS] == []
    assert textstat.automated_readability_index(" ".join(read)) <= HARDEST_GRADE


def test_room_in_which_nothing_was_said_leaves_nothing(method, make_room):
    room = make_room(method=method)

    assert method.outcome(room, registry.activities()) == Outcome()


def test_room_that_was_held_leaves_every_word_under_its_step(method, make_room, make_participant):
    room = make_room(method=method)
    person = make_participant(room, nickname="Ada")
    actions.turn(by=facilitator(room), room=room, verb="start")
    for step in list(room.steps.all()):
        fill_in(at(room, step.name), person, f"Said in {step.name}", f"Said again in {step.name}")
        actions.turn(by=facilitator(room), room=room, verb="next")

    outcome = method.outcome(at(room, method.steps[0].name).room, registry.activities())

    texts = {str(one.pk): one.text for one in room.conversation.contributions.all()}
    told = [one for said in outcome.said for one in said.words]
    told += [one for each in outcome.agreed for one in each.all_words]
    told += [promise.words for promise in outcome.promises]
    assert sorted(texts[one] for one in told) == sorted(texts.values())
    assert set(room.steps.values_list("state", flat=True)) == {Step.State.DONE}


WISHES = """
from wholeroom.web.rooms.saying import Saying


class Wishes(Saying):
    name = "wishes"
    title = "Wishes"
    kind = "wish"


activity = Wishes()
"""
STEPS = """
title = "Wishing well"
about = "People wish."
when = "Somebody has a wish."
not_when = "Nobody has one."
lengths = [10]

[[steps]]
name = "wish"
activity = "wishes"
title = "Wish"
prompt = "What do you wish?"
minutes = { 10 = 10 }
"""


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch, settings):
    """A method and an activity that no code here knows: a folder each, and a line each in the settings."""
    write(tmp_path / "toys" / "wishes", {"__init__.py": "", "activity.py": WISHES})
    write(tmp_path / "toys" / "wishing_well", {"__init__.py": "", "steps.toml": STEPS, "guide.md": "Let them wish."})
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.ACTIVITIES = [*settings.ACTIVITIES, "toys.wishes"]
    settings.METHODS = [*settings.METHODS, "toys.wishing_well"]
    forget()
    yield SimpleNamespace(folder=tmp_path / "toys")
    forget()
    for name in [name for name in sys.modules if name.partition(".")[0] == "toys"]:
        del sys.modules[name]


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def forget() -> None:
    registry.activities.cache_clear()
    registry.methods.cache_clear()


def test_new_method_and_activity_hold_a_room(two_folders, make_room, make_participant):
    room = make_room(minutes=10, method=registry.method("wishing_well"))
    person = make_participant(room)
    actions.turn(by=facilitator(room), room=room, verb="start")
    step = at(room, "wish")

    fill_in(step, person, "That they stay")

    wishes = registry.activity("wishes")
    said = room.conversation.contributions.get()
    assert "That they stay" in wishes.frame(step, "wall", "en-gb")
    assert "What do you wish?" in wishes.paper(step)
    assert len(forms_in(wishes.console(step))) == 1
    assert registry.method("wishing_well").outcome(room, registry.activities()).said[0].words == (str(said.pk),)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('activity = "wishes"', 'activity = "dreams"'), "step 'wish' names the activity 'dreams', which is not there"),
        (("10 = 10", "10 = 9"), "the steps of the meeting of 10 minutes take 9"),
        (("{ 10 = 10 }", "{ 20 = 10 }"), "step 'wish' has no minutes for a meeting of 10"),
        (('title = "Wish"', 'titel = "Wish"'), "titel"),
        (("lengths = [10]", "lengths = 10"), "lengths"),
    ],
)
def test_method_that_cannot_be_read_says_what_to_put_right(two_folders, change, problem):
    (two_folders.folder / "wishing_well" / "steps.toml").write_text(STEPS.replace(*change), encoding="utf-8")

    with pytest.raises(DefinitionError, match=re.escape(problem)):
        registry.read_method("toys.wishing_well")
