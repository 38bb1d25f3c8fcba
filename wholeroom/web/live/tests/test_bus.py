import asyncio
from contextlib import suppress

import pytest
from django.db import transaction
from django.utils.translation import get_language

from wholeroom.web.live import renderers
from wholeroom.web.live.bus import Notice, publish
from wholeroom.web.live.tests.browsers import Site


class Undone(Exception):
    pass


async def leave(site):
    async with site:
        pass


@pytest.mark.django_db(transaction=True)
def test_change_is_told_once_it_is_committed_and_never_when_it_is_undone():
    site = Site()
    drawings = []
    with asyncio.Runner() as runner:
        runner.run(site.open())
        with transaction.atomic():
            publish("t", urgent=True)
            runner.run(site.settled())
            drawings.append(len(site.board.drawn))
        runner.run(site.settled())
        drawings.append(len(site.board.drawn))
        with suppress(Undone), transaction.atomic():
            publish("t", urgent=True)
            raise Undone
        runner.run(site.settled())
        drawings.append(len(site.board.drawn))
        runner.run(leave(site))

    assert drawings == [1, 2, 2]


@pytest.mark.django_db(transaction=True)
def test_publishing_without_a_hub_or_a_transaction_is_fine():
    assert publish("t", urgent=True) is None


@pytest.mark.parametrize("urgent", [True, False])
def test_notice_is_read_as_it_was_written(urgent):
    notice = Notice("a1b2", urgent, "17-c3")

    assert Notice.read(notice.written()) == notice


@pytest.mark.django_db
def test_frame_is_drawn_by_whoever_knows_the_topic_in_the_language_of_the_screen(monkeypatch):
    monkeypatch.setattr(renderers, "_registered", [])
    before = get_language()
    renderers.register(lambda topic, audience, language: None)
    renderers.register(lambda topic, audience, language: f"{topic} {audience} {language} {get_language()}")

    assert renderers.draw("t", "wall", "cy") == "t wall cy cy"
    assert get_language() == before


@pytest.mark.django_db
def test_topic_that_nobody_knows_is_not_drawn(monkeypatch):
    monkeypatch.setattr(renderers, "_registered", [])
    renderers.register(lambda topic, audience, language: None)

    assert renderers.draw("t", "wall", "cy") is None
