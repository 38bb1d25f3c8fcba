"""A world played on the site itself, and all that is served of it to a reader who also holds the room's console."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from wholeroom.web.activities.statement_vote import asking, report_making
from wholeroom.web.activities.statement_vote.tests.voting_room import VotingRoom
from wholeroom.web.activities.statement_vote.tests.worlds import READER, Act, Told, World
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms import codes, registry
from wholeroom.web.rooms.contract import AUDIENCES
from wholeroom.web.rooms.screens import frames

LINK = re.compile(r'href="(/[^"?#]*)')
WHAT_DIFFERS_ANYWAY = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}"  # keys
    r'|(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="ticket" value=")[^"]*'
    r'|(?<=name="sending" value=")[^"]*|(?<=calendar/)[\w-]+'
    r'|(?<=/say/)\d+|(?<=/votes/)\d+|(?<=/vote/)\d+|(?<=data-step=")\d+|(?<="step-)\d+'  # keys of steps
    r"|(?<=in the minute up to )\d\d:\d\d|(?<=yn y funud hyd at )\d\d:\d\d"  # by the real clock
    r"|[A-Za-z0-9_.=-]*:[A-Za-z0-9_-]{5,7}:[A-Za-z0-9_-]{43}|nonce-[\w=+/-]+|(?<=nonce=\")[^\"]*"  # signed
)
MOST_PAGES = 40
EACH_TIME = 3  # that something is seen, pages are opened; frames come every time


class Played:
    """``told`` are the figures of each statement, ``pages`` all there was, after each act that the reader sees."""

    def __init__(self, room: VotingRoom) -> None:
        self.room = room
        self.people: dict[int, Participant] = {}
        self.browser, self.console = Client(), Client()
        self.console.force_login(room.facilitator)
        self.told: list[dict[int, Told]] = []
        self.pages: list[dict[str, str]] = []

    def play(self, world: World) -> "Played":
        for act in world:
            self.act(act)
            if act.is_seen:
                self.look()
        self.pages.append(dict(self.everything_that_is_linked()))
        return self

    def act(self, act: Act) -> None:
        if act.kind == "join":
            self.join(act.who)
        elif act.kind == "vote":
            self.room.vote(self.people[act.who], act.said, act.number)
        elif act.kind == "erase":
            conversations.erase_participant(by=self.people[act.who], participant=self.people[act.who])
        elif act.kind == "second":
            self.room.second()
        elif act.kind == "over":
            self.room.turn("next")
            self.room.second()
            self.pages.append(dict(self.at_once()))
            self.room.turn("back")
        else:
            self.room.close()
            self.room.second()
            report_making.make_what_waits()

    def join(self, who: int) -> None:
        conversation = self.room.room.conversation
        self.people[who], token = conversations.join(by=None, conversation=conversation, nickname=f"Person {who}")
        if who == READER:
            self.browser.cookies[cookies.name(conversation)] = token

    def look(self) -> None:
        shown = self.room.shown()
        self.told.append({number: shown[number] if None not in shown[number] else None for number in shown})
        self.pages.append(dict(self.at_once()))

    def at_once(self) -> Iterator[tuple[str, str]]:
        """What a reader has open all the time."""
        room, step = self.room.room, self.room.step
        for audience, (language, _) in product(AUDIENCES, settings.LANGUAGES):
            yield f"{audience} {language}", plain(frames.draw(room.pk.hex, audience, language) or "")
        if len(self.pages) % EACH_TIME == 0:
            for path in (f"/r/{room.code}/mine/", f"/r/{room.code}/votes/{step.pk}/"):
                answer = self.browser.get(path)
                assert answer.status_code == 200
                yield plain(path), plain(answer.text)
        yield "rows", plain(json.dumps([registry.activity(one.activity).rows(one) for one in step.room.steps.all()]))

    def everything_that_is_linked(self) -> Iterator[tuple[str, str]]:
        """From the phone, the console and the wall on, by any link."""
        room = self.room.room
        for browser, first in ((self.browser, f"/r/{room.code}/"), (self.console, f"/rooms/{room.pk}/console/")):
            paths, seen = [first, f"/r/{room.code}/said/"], set()
            while paths and len(seen) < MOST_PAGES:
                path = paths.pop(0)
                if path in seen or not (room.code in path or str(room.pk) in path):
                    continue
                seen.add(path)
                answer = browser.get(path, follow=True)
                if "text/html" in answer.headers["content-type"] and "attachment" not in answer.headers.get(
                    "content-disposition", ""
                ):
                    paths += LINK.findall(answer.text)
                    yield plain(f"{first} {path}"), plain(answer.text)


def plain(page: str) -> str:
    return WHAT_DIFFERS_ANYWAY.sub("", page)


@pytest.fixture
def played(voting_room, monkeypatch):
    """``played(world, 2)`` is what was served of a world with two statements; always on one day, at one second."""
    now = datetime(2027, 3, 1, 10, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    monkeypatch.setattr(codes, "new_code", lambda: "RRPAF8")
    monkeypatch.setattr(asking, "lot_of", lambda who, voted: Random(voted))

    def play(world: World, statements: int) -> Played:
        with transaction.atomic():
            found = Played(voting_room(statements)).play(world)
            transaction.set_rollback(True)
        return found

    return play
