"""From a problem to a meeting: its people are asked, and bring what they wrote if they choose to."""

import pytest
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.conversations.models import Contact
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.replying import reply, say_same_here
from wholeroom.web.rooms import actions
from wholeroom.web.rooms.entering import calling

TODAY = timezone.localdate()


@pytest.fixture
def problem(make_person):
    owner = make_person("owner@westmarch.example", name="Ann")
    problem = problems.bring(by=owner, hard="Letters come late")
    problems.share(by=owner, problem=problem, audience="everyone", shown_as="nobody")
    return problem


@pytest.fixture
def has_it_too(make_person, problem):
    person = make_person("too@westmarch.example", name="Bronwen")
    say_same_here(by=person, problem=problem)
    return person


@pytest.fixture
def room(make_room, problem):
    return make_room("", problem=problem)


def asks(person):
    return [one.path for one in reminders.of(person, today=TODAY) if one.key.startswith("meeting-")]


def texts(room):
    return {(one.kind, one.text) for one in room.conversation.contributions.all()}


def test_people_of_the_problem_are_asked_once_they_are_called(room, problem, has_it_too, make_person):
    stranger = make_person()
    before = asks(has_it_too)

    calling.call(by=room.facilitators.get(), room=room)

    assert (before, asks(stranger)) == ([], [])
    assert asks(has_it_too) == asks(problem.owner) == [f"/j/{room.code}/asked/"]


def test_reminder_ends_once_they_have_a_place(room, has_it_too):
    calling.call(by=room.facilitators.get(), room=room)

    calling.bring(by=has_it_too, room=room, words=[], shown_as="nobody")

    assert asks(has_it_too) == []


def test_facilitator_sees_neither_who_was_asked_nor_how_many(client, room, has_it_too):
    client.force_login(room.facilitators.get())

    client.post(f"/rooms/{room.pk}/call/")

    page = client.get(f"/rooms/{room.pk}/invitations/").content.decode()
    assert "They are asked since" in page
    assert (has_it_too.name in page, has_it_too.email in page) == (False, False)
    assert room.invitations.count() == 0


def test_words_are_said_again_in_the_step_that_takes_them_each_once(room, problem, has_it_too):
    asked = reply(by=has_it_too, problem=problem, kind="question", text="Who posts them?").words
    tried = reply(
        by=has_it_too,
        problem=problem,
        kind="tried",
        text="We rang.",
        parts={"cost": "Two hours", "happened": "It worked"},
    ).words
    calling.call(by=room.facilitators.get(), room=room)

    for _twice in range(2):
        calling.bring(by=has_it_too, room=room, words=[asked, tried], shown_as="name")

    assert texts(room) == {
        ("question", "Who posts them?"),
        ("note", "We rang.\nWhat happened: It worked\nWhat it cost: Two hours"),
    }
    assert room.conversation.participants.get(member=has_it_too).contributions.count() == 2


def test_nobody_brings_words_of_somebody_else(room, problem, has_it_too, make_person):
    of_another = reply(by=make_person(), problem=problem, kind="question", text="Mine?").words
    calling.call(by=room.facilitators.get(), room=room)

    calling.bring(by=has_it_too, room=room, words=[of_another], shown_as="name")

    assert texts(room) == set()


def test_who_is_not_asked_finds_nothing(client, room, make_person, has_it_too):
    client.force_login(has_it_too)
    before_the_call = client.get(f"/j/{room.code}/asked/").status_code
    calling.call(by=room.facilitators.get(), room=room)
    client.force_login(make_person())

    assert (before_the_call, client.get(f"/j/{room.code}/asked/").status_code) == (404, 404)


def test_page_lets_them_bring_words_and_hear_what_came_of_it(client, room, problem, has_it_too):
    said = reply(by=has_it_too, problem=problem, kind="question", text="Who posts them?").words
    calling.call(by=room.facilitators.get(), room=room)
    client.force_login(has_it_too)
    page = client.get(f"/problems/{problem.pk}/").content.decode()

    answer = client.post(
        f"/j/{room.code}/asked/", {"words": [said.pk.hex], "shown_as": "group", "tell_me": "on"}, follow=True
    )

    assert f"/j/{room.code}/asked/" in page
    assert answer.redirect_chain == [(f"/r/{room.code}/", 302)]
    assert [one.shown_as for one in room.conversation.contributions.all()] == ["group"]
    assert Contact.objects.get(participant__conversation=room.pk).email == has_it_too.email


def test_problem_leads_each_to_the_meeting_in_their_own_way(client, room, problem, has_it_too, make_person):
    calling.call(by=room.facilitators.get(), room=room)
    page = f"/problems/{problem.pk}/"

    as_stranger = client.get(page).text
    client.force_login(has_it_too)
    as_asked = client.get(page).text
    calling.bring(by=has_it_too, room=room, words=[], shown_as="nobody")
    with_place = client.get(page).text
    client.force_login(room.facilitators.get())
    as_facilitator = client.get(page).text

    ways = ["Say “Same here”, and you can come.", f'"/j/{room.code}/asked/"', f'"/r/{room.code}/"']
    shown = [[way in one for way in ways] for one in (as_stranger, as_asked, with_place, as_facilitator)]
    assert shown == [[True, False, False], [False, True, False], [False, False, True], [False, False, False]]


def test_erasing_the_account_erases_the_words_in_both_places(room, problem, has_it_too):
    said = reply(by=has_it_too, problem=problem, kind="question", text="Who posts them?").words
    calling.call(by=room.facilitators.get(), room=room)
    calling.bring(by=has_it_too, room=room, words=[said], shown_as="name", tell_me=True)

    people.erase(by=has_it_too)

    assert texts(room) == {("question", "")}
    assert Contact.objects.count() == 0


def test_everybody_of_the_problem_is_told_when_the_meeting_is_over(room, problem, has_it_too):
    actions.close(by=room.facilitators.get(), room=room)

    told = [one for one in reminders.of(has_it_too, today=TODAY) if one.key.startswith("outcome-")]

    assert [one.path for one in told] == [f"/problems/{problem.pk}/#outcome"]
    assert "“Letters come late” is over" in told[0].text


def test_meeting_on_no_problem_has_nobody_to_ask(make_room):
    room = make_room("A question of its own")

    with pytest.raises(calling.NoProblem, match="on no problem"):
        calling.call(by=room.facilitators.get(), room=room)


@pytest.mark.parametrize("act", ["call", "start"])
def test_problem_is_in_a_meeting_once_its_people_are_asked_or_it_has_begun(room, problem, act):
    facilitator = room.facilitators.get()

    if act == "call":
        calling.call(by=facilitator, room=room)
    else:
        actions.turn(by=facilitator, room=room, verb="start")

    problem.refresh_from_db()
    assert problem.stage == "in-meeting"


def test_problem_is_open_again_after_a_meeting_that_promised_nothing(room, problem):
    calling.call(by=room.facilitators.get(), room=room)

    actions.close(by=room.facilitators.get(), room=room)

    problem.refresh_from_db()
    assert problem.stage == "open"
