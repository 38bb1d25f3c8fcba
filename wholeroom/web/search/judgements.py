"""What people said of pairs: which of them stand as told to be the same, and which are no longer suggested.

Owners and community hosts are heard. What other members say is kept, and shows nowhere.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row
from wholeroom.web.search import kinds
from wholeroom.web.search.models import Judgement

SAME, ANOTHER = Judgement.Verdict.SAME, Judgement.Verdict.ANOTHER


class Standing(Enum):
    """How a pair stands, seen from one of the two."""

    BY_OWNERS = "by owners"  # both who brought them say that it is the same problem
    BY_HOST = "by host"  # a community host says so, and neither owner says otherwise
    ASKED = "asked"  # who brought the other says so, and who brought this one has not answered
    REJECTED = "rejected"  # who brought this one, or a host, says that it is another
    OPEN = "open"


@dataclass(frozen=True)
class Said:
    """What was said of one pair, seen from one of the two."""

    by_own: str = ""
    by_other: str = ""
    by_hosts: frozenset[str] = frozenset()

    @property
    def standing(self) -> Standing:
        if self.by_own == self.by_other == SAME:
            return Standing.BY_OWNERS
        if self.by_own == ANOTHER:
            return Standing.REJECTED
        if SAME in self.by_hosts and self.by_other != ANOTHER:
            return Standing.BY_HOST
        if ANOTHER in self.by_hosts:
            return Standing.REJECTED
        return Standing.ASKED if self.by_other == SAME and not self.by_own else Standing.OPEN


def standings(conversation: Conversation) -> dict[UUID, Standing]:
    """How this one stands to each other that anything was said of."""
    said = seen_from_each(conversation.kind, about([conversation.pk]))
    return {other: one.standing for (this, other), one in said.items() if this == conversation.pk}


def of_member(person: Person, conversation: Conversation) -> dict[UUID, str]:
    """What a member said of this one and others."""
    said = about([conversation.pk]).filter(member=person).values_list("one", "other", "verdict")
    return {other if one == conversation.pk else one: verdict for one, other, verdict in said}


def about(ids: Collection[UUID]) -> QuerySet[Judgement]:
    return Judgement.objects.filter(Q(one__in=ids) | Q(other__in=ids))


def seen_from_each(kind: str, judgements: QuerySet[Judgement]) -> dict[tuple[UUID, UUID], Said]:
    """Each pair twice: as it is seen from the one, and from the other. Two queries, however many there are."""
    rows = list(judgements.values_list("one", "other", "member", "member__is_host", "verdict"))
    pairs: dict[tuple[UUID, UUID], list[tuple[UUID, bool, str]]] = {}
    for one, other, *rest in rows:
        pairs.setdefault((one, other), []).append(tuple(rest))
        pairs.setdefault((other, one), []).append(tuple(rest))
    owners = kinds.registered()[kind].owners({id for pair in pairs for id in pair}) if pairs else {}
    return {
        (this, other): Said(
            next((verdict for who, _, verdict in said if who == owners.get(this)), ""),
            next((verdict for who, _, verdict in said if who == owners.get(other)), ""),
            frozenset(verdict for _, is_host, verdict in said if is_host),
        )
        for (this, other), said in pairs.items()
    }


def rows(person: Person) -> Iterator[Row]:
    """All that a member said of pairs, for the one who asks what is kept of them.

    With the titles that everybody may read now: of what has become somebody's draft, there is none.
    """
    said = list(Judgement.objects.filter(member=person).order_by("day", "pk"))
    ids = {id for one in said for id in (one.one_id, one.other_id)}
    titles = {one.conversation: one.title for kind in kinds.registered().values() for one in kind.findable(ids)}
    for one in said:
        pair = {"one": titles.get(one.one_id, ""), "other": titles.get(one.other_id, "")}
        yield {**pair, "said": one.verdict, "day": one.day.isoformat()}
