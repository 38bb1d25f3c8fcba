"""Votes that pages send by script: kept or told the long way, many at once, each answered with what comes next."""

import re

import polib
import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, quick
from wholeroom.web.activities.statement_vote.asking import Voter
from wholeroom.web.activities.statement_vote.models import Vote
from wholeroom.web.activities.statement_vote.tests.quick_votes import (
    TICKET_IN_PAGE,
    TOKEN,
    TOKEN_IN_PAGE,
    asks_next,
    open_vote,
    sent,
    statuses,
    ticket,
    values,
    vote,
)
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms.tests.meeting import sit_down

ASKED_IN_PAGE = re.compile(r"<div data-part>(.*?)</div>\n<p class=\"soft\">Nobody sees", re.DOTALL)


# What is kept, and how it is answered


def test_vote_is_kept_and_answered_with_the_next_statement(step, ann, first):
    answer = quick.keep([vote(step, ann, first, "disagree")])[0]

    assert values(participant=ann) == [(first.pk, -1)]
    assert answer.status == 200
    assert "The service closes too early, part 1" in answer.html
    assert "2 of 2 so far" in answer.html


def test_answer_after_the_last_statement_says_so_and_leads_to_ones_votes(step, ann):
    votes = [vote(step, ann, statement) for statement in step.statements.all()]

    answer = quick.keep(votes)[0]

    assert "You have voted on all there is" in answer.html
    assert reverse("statement_vote:mine", args=[step.room.code, step.pk]) in answer.html
    assert reverse("statement_vote:why", args=[step.room.code, step.pk, 2]) in answer.html


def test_answer_holds_the_ticket_and_the_token_of_the_page(step, ann, first):
    page_ticket = ticket(step, ann)

    html = quick.keep([quick.read(sent(page_ticket, first.pk))])[0].html

    assert TICKET_IN_PAGE.findall(html) == [page_ticket]
    assert TOKEN_IN_PAGE.findall(html) == [TOKEN]


@pytest.mark.parametrize("token", ["", '"><b>' + TOKEN, TOKEN + "a", "<script>"])
def test_token_that_is_none_never_comes_back(step, ann, first, token):
    html = quick.keep([quick.read(sent(ticket(step, ann), first.pk, token=token))])[0].html

    assert 'name="csrfmiddlewaretoken" value=""' in html


def test_words_of_people_are_escaped_and_never_taken_for_a_mark(step, ann, first, make_participant):
    text = "<b>\ue000ticket\ue000</b> & {{ more }}"
    actions.put_in(
        by=step.room.facilitators.get(), step=step, words={"text": text, "shown_as": "nobody", "sending": ""}
    )

    html = quick.keep([vote(step, ann, statement) for statement in step.statements.filter(number__lt=3)])[0].html

    assert "&lt;b&gt;\ue000ticket\ue000&lt;/b&gt; &amp; {{ more }}" in html


def test_mind_changed_leaves_the_newest_value(step, ann, first):
    for value in ("agree", "pass", "disagree"):
        assert statuses(vote(step, ann, first, value)) == [200]

    assert values(participant=ann) == [(first.pk, -1)]


def test_same_vote_sent_again_is_there_once(step, ann, first):
    assert statuses(vote(step, ann, first), vote(step, ann, first)) == [200, 200]
    assert statuses(vote(step, ann, first)) == [200]

    assert values() == [(first.pk, 1)]


def test_vote_that_says_again_what_is_counted_does_not_wait_once_more(step, ann, first):
    quick.keep([vote(step, ann, first)])
    Vote.objects.update(counted=1, turn=None)

    quick.keep([vote(step, ann, first)])
    assert Vote.objects.get().turn is None

    quick.keep([vote(step, ann, first, "pass")])
    assert Vote.objects.get().turn is not None


def test_votes_wait_in_the_order_in_which_they_came(step, first, make_participant):
    people = [make_participant(step.room) for _ in range(4)]

    quick.keep([vote(step, who, first) for who in people[:3]])
    quick.keep([vote(step, people[3], first)])

    assert list(Vote.objects.order_by("turn").values_list("participant", flat=True)) == [who.pk for who in people]


# What only asks what comes next


def test_who_has_voted_on_all_asks_what_comes_next_without_a_vote(step, ann):
    quick.keep([vote(step, ann, statement) for statement in step.statements.all()])
    before = quick.keep([asks_next(step, ann)])[0]
    actions.put_in_many(by=step.room.facilitators.get(), step=step, texts=["What about the weekends?"])

    after = quick.keep([asks_next(step, ann)])[0]

    assert (before.status, after.status) == (200, 200)
    assert "You have voted on all there is. More may still come." in before.html
    assert "What about the weekends?" in after.html
    assert Vote.objects.count() == 2


def test_answer_with_nothing_to_vote_on_holds_what_is_needed_to_ask_again(step, ann):
    step.statements.all().delete()

    html = quick.keep([asks_next(step, ann)])[0].html

    assert "There is no statement to vote on now. More may still come." in html
    assert f'href="{reverse("rooms:phone", args=[step.room.code])}">Look for new ones</a>' in html
    assert f'data-next="{quick.PREFIX}"' in html
    assert Voter.read(TICKET_IN_PAGE.search(html)[1]).participant == ann.pk
    assert TOKEN_IN_PAGE.findall(html) == [TOKEN]


