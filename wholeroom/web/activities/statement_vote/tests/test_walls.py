"""What the wall of a vote shows: one view at a time, as much as fits, and the rest a link away."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, counting, walls
from wholeroom.web.activities.statement_vote.figures import figures
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.standing import standing
from wholeroom.web.rooms.tests.meeting import sit_down, turned

SHARED, SPLIT = "Letters come late", "Open on one evening"
OTHER = "Ask carers first"


def held(make_room, results):
    """Twelve have voted: ten say one thing of the first, they differ on the second, and mostly pass on the third."""
    room = make_room(method=registry.method("statement_voting"))
    by, step = room.facilitators.get(), room.steps.get(name="vote")
    actions.choose_how(by=by, step=step, results=results, after=2, may_add=True)
    found = actions.put_in_many(by=by, step=step, texts=[SHARED, SPLIT, OTHER])
    turned(room, "start")
    for number in range(12):
        who, _ = conversations.join(by=None, conversation=room.conversation)
        values = [-1 if number in (3, 8) else 1, 1 if number % 2 else -1, 0 if number % 4 else 1]
        votes = [actions.Cast(who.pk, one.pk, value) for one, value in zip(found, values, strict=True)]
        actions.cast_together(step=step, votes=votes)
    counting.count(step=step, is_over=True)
    return Room.objects.get(pk=room.pk)


@pytest.fixture
def room(make_room):
    return held(make_room, "live")


def step_of(room, name="vote"):
    return room.steps.select_related("room__conversation").get(name=name)


def wall(room):
    return frame(standing(Room.objects.get(pk=room.pk)), "wall")


def turn_to(client, room, view, name="vote"):
    return client.post(reverse("statement_vote:wall", args=[room.pk, step_of(room, name).pk]), {"view": view})


def test_wall_shows_one_view_and_the_facilitator_turns_it(client, room):
    client.force_login(room.facilitators.get())
    shown = [wall(room)]
    for view in ("split", "others", "map"):
        answer = turn_to(client, room, view)
        shown.append(wall(room))

    words = [[text for text in (SHARED, SPLIT, OTHER) if text in drawn] for drawn in shown]
    assert words == [[SHARED], [SPLIT], [OTHER], []]
    assert "fewer than 30 people" in shown[3]
    assert answer.headers["Location"] == reverse("rooms:console", args=[room.pk])
    assert 'value="map" aria-pressed="true"' in client.get(reverse("rooms:console", args=[room.pk])).text


def test_figures_on_the_wall_never_stand_without_their_caveat(room):
    assert "Counted in steps of five votes. One person may have voted twice." in wall(room)


def test_page_of_all_statements_says_that_votes_come_from_phones_or_paper(client, room):
    client.force_login(room.facilitators.get())

    page = client.get(reverse("statement_vote:stands", args=[room.code, step_of(room).pk])).text

    assert "Votes come from phones or paper ballots: one person may have voted twice." in page


def test_words_are_a_view_where_people_look_at_it(client, room):
    client.force_login(room.facilitators.get())
    turned(room, "next")
    registry.activity("statement_vote").accept(
        step_of(room, "look"),
        {"text": "So few pass.", "shown_as": "nobody", "sending": "w"},
        by=sit_down(client, room),
    )

    refused = turn_to(client, room, "words").status_code
    turn_to(client, room, "words", "look")

    assert refused == 400
    assert "So few pass." in wall(room)


@pytest.mark.parametrize("view", ["", "everything"])
def test_view_that_is_none_is_refused(client, room, view):
    client.force_login(room.facilitators.get())

    assert turn_to(client, room, view).status_code == 400


def test_wall_of_a_closed_room_stays_and_nobody_else_turns_one(client, room, make_person):
    client.force_login(make_person(may_facilitate=True))
    stranger = turn_to(client, room, "map").status_code
    client.force_login(room.facilitators.get())
    rooms.close(by=room.facilitators.get(), room=room)

    assert (stranger, turn_to(client, room, "map").status_code) == (404, 422)


def test_as_many_lines_stand_there_as_fit(room):
    long = figures(step_of(room)).lines[0]
    long.words.text = "x" * 200

    fit = walls._fitting("shared", [long] * 9)

    assert (len(fit.lines), fit.more) == (1, 8)
    assert len(walls._fitting("shared", figures(step_of(room)).lines).lines) == 3


def test_every_statement_stands_on_a_page_once_figures_may_be_seen(client, room):
    sit_down(client, room)
    step = step_of(room)
    actions.put_in(by=room.facilitators.get(), step=step, words={"text": "New", "shown_as": "nobody", "sending": "n"})

    page = client.get(reverse("statement_vote:stands", args=[room.code, step.pk])).text

    assert [text for text in (SHARED, SPLIT, OTHER, "New") if text not in page] == []
    assert "6 of 12 agree, 6 disagree, 0 pass" in page
    assert "Too few votes to show figures" in page


def test_statements_of_a_vote_that_shows_later_stand_there_later(client, make_room):
    room = make_room(method=registry.method("statement_voting"))
    turned(room, "start")
    sit_down(client, room)
    step = step_of(room)
    actions.put_in(by=room.facilitators.get(), step=step, words={"text": "New", "shown_as": "nobody", "sending": "n"})

    page = client.get(reverse("statement_vote:stands", args=[room.code, step.pk])).text

    assert "This shows when the room’s figures do" in page
    assert "New" not in page


def test_page_of_all_statements_is_for_who_takes_part_or_leads(client, room):
    address = reverse("statement_vote:stands", args=[room.code, step_of(room).pk])
    stranger = client.get(address)
    client.force_login(room.facilitators.get())
    leads = client.get(address)

    assert stranger.headers["Location"] == reverse("rooms:welcome", args=[room.code])
    assert SPLIT in leads.text
    assert Statement.objects.count() == 3
