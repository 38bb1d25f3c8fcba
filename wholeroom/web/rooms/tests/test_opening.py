from datetime import UTC, datetime

import pytest
from django.urls import reverse

from wholeroom.web.rooms import actions, planning
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.ways_in import for_others

GOOD_ANSWERS = {"method": "problem_meeting", "minutes": "75", "place": "hall"}


@pytest.fixture
def fern(make_person, client):
    """A facilitator, signed in."""
    person = make_person(name="Fern", may_facilitate=True)
    client.force_login(person)
    return person


@pytest.fixture
def room(make_room, fern) -> Room:
    return make_room(by=fern)


def page(client, name, room, **rest) -> str:
    return client.get(reverse(f"rooms:{name}", args=[room.pk])).content.decode()


def test_new_room_asks_who_is_not_signed_in_to_sign_in(client, db):
    answer = client.get("/rooms/new/")

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/rooms/new/"


def test_new_room_tells_others_how_to_become_a_facilitator(client, make_person):
    client.force_login(make_person())

    answer = client.get("/rooms/new/")

    assert answer.status_code == 403
    assert "To open a room, you need an invitation" in answer.content.decode()


def test_room_on_a_problem_needs_no_answer_but_the_good_ones_given(client, fern, make_problem):
    problem = make_problem("Nobody answers the phone")
    address = f"/rooms/new/?problem={problem.pk}"
    assert 'value="problem_meeting" required' not in client.get(address).content.decode()

    answer = client.post(address, {**GOOD_ANSWERS, "question": ""})

    room = Room.objects.get()
    assert answer["Location"] == f"/rooms/{room.pk}/"
    assert (room.problem, room.conversation.title, room.question) == (problem, "", "Nobody answers the phone")


def test_room_without_a_problem_needs_a_question(client, fern):
    answer = client.post("/rooms/new/", {**GOOD_ANSWERS, "question": ""})

    assert answer.status_code == 400
    assert "Write the question you meet about." in answer.content.decode()
    assert not Room.objects.exists()


def test_room_is_opened_with_place_and_time(client, fern):
    given = {"question": "Why?", "place": "both", "address": "Library", "day": "2026-07-01", "time": "14:30"}

    client.post("/rooms/new/", {**GOOD_ANSWERS, **given, "video_link": "call.example/1", "access": "Step-free"})

    room = Room.objects.get()
    assert (room.place, room.address, room.video_link, room.access) == (
        "both",
        "Library",
        "https://call.example/1",
        "Step-free",
    )
    assert room.starts == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"day": "2026-07-01"}, "Say at what time it starts, too."),
        ({"time": "14:30"}, "Say on which day, too."),
        ({"minutes": "44"}, "44 is not one of the available choices."),
    ],
)
def test_room_that_is_half_planned_says_what_is_missing(client, fern, given, words):
    answer = client.post("/rooms/new/", {**GOOD_ANSWERS, "question": "Why?", **given})

    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_room_on_a_draft_of_somebody_else_is_not_opened(client, fern, make_problem):
    problem = make_problem()
    problem.conversation.state = "draft"
    problem.conversation.save()

    assert client.get(f"/rooms/new/?problem={problem.pk}").status_code == 404
    assert client.get("/rooms/new/?problem=nonsense").status_code == 404


@pytest.mark.parametrize("name", ["design", "purpose", "place", "steps", "seats", "invitations", "without-phone"])
def test_plan_is_there_for_its_facilitator_only(client, make_person, room, name):
    address = reverse(f"rooms:{name}", args=[room.pk])
    assert client.get(address).status_code == 200

    client.force_login(make_person(may_facilitate=True))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address)["Location"] == f"/sign-in/?next={address}"


def test_plan_says_what_is_missing_until_nothing_is(client, fern, room):
    assert "The seats: who should be in the room" in page(client, "design", room)
    planning.set_purpose(by=fern, room=room, question="Why?", given="The budget", decided_by="The board")
    planning.set_place(
        by=fern, room=room, place="hall", starts=datetime(2026, 7, 1, tzinfo=UTC), address="Library", access="Lift"
    )
    planning.add_seats(by=fern, room=room, groups=["provider"])
    client.post(f"/rooms/{room.pk}/invitations/", {"name": "Ana"})

    assert "Nothing is missing" in page(client, "design", room)