def test_votes_and_questions_that_come_together_are_each_answered_in_place(step, ann, first, make_participant):
    bo = make_participant(step.room)

    answers = quick.keep([asks_next(step, bo), vote(step, ann, first), asks_next(step, ann)])

    assert [Voter.read(TICKET_IN_PAGE.search(one.html)[1]).participant for one in answers] == [bo.pk, ann.pk, ann.pk]
    assert ["1 of 2 so far" in one.html for one in answers] == [True, False, False]
    assert values() == [(first.pk, 1)]


@pytest.mark.parametrize("people", [1, 20])
def test_as_many_questions_are_put_to_the_database_for_many_who_ask(
    step, make_participant, django_assert_num_queries, people
):
    asking = [asks_next(step, make_participant(step.room)) for _ in range(people)]
    quick.keep(asking)

    with django_assert_num_queries(2):
        quick.keep(asking)


# Several at once


def test_votes_of_one_person_that_come_together_are_kept_in_their_order(step, ann, first):
    second = step.statements.get(number=2)

    answers = quick.keep([vote(step, ann, first, "agree"), vote(step, ann, second), vote(step, ann, first, "pass")])

    assert values(participant=ann) == sorted([(first.pk, 0), (second.pk, 1)])
    assert {answer.html for answer in answers} == {answers[0].html}
    assert "You have voted on all there is" in answers[0].html


def test_votes_of_two_rooms_that_come_together_are_each_answered_in_place(make_room, make_participant):
    here, there = open_vote(make_room), open_vote(make_room)
    people = [make_participant(step.room) for step in (here, there, here)]
    steps = [here, there, here]
    votes = [vote(step, who, step.statements.get(number=1)) for step, who in zip(steps, people, strict=True)]

    answers = quick.keep(votes)

    assert [Voter.read(TICKET_IN_PAGE.search(answer.html)[1]).participant for answer in answers] == [
        who.pk for who in people
    ]
    assert [f"/r/{step.room.code}/say/{step.pk}/" in answer.html for step, answer in zip(steps, answers, strict=True)]
    assert [Vote.objects.filter(step=step).count() for step in (here, there)] == [2, 1]


def test_each_is_answered_in_the_language_of_their_page(step, ann, first, make_participant, settings, tmp_path):
    settings.LOCALE_PATHS = [welsh(tmp_path, Agree="Cytuno")]
    nia = make_participant(step.room)

    english, welsh_one, again = quick.keep(
        [vote(step, ann, first), vote(step, nia, first, language="cy"), vote(step, ann, first)]
    )

    assert ["Cytuno" in one.html for one in (english, welsh_one, again)] == [False, True, False]


def welsh(folder, **words: str):
    place = folder / "locale" / "cy" / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for english, said in words.items():
        catalogue.append(polib.POEntry(msgid=english, msgstr=said))
    catalogue.save_as_mofile(str(place / "django.mo"))
    return folder / "locale"


# The same as without a script


def test_page_without_a_script_and_quick_vote_leave_the_same(client, step, ann, first):
    sit_down(client, step.room)
    form = {"act": "vote", "statement": first.pk, "value": "disagree"}

    client.post(reverse("rooms:say", args=[step.room.code, step.pk]), form)
    quick.keep([vote(step, ann, first, "disagree")])

    kept = Vote.objects.order_by("turn").values_list("step", "statement", "value", "counted")
    assert list(kept) == [(step.pk, first.pk, -1, None)] * 2


def test_quick_answer_is_what_the_page_shows_next(client, step, first):
    sit_down(client, step.room)
    phone = reverse("rooms:phone", args=[step.room.code])
    page = client.get(phone).text
    own_ticket, token = TICKET_IN_PAGE.search(page)[1], TOKEN_IN_PAGE.search(page)[1]

    answer = quick.keep([quick.read(sent(own_ticket, first.pk, token=token))])[0]

    part = ASKED_IN_PAGE.search(client.get(phone).text)[1]
    alike = part.replace(TICKET_IN_PAGE.search(part)[1], own_ticket).replace(TOKEN_IN_PAGE.search(part)[1], token)
    assert answer.html == alike


def test_vote_told_the_long_way_hears_why_there(client, step, first):
    sit_down(client, step.room)
    page = client.get(reverse("rooms:phone", args=[step.room.code])).text
    body = sent(TICKET_IN_PAGE.search(page)[1], first.pk, token=TOKEN_IN_PAGE.search(page)[1])
    conversations.hide(by=step.room.facilitators.get(), contribution=first.words, reason="advert")
    assert statuses(quick.read(body)) == [409]

    response = client.post(
        reverse("rooms:say", args=[step.room.code, step.pk]),
        body,
        content_type="application/x-www-form-urlencoded",
        headers={"X-Sent-By": "page"},
    )

    assert response.status_code == 422
    assert "This statement is no longer there." in response.text
