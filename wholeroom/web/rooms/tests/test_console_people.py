"""The people and the words in the console: who is here, cards and scribes, hiding and letting show."""

import re

import pytest
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.tests.meeting import closed, open_step, page_of, turned, write

BY_PAGE = {"X-Sent-By": "page"}


def test_who_has_not_spoken_is_named_to_the_facilitator(client, room, facilitator, make_participant):
    turned(room, "start")
    write(make_participant(room, nickname="Aisha", groups=["provider"]), room, "I spoke.", shown_as="group")
    make_participant(room, nickname="Sam")

    people = page_of(client, room).partition('class="people"')[2].partition("</ul>")[0]
    later = turned(room, "next")

    assert re.findall(r">(Aisha|Sam|Provider|Not heard from yet|Not yet in this step)<", people) == [
        "Aisha",
        "Provider",
        "Sam",
        "Not heard from yet",
    ]
    assert "Not yet in this step" in page_of(client, later)


def test_words_with_neither_name_nor_group_do_not_tell_whose_they_are(client, room, facilitator, make_participant):
    turned(room, "start")
    sam = make_participant(room, nickname="Sam", groups=["provider"])
    make_participant(room, nickname="Aisha")
    before = page_of(client, room).partition('class="people"')[2].partition("</ul>")[0]

    write(sam, room, "Nobody must know that this is mine.", shown_as="nobody")

    assert page_of(client, room).partition('class="people"')[2].partition("</ul>")[0] == before


def test_people_who_left_or_were_erased_are_not_here(client, room, facilitator, make_participant):
    gone = make_participant(room, nickname="Gone Sam")
    conversations.erase_participant(by=gone, participant=gone)

    assert "People show here once they join" in page_of(client, room)


def test_person_without_a_phone_is_added_and_can_be_written_for(client, room, facilitator):
    turned(room, "start")

    response = client.post(reverse("rooms:add-person", args=[room.pk]), {"nickname": "Mair", "groups": ["clinician"]})

    page = page_of(client, room)
    mair = room.conversation.participants.get(nickname="Mair")
    assert response.status_code == 302
    assert '<span class="tag">no phone</span>' in page
    assert f'<option value="{mair.pk}">Mair</option>' in page


@pytest.mark.parametrize("headers", [{}, BY_PAGE])
def test_person_without_a_name_is_not_added(client, room, facilitator, headers):
    response = client.post(reverse("rooms:add-person", args=[room.pk]), {"nickname": ""}, headers=headers)

    assert response.status_code == 422
    assert "Write a name, so that you can tell people apart." in response.text


def test_facilitator_writes_down_what_somebody_says(client, room, facilitator, make_participant):
    step = open_step(turned(room, "start"))
    sam = make_participant(room, nickname="Sam")
    words = {"text": "From a card.", "shown_as": "name", "sending": "card", "for": str(sam.pk)}

    response = client.post(reverse("rooms:say", args=[room.code, step.pk]), words)

    assert response.headers["Location"] == reverse("rooms:console", args=[room.pk])
    assert Contribution.objects.get(text="From a card.").participant == sam


def test_card_without_a_name_is_kept_with_nobody(client, room, facilitator):
    step = open_step(turned(room, "start"))
    words = {"text": "From a card.", "shown_as": "nobody", "sending": "card", "for": ""}

    response = client.post(reverse("rooms:say", args=[room.code, step.pk]), words, headers=BY_PAGE)

    assert response.status_code == 200
    assert "<html" not in response.text
    assert Contribution.objects.get(text="From a card.").participant is None


@pytest.mark.parametrize("headers", [{}, BY_PAGE])
def test_empty_card_comes_back(client, room, facilitator, headers):
    step = open_step(turned(room, "start"))
    words = {"text": "", "shown_as": "nobody", "sending": "card", "for": ""}

    response = client.post(reverse("rooms:say", args=[room.code, step.pk]), words, headers=headers)

    assert response.status_code == 422
    assert "Write something first." in response.text


