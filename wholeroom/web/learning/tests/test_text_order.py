"""Notes are found by the search of the site, and beside a problem by the words both share; it follows every change."""

import pytest

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.rewording import reword
from wholeroom.web.learning import actions
from wholeroom.web.learning.findable import findable, owners, told
from wholeroom.web.learning.text_order import in_text_order
from wholeroom.web.search import corpus
from wholeroom.web.search.looking import look


@pytest.fixture
def found(gathered):
    """``found(text)`` gives the notes that the search of the site finds."""
    return lambda text: [one.told.conversation for group in look(text, only="note") for one in group.results]


def test_note_is_found_by_the_words_of_any_part(found, shared):
    note = shared(done="A van", happened="The chemist rang the prison")

    assert found("The prison never talks") == [note.pk]


@pytest.mark.parametrize("how", ["a draft again", "by link", "hidden", "erased"])
def test_note_that_shows_no_longer_is_found_no_longer(found, shared, author, how):
    note = shared(done="The prison rings the chemist")
    words = note.words()["done"]
    assert found("prison chemist") == [note.pk]

    if how == "a draft again":
        actions.keep_to_oneself(by=author, note=note)
    elif how == "by link":
        actions.share(by=author, note=note, audience="link", shown_as="nobody")
    elif how == "hidden":
        conversations.hide(by=author, contribution=words, reason="danger")
    else:
        conversations.erase(by=words.participant, contribution=words)

    assert found("prison chemist") == []


@pytest.mark.parametrize("how", ["told anew", "said anew"])
def test_note_with_new_words_is_found_by_these_only(found, shared, author, how):
    note = shared(done="The prison rings the chemist")
    words = note.words()["done"]
    assert found("chemist") == [note.pk]

    if how == "told anew":
        actions.tell(by=author, note=note, part="done", text="A nurse visits the hostel")
    else:
        reword(by=words.participant, contribution=words, text="A nurse visits the hostel")

    assert (found("chemist"), found("nurse hostel")) == ([], [note.pk])


def test_what_others_say_to_a_note_is_not_what_it_is_found_by(found, shared, try_here):
    try_here(shared(), text="The chemist rang the hostel")

    assert found("chemist hostel") == []


def test_findable_note_says_its_service_and_the_kind_of_its_area(shared, author, make_area):
    note = shared(where={"area": make_area("WM", share_urban=1), "service": "carers"})

    [one] = findable(None)

    assert (one.title, one.area, one.service) == ("A van at the prison gate", Area.Kind.CITY, "carers")
    assert (told(note.conversation), owners([note.pk])) == (one, {note.pk: author.pk})


def test_drafts_and_notes_by_link_are_not_findable(draft, shared):
    shared(audience="link")

    assert list(findable(None)) == []


def test_problem_asks_with_all_of_its_words(gathered, shared, make_problem):
    note = shared(done="The prison rings the chemist")

    assert [one.told.conversation for one in in_text_order(make_problem("A prison. A chemist."))] == [note.pk]
    assert in_text_order(make_problem("The bus is late")) == []


def test_nothing_is_found_while_the_search_is_being_gathered(monkeypatch, shared, make_problem):
    monkeypatch.setattr(corpus, "here", corpus.Corpus())
    shared(done="The prison rings the chemist")

    assert in_text_order(make_problem("A prison. A chemist.")) == []
