"""Saying something to a problem, in the browser: without an account up to the send, and found again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.conversations.models import Following
from wholeroom.web.problems import actions, reading, replying
from wholeroom.web.problems.models import Reply
from wholeroom.web.problems.tests.addresses import at

SENT = {"text": "Who tells the chemist?", "shown_as": "nobody", "sending": "k1"}


def test_words_of_who_is_not_signed_in_wait_and_are_said_once_they_are(client, shared, make_person):
    problem = shared()
    sent = client.post(at("reply", problem, "question"), SENT)
    assert sent.url == f"{reverse('people:sign-in')}?next={at('reply-kept', problem, 'question')}"
    assert (Reply.objects.count(), client.session.get_expiry_age()) == (0, 24 * 3600)
    client.force_login(make_person())

    shown = client.get(at("reply-kept", problem, "question"), follow=True)

    assert "Who tells the chemist?" in shown.text
    client.get(at("reply-kept", problem, "question"))
    assert Reply.objects.count() == 1


def test_words_are_still_in_the_boxes_for_who_turns_back(client, shared):
    problem = shared()
    client.post(at("reply", problem, "tried"), {**SENT, "cost": "A nurse", "shown_as": "name", "nickname": "Jo"})

    form = client.get(at("reply", problem, "tried")).context["form"]

    assert [form[name].value() for name in ("text", "cost", "shown_as", "nickname", "sending")] == [
        "Who tells the chemist?",
        "A nurse",
        "name",
        "Jo",
        "k1",
    ]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": " "}, "Write something first."),
        ({"shown_as": ""}, "Choose how your words appear."),
        ({"shown_as": "name", "nickname": ""}, "Write the name, or choose to appear without it."),
        ({"shown_as": "group"}, "Pick a group, or choose to appear without one."),
    ],
)
def test_reply_asks_for_what_is_missing_and_says_nothing_yet(client, pat, shared, sent, told):
    response = client.post(at("reply", shared(), "question"), {**SENT, **sent})

    assert response.status_code == 400
    assert told in response.text
    assert Reply.objects.count() == 0


@pytest.mark.parametrize(
    ("chosen", "stands"),
    [
        ({"shown_as": "name", "nickname": "Pat", "groups": ["provider"]}, "Pat (Provider)"),
        ({"shown_as": "group", "nickname": "Pat", "groups": ["provider"]}, "Provider"),
        ({"shown_as": "nobody", "nickname": "Pat", "groups": ["provider"]}, "with no name and no group"),
    ],
)
def test_reply_stands_there_as_its_author_chose(client, pat, shared, chosen, stands):
    problem = shared()
    client.post(at("reply", problem, "question"), {**SENT, **chosen})

    page = client.get(at("problem", problem)).text

    assert f'<span class="soft">{stands}</span>' in page


def test_answer_stands_below_its_question(client, pat, shared, say):
    problem = shared()
    question = say(problem)
    ask = f"{at('reply', problem, 'answer')}?to={question.pk.hex}"
    form = client.get(ask).context["form"]

    client.post(at("reply", problem, "answer"), {**SENT, "text": "The prison", "to": form["to"].value()})

    (section, *_others) = client.get(at("problem", problem)).context["replies"].sections
    assert [answer.words.text for answer in section.said[0].answers] == ["The prison"]


def test_answer_to_what_is_not_understood_stands_with_it_also_after_it_is_said_anew(client, owner, shared, say):
    problem = shared()
    puzzle = actions.tell(by=owner, problem=problem, part="not-understood", text="Who knows the date?")
    say(problem, "answer", "The prison", answers=puzzle)
    actions.tell(by=owner, problem=problem, part="not-understood", text="Who is told the date?")

    page = client.get(at("problem", problem))

    assert [said.words.text for said in page.context["replies"].puzzle] == ["The prison"]
    assert "Who is told the date?" in page.text.split('id="puzzle"')[1]


def test_quote_is_shown_by_reference_so_that_erasing_reaches_it(client, pat, shared, say):
    problem = shared()
    quoted = say(problem, text="We went to the gate")
    client.post(at("reply", problem, "question"), {**SENT, "text": "Which gate?", "quotes": quoted.pk.hex})
    assert client.get(at("problem", problem)).text.count("We went to the gate</p>") == 2

    replying.conversations.erase(by=pat, contribution=quoted.words)

    page = client.get(at("problem", problem)).text
    assert ("We went to the gate" in page, "The words quoted here do not show any more." in page) == (False, True)


def test_sections_stand_in_their_order_and_ideas_only_where_they_are_asked_for(client, owner, shared, say):
    problem = shared()
    for kind, text in (("tried", "A van"), ("same-here", "Here it is Thursdays"), ("question", "Why Fridays?")):
        say(problem, kind, text)

    before = sections(client, problem)
    actions.say_about(by=owner, problem=problem, asks_for_ideas=True)

    found = {"questions": ["Here it is Thursdays", "Why Fridays?"], "tried": ["A van"]}
    assert (before, sections(client, problem)) == (found, {**found, "ideas": []})


def sections(client, problem):
    shown = client.get(at("problem", problem)).context["replies"].sections
    return {section.key: [said.words.text for said in section.said] for section in shown}


def test_ideas_stand_side_by_side_in_the_order_in_which_they_came(client, owner, shared, say):
    problem = shared()
    actions.say_about(by=owner, problem=problem, asks_for_ideas=True)
    for text in ("Text them", "Meet them"):
        say(problem, "idea", text)

    page = client.get(at("problem", problem)).text

    ideas = page.split('id="ideas"')[1]
    assert "In the order in which they came. None stands above another." in ideas
    assert ideas.index("Text them") < ideas.index("Meet them")
    assert '<ul role="list" class="cards">' in ideas


@pytest.mark.parametrize("kind", ["idea", "answer"])
def test_page_says_why_an_idea_or_an_answer_cannot_be_given_here(client, shared, kind):
    page = client.get(at("reply", shared(), kind))

    told = {"idea": "Whoever brought this asks for questions first.", "answer": "An answer needs its question."}
    assert told[kind] in page.text
    assert "<textarea" not in page.text


def test_idea_sent_where_none_is_asked_for_is_refused_in_words(client, pat, shared):
    response = client.post(at("reply", shared(), "idea"), SENT)

    assert response.status_code == 409
    assert "asks for questions first" in response.text


def test_kind_that_is_none_and_replies_to_a_draft_are_not_there(client, owner, draft, shared):
    assert client.get(at("reply", shared(), "praise")).status_code == 404
    assert owner.browser.get(at("reply", draft, "question")).status_code == 404


def test_what_is_new_since_the_last_visit_is_marked_and_ones_own_is_not(client, pat, shared, say):
    problem = shared()
    client.post(at("reply", problem, "question"), SENT)
    client.get(at("problem", problem))
    say(problem, text="How many?")

    first, second = (client.get(at("problem", problem)).text for _ in range(2))

    assert (first.count("tag new"), second.count("tag new")) == (1, 0)


def test_who_reads_follows_and_stops_following(client, pat, shared):
    problem = shared()
    client.post(at("follow", problem))
    assert "Stop following" in client.get(at("problem", problem)).text

    client.post(at("stop-following", problem))

    assert Following.objects.filter(member=pat).count() == 0


def test_lasting_address_leads_to_the_page_on_which_the_words_stand(client, shared, say, monkeypatch):
    monkeypatch.setattr(reading, "ON_A_PAGE", 2)
    problem = shared()
    asked = [say(problem, text=f"Question {number}") for number in range(3)]
    tried = say(problem, "tried", "A van")
    answer = say(problem, "answer", "Yes", answers=asked[2].words)

    found = [client.get(at("words", problem, said.pk)).url for said in (asked[0], asked[2], tried, answer)]

    page = at("problem", problem)
    assert found == [
        f"{page}#words-{asked[0].pk.hex}",
        f"{page}?page=2#words-{asked[2].pk.hex}",
        f"{page}?page=2#words-{tried.pk.hex}",
        f"{page}?page=2#words-{answer.pk.hex}",
    ]
    assert f'id="words-{answer.pk.hex}"' in client.get(f"{page}?page=2").text


def test_hidden_words_are_seen_by_moderators_only_who_can_let_them_show(client, owner, shared, say):
    problem = shared()
    said = say(problem)
    replying.conversations.hide(by=owner, contribution=said.words, reason="advert")
    assert "Who tells the chemist?" not in client.get(at("problem", problem)).text
    assert "Let them show" in owner.browser.get(at("problem", problem)).text

    owner.browser.post(reverse("conversations:let-show", args=[said.pk]))

    assert "Who tells the chemist?" in client.get(at("problem", problem)).text


@pytest.mark.parametrize("whose", ["a reader", "a follower", "the owner"])
def test_page_asks_the_database_as_often_for_one_reply_as_for_three(client, owner, pat, shared, say, whose):
    problem = shared()
    actions.say_about(by=owner, problem=problem, asks_for_ideas=True)
    actions.tell(by=owner, problem=problem, part="not-understood", text="Who knows?")
    browser = owner.browser if whose == "the owner" else client

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(at("problem", problem))
        return len(found)

    def one_more():
        question = say(problem, text="Why?").words
        say(problem, "answer", "So", answers=question, quotes=question)
        say(problem, "tried", "A van", parts={"cost": "Much"})
        replying.say_same_here(
            by=say(problem, "idea", "Text").words.participant.member, problem=problem, appears="name"
        )

    if whose == "a reader":
        client.logout()
    if whose == "a follower":
        client.post(at("follow", problem))
    one_more()
    queries()
    with_one = queries()
    one_more()
    one_more()
    queries()

    assert queries() == with_one
