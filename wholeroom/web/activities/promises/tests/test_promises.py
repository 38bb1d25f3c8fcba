from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wholeroom.web.activities.promises import actions
from wholeroom.web.activities.promises.activity import activity
from wholeroom.web.activities.promises.forms import PaperPromiseForm, PromiseForm
from wholeroom.web.activities.promises.models import PromiseGiven
from wholeroom.web.conversations import actions as conversations


@pytest.fixture
def step(make_room):
    return make_room().steps.get(name="promises")


@pytest.fixture
def ada(step, make_participant):
    return make_participant(step.room, nickname="Ada")


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sent(**changes: str) -> dict[str, str]:
    usual = {"who": "Ada", "text": "Write to the two hostels", "by_when": in_days(30), "judge": "Sam", "sending": "s1"}
    return {**usual, **changes}


def test_promise_is_kept_with_who_by_when_and_judge(step, ada):
    refused = activity.accept(step, sent(), by=ada)

    given = PromiseGiven.objects.get()
    assert refused is None
    assert (given.who, given.words.text, given.by_when.isoformat(), given.judge, given.participant) == (
        "Ada",
        "Write to the two hostels",
        in_days(30),
        "Sam",
        ada,
    )


def test_form_offers_my_own_name_and_a_day_ahead(ada):
    form = PromiseForm(participant=ada)

    assert form["who"].value() == "Ada"
    assert form["by_when"].value().isoformat() == in_days(30)


def test_facilitator_types_a_name(step):
    activity.accept(step, sent(who="The housing team", **{"for": ""}), by=step.room.facilitators.get())

    given = PromiseGiven.objects.get()
    assert (given.who, given.participant) == ("The housing team", None)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"judge": " ada "}, "judge", "Name somebody else. Nobody can judge their own promise."),
        ({"by_when": in_days(0)}, "by_when", "Choose a day that is still to come."),
        ({"by_when": in_days(4000)}, "by_when", "This day is years away. Choose a nearer one."),
        ({"by_when": "soon"}, "by_when", "Write a day such as 2027-03-31 or 31/3/2027."),
        ({"text": ""}, "text", "Write something first."),
    ],
)
def test_promise_that_cannot_be_judged_is_refused_in_words(step, ada, change, field, says):
    form = activity.accept(step, sent(**change), by=ada)

    assert form.errors == {field: [says]}
    assert PromiseGiven.objects.count() == 0


def test_database_refuses_a_promise_judged_by_who_gave_it(step, ada):
    activity.accept(step, sent(), by=ada)

    with pytest.raises(IntegrityError, match="nobody_judges_their_own_promise"), transaction.atomic():
        PromiseGiven.objects.update(judge="Ada")


def test_erased_participant_is_named_in_no_promise(step, ada, make_participant):
    activity.accept(step, sent(), by=ada)
    activity.accept(
        step, sent(who="Berta", judge="Ada", sending="s2"), by=make_participant(step.room, nickname="Berta")
    )

    conversations.erase_participant(by=ada, participant=ada)

    kept = [(one.who, one.judge, one.words.text) for one in PromiseGiven.objects.all()]
    assert kept == [("", "", ""), ("Berta", "", "Write to the two hostels")]


def test_erased_promise_names_nobody(step, ada):
    activity.accept(step, sent(), by=ada)

    conversations.erase(by=ada, contribution=PromiseGiven.objects.get().words)

    given = PromiseGiven.objects.get()
    assert (given.who, given.judge, given.participant) == ("", "", None)
    assert activity.outcome(step).promises == ()


def test_outcome_says_who_does_what_by_when(step, ada):
    activity.accept(step, sent(), by=ada)

    made = activity.outcome(step).promises[0]

    assert (made.who, made.by_when, made.judge, made.participant) == ("Ada", in_days(30), "Sam", str(ada.pk))


def test_paper_form_asks_who_it_is_here(step):
    assert next(iter(PaperPromiseForm(room=step.room).fields)) == "for"


def test_action_refuses_what_the_form_would(step, ada):
    words = {**sent(), "by_when": timezone.localdate(), "judge": "Sam"}

    with pytest.raises(actions.NotAhead):
        actions.promise(by=ada, step=step, words=words, speaker=ada)
