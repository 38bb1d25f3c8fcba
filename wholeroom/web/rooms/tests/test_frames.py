import re

import pytest

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.live import renderers
from wholeroom.web.rooms import planning, registry, speaking
from wholeroom.web.rooms.contract import AUDIENCES, Activity, Outcome
from wholeroom.web.rooms.models import Room, Seat
from wholeroom.web.rooms.screens import frames
from wholeroom.web.rooms.tests.meeting import closed, open_step, turned, write

CLOCK = re.compile(r'data-ends="(\d+)" data-now="(\d+)"( data-still)?( data-over)?>([^<]*)<')


class Talkative(Activity):
    """Shows far more than a phone on a bad line should be sent."""

    name = "notes"
    title = "Talkative"

    def frame(self, step, audience, language):
        return "<p>so many words</p>" * 400

    def form_version(self, step):
        return "third"

    def phone(self, step, participant, form=None):
        return ""

    def accept(self, step, data, *, by):
        return None

    def rows(self, step):
        return []

    def paper(self, step):
        return ""

    def outcome(self, step):
        return Outcome()


def frame_of(room: Room, audience: str) -> str:
    return frames.draw(room.pk.hex, audience, "en-gb")


@pytest.fixture
def full_room(make_room, make_person):
    """Members who are openly themselves; each has spoken in the first step."""

    def make(people: int) -> Room:
        room = turned(make_room(), "start")
        for number in range(people):
            member, groups = make_person(name=f"Person {number}"), ["provider", "carer-or-family"]
            who, _ = conversations.join(by=member, conversation=room.conversation, groups=groups)
            write(who, room, f"{number}: " + "Nobody rang them when they left. " * 9, shown_as="name")
        return room

    return make


@pytest.mark.parametrize("topic", ["no-room", "0" * 32])
def test_frame_of_what_is_no_room_is_left_to_others(db, topic):
    assert frames.draw(topic, "wall", "en-gb") is None


