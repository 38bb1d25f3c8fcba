"""The words existed, and now they do not; that something was tried still stands."""

import uuid

import pytest

from wholeroom.web import moments, personal_data
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning import actions
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people import actions as people


def title(note):
    return PracticeNote.objects.select_related("conversation").get(pk=note.pk).conversation.title


@pytest.mark.parametrize("whose", ["the words", "the place", "the member"])
def test_title_goes_when_its_words_are_erased(shared, author, whose):
    note = shared()
    words = note.words()["done"]
    key = {"the words": words.id.hex, "the place": words.participant.key, "the member": author.key}[whose]

    moments.happen(moments.PERSON_ERASED, key=key)

    assert (title(note), list(PracticeNote.objects.listed())) == ("", [])


@pytest.mark.parametrize("whose", ["the place", "the member"])
def test_nothing_says_who_wrote_a_note_once_they_are_erased(shared, author, whose):
    note = shared()
    key = note.words()["done"].participant.key if whose == "the place" else author.key

    moments.happen(moments.PERSON_ERASED, key=key)

    note.refresh_from_db()
    assert (note.author, note.words()) == (None, {})


def test_page_of_a_note_whose_author_is_erased_still_shows_what_others_said(shared, author, try_here, client):
    note = shared()
    try_here(note, "not", "It stood empty")
    people.erase(by=author)

    page = client.get(f"/practice/{note.pk}/").text

    assert "The words of this note are gone" in page
    assert "It stood empty" in page


def test_erasure_of_something_else_changes_nothing(shared, author):
    note = shared()

    moments.happen(moments.PERSON_ERASED, key=uuid.uuid4().hex)
    actions.erase_by_key(key="not-one-of-ours")

    note.refresh_from_db()
    assert (note.author, title(note)) == (author, "A van at the prison gate")


def test_all_that_is_kept_of_a_member_has_their_notes_and_answers(shared, author, carer, try_here, make_area):
    note = shared(where={"area": make_area("WM", name="Westmarch"), "service": "carers"})
    try_here(note, "not", "It stood empty")

    [row] = personal_data.of(author)["practice notes"]
    [answer] = personal_data.of(carer)["words to practice notes"]

    assert (row["title"], row["area"], row["outcome"]) == ("A van at the prison gate", "Westmarch", "mixed")
    assert row["words"]["went-wrong"] == "The driver was ill for a month"
    assert (answer["words"], answer["outcome"]) == ("It stood empty", "not")
    assert personal_data.of(carer)["practice notes"] == []


def test_no_words_are_left_of_a_member_who_answered(shared, counter_sign, try_here, carer):
    note = shared()
    counter_sign(note, text="zz-seen")
    try_here(note, text="zz-tried")

    people.erase(by=carer)

    assert not Contribution.objects.filter(text__startswith="zz-").exists()
    assert (note.counter_signatures.count(), note.replications.count()) == (1, 1)
