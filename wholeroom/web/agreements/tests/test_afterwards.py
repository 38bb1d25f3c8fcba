from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wholeroom.web.agreements import actions, links
from wholeroom.web.agreements.models import Promise, Review
from wholeroom.web.agreements.reading import read
from wholeroom.web.agreements.tests.conftest import PROMISE, spoken
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Contribution


@pytest.fixture
def by_mail(meeting) -> str:
    """The link that the owner of the first promise gets."""
    return f"/promises/{links.of_promise(meeting.promise)}/"


def answers(**given: object) -> dict[str, object]:
    return {"state": "kept", "text": "We rang everybody.", "shown_as": "name", "sending": "one", **given}


def test_owner_says_how_it_goes_by_the_link_in_the_mail(client, meeting, by_mail):
    response = client.post(by_mail, answers())

    review = Review.objects.get()
    assert response.headers["Location"] == f"/agreements/{meeting.room.pk}/"
    assert (review.standing, review.judged, review.label) == ("owner", "kept", "Priya Shah (Provider)")
    assert review.words.text == "We rang everybody."
    assert review.words.state == Contribution.State.SHOWN
    assert meeting.promise.state == "kept"


def test_words_sent_twice_arrive_once(client, meeting, by_mail):
    client.post(by_mail, answers())
    client.post(by_mail, answers(state="partly"))

    assert Review.objects.count() == 1
    assert meeting.promise.state == "kept"


def test_changed_promise_keeps_what_it_was_with_its_day(client, meeting, by_mail):
    was = meeting.promise.by_when
    new_day = was + timedelta(days=10)

    client.post(by_mail, answers(state="changed", new_day=new_day.isoformat(), new_words="One of us rings."))

    now = read(meeting.agreement).promises[0]
    change = now.reviews[0].change
    assert (now.words.text, now.by_when) == ("One of us rings.", new_day)
    assert (change.before.words.text, change.before.by_when) == (PROMISE, was)
    assert (change.after.words.text, change.after.by_when) == ("One of us rings.", new_day)


def test_two_changes_each_keep_what_stood_before(meeting):
    first = meeting.promise.by_when
    for number in (1, 2):
        actions.say_how_it_goes(
            by=meeting.owner,
            promise=meeting.promise,
            state="changed",
            spoken=spoken(f"Change {number}", f"c{number}"),
            new_day=first + timedelta(days=number),
        )

    changes = [one.change for one in read(meeting.agreement).promises[0].reviews]

    assert [(one.before.by_when - first).days for one in changes] == [0, 1]
    assert [(one.after.by_when - first).days for one in changes] == [1, 2]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"state": "changed"}, "Give a new day here, or new words below."),
        ({"new_words": "Something else"}, "You wrote a change below."),
        ({"state": "changed", "new_day": "soon"}, "Write a day such as 2027-03-12."),
        ({"text": ""}, "Write something first."),
    ],
)
def test_half_an_answer_is_explained_and_nothing_is_kept(client, meeting, by_mail, given, complaint):
    response = client.post(by_mail, answers(**given))

    assert response.status_code == 400
    assert complaint in response.text
    assert Review.objects.count() == 0


def test_link_made_up_opens_nothing(client, meeting, by_mail):
    assert client.get(f"{by_mail[:-3]}x/").status_code == 404
    assert client.get(f"/promises/{links.of_review(meeting.owner)}/").status_code == 404
    assert client.get(f"/reviews/{links.of_promise(meeting.promise)}/").status_code == 404


def test_nobody_else_says_how_a_promise_goes(meeting):
    with pytest.raises(conversations.NotTheirs):
        actions.say_how_it_goes(by=meeting.carer, promise=meeting.promise, state="kept", spoken=spoken())


def test_owner_does_not_judge_their_own_promise(client, meeting):
    with pytest.raises(actions.NotTheirsToJudge):
        actions.judge(by=meeting.owner, promise=meeting.promise, judged="kept", spoken=spoken())

    page = client.get(f"/reviews/{links.of_review(meeting.owner)}/").text
    assert "judged-1" not in page
    assert "judged-2" in page


def test_those_affected_say_what_changed_and_judge(client, meeting):
    address = f"/reviews/{links.of_review(meeting.carer)}/"
    given = {"text": "He was rung.", "judged-1": "partly", "why-1": "Once.", "shown_as": "group", "sending": "r"}

    client.post(address, given)
    client.post(address, given)

    page = read(meeting.agreement)
    assert [one.words.text for one in page.reviews] == ["He was rung."]
    judged = page.promises[0].reviews
    assert [(one.standing, one.judged, one.words.text, one.words.label) for one in judged] == [
        ("judge", "partly kept", "Once.", "Carer or family")
    ]
    assert meeting.promise.state == Promise.State.OPEN


@pytest.mark.parametrize(
    ("given", "complaint"),
    [({}, "Say what changed, or judge a promise below."), ({"why-1": "Once."}, "Say whether it was kept")],
)
def test_review_that_says_nothing_is_explained(client, meeting, given, complaint):
    response = client.post(
        f"/reviews/{links.of_review(meeting.carer)}/", {"shown_as": "nobody", "sending": "r", **given}
    )

    assert response.status_code == 400
    assert complaint in response.text
    assert Review.objects.count() == 0


def test_participant_reviews_by_cookie_and_a_stranger_does_not(client, meeting):
    address = f"/agreements/{meeting.room.pk}/review/"
    _participant, token = conversations.join(by=None, conversation=meeting.room.conversation)

    assert client.get(address).status_code == 404
    client.cookies[cookies.name(meeting.room.conversation)] = token
    assert client.get(address).status_code == 200


def test_facilitator_writes_down_what_others_told_them(client, meeting):
    client.force_login(meeting.facilitator)

    client.post(f"/agreements/{meeting.room.pk}/promises/2/", {"state": "not-kept", "text": "No time.", "sending": "f"})
    client.post(f"/agreements/{meeting.room.pk}/review/", {"text": "He was rung.", "sending": "g"})

    page = read(meeting.agreement)
    assert page.promises[1].reviews[0].words.label == "written down by the facilitator"
    assert page.reviews[0].words.text == "He was rung."
    assert set(Contribution.objects.filter(text__in=["No time.", "He was rung."]).values_list("participant")) == {
        (None,)
    }


def test_only_a_facilitator_writes_for_others(client, meeting, make_person):
    client.force_login(make_person(may_facilitate=True))

    assert client.get(f"/agreements/{meeting.room.pk}/promises/2/").status_code == 404
    assert client.get(f"/agreements/{meeting.room.pk}/tell/").status_code == 404


def test_database_keeps_what_a_review_may_be(meeting):
    for number, wrong in enumerate(
        (
            {"standing": "affected", "promise": meeting.promise},
            {"standing": "judge", "promise": meeting.promise, "judged": "changed"},
            {"standing": "judge"},
            {"standing": "owner", "promise": meeting.promise, "judged": "kept", "was_by_when": timezone.localdate()},
        )
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(agreement=meeting.agreement, sending=str(number), **wrong)
