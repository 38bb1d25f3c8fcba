import asyncio
import time

from wholeroom.web.live import hub as hubs
from wholeroom.web.live.frames import HEARTBEAT
from wholeroom.web.live.hub import Limits
from wholeroom.web.live.tests.browsers import Site, until
from wholeroom.web.live.tickets import mint


def test_newest_frame_comes_on_connecting():
    async def scenario():
        async with Site() as site:
            return await site.open()

    browser = asyncio.run(scenario())

    assert browser.status == 200
    assert browser.frames == ["<p>first</p>"]
    assert browser.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert (browser.headers["cache-control"], browser.headers["x-accel-buffering"]) == ("no-store", "no")


def test_retry_is_spread_over_several_seconds():
    async def scenario():
        async with Site() as site:
            return [(await site.open()).body.split(b"\n")[0] for _ in range(10)]

    lines = asyncio.run(scenario())

    assert all(1000 <= int(line.removeprefix(b"retry: ")) <= 5000 for line in lines)
    assert len(set(lines)) > 1


def test_page_that_has_the_newest_frame_is_not_sent_it_again():
    async def scenario():
        async with Site() as site:
            first = await site.open()
            again = await site.open(last_event_id=first.version)
            asked = await site.open(f"/live/{mint('t', 'phone', 'en')}?v={first.version}")
            other = await site.open(last_event_id="0")
            site.change("second", urgent=True)
            await site.settled()
            return again.frames, asked.frames, other.frames

    again, asked, other = asyncio.run(scenario())

    assert again == asked == ["<p>second</p>"]
    assert other == ["<p>first</p>", "<p>second</p>"]


def test_first_change_is_drawn_at_once_and_many_soon_after_once_together():
    async def scenario():
        async with Site(Limits(seconds_between_drawings=1.0)) as site:
            browser = await site.open()
            site.change("second")
            await site.settled()
            for number in range(20):
                site.change(f"change {number}")
                await asyncio.sleep(0)
            before_the_pause_is_over = list(browser.frames)
            await until(lambda: len(browser.frames) > 2)
            return before_the_pause_is_over, browser.frames

    before, after = asyncio.run(scenario())

    assert before == ["<p>first</p>", "<p>second</p>"]
    assert after == [*before, "<p>change 19</p>"]


def test_urgent_change_does_not_wait():
    async def scenario():
        async with Site(Limits(seconds_between_drawings=60.0)) as site:
            browser = await site.open()
            site.change("second")
            await site.settled()
            site.change("third")
            await site.settled()
            held_back = list(browser.frames)
            site.change("fourth", urgent=True)
            await site.settled()
            return held_back, browser.frames

    held_back, frames = asyncio.run(scenario())

    assert held_back == ["<p>first</p>", "<p>second</p>"]
    assert frames == [*held_back, "<p>fourth</p>"]


def test_only_what_somebody_looks_at_is_drawn():
    async def scenario():
        async with Site() as site:
            site.change("unseen")
            await site.settled()
            unseen = list(site.board.drawn)
            phone = await site.open()
            await site.open(f"/live/{mint('t', 'wall', 'cy')}")
            phone.left.set()
            await site.settled()
            site.board.drawn.clear()
            site.change("second", urgent=True)
            await site.settled()
            return unseen, site.board.drawn

    assert asyncio.run(scenario()) == ([], [("t", "wall", "cy")])


def test_frame_is_drawn_once_for_all_who_see_the_same():
    async def scenario():
        async with Site() as site:
            browsers = [await site.open() for _ in range(5)]
            site.change("second", urgent=True)
            await site.settled()
            return site.board.drawn, [browser.frames[-1] for browser in browsers]

    drawn, seen = asyncio.run(scenario())

    assert drawn == [("t", "phone", "en")] * 2
    assert seen == ["<p>second</p>"] * 5


def test_frame_that_says_the_same_is_not_sent_again():
    async def scenario():
        async with Site() as site:
            browser = await site.open()
            site.change("first", urgent=True)
            await site.settled()
            return site.board.drawn, browser.frames

    drawn, frames = asyncio.run(scenario())

    assert len(drawn) == 2
    assert frames == ["<p>first</p>"]


def test_slow_reader_gets_the_newest_frame_and_none_of_those_it_missed():
    async def scenario():
        async with Site() as site:
            browser = await site.open()
            browser.reads.clear()
            for number in range(30):
                site.change(f"change {number}", urgent=True)
                await site.settled()
            browser.reads.set()
            await site.settled()
            return browser.frames

    frames = asyncio.run(scenario())

    assert frames[0] == "<p>first</p>"
    assert frames[-1] == "<p>change 29</p>"
    assert len(frames) <= 3