def test_word_is_given_passed_on_and_taken_back(client, room, facilitator, make_participant):
    turned(room, "start")
    address = reverse("rooms:word", args=[room.pk])
    sam, aisha = make_participant(room, nickname="Sam"), make_participant(room, nickname="Aisha")
    client.post(address, {"one_voice": "yes"})
    speakers = []
    for who in (str(sam.pk), str(aisha.pk), ""):
        client.post(address, {"participant": who})
        room.refresh_from_db()
        speakers.append(room.speaker)

    assert speakers == [sam, aisha, None]
    assert room.one_voice


def test_word_is_not_given_to_somebody_of_another_room(client, room, facilitator, make_room, make_participant):
    elsewhere = make_participant(make_room())

    response = client.post(reverse("rooms:word", args=[room.pk]), {"participant": str(elsewhere.pk)})

    assert response.status_code == 422
    assert "This person is no longer here." in response.text
    assert client.post(reverse("rooms:word", args=[room.pk]), {"participant": "nobody"}).status_code == 400


def test_words_are_hidden_for_a_reason_and_shown_again(client, room, facilitator, make_participant):
    words = write(make_participant(room), turned(room, "start"), "Ring Jo Smith.")
    console = reverse("rooms:console", args=[room.pk])
    asked = client.get(reverse("rooms:hide-words", args=[room.pk, words.pk])).text
    fields = {"reason": "names-somebody", "next": console}

    response = client.post(reverse("conversations:hide", args=[words.pk]), fields)
    hidden = page_of(client, room)
    client.post(reverse("conversations:let-show", args=[words.pk]), {"next": console})

    assert "Ring Jo Smith." in asked
    assert 'value="names-somebody"' in asked
    assert response.headers["Location"] == console
    assert "Hidden in this step" in hidden
    assert f'formaction="{reverse("conversations:let-show", args=[words.pk])}"' in hidden
    assert "Hidden in this step" not in page_of(client, room)


def test_words_of_another_room_have_no_page_to_hide_them(client, room, facilitator, make_room):
    other = turned(make_room(), "start")
    words = write(None, other, "Elsewhere.")

    assert client.get(reverse("rooms:hide-words", args=[room.pk, words.pk])).status_code == 404


def test_words_that_show_can_be_hidden_beside_them(client, room, facilitator, make_participant):
    words = write(make_participant(room), turned(room, "start"), "Ring Jo Smith.")

    assert f'href="{reverse("rooms:hide-words", args=[room.pk, words.pk])}"' in page_of(client, room)


def test_all_words_are_on_one_page_by_step_at_a_fixed_cost(
    client, room, facilitator, make_participant, django_assert_max_num_queries
):
    address = reverse("rooms:all-words", args=[room.pk])
    first = open_step(turned(room, "start"))
    turned(room, "next")
    write(make_participant(room, nickname="Sam"), room, "Second step.", shown_as="name")
    with django_assert_max_num_queries(12) as alone:
        client.get(address)
    for number in range(10):
        write(make_participant(room, nickname=f"Person {number}"), room, f"First step {number}.", step=first)

    with django_assert_max_num_queries(len(alone)):
        page = client.get(address).text

    assert page.index("First step 9.") < page.index("Second step.")
    assert page.count(">Hide<") == 11


def test_words_that_came_late_are_told_apart(client, room, facilitator, make_participant):
    sam = make_participant(room)
    first = open_step(turned(room, "start"))
    turned(room, "next")
    write(sam, room, "In time.")
    write(sam, room, "Too slow.", step=first)

    late = page_of(client, room).partition("Came late, for a step before")[2]

    assert "Too slow." in late
    assert "Arrive" in late


def test_words_after_the_close_wait_to_be_read(client, room, facilitator, make_participant):
    sam = make_participant(room)
    closed(room)
    words = write(sam, room, "One more thing.", step=room.steps.first())

    page = page_of(client, room)
    client.post(reverse("conversations:let-show", args=[words.pk]))

    assert "One more thing." in page.partition("Waiting for you to read")[2]
    assert 'name="verb"' not in page
    assert "One more thing." not in page_of(client, room)
