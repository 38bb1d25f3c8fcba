import pytest
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.tests.meeting import closed, filled_buttons, open_step, sit_down, turned, write

BY_PAGE = {"X-Sent-By": "page"}
WORDS = {"text": "Nobody rang them.", "shown_as": "nobody", "sending": "one"}


def address(room, step=None) -> str:
    return reverse("rooms:say", args=[room.code, (step or open_step(room)).pk])


@pytest.fixture
def room(make_room):
    return turned(make_room(), "start")


def test_phone_of_somebody_unknown_leads_to_the_way_in(client, room):
    response = client.get(reverse("rooms:phone", args=[room.code]))

    assert response.headers["Location"] == reverse("rooms:welcome", args=[room.code])


def test_phone_shows_the_step_the_form_and_the_way_to_my_place(client, room):
    sit_down(client, room)

    page = client.get(reverse("rooms:phone", args=[room.code])).text

    assert open_step(room).prompt in page
    assert f'action="{address(room)}"' in page
    assert f'data-mine="/r/{room.code}/mine/"' in page
    assert reverse("conversations:me", args=[room.pk]) in page
    assert page.count("<h1") == 1


def test_phone_never_refreshes_by_itself_and_has_a_link_instead(client, room):
    sit_down(client, room)

    page = client.get(reverse("rooms:phone", args=[room.code])).text

    assert "http-equiv" not in page
    assert f'<a href="/r/{room.code}/">Look again</a>' in page


@pytest.mark.parametrize("verbs", [[], ["pause"], ["end"]])
def test_phone_has_at_most_one_filled_button(client, make_room, verbs):
    room = turned(make_room(), *(["start", *verbs] if verbs else []))
    sit_down(client, room)

    assert filled_buttons(client.get(reverse("rooms:phone", args=[room.code])).text) <= 1


def test_phone_before_the_start_says_what_will_happen(client, make_room):
    room = make_room()
    sit_down(client, room)

    page = client.get(reverse("rooms:phone", args=[room.code])).text

    assert "You are in" in page
    assert "There are 10 steps in 75 minutes." in page
    assert "First comes: Arrive" in page


def test_phone_after_the_close_thanks_and_asks_how_to_reach_me(client, make_room):
    room = closed(make_room())
    sit_down(client, room)

    page = client.get(reverse("rooms:phone", args=[room.code])).text

    assert "Thank you" in page
    assert "Do you want to hear what comes of it?" in page
    assert filled_buttons(page) == 1


def test_words_sent_without_a_script_come_back_to_the_phone(client, room):
    sam = sit_down(client, room)

    response = client.post(address(room), WORDS)

    assert response.headers["Location"] == reverse("rooms:phone", args=[room.code])
    assert sam.contributions.get().text == "Nobody rang them."


def test_words_sent_by_the_page_are_answered_with_my_own_part(client, room):
    sit_down(client, room)

    response = client.post(address(room), WORDS, headers=BY_PAGE)

    assert response.status_code == 200
    assert "Nobody rang them." in response.text
    assert "<html" not in response.text


