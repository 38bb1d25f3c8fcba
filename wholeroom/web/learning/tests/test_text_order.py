"""Notes are found by the words they share with a problem, in an index that follows every change of them."""

import pytest

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.rewording import reword
from wholeroom.web.learning import actions
from wholeroom.web.learning.text_order import SharedNotes, in_text_order


@pytest.fixture
def notes(db):
    return SharedNotes()


def found(notes, text):
    return [match.id for match in notes.similar(text)]


def test_note_is_found_by_the_words_of_any_part(notes, shared):
    note = shared(done="A van", happened="The chemist rang the prison")

    assert found(notes, "The prison and the chemist never talk") == [note.pk.hex]
    assert found(notes, "The chemist is shut") == []


def test_note_shared_later_is_found_without_a_new_start(notes, shared):
    found(notes, "prison chemist")

    note = shared(done="The prison rings the chemist")

    assert found(notes, "prison chemist") == [note.pk.hex]


@pytest.mark.parametrize("how", ["a draft again", "by link", "hidden", "erased"])
def test_note_that_shows_no_longer_is_found_no_longer(notes, shared, author, how):
    note = shared(done="The prison rings the chemist")
    words = note.words()["done"]
    assert found(notes, "prison chemist") == [note.pk.hex]

    if how == "a draft again":
        actions.keep_to_oneself(by=author, note=note)
    elif how == "by link":
        actions.share(by=author, note=note, audience="link", shown_as="nobody")
    elif how == "hidden":
        conversations.hide(by=author, contribution=words, reason="danger")
    else:
        conversations.erase(by=words.participant, contribution=words)

    assert found(notes, "prison chemist") == []


def test_note_told_anew_is_found_by_its_new_words_only(notes, shared, author):
    note = shared(done="The prison rings the chemist")
    found(notes, "prison chemist")

    actions.tell(by=author, note=note, part="done", text="A nurse visits the hostel")

    assert (found(notes, "prison chemist"), found(notes, "the nurse of a hostel")) == ([], [note.pk.hex])


def test_note_said_anew_is_found_by_its_new_words(notes, shared):
    note = shared(done="The prison rings the chemist")
    words = note.words()["done"]
    found(notes, "prison chemist")

    reword(by=words.participant, contribution=words, text="A nurse visits the hostel")

    assert (found(notes, "prison chemist"), found(notes, "the nurse of a hostel")) == ([], [note.pk.hex])


def test_problem_asks_with_all_of_its_words(shared, make_problem):
    note = shared(done="The prison rings the chemist")

    assert [match.id for match in in_text_order(make_problem("A prison. A chemist."))] == [note.pk.hex]
    assert in_text_order(make_problem("The bus is late")) == []


def test_question_asks_the_database_once_while_nothing_changes(notes, shared, django_assert_num_queries):
    shared(done="The prison rings the chemist")
    found(notes, "prison chemist")

    with django_assert_num_queries(1):
        found(notes, "prison chemist")
