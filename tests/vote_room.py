"""A room that votes, made in the data folder: with people whose phones hold a ticket, and votes counted in the file."""

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
HIDE = (
    DJANGO
    + """
from wholeroom.web.conversations import actions
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.people.models import Person
words = Statement.objects.get(number={number}).words
actions.hide(by=Person.objects.get(), contribution=words, reason="advert")
"""
)


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
    run_code(HIDE.format(number=number), data=data, **environment)
