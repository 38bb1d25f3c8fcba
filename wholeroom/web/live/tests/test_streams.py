import asyncio
import re

import pytest

from wholeroom.web.live import tickets
from wholeroom.web.live.frames import Frame, as_event
from wholeroom.web.live.hub import Limits
from wholeroom.web.live.tests.browsers import Site

CLOCK = '<p><time data-ends="900" data-now="{}">{}</time> {}</p>'


def ask(path, site=None, **headers):
    async def scenario():
        async with site or Site() as here:
            return await here.open(path, **headers)

    return asyncio.run(scenario())


@pytest.mark.parametrize("ticket", ["", "no-ticket", "a:b:c", "é"])
def test_wrong_ticket_is_refused_in_words(ticket):
    answer = ask(f"/live/{ticket}")

    assert answer.status == 403
    assert answer.body == b"This page is too old to be kept up to date. Load it again."


def test_ticket_that_is_too_old_is_refused(monkeypatch):
    ticket = tickets.mint("t", "phone", "en")
    monkeypatch.setattr(tickets, "HOURS_VALID", -1)

    assert ask(f"/live/{ticket}").status == 403


def test_ticket_says_what_it_is_for_and_is_never_the_same():
    first, second = tickets.mint("t", "wall", "cy"), tickets.mint("t", "wall", "cy")

    assert tickets.read(first) == tickets.read(second) == ("t", "wall", "cy")
    assert first != second


def test_ticket_that_somebody_changed_is_refused():
    ticket = tickets.mint("t", "wall", "cy")

    assert tickets.read("X" + ticket[1:]) is None


def test_asking_gives_the_frame_and_its_version_and_then_nothing_new():
    async def scenario():
        async with Site(Limits(seconds_between_drawings=60.0)) as site:
            path = f"/live/{tickets.mint('t', 'phone', 'en')}/now"
            first = await site.open(f"{path}?v=0")
            same = await site.open(f"{path}?v={first.headers['x-version']}")
            return first, same, site.board.drawn

    first, same, drawn = asyncio.run(scenario())

    assert (first.status, first.body, first.headers["cache-control"]) == (200, b"<p>first</p>", "no-store")
    assert first.headers["content-type"] == "text/plain; charset=utf-8"
    assert (same.status, same.body) == (204, b"")
    assert len(drawn) == 1


def test_asking_where_nobody_listens_sees_what_changed_after_a_moment():
    async def scenario():
        async with Site() as site:
            path = f"/live/{tickets.mint('t', 'phone', 'en')}/now"
            await site.open(path)
            site.board.words = "second"
            await asyncio.sleep(0.2)
            return (await site.open(path)).body

    assert asyncio.run(scenario()) == b"<p>second</p>"


def test_asking_where_somebody_listens_is_answered_from_memory():
    async def scenario():
        async with Site() as site:
            await site.open()
            await asyncio.sleep(0.2)
            asked = await site.open(f"/live/{tickets.mint('t', 'phone', 'en')}/now")
            return asked.body, len(site.board.drawn)

    assert asyncio.run(scenario()) == (b"<p>first</p>", 1)


def test_asking_for_a_frame_that_cannot_be_drawn_says_to_come_again():
    site = Site()
    site.board.fails = True

    answer = ask(f"/live/{tickets.mint('t', 'phone', 'en')}/now", site)

    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


def test_other_addresses_and_methods_are_refused():
    async def scenario():
        async with Site() as site:
            sent = []

            async def send(message):
                sent.append(message)

            path = f"/live/{tickets.mint('t', 'phone', 'en')}"
            scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": []}
            await site.streams(scope, None, send)
            return sent[0]["status"], (await site.open(f"{path}/elsewhere")).status

    assert asyncio.run(scenario()) == (405, 404)


def test_lines_of_a_frame_are_lines_of_the_event():
    assert as_event("a1", "<p>\r\none\rtwo</p>") == b"id: a1\ndata: <p>\ndata: one\ndata: two</p>\n\n"


def test_what_a_running_clock_read_is_no_news():
    early, late = Frame(CLOCK.format(100, "13:20", "hello")), Frame(CLOCK.format(160, "12:20", "hello"))

    assert early.version == late.version
    assert early.version != Frame(CLOCK.format(100, "13:20", "hello you")).version


def test_what_a_standing_clock_says_is_news():
    still = '<time data-still data-ends="900" data-now="100">{}</time>'

    assert Frame(still.format("13:20")).version != Frame(still.format("15:20")).version


def test_frame_from_memory_carries_the_time_at_which_it_is_sent():
    async def scenario():
        async with Site(draw=lambda *_: CLOCK.format(100, "13:20", "hello")) as site:
            await site.open()
            streamed = await site.open()
            asked = await site.open(f"/live/{tickets.mint('t', 'phone', 'en')}/now")
            return [int(re.search(rb'data-now="(\d+)"', browser.body)[1]) for browser in (streamed, asked)]

    assert min(asyncio.run(scenario())) > 1_700_000_000
