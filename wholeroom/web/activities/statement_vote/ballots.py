"""Paper ballots: how a line such as "1 a, 2 d, 3 p" is read, and how a ballot is kept, as votes like any other."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote.actions import VALUES, Cast, VoteIsOver, cast_together
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.places import add_without_phone

LETTERS = {"a": "agree", "d": "disagree", "p": "pass"} | {name: name for name in VALUES}
ANSWER = re.compile(r"(\d+)\s*[.:)=]?\s*([^\W\d_]+)")
BETWEEN = re.compile(r"[\s,;/]+")


class NoLongerShow(WebError):
    def __init__(self, numbers: Iterable[int]) -> None:
        named = ", ".join(map(str, numbers))
        super().__init__(
            _("Hidden a moment ago, so nothing was kept: %(numbers)s. Leave these out.") % {"numbers": named}
        )


@dataclass
class Answers:
    """The answers of a ballot by the number of the statement, and what is wrong with it, in sentences."""

    found: dict[int, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, number: int, value: str) -> None:
        """One more answer. The same one twice is no fault; two that differ are."""
        before = self.found.setdefault(number, value)
        if before != value:
            self.faults.append(
                _("Statement %(number)d has two answers: %(one)s and %(other)s. Keep one.")
                % {"number": number, "one": told(before), "other": told(value)}
            )

    def check(self, shown: Collection[int], known: Collection[int]) -> None:
        """Whether there are such statements: ``known`` of them, of which some are ``shown``."""
        for number in self.found:
            if number in shown:
                continue
            no_longer = _("Statement %(number)d no longer shows, so nobody votes on it. Leave it out.")
            nowhere = _("Statement %(number)d: no statement has this number. Look at the ballot again.")
            self.faults.append((no_longer if number in known else nowhere) % {"number": number})


def told(value: str) -> str:
    return {"agree": _("agree"), "disagree": _("disagree"), "pass": _("pass")}[value]


def read_line(line: str) -> Answers:
    """What a line of numbers and letters says. Commas are welcome and not needed.

    >>> read_line("1 a, 2d; 3: pass").found
    {1: 'agree', 2: 'disagree', 3: 'pass'}
    """
    answers = Answers()
    for number, word in ANSWER.findall(line):
        value = LETTERS.get(word.casefold())
        if value is None:
            wrong = _("Statement %(number)s: “%(word)s” is no answer. Write a, d or p.")
            answers.faults.append(wrong % {"number": number, "word": word})
        else:
            answers.add(int(number), value)
    for left in filter(None, BETWEEN.split(ANSWER.sub(" ", line))):
        unread = _("“%(left)s” could not be read. Write a number and a letter, such as 3 a.")
        answers.faults.append(unread % {"left": left})
    return answers


@transaction.atomic
def enter_ballot(
    *, by: Person, step: Step, answers: Mapping[int, str], sending: str, speaker: Participant | None = None
) -> Participant:
    """Keep the answers of a paper ballot, all or none. Without a ``speaker`` it is that of somebody nameless and new.

    Sent twice with one ``sending`` key, it is there once. What was left blank stays as it was.
    """
    if step.room.conversation.state == Conversation.State.CLOSED:
        raise VoteIsOver
    who = speaker or _nameless(by, step, sending)
    keys = dict(Statement.objects.filter(step=step, number__in=answers).values_list("number", "pk"))
    votes = {number: Cast(who.pk, keys[number], VALUES[value]) for number, value in answers.items() if number in keys}
    outcomes = cast_together(step=step, votes=list(votes.values()))
    if outcomes.is_closed:
        raise VoteIsOver
    lost = [number for number in answers if votes.get(number) not in outcomes.kept]
    if lost:
        raise NoLongerShow(lost)
    record(by=by.key, verb="entered a ballot", target=who)
    return who


def _nameless(by: Person, step: Step, sending: str) -> Participant:
    """The key of the page makes the key of the place, so that one ballot never becomes two people."""
    key: UUID = uuid5(step.room_id, sending)
    known = Participant.objects.filter(pk=key, conversation=step.room_id).first()
    return known or add_without_phone(by=by, room=step.room, nickname="", groups=(), key=key)
