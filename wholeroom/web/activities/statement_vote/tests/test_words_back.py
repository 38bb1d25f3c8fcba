"""Words that cannot go in come back, on a page that says why: nothing that was typed is lost."""

import re

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, splitting
from wholeroom.web.activities.statement_vote.models import Ballot, Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.tests.meeting import sit_down, turned

TYPED = "Because <nobody> rang & I waited"
KEPT = "Because &lt;nobody&gt; rang &amp; I waited</textarea>"
SENT = {
    "why": {"text": TYPED, "shown_as": "nobody", "sending": "one"},
    "translate": {"text": TYPED, "language": "pl", "sending": "one"},
}
PAGES = sorted(SENT)
LATE, PHONE = "Letters come late", "Nobody answers the phone"


@pytest.fixture
def by(step):
    return step.room.facilitators.get()


@pytest.fixture
def ada(client, step):
    return sit_down(client, step.room)


def address(name, step, number=1):
    return reverse(f"statement_vote:{name}", args=[step.room.code, step.pk, number])


def said(kind):
    return Contribution.objects.filter(kind=kind)


@pytest.mark.parametrize("page", PAGES)
def test_words_under_a_statement_that_was_hidden_meanwhile_come_back(client, step, ada, by, first, page):
    conversations.hide(by=by, contribution=first.words, reason="advert")

    answer = client.post(address(page, step), SENT[page])

    assert answer.status_code == 409
    assert "This statement is no longer there." in answer.text
    assert re.search(rf"<textarea[^>]* readonly>{re.escape(KEPT)}", answer.text)
    assert f'href="{reverse("rooms:phone", args=[step.room.code])}"' in answer.text
    assert (said("because").exists(), said("translation").exists()) == (False, False)


@pytest.mark.parametrize("page", PAGES)
def test_page_of_a_statement_that_was_hidden_says_so(client, step, ada, by, first, page):
    conversations.hide(by=by, contribution=first.words, reason="advert")

    answer = client.get(address(page, step))

    assert answer.status_code == 410
    assert "This statement is no longer there." in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_statement_that_never_was_is_not_found(client, step, ada, page):
    assert client.get(address(page, step, 99)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_words_of_a_phone_that_is_no_longer_known_come_back(client, step, page):
    answer = client.post(address(page, step), SENT[page])

    assert answer.status_code == 409
    assert "This phone is no longer known in this meeting." in answer.text
    assert KEPT in answer.text


def test_translation_that_comes_after_the_close_comes_back(client, step, ada, by):
    turned(step.room, "end")
    rooms.close(by=by, room=step.room)

    answer = client.post(address("translate", step), SENT["translate"])

    assert answer.status_code == 409
    assert "The meeting is closed, so nothing more is translated." in answer.text
    assert KEPT in answer.text


def languages(step):
    return reverse("statement_vote:languages", args=[step.room_id, step.pk]) + "?to=pl"


def test_translations_of_the_facilitator_come_back_after_the_close(client, step, by):
    client.force_login(by)
    turned(step.room, "end")
    rooms.close(by=by, room=step.room)

    answer = client.post(languages(step), {"sending": "one", "text-1": TYPED})

    assert answer.status_code == 400
    assert "The meeting is closed, so nothing more is translated." in answer.text
    assert KEPT in answer.text


def test_translation_of_a_statement_hidden_meanwhile_comes_back_to_the_facilitator(client, step, by, first):
    client.force_login(by)
    client.post(languages(step), {"sending": "one", "text-1": "Jeden"})
    conversations.hide(by=by, contribution=first.words, reason="advert")

    refused = client.post(languages(step), {"sending": "two", "text-1": TYPED, "text-2": "Dwa"})
    unchanged = client.post(languages(step), {"sending": "three", "text-1": "Jeden", "text-2": "Dwa"})

    assert refused.status_code == 400
    assert "A statement is no longer there, so nothing was kept yet." in refused.text
    assert (KEPT in refused.text, "Dwa</textarea>" in refused.text) == (True, True)
    assert unchanged.status_code == 302
    assert sorted(said("translation").values_list("text", flat=True)) == ["Dwa", "Jeden"]


@pytest.fixture
def both(step, ada, by):
    words = {"text": f"{LATE} and {PHONE}", "shown_as": "nobody", "sending": "both"}
    statement = actions.put_in(by=ada, step=step, words=words, speaker=ada)
    splitting.send_back(by=by, step=step, statement=statement)
    return statement


def splits(client, step, statement, **more):
    fields = {"act": "split", "of": str(statement.pk), "text": LATE, "second": PHONE, "shown_as": "nobody"}
    return client.post(reverse("rooms:say", args=[step.room.code, step.pk]), {**fields, "sending": "s", **more})


def has_both(page):
    return [f"readonly>{text}</textarea>" in page for text in (LATE, PHONE)] == [True, True]


def test_two_things_of_a_phone_that_joined_again_both_come_back(client, step, both):
    del client.cookies[cookies.name(step.room.conversation)]
    before = Statement.objects.count()

    answer = splits(client, step, both, **{"join-again": "yes"})

    assert answer.status_code == 422
    assert "The statement that you split is no longer yours here, so nothing went in." in answer.text
    assert has_both(answer.text)
    assert Statement.objects.count() == before
    assert cookies.name(step.room.conversation) in answer.cookies


def test_two_things_instead_of_a_statement_that_shows_again_both_come_back(client, step, both, by):
    conversations.let_show(by=by, contribution=Contribution.objects.get(pk=both.pk))

    answer = splits(client, step, both)

    assert answer.status_code == 422
    assert "This statement is not sent back any more." in answer.text
    assert has_both(answer.text)


def test_statement_comes_back_where_only_the_facilitator_puts_in(client, step, ada):
    Ballot.objects.update_or_create(step=step, defaults={"may_add": False})

    fields = {"act": "add", "text": TYPED, "shown_as": "nobody", "sending": "one"}
    answer = client.post(reverse("rooms:say", args=[step.room.code, step.pk]), fields)

    assert answer.status_code == 422
    assert "only the facilitator puts in statements" in answer.text
    assert f"readonly>{KEPT}" in answer.text
