import json

import msgspec
import pytest

from wholeroom.analysis.segmentation.conversation import Answer, Chosen, Conversation, PerVoice, Record
from wholeroom.analysis.segmentation.reading_conversations import ConversationError, read_conversation
from wholeroom.analysis.segmentation.tests.small import SMALL


def read(**content):
    return read_conversation(json.dumps(content).encode(), SMALL)


def findings_of(content):
    with pytest.raises(ConversationError) as raised:
        read_conversation(content if isinstance(content, bytes) else json.dumps(content).encode(), SMALL)
    return [str(finding) for finding in raised.value.findings]


def test_conversation_is_read_as_it_was_written():
    conversation = Conversation(
        length="short",
        said={
            "drink": PerVoice(person=Answer(chose=("less",), words="Bit by bit."), worker=Answer(skipped=True)),
            "sleep": PerVoice(worker=Answer(mark=0)),
        },
        record=Record(step="A call", review="2027-01-04", phase=Chosen(person="starting", worker="starting")),
    )

    assert read_conversation(msgspec.json.encode(conversation), SMALL) == conversation


def test_what_was_left_out_was_not_said():
    assert read(said={"drink": {"person": {"chose": ["less"]}}}) == Conversation(
        said={"drink": PerVoice(person=Answer(chose=("less",)))}
    )


def test_everything_that_is_wrong_is_told_at_once():
    told = findings_of(
        {
            "mood": 1,
            "length": "long",
            "record": {"wants": 3, "review": "tomorrow", "phase": {"person": "high"}},
            "said": {
                "drink": {"person": {"chose": ["more", "less"], "mark": 3}, "carer": {}},
                "sleep": {"worker": {"mark": 11}},
                "weather": {},
            },
        }
    )

    places = [one.split(": ")[0] for one in told]
    assert places == [
        "mood",
        "length",
        "record, wants",
        "record, review",
        "said, drink, carer",
        "said, drink, person, chose",
        "said, drink, person, chose",
        "said, drink, person, mark",
        "said, sleep, worker, mark",
        "said, weather",
        "record, phase, person",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff", "The file is not text in UTF-8, so the page of a set did not write it."),
        (b"[]", "The page of a set did not write this file, or it was changed."),
        ({"said": []}, "said: Expected topics in curly brackets."),
        ({"said": {"drink": 3}}, "said, drink: Expected person, worker in curly brackets."),
        (
            {"said": {"know": {"person": {"chose": ["a\u202eb"]}}}},
            "said, know, person, chose: “a\ufffdb” cannot be chosen on this topic. There are: none.",
        ),
    ],
)
def test_what_is_no_conversation_is_told_plainly(content, told):
    assert findings_of(content) == [told]