def test_plan_shows_the_ways_in(client, room):
    shown = page(client, "design", room)

    assert f"{room.code[:3]} {room.code[3:]}" in shown
    assert f'value="http://testserver/j/{room.code}/"' in shown
    assert '<svg viewBox="0 0 ' in shown


def test_steps_take_new_words_and_minutes(client, room):
    sent = {}
    for step in room.steps.all():
        sent |= {f"{step.part}-title": step.title, f"{step.part}-prompt": step.prompt, f"{step.part}-minutes": 3}
    sent[f"{room.steps.first().part}-title"] = "Tea first"

    client.post(f"/rooms/{room.pk}/steps/", sent)

    room.refresh_from_db()
    assert room.clock["minutes"] == [3] * 10
    assert [step.title for step in room.steps.all()][:2] == ["Tea first", "The problem"]


def test_steps_say_which_of_them_is_wrong(client, room):
    first = room.steps.first()

    answer = client.post(f"/rooms/{room.pk}/steps/", {f"{first.part}-minutes": 0})

    assert answer.status_code == 400
    assert f'<a href="#id_{first.part}-minutes">Arrive, Minutes: Write whole minutes' in answer.content.decode()


def test_steps_are_read_only_once_the_meeting_has_begun(client, fern, room):
    actions.turn(by=fern, room=room, verb="start")

    assert "The meeting has begun, so its plan stands." in page(client, "steps", room)
    answer = client.post(f"/rooms/{room.pk}/steps/", {})
    assert answer.status_code in (400, 409)


def test_seats_are_added_marked_and_removed(client, room):
    address = f"/rooms/{room.pk}/seats/"
    client.post(address, {"add": "every-group"})
    client.post(address, {"group": "other", "number": 2})
    seats = list(room.seats.all())
    assert len(seats) == 11

    client.post(f"{address}{seats[0].pk}/", {"state": "taken"})
    client.post(f"{address}{seats[1].pk}/", {"state": "remove"})

    assert [seat.state for seat in room.seats.all()] == ["taken"] + ["wanted"] * 9


def test_refusal_is_a_page_with_its_reason(client, fern, room):
    actions.close(by=fern, room=room)

    answer = client.post(f"/rooms/{room.pk}/one-voice/", {"wanted": "yes"})

    assert answer.status_code == 409
    assert "This room is closed, so its plan no longer changes." in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_rooms_are_listed_with_the_same_number_of_questions(client, fern, make_room, number, django_assert_num_queries):
    for _ in range(number):
        make_room(by=fern)

    with django_assert_num_queries(3):
        client.get("/rooms/")


def test_problem_shows_its_meetings_and_the_way_to_open_one(client, fern, make_room, make_problem):
    problem = make_problem()
    room = make_room(by=fern, problem=problem)
    planning.set_place(by=fern, room=room, place="hall", starts=datetime(2026, 7, 1, 13, 30, tzinfo=UTC))

    shown = client.get(f"/problems/{problem.pk}/").content.decode()

    assert "A meeting: Wednesday 1 July 2026, 14:30, 75 minutes" in shown
    assert f'href="/rooms/new/?problem={problem.pk}"' in shown
    assert room.code not in shown


def test_guide_of_the_method_is_a_page(client, room):
    shown = page(client, "guide", room)

    assert "<h1>How to hold a problem meeting</h1>" in shown
    assert "<h2>Arrive</h2>" in shown
    assert "<strong>Say:</strong>" in shown


@pytest.mark.parametrize(
    ("opened_with", "site_address", "link"),
    [
        ("http://10.0.0.7:8000/", "http://localhost:8000/", "http://10.0.0.7:8000/join/"),
        ("http://localhost:8000/", "https://room.example/", "https://room.example/join/"),
        ("http://127.0.0.1:8130/", "http://localhost:8000/", "http://127.0.0.1:8130/join/"),
    ],
)
def test_link_for_others_is_one_that_works_elsewhere(rf, settings, opened_with, site_address, link):
    settings.ADDRESS, settings.ALLOWED_HOSTS = site_address, ["*"]

    assert for_others(rf.get("/", SERVER_NAME=opened_with[7:-6], SERVER_PORT=opened_with[-5:-1]), "/join/") == link
