"""The same questions get the same answers in the same order, on whichever database and machine this runs."""

import socket
from hashlib import sha256
from uuid import UUID

import numpy as np
import pytest

from wholeroom.analysis.retrieval.sentence_vectors import MODEL_ID, NUMBERS, as_blob
from wholeroom.analysis.retrieval.terms import terms
from wholeroom.web.search import changes, corpus, kinds
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.search.looking import look
from wholeroom.web.search.models import TextVector
from wholeroom.web.search.tests.test_unseen import bring

TEXTS = (
    "Letters from the clinic come too late",
    "A late letter, a missed visit",
    "People leave treatment in the first twelve weeks",
    "Nobody rings back when somebody misses a visit",
    "We tender every three years and lose our best workers",
    "The keyworker changes and people have to tell it all again",
    "Carers hear of a meeting after it was held",
    "The van stands at the gate on Fridays, when the gate is shut",
    "Nobody knows why people leave on Fridays",
    "Waiting lists grow while rooms stand empty",
    "Numbers are asked for that nobody believes",
    "Two teams ask the same people the same questions",
    "Letters from the clinic come too late",
    "People who use the service are not asked what would help",
    "The bus to the clinic stops before the last visit",
    "People leave, and nobody rings",
    "Young people wait for a keyworker until they are eighteen",
    "The contract pays for visits and not for what helps",
    "Rooms are booked, letters are sent, and nobody comes",
    "Waiting, waiting, waiting for a letter",
)
QUESTIONS = (
    "letters come late",
    "Nobody rings people back",
    "why do people leave",
    "waiting for a keyworker",
    "the clinic, the bus and the gate",
    "contract",
    "Carers and young people are not asked",
    "a visit that was missed on a Friday",
)
# The first ten of the texts above for each question, by their numbers: by words alone, and with vectors
BY_WORDS = {
    "letters come late": [0, 12, 1, 18, 19],
    "Nobody rings people back": [3, 15, 8, 10, 18, 5, 11, 13, 16, 2],
    "why do people leave": [15, 8, 2, 5, 11, 13, 16],
    "waiting for a keyworker": [16, 19, 5, 9],
    "the clinic, the bus and the gate": [14, 7, 0, 12],
    "contract": [17],
    "Carers and young people are not asked": [16, 11, 13, 6, 10, 15, 5, 8, 2],
    "a visit that was missed on a Friday": [1, 3, 8, 7, 17, 14],
}
WITH_VECTORS = {
    "letters come late": [0, 12, 1, 18, 19],
    "Nobody rings people back": [15, 3, 8, 13, 11, 10, 2, 16, 5, 18],
    "why do people leave": [15, 8, 2, 16, 13, 5, 11],
    "waiting for a keyworker": [19, 16, 5, 9],
    "the clinic, the bus and the gate": [14, 7, 0, 12],
    "contract": [17],
    "Carers and young people are not asked": [16, 13, 11, 10, 6, 15, 8, 5, 2],
    "a visit that was missed on a Friday": [1, 3, 17, 8, 7, 14],
}


def vector_of(text):
    """A vector made of the words alone: the same on every machine, and nearer the more words are shared."""
    total = np.zeros(NUMBERS)
    for term, _word in terms(text):
        drawn = np.frombuffer(b"".join(sha256(f"{term}{n}".encode()).digest() for n in range(NUMBERS // 32)), np.uint8)
        total += drawn.astype(float) - 127.5
    return total


@pytest.fixture
def here(db, monkeypatch, settings):
    def gather(order=1, *, with_vectors=False):
        settings.MEANING = "auto" if with_vectors else "off"
        for number, text in list(enumerate(TEXTS))[::order]:
            bring(UUID(int=number), text)
            if with_vectors:
                digest = sha256(text.encode()).hexdigest()
                blob = as_blob(vector_of(text) / 1000)
                TextVector.objects.create(
                    conversation_id=UUID(int=number), model_id=MODEL_ID, digest=digest, numbers=blob
                )
        monkeypatch.setattr(corpus, "here", Corpus())
        corpus.here.gather()

    return gather


def answers(with_vectors=False):
    problems = kinds.registered()["problem"]
    return {
        text: [
            found.told.conversation.int
            for found in corpus.here.similar(problems, text, vector=vector_of(text) if with_vectors else None, most=10)
        ]
        for text in QUESTIONS
    }


@pytest.mark.parametrize("order", [1, -1])
def test_first_ten_by_words_are_the_same_everywhere(here, order):
    here(order)

    assert answers() == BY_WORDS


@pytest.mark.parametrize("order", [1, -1])
def test_first_ten_with_vectors_are_the_same_everywhere(here, order):
    here(order, with_vectors=True)

    assert answers(with_vectors=True) == WITH_VECTORS


def test_what_came_one_by_one_is_found_as_what_was_gathered_at_once(here):
    here()
    for number in (3, 0, 12, 19):
        changes.note([UUID(int=number)])
        corpus.here.catch_up()

    assert answers() == BY_WORDS


def test_nothing_is_asked_of_any_network(here, settings, monkeypatch):
    here(with_vectors=True)

    def refuse(*_given, **_named):
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    found = [[one.told.conversation.int for group in look(text) for one in group.results] for text in QUESTIONS]

    assert [len(some) > 0 for some in found] == [True] * len(QUESTIONS)
