"""A room in which a vote is open, and votes as a page sends them."""

import re
from urllib.parse import urlencode
from uuid import UUID

from wholeroom.web.activities.statement_vote import actions, quick
from wholeroom.web.activities.statement_vote.asking import Voter
from wholeroom.web.activities.statement_vote.models import Statement, Vote
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.tests.meeting import turned

TOKEN = "t" * 64
TICKET_IN_PAGE = re.compile(r'name="ticket" value="([^"]+)"')
TOKEN_IN_PAGE = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def open_vote(make_room, statements: int = 2) -> Step:
    """The open step of a new room, with so many statements."""
    room = turned(make_room(method=registry.method("statement_voting")), "start")
    step = room.steps.select_related("room__conversation").get(name="vote")
    texts = [f"The service closes too early, part {number}" for number in range(statements)]
    actions.put_in_many(by=room.facilitators.get(), step=step, texts=texts)
    return step


def ticket(step: Step, who, language: str = "en-gb") -> str:
    return Voter(step.pk, who.pk, language).ticket()


def sent(ticket: str, statement: object, value: str = "agree", token: str = TOKEN) -> bytes:
    fields = {"act": "vote", "statement": statement, "ticket": ticket, "csrfmiddlewaretoken": token, "value": value}
    return urlencode(fields).encode()


def vote(step: Step, who, statement: Statement, value: str = "agree", language: str = "en-gb") -> quick.Arrived:
    arrived = quick.read(sent(ticket(step, who, language), statement.pk, value))
    assert arrived is not None
    return arrived


def asks_next(step: Step, who, language: str = "en-gb") -> quick.Arrived:
    """A page without anything to vote on, as it asks what comes next."""
    arrived = quick.read(urlencode({"ticket": ticket(step, who, language), "csrfmiddlewaretoken": TOKEN}).encode())
    assert arrived is not None
    return arrived


def statuses(*arrived: quick.Arrived) -> list[int]:
    return [answer.status for answer in quick.keep(arrived)]


def values(**of) -> list[tuple[UUID, int]]:
    return sorted(Vote.objects.filter(**of).values_list("statement", "value"))
