"""A room that votes, made in the data folder and changed there, with people whose phones hold a ticket."""

import json
from dataclasses import dataclass

from tests.meeting import run_code

DJANGO = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
"""
BEGIN = (
    DJANGO
    + """
import json
preparation.update_tables()
from django.conf import settings
from wholeroom.web.activities.statement_vote import actions as votes
from wholeroom.web.activities.statement_vote.asking import Voter
from wholeroom.web.conversations.models import Participant
from wholeroom.web.live.tickets import mint
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions, registry
host = Person.objects.create_user("host@westmarch.example", may_facilitate=True)
room = actions.open_room(by=host, method=registry.method("statement_voting"), minutes=45, question="What do we need?")
step = room.steps.get(name="vote")
votes.choose_how(by=host, step=step, results="{results}", after=7, may_add={may_add})
texts = [f"We need more of number {{number}}, and sooner than planned" for number in range(1, {statements} + 1)]
statements = votes.put_in_many(by=host, step=step, texts=texts)
actions.turn(by=host, room=room, verb="start")
people = Participant.objects.bulk_create(Participant(conversation=room.conversation) for _ in range({people}))
language = settings.LANGUAGE_CODE
print(json.dumps({{
    "code": room.code,
    "step": step.pk,
    "topic": room.pk.hex,
    "statements": [str(one.pk) for one in statements],
    "people": [str(who.pk) for who in people],
    "tickets": [Voter(step.pk, who.pk, language).ticket() for who in people],
    "streams": [mint(room.pk.hex, "phone", language) for _ in people],
    "screens": {{audience: mint(room.pk.hex, audience, language) for audience in ("wall", "console")}},
}}))
"""
)
KEPT = (
    DJANGO
    + """
import json
from wholeroom.web.activities.statement_vote.models import Vote
found = Vote.objects.values_list("participant", "statement", "value")
print(json.dumps([[str(who), str(what), value] for who, what, value in found]))
"""
)
HERE = (
    DJANGO
    + """
from wholeroom.web.activities.statement_vote import actions as votes
from wholeroom.web.activities.statement_vote.models import Ballot, Statement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import places
from wholeroom.web.rooms.models import Room
host, room = Person.objects.get(), Room.objects.select_related("conversation").get()
step = room.steps.get(name="vote")
"""
)
HIDE = 'conversations.hide(by=host, contribution=Statement.objects.get(number={number}).words, reason="advert")'
PUT_IN = "votes.put_in_many(by=host, step=step, texts={texts!r})"
TURN = """
for verb in {verbs!r}:
    rooms.turn(by=host, room=room, verb=verb)
"""
CLOSE = "rooms.close(by=host, room=room)"
TAKE_NO_MORE = "Ballot.objects.update(may_add=False)"
WITHOUT_PHONE = "places.add_without_phone(by=host, room=room, nickname={name!r}, groups=[])"
SESSION = """
from tests.stage import session_of
print(session_of(host))
"""


@dataclass(frozen=True)
class VoteRoom:
    """``tickets`` let ``people`` vote, ``streams`` let their phones look on; ``screens`` has wall and console."""

    code: str
    step: int
    topic: str
    statements: list[str]
    people: list[str]
    tickets: list[str]
    streams: list[str]
    screens: dict[str, str]


def begin_vote(*, data, statements=3, people=0, results="live", may_add=True, **environment):
    code = BEGIN.format(statements=statements, people=people, results=results, may_add=may_add)
    return VoteRoom(**json.loads(run_code(code, data=data, **environment)))


def votes_kept(*, data, **environment):
    """Every vote that is there: who, on what, and how."""
    return [tuple(vote) for vote in json.loads(run_code(KEPT, data=data, **environment))]


def hide_statement(number, *, data, **environment):
    run_code(HERE + HIDE.format(number=number), data=data, **environment)


def put_in(*texts, data):
    run_code(HERE + PUT_IN.format(texts=texts), data=data)


def turn(*verbs, data):
    """Turn the clock: to the next step, say, or to the end of the last."""
    run_code(HERE + TURN.format(verbs=verbs), data=data)


def close(*, data):
    run_code(HERE + CLOSE, data=data)


def take_no_more(*, data):
    """From now on nobody but the facilitator may put in statements, also on pages that still have a box for them."""
    run_code(HERE + TAKE_NO_MORE, data=data)


def add_person_without_phone(name, *, data):
    run_code(HERE + WITHOUT_PHONE.format(name=name), data=data)


def host_session(*, data):
    """The facilitator's, for a cookie."""
    return run_code(HERE + SESSION, data=data)
