"""My place: what is known of me, what I said, how to hear back, and how to have it all erased."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.models import Contact, Contribution, Participant


@pytest.fixture
def place(conversation):
    def address(name="me"):
        return reverse(f"conversations:{name}", args=[conversation.pk])

    return address


@pytest.mark.parametrize("name", ["me", "contact", "leave", "erase-me"])
def test_place_is_there_only_for_who_holds_it(client, conversation, place, name):
    assert client.post(place(name)).status_code == 404


def test_name_and_groups_are_changed(mary, place):
    mary.browser.post(place(), {"nickname": "M", "groups": ["clinician", "provider"]})

    mary.refresh_from_db()
    assert (mary.nickname, mary.groups) == ("M", {"clinician": "self-described", "provider": "self-described"})


def test_no_name_and_no_group_is_an_answer_too(mary, place):
    mary.browser.post(place(), {})

    mary.refresh_from_db()
    assert (mary.nickname, mary.groups) == ("", {})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"way": "mail", "email": "m@x.example", "other_way": "ring"}, ("m@x.example", "")),
        ({"way": "other", "email": "not an address", "other_way": "tell my keyworker"}, ("", "tell my keyworker")),
        ({"way": "none", "email": "m@x.example"}, None),
    ],
)
def test_only_what_the_chosen_way_needs_is_kept(mary, place, sent, kept):
    response = mary.browser.post(place("contact"), sent)

    found = Contact.objects.filter(participant=mary).values_list("email", "other_way").first()
    assert (response.status_code, found) == (302, kept)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"way": "mail"}, "Write your e-mail address, or choose another way."),
        ({"way": "mail", "email": "m@"}, "Write an address such as name@place.example."),
        ({"way": "other"}, "Write how we can reach you, or choose another way."),
        ({}, "Choose one."),
    ],
)
def test_contact_that_cannot_be_used_is_refused_with_what_was_typed(mary, place, sent, told):
    response = mary.browser.post(place("contact"), sent)

    assert response.status_code == 400
    assert told in response.text
    assert Contact.objects.count() == 0


def test_each_of_my_words_says_how_it_appears(mary, say, place):
    say(mary, text="with group", shown_as="group")
    say(mary, text="alone")
    actions.withdraw(by=mary, contribution=say(mary, text="taken back"))

    page = mary.browser.get(place()).text

    assert [page.count(said) for said in ("Shown as: Carer or family", "Shown with no name and no group")] == [1, 1]
    assert page.count("You took these words back. Nobody else sees them.") == 1


def test_my_place_asks_the_database_as_often_for_one_as_for_many(mary, say, place):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            mary.browser.get(place())
        return len(found)

    say(mary)
    with_one = queries()
    say(mary)
    say(mary)

    assert queries() == with_one


def test_who_leaves_can_come_back_with_the_same_button(mary, place):
    mary.browser.post(place("leave"))
    left = Participant.objects.get(pk=mary.pk).has_left
    mary.browser.post(place("leave"))

    assert (left, Participant.objects.get(pk=mary.pk).has_left) == (True, False)


def test_asking_to_erase_says_first_what_goes_and_what_stays(mary, say, place):
    say(mary)

    page = mary.browser.get(place("erase-me")).text

    assert "What goes" in page
    assert "What stays" in page
    assert Contribution.objects.get().text == "We were never asked"


def test_erasing_takes_words_name_groups_contact_and_place(mary, say, place):
    say(mary)
    actions.withdraw(by=mary, contribution=say(mary))
    actions.leave_contact(by=mary, email="m@x.example")

    response = mary.browser.post(place("erase-me"), follow=True)

    mary.refresh_from_db()
    assert "It is erased" in response.text
    assert [(one.text, one.state, one.participant) for one in Contribution.objects.all()] == [("", "erased", None)] * 2
    assert (mary.nickname, mary.groups, mary.token_hash, mary.is_erased) == ("", {}, None, True)
    assert Contact.objects.count() == 0
    assert mary.browser.get(place()).status_code == 404
