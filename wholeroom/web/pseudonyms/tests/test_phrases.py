"""Hashes of what everybody can read, and of nothing else."""

import struct

import pytest
from django.test import RequestFactory

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.pseudonyms import phrases

SAID = "Letters come too late, and people stand before a closed door"
OTHER = "Nobody knows at the gate which van brings the medicine"


@pytest.fixture(autouse=True)
def nothing_kept():
    phrases._bytes_of_this_time.cache_clear()


@pytest.fixture
def bring(db):
    """``bring(text)``: a problem that everybody finds, as its actions leave it, unless something else is said."""

    def made(text, *, state="open", audience="everyone", said="shown", day="2026-03-01"):
        conversation = Conversation.objects.create(
            kind="problem", title="Letters", state=state, audience=audience, last_day=day
        )
        Problem.objects.create(conversation=conversation)
        Contribution.objects.create(
            conversation=conversation,
            position=1,
            kind=HARD,
            part=HARD,
            text="" if said == "erased" else text,
            state=said,
            reason="advert" if said == "hidden" else "",
        )
        return conversation

    return made


def served():
    return phrases.phrases(RequestFactory().get("/phrases/"))


def numbers_in(octets):
    return list(struct.unpack(f"<{len(octets) // 4}I", octets))


@pytest.mark.parametrize(("octets", "number"), [(b"", 0x811C9DC5), (b"a", 0xE40C292C), (b"foobar", 0xBF9CF968)])
def test_hash_is_the_published_one(octets, number):
    assert phrases.fnv(octets) == number


def test_words_are_cut_at_everything_but_letters_and_digits():
    assert phrases.words_of("Don’t_wait: 24/7 (ŷ Ŵyl), STRASSE straße") == [
        *["don", "t", "wait", "24", "7", "ŷ", "ŵyl", "strasse", "strasse"],
    ]


def test_composed_and_decomposed_letters_give_the_same_words():
    assert phrases.words_of("ty\u0302 bach") == phrases.words_of("tŷ bach")


@pytest.mark.parametrize(("text", "runs"), [("one two three four", 0), ("one two three four five", 1), (SAID, 7)])
def test_every_run_of_five_words_has_one_hash(text, runs):
    assert len(list(phrases.hashes(text))) == runs


def test_bytes_are_sorted_distinct_and_little_endian():
    assert phrases.as_bytes([256, 1, 256, 0xFFFFFFFF]) == b"\x01\0\0\0" + b"\0\x01\0\0" + b"\xff\xff\xff\xff"


def test_shown_words_of_open_and_closed_problems_are_served(bring):
    bring(SAID)
    bring(OTHER, state="closed")

    found = numbers_in(served().content)

    assert found == sorted({*phrases.hashes(SAID), *phrases.hashes(OTHER)})


def test_what_others_said_to_a_problem_is_served_too(bring):
    conversation = bring(SAID)
    Contribution.objects.create(conversation=conversation, position=2, kind="question", text=OTHER)

    assert set(phrases.hashes(OTHER)) <= set(numbers_in(served().content))


@pytest.mark.parametrize(
    "unseen",
    [
        {"state": "draft"},
        {"audience": "link"},
        *({"said": said} for said in ("hidden", "withdrawn", "waiting", "erased")),
    ],
    ids=str,
)
def test_what_not_everybody_reads_changes_no_byte(bring, unseen):
    bring(SAID)
    before = phrases.as_bytes(phrases.newest_hashes())

    bring(OTHER, **unseen)

    assert phrases.as_bytes(phrases.newest_hashes()) == before


def test_conversation_that_no_kind_lets_everybody_find_is_left_out(db):
    room = Conversation.objects.create(kind="room", title="A room", state="open", audience="everyone")
    Contribution.objects.create(conversation=room, position=1, kind="note", text=SAID)

    assert served().content == b""


def test_the_newest_come_first_and_no_more_than_fit(bring, monkeypatch):
    monkeypatch.setattr(phrases, "MOST_RUNS", 6)
    bring(OTHER, day="2026-01-01")
    bring(SAID, day="2026-05-01")

    assert phrases.newest_hashes() == set(list(phrases.hashes(SAID))[:6])


def test_answer_is_kept_by_everybody_for_an_hour_and_needs_no_cookie(bring):
    bring(SAID)

    answer = served()

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.has_header("Set-Cookie")
    assert not answer.has_header("Vary")


def test_nothing_can_be_sent_to_it(db):
    assert phrases.phrases(RequestFactory().post("/phrases/", {"text": SAID})).status_code == 405


def test_many_readers_cost_one_reading(bring, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(phrases.time, "time", lambda: 1_800_000_000)
    bring(SAID)
    served()

    with django_assert_num_queries(0):
        served()


def test_reading_asks_the_same_few_questions_however_many_there_are(bring, django_assert_max_num_queries):
    for number in range(phrases.AT_ONCE):
        bring(f"{SAID} number {number}")

    with django_assert_max_num_queries(8):
        phrases.newest_hashes()
