"""Takes in votes that pages send by script: many at once, in one transaction, each answered with what comes next.

A ticket in the page says who votes, so no session, form or cookie is read. A vote is answered once it is kept. Pages
without a script send theirs to the room like any words, and both ways lead to ``actions.cast_together``. A page that
has nothing left to vote on asks here too what comes next, without a vote.
"""

import asyncio
import logging
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from typing import NamedTuple
from urllib.parse import parse_qs
from uuid import UUID

from django.db import close_old_connections

from wholeroom.web.activities.statement_vote import actions, asking
from wholeroom.web.activities.statement_vote.asked_part import Asked, filled
from wholeroom.web.activities.statement_vote.asking import Choices, Voter
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.rooms.models import Step
from wholeroom.web.whole_requests import Message, Receive, Send

logger = logging.getLogger(__name__)

PREFIX = "/votes/"
MOST_BYTES = 4096
MOST_SECONDS = 15.0
MOST_TOGETHER = 100
SECONDS_KNOWN = 1.0  # what other processes change about statements is asked of phones that much later
OF_A_VOTE = {"statement", "value"}  # what asks what comes next holds neither
TOKEN = re.compile(r"[A-Za-z0-9]{32,64}")
HEADERS = [
    (b"content-type", b"text/plain; charset=utf-8"),  # it is for the script, never a page by itself
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]


class Answer(NamedTuple):
    status: int
    html: str = ""


class Arrived(NamedTuple):
    """A vote as it came, or None where only what comes next is asked; with what the page's next form needs again: its
    ticket, and its token for the long way.
    """

    voter: Voter
    vote: actions.Cast | None
    ticket: str
    token: str


class Known(NamedTuple):
    """A step, and what it can ask, as they were a moment ago."""

    step: Step
    choices: Choices
    read_at: float


TAKE_THE_LONG_WAY = Answer(409)  # the page sends the same again as a form, which says in words what is wrong
NOT_KEPT = Answer(503)


class QuickVotes:
    """An ASGI application. What arrives while votes are being kept is kept together right after."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.waiting: list[tuple[Arrived, asyncio.Future[Answer]]] = []
        self.keeping: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await respond(send, Answer(405))
            return
        body = await whole_body(receive)
        arrived = read(body) if body is not None else None
        await respond(send, TAKE_THE_LONG_WAY if arrived is None else await self.kept(arrived))

    async def kept(self, arrived: Arrived) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.waiting.append((arrived, answer))
        if self.keeping is None or self.keeping.done():
            self.keeping = asyncio.get_running_loop().create_task(self.keep_what_waits())
        return await answer

    async def keep_what_waits(self) -> None:
        while self.waiting:
            together, self.waiting = self.waiting[:MOST_TOGETHER], self.waiting[MOST_TOGETHER:]
            votes = [arrived for arrived, _ in together]
            try:
                loop = asyncio.get_running_loop()
                answers = await loop.run_in_executor(self.executor, keep_between_requests, votes)
            except Exception as error:
                logger.error("Votes were not taken in: %s. The pages send them again.", type(error).__name__)
                answers = [NOT_KEPT] * len(votes)
            for (_, waiting), answer in zip(together, answers, strict=True):
                if not waiting.done():
                    waiting.set_result(answer)


def read(body: bytes) -> Arrived | None:
    """What was sent; None where it is neither a vote nor asks what comes next."""
    sent = {name: values[-1] for name, values in parse_qs(body.decode("latin-1")).items()}
    ticket, token = sent.get("ticket", ""), sent.get("csrfmiddlewaretoken", "")
    voter = Voter.read(ticket)
    if voter is None:
        return None
    vote = vote_in(sent, voter)
    if vote is None and not sent.keys().isdisjoint(OF_A_VOTE):
        return None
    return Arrived(voter, vote, ticket, token if TOKEN.fullmatch(token) else "")


def vote_in(sent: Mapping[str, str], voter: Voter) -> actions.Cast | None:
    value = actions.VALUES.get(sent.get("value", ""))
    try:
        statement = UUID(sent.get("statement", ""))
    except ValueError:
        return None
    return None if value is None else actions.Cast(voter.participant, statement, value)


def keep_between_requests(arrived: Sequence[Arrived]) -> list[Answer]:
    """On Django's thread, with a connection to the database that works, as each request has."""
    close_old_connections()
    try:
        return keep(arrived)
    finally:
        close_old_connections()