def test_silence_is_broken_by_a_sign_of_life():
    async def scenario():
        async with Site(Limits(seconds_between_beats=0.05)) as site:
            browser = await site.open()
            already = browser.blocks.count(HEARTBEAT)
            await until(lambda: browser.blocks.count(HEARTBEAT) > already + 1)
            return browser.blocks

    assert asyncio.run(scenario())[0].endswith(b"\n" + HEARTBEAT)


def test_topic_that_is_gone_ends_its_streams_and_opens_none():
    async def scenario():
        async with Site() as site:
            browser = await site.open()
            site.change(None, urgent=True)
            await site.settled()
            return browser, await site.open(), await site.open(f"/live/{mint('t', 'phone', 'en')}/now")

    open_before, opened_after, asked = asyncio.run(scenario())

    assert open_before.body.endswith(b"event: gone\ndata: gone\n\n")
    assert open_before.ended
    assert (opened_after.status, asked.status) == (204, 410)


def test_drawing_that_fails_is_written_down_without_content_and_tried_at_the_next_change(caplog):
    async def scenario():
        async with Site() as site:
            browser = await site.open()
            site.board.fails = True
            site.change("second", urgent=True)
            await site.settled()
            waiting = await site.open(f"/live/{mint('t', 'wall', 'en')}")
            site.board.fails = False
            site.change("third", urgent=True)
            await site.settled()
            return browser.frames, waiting.frames

    frames, waiting = asyncio.run(scenario())

    assert frames == ["<p>first</p>", "<p>third</p>"]
    assert waiting == ["<p>third</p>"]
    assert "could not be drawn: ValueError in draw" in caplog.text
    assert "secret words" not in caplog.text


def test_change_while_nobody_looks_is_seen_by_the_next_who_comes():
    """A page that is loaded anew closes its stream, changes something, and comes back within the second."""

    async def scenario():
        async with Site(Limits(seconds_between_drawings=60.0)) as site:
            before = await site.open()
            before.left.set()
            await site.settled()
            site.change("second")
            return (await site.open()).frames

    assert asyncio.run(scenario()) == ["<p>second</p>"]


def test_topic_has_only_so_many_readers():
    async def scenario():
        async with Site(Limits(readers_of_a_topic=2)) as site:
            return [await site.open() for _ in range(3)]

    first, second, third = asyncio.run(scenario())

    assert (first.status, second.status, third.status) == (200, 200, 503)
    assert third.body == b"Too many people look at this just now. The page tries again."


def test_client_with_too_many_streams_loses_its_oldest():
    async def scenario():
        async with Site(Limits(readers_of_a_client=2)) as site:
            own = [await site.open(cookie="language=cy; here-1=" + "s" * 43) for _ in range(3)]
            others = [await site.open(cookie="language=cy") for _ in range(3)]
            await site.settled()
            return [browser.ended for browser in own], [browser.ended for browser in others]

    assert asyncio.run(scenario()) == ([True, False, False], [False, False, False])


def test_nothing_is_kept_of_those_who_left():
    async def scenario():
        async with Site(Limits(seconds_between_drawings=0.0)) as site:
            browsers = [await site.open() for _ in range(3)]
            await site.settled()
            for browser in browsers:
                browser.left.set()
            await site.settled()
            return site.hub.topics, site.hub.clients

    assert asyncio.run(scenario()) == ({}, {})


def test_change_is_told_from_another_thread():
    async def scenario():
        async with Site() as site:
            browser = await site.open()
            site.board.words = "second"
            await asyncio.to_thread(hubs.changed, "t", urgent=True)
            await site.settled()
            return browser.frames

    assert asyncio.run(scenario())[-1] == "<p>second</p>"


def test_change_is_harmless_where_no_hub_runs():
    async def scenario():
        async with Site() as site:
            await site.open()

    asyncio.run(scenario())

    assert hubs.changed("t", urgent=True) is None


def test_hub_that_closes_lets_everybody_go_at_once():
    async def scenario():
        async with Site() as site:
            browsers = [await site.open() for _ in range(20)]
            began = time.monotonic()
            hubs.close()
            await asyncio.gather(*(browser.task for browser in browsers))
            return time.monotonic() - began, all(browser.ended for browser in browsers), (await site.open()).status

    took, ended, afterwards = asyncio.run(scenario())

    assert took < 0.5
    assert ended
    assert afterwards == 503
