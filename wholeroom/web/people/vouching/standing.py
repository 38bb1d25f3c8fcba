"""Who is vouched for today, in which groups, by whom and until when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE
from wholeroom.web.people.models import Organisation, Person, Vouch, VouchQuerySet
from wholeroom.web.people.stakeholder_groups import GROUPS

MEMBERS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How one group of somebody is known: as they say themselves, or vouched for, until a day."""

    code: str
    until: date | None = None
    by_organisation: Organisation | None = None

    @property
    def label(self) -> str:
        return str(GROUPS[self.code])

    @property
    def is_vouched(self) -> bool:
        return self.until is not None


def of(person: Person, *, today: date | None = None) -> list[Standing]:
    """For each group that they name, in the order of the groups."""
    good = Vouch.objects.filter(person=person).good(today=today or timezone.localdate())
    by_group: dict[str, list[Vouch]] = {}
    for vouch in good.select_related("by_organisation"):
        by_group.setdefault(vouch.group, []).append(vouch)
    return [_standing(code, by_group.get(code, [])) for code in GROUPS if code in person.groups]


def _standing(code: str, vouches: list[Vouch]) -> Standing:
    """By the organisation whose word lasts longest, or else by members, as long as two of them hold."""
    by_organisations = sorted((one for one in vouches if one.by_organisation), key=lambda one: one.until)
    if by_organisations:
        last = by_organisations[-1]
        return Standing(code, last.until, last.by_organisation)
    ends = sorted((one.until for one in vouches), reverse=True)
    return Standing(code, ends[MEMBERS_NEEDED - 1] if len(ends) >= MEMBERS_NEEDED else None)


def vouched_groups(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The groups in which each is vouched for today. One question to the database, however many people."""
    return _vouched(Vouch.objects.filter(person__in=set(people)))


def groups_of_many() -> set[str]:
    """Groups in which so many are vouched for that the word alone, without a name, points at nobody."""
    people = Counter(group for groups in _vouched(Vouch.objects.all()).values() for group in groups)
    return {group for group, count in people.items() if count >= FEWEST_PEOPLE}


def _vouched(vouches: VouchQuerySet) -> dict[UUID, set[str]]:
    """An organisation's word is enough; a member's is half."""
    words: Counter[tuple[UUID, str]] = Counter()
    good = vouches.good(today=timezone.localdate())
    for person, group, organisation in good.values_list("person", "group", "by_organisation"):
        words[person, group] += MEMBERS_NEEDED if organisation else 1
    found: dict[UUID, set[str]] = {}
    for (person, group), count in words.items():
        if count >= MEMBERS_NEEDED:
            found.setdefault(person, set()).add(group)
    return found
