"""The rules of an aim: the page and the library give the same, on conversations nobody would think of."""

import random
from importlib.resources import files

import msgspec
import pytest

from wholeroom.aim_telling import what_came_up
from wholeroom.analysis.segmentation import conversation as talks
from wholeroom.analysis.segmentation.compiled import compiled
from wholeroom.analysis.segmentation.reading_sets import EXAMPLES, read_set
from wholeroom.analysis.segmentation.suggestions import things_to_talk_about
from wholeroom.analysis.segmentation.tests.strategies import generated_conversations

PACKAGE = files("wholeroom.analysis.segmentation")
SETS = ["alcohol", "homelessness", "opioid-substitution"]
CONVERSATIONS = 10_000
BATCH = 500
FIELDS = ["wants", "view", "difference", "step", "person_does", "worker_does", "others_do", "review"]


@pytest.fixture(scope="module")
def in_page(browser):
    """Runs a function of the page's own program, given its arguments: ``in_page("holds", condition, said)``."""
    program = "\n".join(PACKAGE.joinpath("page", "js", name).read_text("utf-8") for name in ("rules.js", "talk.js"))
    page = browser.new_page()
    page.evaluate(
        f"window.run = (() => {{ {program}\nreturn {{ thingsToTalkAbout, newTalk, writeDown, confirmRecord, isDone,"
        " agreedPhase }; })()"
    )

    def run(body, given):
        """As one text each way: object by object would take minutes."""
        program = f"text => JSON.stringify((given => {{ {body} }})(JSON.parse(text)))"
        return msgspec.json.decode(page.evaluate(program, msgspec.json.encode(given).decode()))

    yield run
    page.close()


@pytest.mark.parametrize("name", SETS)
def test_page_and_library_bring_up_the_same(in_page, name):
    aim_set = read_set(EXAMPLES / f"{name}.toml")
    generated = generated_conversations(aim_set, CONVERSATIONS // len(SETS) + 1, seed=1)
    expected = [what_came_up(things_to_talk_about(aim_set, one)) for one in generated]

    found = []
    for start in range(0, len(generated), BATCH):
        given = {"set": compiled(aim_set), "talks": generated[start : start + BATCH]}
        found += in_page("return given.talks.map(talk => run.thingsToTalkAbout(given.set, talk))", given)

    for told in expected:
        del told["usual_offer_may_do"]  # the page works that out where it shows it
    assert msgspec.json.decode(msgspec.json.encode(expected)) == found
    assert {one["name"] for each in found for one in each["suggestions"]} == {one.name for one in aim_set.suggestions}


def acts(chance):
    """Ten acts on a record, as two people might do them in any order."""
    for _ in range(10):
        if chance.random() < 0.4:
            yield "write", {chance.choice(FIELDS): chance.choice(["", "2027-01-04", "Later"])}
        elif chance.random() < 0.3:
            yield "write", {"phase": {"person": chance.choice(["", "a", "b"]), "worker": chance.choice(["", "a", "b"])}}
        else:
            yield "confirm", [chance.choice(["person", "worker"]), chance.random() < 0.8]


def done_in_library(sequence):
    record, told = talks.Record(), []
    for verb, value in sequence:
        if verb == "write":
            changes = {"phase": talks.Chosen(**value["phase"])} if "phase" in value else value
            record = talks.write_down(record, **changes)
        else:
            record = talks.confirm(record, *value)
        told.append([record.is_done, record.agreed_phase])
    return told


def test_page_and_library_call_a_record_done_at_the_same_moments(in_page):
    chance = random.Random(2)
    sequences = [list(acts(chance)) for _ in range(2000)]

    found = in_page(
        """return given.map(sequence => {
            const record = run.newTalk("full").record;
            return sequence.map(([verb, value]) => {
                if (verb === "write") run.writeDown(record, value); else run.confirmRecord(record, ...value);
                return [run.isDone(record), run.agreedPhase(record)];
            });
        })""",
        sequences,
    )

    expected = [done_in_library(sequence) for sequence in sequences]
    assert found == expected
    assert any(done for told in expected for done, phase in told)
