"""The record: done only when both confirm, and nobody confirms for the other."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.segmentation.conversation import (
    Answer,
    Chosen,
    Confirmed,
    Conversation,
    Record,
    confirm,
    write_down,
)
from wholeroom.analysis.segmentation.tests.strategies import unhurried

VOICES = ("person", "worker")
SOME_WORDS = st.text(max_size=20)
RECORDS = st.builds(
    Record,
    wants=SOME_WORDS,
    view=SOME_WORDS,
    standing=st.sampled_from([None, "right", "try", "differ", "not-today"]),
    difference=SOME_WORDS,
    step=SOME_WORDS,
    phase=st.builds(Chosen, person=st.sampled_from(["", "a", "b"]), worker=st.sampled_from(["", "a", "b"])),
    confirmed=st.builds(Confirmed, person=st.booleans(), worker=st.booleans()),
)


@unhurried
@given(RECORDS)
def test_record_is_done_only_when_both_confirmed(record):
    assert record.is_done == (record.confirmed == Confirmed(person=True, worker=True))


@unhurried
@given(RECORDS, st.sampled_from(["wants", "view", "difference", "step", "person_does", "others_do"]), SOME_WORDS)
def test_writing_anything_down_takes_both_confirmations_back(record, field, words):
    changed = write_down(record, **{field: words})

    assert getattr(changed, field) == words
    assert changed.confirmed == Confirmed()
    assert not changed.is_done


@unhurried
@given(RECORDS, st.sampled_from(VOICES), st.booleans())
def test_nobody_confirms_for_the_other(record, voice, yes):
    other = VOICES[1 - VOICES.index(voice)]

    confirmed = confirm(record, voice, yes)

    assert getattr(confirmed.confirmed, voice) is yes
    assert getattr(confirmed.confirmed, other) is getattr(record.confirmed, other)
    assert msgspec.structs.replace(confirmed, confirmed=record.confirmed) == record


@unhurried
@given(RECORDS)
def test_phase_is_agreed_only_where_both_chose_the_same(record):
    same = record.phase.person == record.phase.worker

    assert record.agreed_phase == (record.phase.person if same else "")


def test_record_that_is_right_as_it_is_can_be_confirmed_with_nothing_else_in_it():
    record = Record(standing="right")

    done = confirm(confirm(record, "person"), "worker")

    assert done == Record(standing="right", confirmed=Confirmed(person=True, worker=True))
    assert done.is_done


@pytest.mark.parametrize("voice", VOICES)
def test_confirmation_can_be_taken_back(voice):
    done = confirm(confirm(Record(), "person"), "worker")

    assert not confirm(done, voice, yes=False).is_done


@unhurried
@given(st.lists(st.tuples(st.sampled_from(["write", *VOICES]), st.booleans()), max_size=8))
def test_no_path_ends_done_without_both_saying_so_after_the_last_words(path):
    record, said = Record(), {}
    for step, yes in path:
        record = write_down(record, step="A step.") if step == "write" else confirm(record, step, yes)
        said = {} if step == "write" else {**said, step: yes}

    assert record.is_done == (said == {"person": True, "worker": True})


@pytest.mark.parametrize(
    "said",
    [
        {"mark": 11},
        {"mark": -1},
        {"mark": "5"},
        {"chose": "less"},
        {"words": "x" * 4001},
        {"skipped": 1},
        {"score": 3},
    ],
)
def test_answer_that_no_page_writes_is_refused(said):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"said": {"drink": {"person": said}}}, Conversation)


def test_review_day_is_a_day_or_nothing():
    assert msgspec.convert({"review": "2026-12-01"}, Record).review == "2026-12-01"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"review": "next week"}, Record)


def test_skipped_answer_is_not_given_and_keeps_nothing_said_apart():
    assert not Answer(mark=3, skipped=True).is_given
    assert Answer(mark=0).is_given
