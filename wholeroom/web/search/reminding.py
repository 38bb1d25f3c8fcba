"""What a member is reminded of: that theirs may be the same as another, and that another is told to be the same.

Neither sentence holds words of anybody: they lead to the page, which shows what is to be seen by then.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Following
from wholeroom.web.people.models import Person
from wholeroom.web.reminders import Reminder
from wholeroom.web.search import judgements, kinds
from wholeroom.web.search.judgements import Standing
from wholeroom.web.search.kinds import Kind

DAYS = 14  # for so long after something was said


def reminders(person: Person, *, today: date) -> Iterator[Reminder]:
    """Of pairs of which they follow one; who brought one follows it from the start."""
    followed = set(Following.objects.filter(member=person).values_list("conversation", flat=True))
    lately = judgements.about(followed).filter(day__gte=today - timedelta(days=DAYS))
    for kind in kinds.registered().values():
        pairs = lately.filter(one__kind=kind.name).values_list("one", "other")
        yield from _of_kind(kind, person, followed, {id for pair in pairs for id in pair})


def _of_kind(kind: Kind, person: Person, followed: set[UUID], ids: set[UUID]) -> Iterator[Reminder]:
    there = {one.conversation: one.address for one in kind.findable(ids)} if ids else {}
    owners = kind.owners(there)
    for (this, other), said in judgements.seen_from_each(kind.name, judgements.about(there)).items():
        if this in followed and {this, other} <= there.keys():
            is_own, is_followed = owners.get(this) == person.pk, other in followed
            if text := _text(said.standing, is_own=is_own, is_followed=is_followed):
                key = f"{said.standing.name.lower()}-{this.hex}-{other.hex}"
                yield Reminder(key, text, f"{there[this]}#alike")


def _text(standing: Standing, *, is_own: bool, is_followed: bool) -> str:
    if standing is Standing.ASKED and is_own:
        return _("Somebody says that they have the same problem as you. Look whether it is so.")
    if standing in (Standing.BY_OWNERS, Standing.BY_HOST) and not is_followed:
        return _("A problem that you follow is told to be the same as another. You can follow that one too.")
    return ""
