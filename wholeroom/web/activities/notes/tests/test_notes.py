import pytest

from wholeroom.web.activities.notes.activity import activity
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import AUDIENCES
from wholeroom.web.rooms.models import Room


@pytest.fixture
def room(make_room, make_problem):
    return make_room(problem=make_problem())


@pytest.fixture
def ada(room, make_participant):
    return make_participant(room, nickname="Ada")


def step_of(room, name, state="open"):
    room.steps.filter(name=name).update(state=state)
    return Room.objects.get(pk=room.pk).steps.get(name=name)


def note(step, by, text, **more):
    refused = activity.accept(step, {"text": text, "shown_as": "name", "sending": text[:60], **more}, by=by)
    assert refused is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_note_shows_as_its_author_chose(room, ada, audience):
    step = step_of(room, "arrive")

    note(step, ada, "I lost my brother to this")
    note(step, ada, "I would rather not say", shown_as="nobody")

    page = activity.frame(step, audience, "en-gb")
    assert "I lost my brother to this" in page
    assert "I would rather not say" in page
    assert page.count("Ada") == 1


@pytest.mark.parametrize(("audience", "is_newest_last"), [("phone", True), ("wall", True), ("console", False)])
def test_newest_note_is_where_people_look_for_it(room, ada, audience, is_newest_last):
    step = step_of(room, "arrive")

    note(step, ada, "This came first")
    note(step, ada, "This came later")

    page = activity.frame(step, audience, "en-gb")
    assert (page.index("This came first") < page.index("This came later")) == is_newest_last


def test_wall_shows_the_newest_few(room, ada):
    step = step_of(room, "arrive")

    for number in range(1, 8):
        note(step, ada, f"Number {number}")

    page = activity.frame(step, "wall", "en-gb")
    assert [number for number in range(1, 8) if f"Number {number}" in page] == [4, 5, 6, 7]


def test_phone_with_many_notes_leads_to_all_of_them(room, ada):
    step = step_of(room, "arrive")

    for number in range(20):
        note(step, ada, f"Number {number}: " + "long " * 60)

    page = activity.frame(step, "phone", "en-gb")
    assert "Number 19" in page
    assert "Number 0:" not in page
    assert f"/r/{room.code}/said/" in page


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_people_write_while_the_owner_speaks_waits(room, ada, audience):
    step = step_of(room, "problem")

    note(step, ada, "Nights are the worst")

    page = activity.frame(step, audience, "en-gb")
    assert "Nights are the worst" not in page
    assert "nobody interrupts" in page.lower()
    assert "Nights are the worst" in activity.phone(step, ada)


@pytest.mark.parametrize("audience", ["phone", "wall"])
def test_what_waited_shows_in_the_next_step(room, ada, audience):
    note(step_of(room, "problem"), ada, "Nights are the worst")
    step_of(room, "problem", "done")

    page = registry.activity("questions").frame(step_of(room, "questions"), audience, "en-gb")

    assert "What struck people" in page
    assert "Nights are the worst" in page


def test_what_waited_shows_when_the_step_is_over(room, ada):
    note(step_of(room, "problem"), ada, "Nights are the worst")

    page = activity.frame(step_of(room, "problem", "done"), "console", "en-gb")

    assert "Nights are the worst" in page


def test_what_the_owner_tells_shows_at_once(room):
    owner, _ = conversations.join(by=room.problem.owner, conversation=room.conversation)
    step = step_of(room, "problem")

    note(step, owner, "They leave in week five")
    note(step, room.facilitators.get(), "And nobody knows why", **{"for": ""})

    page = activity.frame(step, "wall", "en-gb")
    assert "They leave in week five" in page
    assert "And nobody knows why" in page


def test_scribe_is_named_in_history_and_not_beside_the_words(room, ada):
    step = step_of(room, "arrive")
    facilitator = room.facilitators.get()

    note(step, facilitator, "Said aloud", **{"for": str(ada.pk)})

    said = room.conversation.contributions.get(text="Said aloud")
    assert said.participant == ada
    assert Entry.objects.filter(actor=facilitator.key, verb="wrote down", target_key=str(said.pk)).count() == 1


def test_card_without_a_name_belongs_to_nobody(room):
    note(step_of(room, "arrive"), room.facilitators.get(), "From a card", **{"for": ""})

    assert room.conversation.contributions.get(text="From a card").participant is None


def test_somebody_who_left_is_not_offered_as_a_speaker(room, ada):
    conversations.erase_participant(by=ada, participant=ada)

    assert str(ada.pk) not in activity.console(step_of(room, "arrive"))


def test_somebody_of_another_room_is_no_speaker_here(room, make_room, make_participant):
    stranger = make_participant(make_room())

    form = activity.accept(
        step_of(room, "arrive"),
        {"text": "Hello", "shown_as": "nobody", "for": str(stranger.pk)},
        by=room.facilitators.get(),
    )

    assert form.errors == {"for": ["This person is no longer here. Choose somebody else."]}