def test_words_that_arrive_twice_are_kept_once(client, room):
    sit_down(client, room)

    answers = [client.post(address(room), WORDS, headers=BY_PAGE).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert Contribution.objects.filter(text="Nobody rang them.").count() == 1


@pytest.mark.parametrize("headers", [{}, BY_PAGE])
def test_form_that_is_wrong_comes_back_with_what_is_wrong(client, room, headers):
    sit_down(client, room)

    response = client.post(address(room), {**WORDS, "text": " "}, headers=headers)

    assert response.status_code == 422
    assert "Write something first." in response.text
    assert ("<html" in response.text) == (not headers)


def test_words_for_a_step_that_is_over_are_kept_under_it(client, room):
    sit_down(client, room)
    first = open_step(room)
    turned(room, "next")

    response = client.post(address(room, first), WORDS, headers=BY_PAGE)

    assert response.status_code == 200
    assert Contribution.objects.get(text="Nobody rang them.").part == first.part
    assert f'action="{address(room)}"' in response.text


def test_refused_words_for_a_step_that_is_over_say_where_they_belong(client, room):
    sit_down(client, room)
    first = open_step(room)
    turned(room, "next")

    response = client.post(address(room, first), {**WORDS, "text": ""}, headers=BY_PAGE)

    assert response.status_code == 422
    assert "You wrote this for “Arrive”." in response.text
    assert f'action="{address(room, first)}"' in response.text


def test_words_after_the_close_are_kept_and_wait_to_be_read(client, make_room):
    room = closed(make_room())
    sit_down(client, room)

    response = client.post(address(room, room.steps.first()), WORDS)

    assert response.status_code == 302
    assert Contribution.objects.get(text="Nobody rang them.").state == Contribution.State.WAITING


@pytest.mark.parametrize("headers", [{}, BY_PAGE])
def test_words_of_somebody_unknown_come_back_in_the_box(client, room, headers):
    response = client.post(address(room), {**WORDS, "text": "<b>Nobody</b> rang."}, headers=headers)

    assert response.status_code == 422
    assert ">&lt;b&gt;Nobody&lt;/b&gt; rang.</textarea>" in response.text
    assert "Join again and send" in response.text
    assert not room.conversation.contributions.exists()


def test_words_of_somebody_erased_come_back_in_the_box(client, room):
    sam = sit_down(client, room)
    conversations.erase_participant(by=sam, participant=sam)

    response = client.post(address(room), WORDS, headers=BY_PAGE)

    assert response.status_code == 422
    assert "Nobody rang them.</textarea>" in response.text


def test_joining_again_takes_the_words_along(client, room):
    response = client.post(address(room), {**WORDS, "join-again": "yes"})

    said = Contribution.objects.get(text="Nobody rang them.")
    assert response.headers["Location"] == reverse("rooms:phone", args=[room.code])
    assert cookies.name(room.conversation) in response.cookies
    assert said.participant.conversation == room.conversation
    assert "Nobody rang them." in client.get(reverse("rooms:phone", args=[room.code])).text


def test_my_part_of_somebody_unknown_says_how_to_join_again(client, room):
    part = client.get(reverse("rooms:mine-fragment", args=[room.code])).text

    assert f'href="{reverse("rooms:welcome", args=[room.code])}"' in part


def test_my_part_is_that_of_the_open_step(client, room):
    sit_down(client, room)
    turned(room, "next")

    part = client.get(reverse("rooms:mine-fragment", args=[room.code])).text

    assert f'action="{address(room)}"' in part
    assert "<html" not in part


def test_words_for_a_step_of_another_room_are_not_taken(client, room, make_room):
    sit_down(client, room)
    other = turned(make_room(), "start")

    assert client.post(reverse("rooms:say", args=[room.code, open_step(other).pk]), WORDS).status_code == 404


def test_somebody_who_is_no_facilitator_cannot_speak_for_others(client, room, make_participant):
    sam, aisha = sit_down(client, room), make_participant(room)

    client.post(address(room), {**WORDS, "for": str(aisha.pk)})

    assert Contribution.objects.get(text="Nobody rang them.").participant == sam


def test_wrong_code_counts_as_a_guess(client, room):
    answers = {client.get("/r/AAAAAA/").status_code for _ in range(40)}

    assert answers == {404, 409}


def test_all_that_was_said_is_read_step_by_step_without_what_is_hidden(client, room, make_participant):
    sam = sit_down(client, room)
    write(sam, room, "This shows.")
    hidden = write(sam, room, "This does not.")
    conversations.hide(by=room.facilitators.get(), contribution=hidden, reason="advert")

    page = client.get(reverse("rooms:said", args=[room.code])).text

    assert "This shows." in page
    assert "Arrive" in page
    assert "This does not." not in page


def test_what_is_held_back_while_the_owner_speaks_is_not_among_all_that_was_said(client, room):
    sam = sit_down(client, room)
    turned(room, "next")
    write(sam, room, "Something struck me.")
    held = client.get(reverse("rooms:said", args=[room.code])).text

    turned(room, "next")

    assert "Something struck me." not in held
    assert "Something struck me." in client.get(reverse("rooms:said", args=[room.code])).text


@pytest.mark.parametrize("path", ["phone", "mine-fragment", "said"])
def test_phone_asks_the_database_as_often_among_300_as_among_few(
    client, room, path, django_assert_max_num_queries, make_participant
):
    sam = sit_down(client, room)
    write(sam, room, "One.")
    with django_assert_max_num_queries(16) as alone:
        client.get(reverse(f"rooms:{path}", args=[room.code]))
    crowd(room, 300)

    with django_assert_max_num_queries(len(alone)):
        client.get(reverse(f"rooms:{path}", args=[room.code]))


def test_sending_words_asks_the_database_as_often_among_300_as_among_few(client, room, django_assert_max_num_queries):
    sit_down(client, room)
    with django_assert_max_num_queries(40) as alone:
        client.post(address(room), WORDS, headers=BY_PAGE)
    crowd(room, 300)

    with django_assert_max_num_queries(len(alone) + 1):  # my words from before are there now, too
        client.post(address(room), {**WORDS, "sending": "two"}, headers=BY_PAGE)


def crowd(room, people: int) -> None:
    """Many who each said one thing in the open step."""
    part = Step.objects.get(room=room, state=Step.State.OPEN).part
    here = room.conversation
    joined = here.participants.model.objects.bulk_create(
        here.participants.model(conversation=here, nickname=f"Person {number}") for number in range(people)
    )
    Contribution.objects.bulk_create(
        Contribution(conversation=here, position=1000 + place, participant=who, part=part, kind="note", text="Words")
        for place, who in enumerate(joined)
    )