@pytest.mark.django_db(transaction=True)  # between drawings the hub lets go of connections
def test_hub_draws_rooms_through_the_renderer_registered_here(make_room):
    room = turned(make_room(), "start")

    drawn = renderers.draw(room.pk.hex, "wall", "en-gb")

    assert f'data-step="{open_step(room).pk}"' in drawn


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(
    ("verbs", "phase"),
    [
        ([], "before"),
        (["start"], "running"),
        (["start", "pause"], "paused"),
        (["start", "end"], "ended"),
    ],
)
def test_frame_says_where_the_meeting_stands(make_room, audience, verbs, phase):
    room = turned(make_room(), *verbs)

    drawn = frame_of(room, audience)

    assert re.findall(r'data-phase="(\w+)"', drawn) == [phase]
    assert re.findall(r'data-step="(\w+)"', drawn) == [
        str(open_step(room).pk) if phase in ("running", "paused") else "none"
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_frame_of_a_closed_room_says_so(make_room, audience):
    assert 'data-phase="closed"' in frame_of(closed(make_room()), audience)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_frame_has_title_prompt_clock_and_place_of_the_step(make_room, audience):
    room = turned(make_room(), "start", "next")
    step = open_step(room)

    drawn = frame_of(room, audience)

    ends, _now, still, over, left = CLOCK.search(drawn).groups()
    assert int(ends) == room.clock["running_since"] + step.minutes * 60
    assert (still, over) == (None, None)
    assert left in ("7:00", "6:59", "6:58")
    assert "Step 2 of 10" in drawn
    assert step.title in drawn
    assert step.prompt in drawn


@pytest.mark.parametrize("audience", AUDIENCES)
def test_paused_clock_stands_still_and_says_so(make_room, audience):
    drawn = frame_of(turned(make_room(), "start", "pause"), audience)

    assert CLOCK.search(drawn).group(3) == " data-still"
    assert "stands still" in drawn


@pytest.mark.parametrize("audience", AUDIENCES)
def test_clock_over_time_counts_below_nothing_in_calm_words(make_room, audience):
    room = turned(make_room(), "start")
    room.clock["running_since"] -= 6 * 60 + 5
    room.save(update_fields=["clock"])

    drawn = frame_of(room, audience)

    assert CLOCK.search(drawn).group(4) == " data-over"
    assert CLOCK.search(drawn).group(5).startswith("−1:0")
    assert re.search(r'<p class="note over-note">The time', drawn)


def test_frame_of_a_phone_stays_small_with_25_people_who_all_said_a_lot(full_room):
    assert len(frame_of(full_room(25), "phone").encode()) <= frames.MOST_BYTES_ON_A_PHONE


def test_frame_of_a_phone_leads_to_words_that_are_too_many(make_room, monkeypatch):
    room = turned(make_room(), "start")
    monkeypatch.setattr(registry, "activities", lambda: {"notes": Talkative()})

    drawn = frame_of(room, "phone")

    assert len(drawn.encode()) <= frames.MOST_BYTES_ON_A_PHONE
    assert f'href="/r/{room.code}/said/"' in drawn
    assert "so many words" in frame_of(room, "wall")


def test_frame_tells_pages_with_forms_what_is_asked_now(make_room, monkeypatch):
    room = turned(make_room(), "start")
    monkeypatch.setattr(registry, "activities", lambda: {"notes": Talkative()})

    told = {audience: re.findall(r'data-asked="(\w*)"', frame_of(room, audience)) for audience in AUDIENCES}

    assert told == {"phone": ["third"], "console": ["third"], "wall": []}


def test_frame_of_a_phone_stays_small_before_the_start(make_room):
    room = make_room()
    room.given, room.decided_by = "Ŵ" * 2000, "Ŵ" * 300
    room.save(update_fields=["given", "decided_by"])

    assert len(frame_of(room, "phone").encode()) <= frames.MOST_BYTES_ON_A_PHONE


@pytest.mark.parametrize("audience", AUDIENCES)
def test_frame_asks_the_database_as_often_for_25_people_as_for_one(full_room, django_assert_max_num_queries, audience):
    few, many = full_room(1), full_room(25)
    with django_assert_max_num_queries(12) as first:
        frame_of(few, audience)

    with django_assert_max_num_queries(len(first)):
        frame_of(many, audience)


@pytest.mark.parametrize("audience", ["phone", "wall"])
def test_frame_names_who_has_the_word_only_where_people_speak_one_at_a_time(make_room, make_participant, audience):
    room = turned(make_room(), "start")
    facilitator, sam = room.facilitators.get(), make_participant(room, nickname="Sam")
    speaking.give_the_word(by=facilitator, room=room, participant_id=sam.pk)
    before = frame_of(room, audience)

    planning.set_one_voice(by=facilitator, room=room, is_wanted=True)

    assert "Sam has the word." not in before
    assert "Sam has the word." in frame_of(room, audience)


def test_wall_shows_seats_as_marked_and_names_who_is_wanted(make_room):
    room = make_room()
    facilitator = room.facilitators.get()
    planning.add_seats(by=facilitator, room=room, groups=["provider", "carer-or-family"])
    planning.mark_seat(by=facilitator, seat=room.seats.get(group="provider"), state=Seat.State.TAKEN)

    drawn = frame_of(room, "wall")

    assert "Still wanted: Carer or family." in drawn
    assert "1 of 2 seats are taken." in drawn


def test_wall_without_seats_shows_no_ring(make_room):
    assert "<svg" not in frame_of(make_room(), "wall")


@pytest.mark.parametrize("audience", ["phone", "wall"])
def test_frame_for_all_holds_no_form_and_no_name_of_who_is_silent(make_room, make_participant, audience):
    room = turned(make_room(), "start")
    make_participant(room, nickname="Quiet Sam")

    drawn = frame_of(room, audience)

    assert "<form" not in drawn
    assert "<button" not in drawn
    assert "Quiet Sam" not in drawn
