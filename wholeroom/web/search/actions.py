"""The one change that people make here: saying of two conversations whether they are about the same."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.search import kinds
from wholeroom.web.search.models import Judgement


class NotToBeCompared(WebError):
    def __init__(self) -> None:
        super().__init__(_("These two cannot be compared. One of them is not open to everyone any more."))


@transaction.atomic
def judge(*, by: Person, one: Conversation, other: Conversation, verdict: str) -> Judgement:
    """Say whether two are about the same. Said again, it replaces what was said before; nothing is moved or merged.

    ``other`` has to be there for everybody; so has ``one``, unless it is their own, as a draft is. Who says it of
    their own follows the other from then on.
    """
    kind = kinds.kind_of(one)
    if kind is None or one == other or one.kind != other.kind:
        raise NotToBeCompared
    is_own = kind.owners([one.pk]).get(one.pk) == by.pk
    there = {found.conversation for found in kind.findable([one.pk, other.pk])}
    if {one.pk, other.pk} - there - ({one.pk} if is_own else set()):
        raise NotToBeCompared
    first, second = sorted((one, other), key=lambda conversation: conversation.pk)
    said, _is_new = Judgement.objects.update_or_create(
        one=first,
        other=second,
        member=by,
        defaults={"verdict": Judgement.Verdict(verdict), "day": timezone.localdate()},
    )
    if is_own and verdict == Judgement.Verdict.SAME:
        follow(by=by, conversation=other)
    record(by=by.key, verb="compared two", target=one)
    publish(one.pk.hex)
    publish(other.pk.hex)
    return said
