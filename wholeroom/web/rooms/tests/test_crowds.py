"""The console of a hall: as cheap to draw, and as small to send, with two thousand people as with three."""

import re

import pytest
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.screens.arriving import Arriving
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.standing import standing
from wholeroom.web.rooms.tests.meeting import open_step, page_of, sit_down, turned, write

LARGEST_FRAME = 40_000
NAMES = re.compile(r"data-words>(zoe|Ann|No name given|Bea|Mair)<")


def fill(room, people: int, words: int = 0) -> None:
    """So many people join, and say so many words in the open step."""
    before = room.conversation.participants.count()
    Participant.objects.bulk_create(
        Participant(conversation=room.conversation, nickname=f"Person {number}", token_hash=f"{room.code}{number}")
        for number in range(before, before + people)
    )
    last = Contribution.objects.filter(conversation=room.pk).count()
    part, kind = open_step(room).part, "note"
    Contribution.objects.bulk_create(
        Contribution(
            conversation=room.conversation,
            position=last + number,
            part=part,
            kind=kind,
            text=f"<{number}> " + "é" * 150,
        )
        for number in range(1, words + 1)
    )


def test_frame_of_two_thousand_is_small_and_asks_as_often_as_one_of_three(room, django_assert_max_num_queries):
    turned(room, "start")
    fill(room, 3, words=3)
    with django_assert_max_num_queries(20) as few:
        frame(standing(room), "console")
    fill(room, 1997, words=500)

    with django_assert_max_num_queries(len(few)):
        drawn = frame(standing(room), "console")

    assert "<strong>2000</strong> in." in drawn
    assert "Person 7" not in drawn
    assert len(drawn.encode()) < LARGEST_FRAME


def test_newest_words_are_in_the_frame_and_the_others_a_link_away(client, room, facilitator):
    turned(room, "start")
    fill(room, 3, words=250)

    page = page_of(client, room)
    first = client.get(reverse("rooms:all-words", args=[room.pk])).text
    last = client.get(reverse("rooms:all-words", args=[room.pk]), {"page": 3}).text

    assert "&lt;250&gt;" in page
    assert "&lt;1&gt;" not in page
    assert "earlier ones stand on the page with all words" in page
    assert ("&lt;1&gt;" in first, "Page 1 of 3" in first) == (True, True)
    assert "&lt;250&gt;" in last


def test_people_of_a_crowd_stand_on_a_page_and_can_be_found_by_name(client, room, facilitator):
    turned(room, "start")
    fill(room, 150)
    address = reverse("rooms:people", args=[room.pk])

    console = page_of(client, room)
    first, second = client.get(address).text, client.get(address, {"page": 2}).text
    found = client.get(address, {"name": "son 149"}).text
    nobody = client.get(address, {"name": "Zoe"}).text

    assert f'href="{address}"' in console
    assert (first.count("Person "), second.count("Person ")) == (100, 50)
    assert "Person 149" in found
    assert "Person 148" not in found
    assert "Nobody here has a name like this." in nobody


def test_people_stand_in_the_order_of_what_they_are_called(client, room, facilitator, make_person, make_participant):
    for name in ("zoe", "Ann", "", "Bea"):
        make_participant(room, nickname=name)
    conversations.join(by=make_person(name="Mair"), conversation=room.conversation)

    page = client.get(reverse("rooms:people", args=[room.pk])).text
    found = client.get(reverse("rooms:people", args=[room.pk]), {"name": "mai"}).text

    assert NAMES.findall(page) == ["Ann", "Bea", "Mair", "zoe", "No name given"]
    assert NAMES.findall(found) == ["Mair"]


def test_all_that_was_said_in_a_hall_comes_in_pages(client, room):
    sit_down(client, room)
    turned(room, "start")
    fill(room, 3, words=230)
    address = reverse("rooms:said", args=[room.code])

    first, third = client.get(address).text, client.get(address, {"page": 3}).text

    assert (first.count("<blockquote"), third.count("<blockquote")) == (100, 30)
    assert "&lt;230&gt;" in third


def test_word_is_given_to_one_of_a_crowd_from_their_page(client, room, facilitator):
    room.one_voice = True
    room.save()
    turned(room, "start")
    fill(room, 150)
    wanted = room.conversation.participants.get(nickname="Person 149")

    page = client.get(reverse("rooms:people", args=[room.pk]), {"name": "Person 149"}).text
    client.post(reverse("rooms:word", args=[room.pk]), {"participant": str(wanted.pk)})

    assert f'value="{wanted.pk}"' in page
    assert "Person 149 has the word." in page_of(client, room)


def test_page_of_people_is_not_there_for_others(client, room, make_person):
    client.force_login(make_person(may_facilitate=True))

    assert client.get(reverse("rooms:people", args=[room.pk])).status_code == 404


def test_scribe_of_a_crowd_is_offered_those_without_a_phone(client, room, facilitator, make_participant):
    turned(room, "start")
    mair = make_participant(room, nickname="Mair", has_phone=False)
    fill(room, 10)
    few = page_of(client, room).count("<option")
    fill_more = [Participant(conversation=room.conversation, token_hash=f"more {number}") for number in range(60)]
    Participant.objects.bulk_create(fill_more)

    page = page_of(client, room)

    assert few == 12
    assert f'<option value="{mair.pk}">Mair</option>' in page
    assert page.count("<option") == 2


def test_ballots_on_paper_without_a_name_are_nobody_to_write_for(client, room, facilitator, make_participant):
    turned(room, "start")
    make_participant(room, groups=["provider"], has_phone=False)
    for _ballot in range(5):
        make_participant(room, has_phone=False)

    page = page_of(client, room)

    assert "Somebody who gave no name" not in page
    assert page.count("<option") == 2


def test_long_words_leave_the_frame_small(room, make_participant):
    turned(room, "start")
    sam = make_participant(room)
    for number in range(30):
        write(sam, room, f"{number} " + "word " * 700)

    assert len(frame(standing(room), "console").encode()) < LARGEST_FRAME


@pytest.mark.parametrize(
    ("looks", "joined"),
    [
        ([(0, 5)], [0]),
        ([(0, 5), (10, 8), (20, 20)], [0, 3, 15]),
        ([(0, 5), (30, 10), (59, 10), (60, 10), (89, 10), (90, 10)], [0, 5, 5, 5, 5, 0]),
        ([(0, 5), (30, 10), (61, 12)], [0, 5, 7]),
        ([(0, 5), (200, 90), (201, 91)], [0, 0, 1]),
    ],
)
def test_joined_in_the_last_minute_as_far_as_somebody_looked(room, looks, joined):
    seen = Arriving()

    assert [seen.joined(room.pk, places=places, now=now) for now, places in looks] == joined


def test_rooms_are_counted_apart_and_old_ones_forgotten():
    seen = Arriving()
    for number in range(250):
        seen.joined(number, places=1, now=0)

    assert [seen.joined(number, places=3, now=1) for number in (249, 248, 5)] == [2, 2, 0]