def keep(arrived: Sequence[Arrived]) -> list[Answer]:
    """All votes of a step in one transaction. The answers are in the order of the votes."""
    answers: dict[int, Answer] = {}
    for step_id in {one.voter.step for one in arrived}:
        places = [place for place, one in enumerate(arrived) if one.voter.step == step_id]
        answers |= zip(places, kept_or_not(step_id, [arrived[place] for place in places]), strict=True)
    return [answers[place] for place in range(len(arrived))]


def kept_or_not(step_id: int, arrived: Sequence[Arrived]) -> list[Answer]:
    """What fails in one room is not felt in another."""
    try:
        return keep_in_step(step_id, arrived)
    except Exception as error:
        _known.pop(step_id, None)
        logger.error("Votes could not be kept: %s. The pages send them again.", type(error).__name__)
        return [NOT_KEPT] * len(arrived)


def keep_in_step(step_id: int, arrived: Sequence[Arrived]) -> list[Answer]:
    known = known_of(step_id)
    if known is None:
        return [TAKE_THE_LONG_WAY] * len(arrived)
    votes = [one.vote for one in arrived if one.vote]
    kept = actions.cast_together(step=known.step, votes=votes).kept if votes else frozenset()
    here = still_here(known.step, {one.voter.participant for one in arrived if not one.vote})
    read_in = {one.voter.participant: one.voter.tongue for one in arrived}
    people = {vote.participant for vote in kept} | here
    asked = asking.asked_of(known.step, people, choices=known.choices, tongues_read=read_in)
    taken = [one.vote in kept if one.vote else one.voter.participant in here for one in arrived]
    return [
        Answer(200, answered(known.step, one, asked[one.voter.participant])) if is_taken else TAKE_THE_LONG_WAY
        for one, is_taken in zip(arrived, taken, strict=True)
    ]


def still_here(step: Step, people: set[UUID]) -> set[UUID]:
    """Which of these people take part in the room, as long as it is not closed. No question is asked about nobody."""
    if not people:
        return set()
    found = Participant.objects.filter(pk__in=people, conversation=step.room_id, is_erased=False)
    return set(found.exclude(conversation__state=Conversation.State.CLOSED).values_list("pk", flat=True))


def answered(step: Step, one: Arrived, asked: Asked) -> str:
    return filled(step, asked, one.voter.language, csrf_token=one.token, ticket=one.ticket)


_known: dict[int, Known] = {}


def known_of(step_id: int) -> Known | None:
    """A step with what it can ask; read again where a second has passed. None where there is no such step."""
    now = time.monotonic()
    known = _known.get(step_id)
    if known and now - known.read_at < SECONDS_KNOWN:
        return known
    for other in [key for key, one in _known.items() if now - one.read_at >= SECONDS_KNOWN]:
        del _known[other]
    step = Step.objects.select_related("room").filter(pk=step_id).first()
    if step is None:
        return None
    _known[step_id] = Known(step, Choices.of(step), now)
    return _known[step_id]


def forget_what_is_known(**_: object) -> None:
    """Statements were put in, changed or taken away here: the next answer knows."""
    _known.clear()


async def whole_body(receive: Receive) -> bytes | None:
    """None if the browser left, sent too much, or took too long."""
    body, more = b"", True
    try:
        async with asyncio.timeout(MOST_SECONDS):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > MOST_BYTES:
                    return None
    except TimeoutError:
        return None
    return body


async def respond(send: Send, answer: Answer) -> None:
    body = answer.html.encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": answer.status, "headers": [*HEADERS, length]})
    await send({"type": "http.response.body", "body": body})
