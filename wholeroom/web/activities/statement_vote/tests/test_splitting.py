"""A statement that says two things: sent back with that reason, made two by its author, told like every moderation."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from wholeroom.web.activities.statement_vote import actions, splitting
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.conversations.moderation_log import lines
from wholeroom.web.history.models import Entry
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.screens.frames import frame
from wholeroom.web.rooms.screens.standing import standing
from wholeroom.web.rooms.tests.meeting import sit_down, turned

BOTH = "Letters come late and nobody answers the phone"
LATE, PHONE = "Letters come late", "Nobody answers the phone"


@pytest.fixture
def room(make_room):
    return turned(make_room(method=registry.method("statement_voting")), "start")


@pytest.fixture
def facilitator(room):
    return room.facilitators.get()


@pytest.fixture
def step(room):
    return room.steps.select_related("room__conversation").get(name="vote")


@pytest.fixture
def ada(client, room):
    return sit_down(client, room, nickname="Ada")


def words(text, **more):
    return {"text": text, "shown_as": "nobody", "sending": f"key of {text}", **more}


@pytest.fixture
def both(ada, step):
    return actions.put_in(by=ada, step=step, words=words(BOTH), speaker=ada)


def back(facilitator, step, statement):
    splitting.send_back(by=facilitator, step=step, statement=statement)
    return Contribution.objects.get(pk=statement.pk)


def sends(client, step, **fields):
    return client.post(reverse("rooms:say", args=[step.room.code, step.pk]), {"act": "split", **fields})


def test_statement_that_is_sent_back_no_longer_shows_and_its_author_is_told_why(client, facilitator, step, both):
    back(facilitator, step, both)

    page = client.get(reverse("rooms:phone", args=[step.room.code])).text
    assert "Hidden. Nobody else sees these words." in page
    assert "It says two things at once" in page
    assert page.count(f"{BOTH}</textarea>") == 2
    assert reverse("conversations:ask-again", args=[both.pk]) in page
    assert BOTH not in registry.activity("statement_vote").frame(step, "wall", "en-gb")


def test_author_makes_two_of_it_and_both_stand_under_the_old_one(client, facilitator, step, both):
    back(facilitator, step, both)

    answer = sends(client, step, of=str(both.pk), text=LATE, second=f" {PHONE} ", shown_as="nobody", sending="s")

    made = Contribution.objects.filter(parent=both.pk).order_by("position")
    assert answer.status_code == 302
    assert [(one.text, one.state, one.statement.number) for one in made] == [(LATE, "shown", 2), (PHONE, "shown", 3)]
    assert Contribution.objects.get(pk=both.pk).state == "hidden"
    assert "Put in these two" not in client.get(reverse("rooms:phone", args=[step.room.code])).text


def test_two_that_are_sent_twice_are_there_once(client, facilitator, step, both):
    back(facilitator, step, both)
    fields = {"of": str(both.pk), "text": LATE, "second": PHONE, "shown_as": "nobody", "sending": "s" * 64}
    for _ in range(2):
        sends(client, step, **fields)

    assert Statement.objects.filter(step=step).count() == 3


@pytest.mark.parametrize(("text", "second", "why"), [(LATE, "", "Write something first."), (LATE, LATE, "Both say")])
def test_two_that_are_not_two_come_back(client, facilitator, step, both, text, second, why):
    back(facilitator, step, both)

    answer = sends(client, step, of=str(both.pk), text=text, second=second, shown_as="nobody", sending="s")

    assert answer.status_code == 422
    assert why in answer.text
    assert f"{LATE}</textarea>" in answer.text
    assert Statement.objects.filter(step=step).count() == 1


def test_nobody_splits_a_statement_of_somebody_else(facilitator, step, both, make_participant):
    back(facilitator, step, both)
    bo = make_participant(step.room)

    with pytest.raises(conversations.NotTheirs):
        splitting.split(by=bo, step=step, statement=both, texts=[LATE, PHONE], words=words(LATE))


def test_statement_that_shows_again_is_not_split(facilitator, step, both, ada):
    conversations.let_show(by=facilitator, contribution=back(facilitator, step, both))

    with pytest.raises(splitting.NotSentBack):
        splitting.split(by=ada, step=step, statement=both, texts=[LATE, PHONE], words=words(LATE))


def test_author_asks_for_it_to_be_read_again(client, facilitator, step, both):
    back(facilitator, step, both)

    client.post(reverse("conversations:ask-again", args=[both.pk]))

    assert Contribution.objects.get(pk=both.pk).state == "waiting"
    assert BOTH in frame(standing(step.room), "console").partition("Waiting for you to read")[2]


def test_moderation_log_tells_it_like_other_acts(facilitator, step, both):
    back(facilitator, step, both)

    told = [(one.act, one.rule_in_words) for one in lines(today=date(timezone.localdate().year + 1, 1, 1))]
    entry = Entry.objects.order_by("pk").last()
    assert told == [("hid", "It says two things at once, so nobody can vote on it. Its author can make two of it.")]
    assert (entry.verb, entry.actor, entry.target_key) == ("sent back", facilitator.key, str(both.pk))


def test_statement_that_no_phone_put_in_is_not_sent_back(facilitator, step, make_participant):
    mair = make_participant(step.room, nickname="Mair", has_phone=False)
    seed = actions.put_in(by=facilitator, step=step, words=words(BOTH))
    card = actions.put_in(by=facilitator, step=step, words=words(LATE), speaker=mair)

    for statement in (seed, card):
        with pytest.raises(splitting.NobodyToAsk):
            splitting.send_back(by=facilitator, step=step, statement=statement)
    assert set(Contribution.objects.filter(kind="statement").values_list("state", flat=True)) == {"shown"}


def test_console_sends_a_statement_back_without_a_script(client, room, facilitator, step, both):
    client.force_login(facilitator)
    address = reverse("statement_vote:send-back", args=[room.pk, step.pk, both.pk])
    console = client.get(reverse("rooms:console", args=[room.pk])).text

    answer = client.post(address)

    assert f'formaction="{address}"' in console
    assert answer.headers["Location"] == reverse("rooms:console", args=[room.pk])
    assert "It says two things at once" in client.get(answer.headers["Location"]).text


def test_console_says_why_nothing_was_sent_back(client, room, facilitator, step):
    client.force_login(facilitator)
    seed = actions.put_in(by=facilitator, step=step, words=words(BOTH))

    answer = client.post(reverse("statement_vote:send-back", args=[room.pk, step.pk, seed.pk]))

    assert answer.status_code == 422
    assert "nobody can be asked to make two of it" in answer.text


def test_nobody_but_the_facilitator_sends_back(client, room, step, both, make_person):
    client.force_login(make_person(may_facilitate=True))

    assert client.post(reverse("statement_vote:send-back", args=[room.pk, step.pk, both.pk])).status_code == 404
    assert Contribution.objects.get(pk=both.pk).state == "shown"


def test_statement_is_hidden_for_a_published_rule_alone(client, room, facilitator, both):
    client.force_login(facilitator)
    refused = client.post(reverse("conversations:hide", args=[both.pk]), {"reason": "two-things"})
    rules = client.get(reverse("conversations:rules")).text

    assert refused.status_code == 400
    with pytest.raises(conversations.NoSuchReason):
        conversations.hide(by=facilitator, contribution=both.words, reason="I do not like it")
    assert "sent back when it says two things" in rules


def test_who_votes_on_is_told_that_something_of_theirs_was_hidden(client, facilitator, step, both, make_participant):
    other = actions.put_in(by=facilitator, step=step, words=words(LATE))
    conversations.hide(by=facilitator, contribution=both.words, reason="advert")

    page = client.get(reverse("rooms:phone", args=[step.room.code])).text
    bo = make_participant(step.room)
    of_bo = registry.activity("statement_vote").phone(step, bo)

    assert other.words.text in page
    assert "Something you put in was hidden." in page
    assert "Something you put in was hidden." not in of_bo


def test_two_of_a_room_where_words_are_read_first_wait(client, facilitator, step, both, room):
    Conversation.objects.filter(pk=room.pk).update(read_first=True)
    back(facilitator, step, both)

    sends(client, step, of=str(both.pk), text=LATE, second=PHONE, shown_as="nobody", sending="s")

    assert set(Contribution.objects.filter(parent=both.pk).values_list("state", flat=True)) == {"waiting"}


def test_console_of_a_vote_asks_nobody_to_speak(room, step, make_participant):
    make_participant(room, nickname="Mair")
    make_participant(room, nickname="Sam")

    voting = frame(standing(room), "console")
    looking = frame(standing(turned(room, "next")), "console")

    assert "Give people quiet to read and vote." in voting
    assert ("Not heard from yet" in voting, "Make room for those" in voting) == (False, False)
    assert ("Not heard from yet" in looking, "Make room for those" in looking) == (True, True)


def test_console_of_a_vote_stays_small_however_many_statements(room, step, ada):
    for number in range(120):
        actions.put_in(by=ada, step=step, words=words(f"{number} {'<é' * 90}", sending=None), speaker=ada)

    drawn = frame(standing(room), "console")

    assert "<strong>1</strong> in." in drawn
    assert "earlier ones stand on the page with all words" in drawn
    assert len(drawn.encode()) < 40_000
