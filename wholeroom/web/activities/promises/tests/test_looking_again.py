from datetime import date, timedelta

import pytest
from django.utils import timezone

from wholeroom.web.activities.promises import actions
from wholeroom.web.activities.promises.activity import activity
from wholeroom.web.conversations.models import Contact
from wholeroom.web.rooms import actions as rooms


@pytest.fixture
def step(make_room):
    step = make_room().steps.get(name="hear-back")
    step.state = "open"
    step.save()
    return step


@pytest.fixture
def facilitator(step):
    return step.room.facilitators.get()


def test_day_is_sixty_days_ahead_unless_chosen(step):
    assert activity.outcome(step).review_day == (timezone.localdate() + timedelta(days=60)).isoformat()


def test_chosen_day_shows_and_is_left_behind(step, facilitator):
    day = timezone.localdate() + timedelta(days=45)

    activity.accept(step, {"act": "review-day", "for": "", "day": day.isoformat()}, by=facilitator)

    assert f"{day.day} " in activity.frame(step, "wall", "en-gb")
    assert activity.outcome(step).review_day == day.isoformat()
    assert activity.rows(step) == [{"step": "hear-back", "kind": "review-day", "day": day.isoformat()}]


def test_day_that_is_over_is_refused(step, facilitator):
    form = activity.accept(step, {"act": "review-day", "for": "", "day": "2020-01-01"}, by=facilitator)

    assert form.errors == {"day": ["Choose a day that is still to come."]}
    assert "2020-01-01" in activity.console(step, form)


def test_day_stays_after_the_close(step, facilitator):
    rooms.close(by=facilitator, room=step.room)

    with pytest.raises(actions.RoomIsClosed):
        actions.choose_review_day(by=facilitator, room=step.room, day=date(2999, 1, 1))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"way": "mail", "email": "ada@westmarch.example"}, [("ada@westmarch.example", "")]),
        ({"way": "other", "other_way": "Tell my keyworker"}, [("", "Tell my keyworker")]),
        ({"way": "none", "email": "ada@westmarch.example"}, []),
    ],
)
def test_each_says_how_they_want_to_hear_back(step, make_participant, sent, kept):
    refused = activity.accept(step, sent, by=make_participant(step.room))

    assert refused is None
    assert list(Contact.objects.values_list("email", "other_way")) == kept


def test_contact_is_entered_only_for_those_without_a_phone(step, facilitator, make_participant):
    carl = make_participant(step.room, nickname="Carl", has_phone=False)
    ada = make_participant(step.room, nickname="Ada")
    sent = {"act": "contact", "way": "other", "other_way": "Knock at number 12"}

    taken = activity.accept(step, {**sent, "for": str(carl.pk)}, by=facilitator)
    refused = activity.accept(step, {**sent, "for": str(ada.pk)}, by=facilitator)

    assert taken is None
    assert refused.errors == {"for": ["This person is no longer here. Choose somebody else."]}
    assert list(Contact.objects.values_list("participant", flat=True)) == [carl.pk]


def test_contact_shows_only_to_who_left_it(step, make_participant):
    ada, berta = make_participant(step.room), make_participant(step.room)
    activity.accept(step, {"way": "mail", "email": "ada@westmarch.example"}, by=ada)

    pages = [activity.phone(step, berta), activity.frame(step, "console", "en-gb"), activity.console(step)]

    assert "ada@westmarch.example" in activity.phone(step, ada)
    assert [page for page in pages if "ada@westmarch.example" in page] == []
