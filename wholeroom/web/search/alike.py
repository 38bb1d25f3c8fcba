"""What may be the same as a conversation, for its own page; and as words that somebody is just writing."""

from dataclasses import dataclass, field
from uuid import UUID

from wholeroom.analysis.retrieval.sentence_vectors import Vector
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.search import corpus, judgements, kinds
from wholeroom.web.search.corpus import Found
from wholeroom.web.search.judgements import Standing
from wholeroom.web.search.kinds import Findable, Kind
from wholeroom.web.search.meaning import encode
from wholeroom.web.search.reasons import reasons

MOST = 5
FEWEST_SHARED = 2  # words, unless they are alike in meaning


@dataclass(frozen=True)
class Possibly:
    """One that is or may be the same, why a program thinks so, and what the reader said of it before."""

    told: Findable
    reasons: list[str] = field(default_factory=list)
    said: str = ""


@dataclass(frozen=True)
class Alike:
    """All that the page says. Until everything is gathered it says only that."""

    is_ready: bool
    by_meaning: bool = False
    told_by_owners: list[Possibly] = field(default_factory=list)
    told_by_host: list[Possibly] = field(default_factory=list)
    asked: list[Possibly] = field(default_factory=list)
    possibly: list[Possibly] = field(default_factory=list)
    is_owner: bool = False
    may_judge: bool = False


def alike(conversation: Conversation, reader: Person) -> Alike | None:
    """For the page of a conversation; nothing where its kind is not found at all, or it has no words."""
    kind = kinds.kind_of(conversation)
    if kind is None or not corpus.here.is_ready:
        return Alike(is_ready=False) if kind else None
    corpus.here.catch_up()
    own = kind.told(conversation)
    if own is None:
        return None
    is_member = reader.is_authenticated
    standings = judgements.standings(conversation)
    said = judgements.of_member(reader, conversation) if is_member else {}
    is_owner = is_member and kind.owners([conversation.pk]).get(conversation.pk) == reader.pk
    is_there = bool(corpus.here.told([conversation.pk]))
    vector = corpus.vector_of(own)
    return Alike(
        is_ready=True,
        by_meaning=vector is not None,
        told_by_owners=_that_stand(Standing.BY_OWNERS, standings, said),
        told_by_host=_that_stand(Standing.BY_HOST, standings, said),
        asked=_that_stand(Standing.ASKED, standings, said) if is_owner else [],
        possibly=_possibly(kind, own, vector, standings, said),
        is_owner=is_owner,
        may_judge=is_member and (is_owner or is_there),
    )


def typed(kind: Kind, text: str) -> list[Possibly]:
    """For words that are still being written: looked up and forgotten."""
    corpus.here.catch_up()
    found = corpus.here.similar(kind, text, vector=encode(text), most=MOST, fewest_shared=FEWEST_SHARED)
    return [Possibly(one.told, reasons(one)) for one in found]


def _that_stand(standing: Standing, standings: dict[UUID, Standing], said: dict[UUID, str]) -> list[Possibly]:
    ids = sorted(id for id, one in standings.items() if one is standing)
    return [Possibly(told, said=said.get(id, "")) for id, told in corpus.here.told(ids).items()]


def _possibly(
    kind: Kind, own: Findable, vector: Vector | None, standings: dict[UUID, Standing], said: dict[UUID, str]
) -> list[Possibly]:
    """Without itself, what stands elsewhere on the page, and what was rejected."""
    leave_out = [own.conversation, *(id for id, one in standings.items() if one is not Standing.OPEN)]
    found: list[Found] = corpus.here.similar(
        kind, own.text, vector=vector, most=MOST, fewest_shared=FEWEST_SHARED, leave_out=leave_out
    )
    return [Possibly(one.told, reasons(one, own), said.get(one.told.conversation, "")) for one in found]
