import re

import pytest
from django.urls import reverse

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.tests.meeting import closed, filled_buttons, open_step, page_of, turned, write

BY_PAGE = {"X-Sent-By": "page"}
PLAN = [[], ["start"], ["start", "pause"], ["start", "end"]]


def turn(client, room, verb: str, seen: int | str = "", **options):
    return client.post(reverse("rooms:turn", args=[room.pk]), {"verb": verb, "seen": seen}, **options)


def controls(page: str) -> dict[str, str]:
    """The key and the words of everything that can be pressed with a single key."""
    found = re.findall(r'data-key="([^"]+)"[^>]*>(.*?)\s*<kbd', page, re.DOTALL)
    return {key: re.sub(r"<[^>]*>", "", words).strip() for key, words in found}


@pytest.mark.parametrize("name", ["console", "console-now", "console-mine", "all-words", "close", "paper"])
def test_page_of_the_facilitator_is_not_there_for_others(client, room, make_person, name):
    address = reverse(f"rooms:{name}", args=[room.pk])
    unknown = client.get(address).headers["Location"]
    client.force_login(make_person(may_facilitate=True))

    assert unknown.startswith(reverse("people:sign-in"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["turn", "word", "add-person"])
def test_act_of_the_facilitator_is_not_there_for_others(client, room, make_person, name):
    client.force_login(make_person(may_facilitate=True))

    assert client.post(reverse(f"rooms:{name}", args=[room.pk])).status_code == 404


@pytest.mark.parametrize("verbs", PLAN)
def test_console_has_one_filled_button_outside_its_box(client, room, facilitator, verbs):
    turned(room, *verbs)

    page = page_of(client, room)

    assert filled_buttons(page.partition("<dialog")[0]) == 1


def test_next_action_is_named(client, room, facilitator):
    names = [controls(page_of(client, room))["n"]]
    for verb in ["start", *["next"] * 10]:
        turned(room, verb)
        names.append(controls(page_of(client, room))["n"])

    assert names[:2] == ["Start", "Next: The problem"]
    assert names[-2:] == ["End the last step", "Close the meeting"]


def test_every_single_key_is_shown_on_the_button_it_presses(client, room, facilitator):
    turned(room, "start", "next")

    keys = controls(page_of(client, room))

    assert keys == {
        "w": "Write for others",
        "n": "Next: Questions only",
        "p": "Pause",
        "+": "2 minutes more",
        "-": "2 minutes less",
        "s": "Skip this step",
        "b": "Back a step",
        "u": "Undo: next step",
    }


def test_whole_meeting_is_turned_by_forms_alone(client, room, facilitator):
    verbs = ["start", "pause", "resume", "extend", "cut", "next", "skip", "back", "undo", *["next"] * 8]

    answers = {turn(client, room, verb, seen).status_code for seen, verb in enumerate(verbs)}

    assert answers == {302}
    assert "All steps are done" in page_of(client, room)


def test_steps_tell_done_skipped_and_now(client, room, facilitator):
    turned(room, "start", "next", "skip")

    page = page_of(client, room)

    assert re.findall(r'<li class="(\w+)"', page)[:4] == ["done", "skipped", "open", "planned"]
    assert page.count('aria-current="step"') == 1


def test_wrong_turn_is_told_in_words(client, room, facilitator):
    response = turn(client, room, "pause")

    assert response.status_code == 422
    assert '<p class="note stop">The meeting has not begun.</p>' in response.text


def test_wrong_turn_is_told_to_the_page_in_words(client, room, facilitator):
    response = turn(client, room, "pause", headers=BY_PAGE)

    assert (response.status_code, response.text) == (422, "The meeting has not begun.")


def test_button_pressed_twice_turns_once(client, room, facilitator):
    answers = [turn(client, room, "start", 0).status_code, turn(client, room, "start", 0).status_code]
    turn(client, room, "next", 1)
    turn(client, room, "next", 1)

    assert answers == [302, 422]
    assert open_step(room).position == 1


@pytest.mark.parametrize("fields", [{"verb": "explode"}, {"verb": "next", "seen": "x"}, {}])
def test_turn_that_no_button_makes_is_refused(client, room, facilitator, fields):
    assert client.post(reverse("rooms:turn", args=[room.pk]), fields).status_code == 400


def test_undo_says_what_it_undoes_and_does_it(client, room, facilitator):
    turned(room, "start", "skip")
    named = controls(page_of(client, room))["u"]

    turn(client, room, "undo")

    assert named == "Undo: skipping a step"
    assert open_step(room).position == 0
    assert controls(page_of(client, room))["u"] == "Undo: the start"


def test_no_change_of_the_clock_loses_a_word(client, room, facilitator, make_participant):
    sam = make_participant(room, nickname="Sam")
    turned(room, "start")
    said = []
    for verb in ["extend", "cut", "pause", "resume", "next", "skip", "back", "undo", "skip", "undo", "next"]:
        words = write(sam, room, f"Before {verb}")
        said.append((words.pk, words.part))
        turn(client, room, verb)

    kept = Contribution.objects.filter(conversation=room.conversation, state="shown").order_by("position")

    assert list(kept.values_list("pk", "part")) == said
    assert set(Step.objects.filter(room=room).values_list("pk", flat=True)) >= {int(part[5:]) for _, part in said}


def test_turn_by_the_page_answers_with_nothing_and_the_frame_is_there_to_fetch(client, room, facilitator):
    response = turn(client, room, "start", 0, headers=BY_PAGE)

    frame = client.get(reverse("rooms:console-now", args=[room.pk])).text

    assert (response.status_code, response.content) == (204, b"")
    assert f'data-step="{open_step(room).pk}"' in frame
    assert "<html" not in frame


def test_turn_after_the_close_is_refused_in_words(client, room, facilitator):
    closed(room)

    response = turn(client, room, "back")

    assert response.status_code == 422
    assert "This room is closed" in response.text


def test_console_works_without_a_script(client, room, facilitator):
    turned(room, "start")

    page = page_of(client, room)

    assert f'<form id="turn" method="post" action="{reverse("rooms:turn", args=[room.pk])}"' in page
    assert re.search(r'<button class="button" form="turn"[^>]*name="verb" value="next"', page)
    assert f'<a href="{reverse("rooms:console", args=[room.pk])}">Look again</a>' in page
    assert '<p class="keys-switch option" hidden>' in page


def test_console_asks_the_database_as_often_for_25_people_as_for_one(
    client, room, facilitator, make_participant, django_assert_max_num_queries
):
    turned(room, "start")
    write(make_participant(room, nickname="Sam"), room, "One.")
    with django_assert_max_num_queries(30) as alone:
        page_of(client, room)
    for number in range(24):
        write(make_participant(room, nickname=f"Person {number}", groups=["provider"]), room, "Words", shown_as="group")

    with django_assert_max_num_queries(len(alone)):
        page_of(client, room)


def test_clock_turned_by_another_facilitator_meanwhile_is_not_turned_again(room, make_person):
    second = make_person(may_facilitate=True)
    room.facilitators.add(second)
    turned(room, "start")

    with pytest.raises(actions.TurnedMeanwhile):
        actions.turn(by=second, room=room, verb="next", seen=0)
    assert open_step(room).position == 0
