"""Votes at their address: what comes in pieces, too much, half or all at once is answered as it should be."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection, connections

from wholeroom.web.activities.statement_vote import quick
from wholeroom.web.activities.statement_vote.asking import Voter
from wholeroom.web.activities.statement_vote.models import Vote
from wholeroom.web.activities.statement_vote.tests.quick_votes import TICKET_IN_PAGE, sent, ticket, values

pytestmark = pytest.mark.django_db(transaction=True)  # as between two requests: no transaction is open


class Site:
    """The application at its address, on a thread that shares the connection of this test."""

    def __init__(self):
        self.executor = ThreadPoolExecutor(1, initializer=self.share, initargs=(connections["default"],))
        self.application = quick.QuickVotes(self.executor)

    @staticmethod
    def share(of_test):
        connections["default"] = of_test

    async def ask(self, *blocks: bytes, method: str = "POST", leaves: bool = False):
        messages = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
        messages.append({"type": "http.disconnect"} if leaves else {"type": "http.request", "body": b""})
        answers = []

        async def receive():
            return messages.pop(0)

        async def send(message):
            answers.append(message)

        scope = {"type": "http", "method": method, "path": quick.PREFIX, "headers": []}
        await self.application(scope, receive, send)
        return answers[0]["status"], dict(answers[0]["headers"]), answers[1]["body"].decode()


@pytest.fixture
def site():
    connection.inc_thread_sharing()
    found = Site()
    yield found
    found.executor.shutdown()
    connection.dec_thread_sharing()


def test_vote_at_its_address_is_answered_as_a_text_that_nobody_keeps(site, step, ann, first):
    status, headers, html = asyncio.run(site.ask(sent(ticket(step, ann), first.pk)))

    assert status == 200
    assert headers[b"content-type"] == b"text/plain; charset=utf-8"
    assert headers[b"cache-control"] == b"no-store"
    assert int(headers[b"content-length"]) == len(html.encode())
    assert values() == [(first.pk, 1)]


def test_question_without_a_vote_is_answered_at_the_same_address(site, step, ann):
    body = urlencode({"ticket": ticket(step, ann)}).encode()

    status, _, html = asyncio.run(site.ask(body))

    assert (status, values()) == (200, [])
    assert "1 of 2 so far" in html


def test_vote_that_comes_in_pieces_is_one(site, step, ann, first):
    body = sent(ticket(step, ann), first.pk)

    assert asyncio.run(site.ask(body[:20], body[20:]))[0] == 200


def test_address_takes_only_what_is_sent(site):
    assert asyncio.run(site.ask(method="GET"))[0] == 405


def test_body_that_is_too_large_is_not_read_to_its_end(site, step, ann, first):
    body = sent(ticket(step, ann), first.pk) + b"&more=" + b"x" * quick.MOST_BYTES

    assert asyncio.run(site.ask(body, b"y" * 1000))[0] == 409
    assert values() == []


def test_browser_that_leaves_half_way_has_not_voted(site, step, ann, first):
    asyncio.run(site.ask(sent(ticket(step, ann), first.pk), leaves=True))

    assert values() == []


def test_votes_of_a_hall_are_each_answered_with_their_own(site, step, first, make_participant):
    people = [make_participant(step.room) for _ in range(quick.MOST_TOGETHER + 30)]

    async def all_at_once():
        return await asyncio.gather(*(site.ask(sent(ticket(step, who), first.pk)) for who in people))

    answers = asyncio.run(all_at_once())

    assert [status for status, _, _ in answers] == [200] * len(people)
    assert [Voter.read(TICKET_IN_PAGE.search(html)[1]).participant for _, _, html in answers] == [
        who.pk for who in people
    ]
    assert Vote.objects.count() == len(people)


def test_votes_are_to_be_sent_again_where_the_thread_is_gone(site, step, ann, first):
    site.executor.shutdown()

    assert asyncio.run(site.ask(sent(ticket(step, ann), first.pk)))[0] == 503
