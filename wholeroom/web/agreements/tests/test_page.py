import re

import pytest
from django.utils import timezone

from wholeroom.web.agreements.tests.conftest import AGAINST_BEFORE, BEFORE, OBJECTION, OPTION, WORDLESS, later
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies

QUOTED = re.compile(r'<blockquote class="words"><p data-words>([^<]*)</p>')


def address(meeting, rest: str = "") -> str:
    return f"/agreements/{meeting.room.pk}/{rest}"


@pytest.fixture
def as_participant(client, meeting):
    """The browser of somebody who was in the room."""
    participant, token = conversations.join(by=None, conversation=meeting.room.conversation, nickname="Ann")
    client.cookies[cookies.name(meeting.room.conversation)] = token
    return participant


def decision_of(page: str) -> str:
    """The first option of a page, with all that stands beside it."""
    return re.search(r'<section class="decision stack">.*?</section>', page, re.DOTALL).group()


def test_page_opens_for_whoever_has_the_link_and_no_search_engine(client, meeting):
    response = client.get(address(meeting))

    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert response.text.count("<h1") == 1


def test_room_that_is_not_closed_has_no_page(client, make_room):
    assert client.get(f"/agreements/{make_room().pk}/").status_code == 404


def test_dissent_stands_beside_the_decision_in_the_same_size(client, meeting):
    page = client.get(address(meeting)).text

    beside = re.search(r'<div class="split even">.*?\n  </div>', decision_of(page), re.DOTALL).group()
    assert QUOTED.findall(beside) == [OPTION, OBJECTION]


def test_dissent_that_an_earlier_wording_met_stands_beside_that_wording(client, meeting):
    page = client.get(address(meeting)).text

    _now, before = re.findall(r'<div class="split even">.*?\n  </div>', decision_of(page), re.DOTALL)
    assert QUOTED.findall(before) == [BEFORE, AGAINST_BEFORE]
    assert f"<em>{WORDLESS}</em>" in before
    assert page.count(AGAINST_BEFORE) == 1


def test_agreed_after_an_objection_is_not_called_agreed_without_one(client, meeting):
    meeting.agreement.page["options"][0]["objections"] = []
    meeting.agreement.save()

    decision = decision_of(client.get(address(meeting)).text)

    assert "Nobody said anything against this wording." in decision
    assert "Nobody said anything against it." not in decision


def test_page_says_what_it_cannot_show(client, meeting):
    page = client.get(address(meeting)).text

    assert "This was a small meeting. It shows what these people said, not how many think so." in page
    assert "Groups are as people describe themselves." in page
    assert "We do not give numbers where few people took part." in page


def test_page_shows_the_feed_only_to_those_who_were_there(client, meeting, as_participant):
    assert meeting.agreement.feed_token in client.get(address(meeting)).text

    client.cookies.clear()

    assert meeting.agreement.feed_token not in client.get(address(meeting)).text


def test_owner_finds_the_way_to_say_how_it_goes(client, meeting, as_participant):
    meeting.agreement.promises.filter(position=2).update(participant=as_participant)

    page = client.get(address(meeting)).text

    assert "Promise 2 is yours." in page
    assert "Promise 1 is yours." not in page


def test_facilitator_finds_the_archive_and_nobody_else_may_fetch_it(client, meeting):
    assert client.get(address(meeting, "page.json")).status_code == 302

    client.force_login(meeting.facilitator)
    data = client.get(address(meeting, "page.json")).json()

    assert data["at_close"]["options"][0]["words"]["text"] == OPTION
    assert data["at_close"]["options"][0]["objections"][0]["text"] == OBJECTION
    assert meeting.owner.key not in str(data)
    assert address(meeting, "page.json") in client.get(address(meeting)).text


@pytest.mark.parametrize("promises", [1, 2])
def test_page_takes_the_same_queries_however_many_promises(client, meeting, django_assert_num_queries, promises):
    meeting.agreement.promises.filter(position__gt=promises).delete()
    meeting.agreement.page["promises"] = meeting.agreement.page["promises"][:promises]
    meeting.agreement.save()

    with django_assert_num_queries(4):
        client.get(address(meeting))


def test_reviews_stand_under_the_page_with_their_day(client, meeting):
    later(meeting)

    page = client.get(address(meeting)).text

    since = page[page.index("<h2>Since then</h2>") :]
    today = timezone.localdate().strftime("%-d %B %Y")
    assert f"{today}. The owner says: partly kept" in since
    assert f"{today}. Somebody who judges it says: not kept" in since
    assert "My brother was rung, and he went." in since


def test_problem_shows_what_came_of_it(client, meeting):
    later(meeting)
    problem = meeting.room.problem
    client.force_login(problem.owner)

    page = client.get(f"/problems/{problem.pk}/").text

    assert "Priya Shah: One worker rings, and leaves a message." in page
    assert f'href="{address(meeting)}"' in page


def test_problem_for_everyone_tells_what_was_promised_and_not_by_whom(client, meeting):
    later(meeting)
    conversation = meeting.room.problem.conversation
    conversation.audience = "everyone"
    conversation.save()

    page = client.get(f"/problems/{conversation.pk}/").text

    assert "One worker rings, and leaves a message." in page
    assert "Priya Shah" not in page
    assert address(meeting) not in page
