"""What introductions let go of when somebody is erased: everything that was kept of them."""

from django.db.models import Q

from wholeroom.web.conversations.models import Participant
from wholeroom.web.introductions.models import Introduction, OwnerMayBeAsked, Side
from wholeroom.web.keeping import erasures


def erase_by_key(*, key: str) -> None:
    """The key is a member's; or that of their place in a problem, and then it is about that problem only."""
    if not erasures.is_key(key):
        return
    theirs, owned = Side.objects.filter(person=key), OwnerMayBeAsked.objects.filter(problem__owner=key)
    place = Participant.objects.filter(pk=key, member__isnull=False).first()
    if place is not None:
        theirs = Side.objects.filter(person=place.member_id, introduction__problem=place.conversation_id)
        owned = OwnerMayBeAsked.objects.filter(problem__owner=place.member_id, problem=place.conversation_id)
    asked = Introduction.objects.filter(~Q(state=Introduction.State.MADE), sides__in=theirs.filter(is_asker=True))
    Introduction.objects.filter(pk__in=list(asked.values_list("pk", flat=True))).delete()
    owned.delete()
    theirs.update(person=None, said_yes=False, name="", reach="")
    waits = Side.objects.filter(has_told=False, person__isnull=False)
    Introduction.objects.filter(state=Introduction.State.MADE).exclude(sides__in=waits).delete()
