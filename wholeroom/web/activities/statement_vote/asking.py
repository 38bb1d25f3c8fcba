"""What somebody is asked next, drawn: the same fragment on the page, and in the answer to a vote sent quickly."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from django.core import signing
from django.db import connection
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wholeroom.web.activities.statement_vote import choosing, tongues
from wholeroom.web.activities.statement_vote.actions import database_key
from wholeroom.web.activities.statement_vote.asked_part import Asked, filled
from wholeroom.web.activities.statement_vote.figures import heard, standing_of
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms.models import Step

SALT = "wholeroom.statement-vote"
HOURS_VALID = 12
NOTHING: Mapping[UUID, str] = MappingProxyType({})
VOTED_ON = """
SELECT vote.participant_id, statement.number FROM statement_vote_vote vote
JOIN statement_vote_statement statement ON statement.words_id = vote.statement_id
WHERE vote.participant_id IN ({people}) AND statement.step_id = %s ORDER BY vote.id
"""


@dataclass(frozen=True)
class Voter:
    """Who votes in which step, the language of the page, and that in which they read statements: a ticket's content."""

    step: int
    participant: UUID
    language: str
    tongue: str = ""

    def ticket(self) -> str:
        """Signed, so that whoever holds the page can vote for this person and nobody else can. It says who in a key
        that means nothing elsewhere.
        """
        values = [self.step, self.participant.hex, self.language, self.tongue]
        return signing.TimestampSigner(salt=SALT).sign_object(values)

    @classmethod
    def read(cls, ticket: str) -> "Voter | None":
        """Whose ticket it is; None if it is not ours, or is too old."""
        try:
            held = signing.TimestampSigner(salt=SALT).unsign_object(ticket, max_age=HOURS_VALID * 3600)
        except signing.BadSignature:
            return None
        step, who, language, tongue = held
        return cls(step, UUID(who), language, tongue)


@dataclass(frozen=True)
class Choices:
    """What a step can ask at one moment: the statements that show, by number, with their words and the language of
    these; what they are in other languages; and how much each is to be asked.

    ``moderated`` are the people of whom words are hidden here.
    """

    statements: Mapping[int, tuple[UUID, str, str]]
    translations: tongues.Translations
    weights: Mapping[str, float]
    heard: Mapping[str, int]
    moderated: frozenset[UUID | None]

    @classmethod
    def of(cls, step: Step) -> "Choices":
        said = tongues.statements_and_translations(step).values_list(
            "statement__number", "pk", "text", "language", "parent"
        )
        statements, translations = {}, {}
        for number, pk, text, language, parent in said:
            if number is None:
                translations[parent, language] = text
            else:
                statements[number] = (pk, text, language)
        standing = standing_of(step)
        hidden = Contribution.objects.filter(conversation=step.room_id, part=step.part, state=Contribution.State.HIDDEN)
        moderated = frozenset(hidden.values_list("participant", flat=True))
        return cls(statements, translations, standing.weights, heard(standing), moderated)

    def next_for(self, who: UUID, voted_on: Iterable[int], wanted: str = "", tongue: str = "") -> Asked:
        """By lot among what somebody has not voted on, or what is ``wanted`` where that is among the statements; in the
        language that they read, where it is there in it.
        """
        voted = [number for number in voted_on if number in self.statements]
        seen = set(voted)
        unseen = [number for number in self.statements if number not in seen]
        named = (number for number, (pk, *_) in self.statements.items() if str(pk) == wanted)
        number = (wanted and next(named, None)) or choosing.choose(
            unseen, self.weights, self.heard, lot_of(who, len(voted))
        )
        last = voted[-1] if voted else None
        so_far = Asked(None, "", len(voted), len(self.statements), last, has_hidden=who in self.moderated)
        if not number:
            return so_far
        pk, text, language = self.statements[number]
        said = tongues.worded(pk, text, language, tongue, self.translations)
        return replace(
            so_far,
            statement=pk,
            text=said.text,
            place=number,
            language=said.language,
            original=said.original,
            original_language=said.original_language,
        )


def lot_of(who: UUID, voted: int) -> random.Random:
    """The same each time one person is asked at one point: who loads a page again and again learns no weights."""
    return random.Random(f"{who.hex} {voted}")  # noqa: S311 -- a lot, not a secret


def asked_of(
    step: Step,
    people: Iterable[UUID],
    wanted: str = "",
    *,
    choices: Choices | None = None,
    tongues_read: Mapping[UUID, str] = NOTHING,
) -> dict[UUID, Asked]:
    """What each of these people is asked next, in the language in which they read statements.

    One question to the database, and three more where no ``choices`` are given.
    """
    choices = choices or Choices.of(step)
    return {
        who: choices.next_for(who, numbers, wanted, tongues_read.get(who, ""))
        for who, numbers in voted_on(step, people).items()
    }


def voted_on(step: Step, people: Iterable[UUID]) -> dict[UUID, list[int]]:
    """The numbers of the statements that each has voted on, in the order in which they first did."""
    keys = {database_key(who): who for who in people}
    found: dict[UUID, list[int]] = {who: [] for who in keys.values()}
    if not keys:
        return found
    with connection.cursor() as cursor:
        cursor.execute(VOTED_ON.format(people=", ".join(["%s"] * len(keys))), [*keys, step.pk])
        for key, number in cursor.fetchall():
            found[keys[key]].append(number)
    return found


def draw(
    step: Step, participant: UUID, asked: Asked, *, csrf_token: str = "", ticket: str = "", tongue: str = ""
) -> SafeString:
    """The part of a page that asks; in the language that is active. Without a ``ticket`` there is a new one, of
    somebody who reads statements in ``tongue``.
    """
    language = get_language() or ""
    ticket = ticket or Voter(step.pk, participant, language, tongue).ticket()
    return filled(step, asked, language, csrf_token=csrf_token, ticket=ticket)
