"""Where somebody is erased, what agreements keep of them goes; that something was agreed still stands."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from wholeroom.web.agreements.models import Agreement, Message, Review
from wholeroom.web.conversations.models import Contribution, Participant


@transaction.atomic
def let_go(*, key: str) -> None:
    """The key is a participant's, a member's or that of some words. Runs before the words themselves are erased."""
    gone = Participant.objects.filter(Q(pk=key) | Q(member=key)).select_related("member")
    erased = Contribution.objects.filter(Q(pk=key) | Q(participant__in=gone)).values_list("pk", "conversation_id")
    words = {pk for pk, _ in erased}
    rooms = {conversation for _, conversation in erased} | set(gone.values_list("conversation_id", flat=True))
    Review.objects.filter(words__in=words).update(label="")
    Message.objects.filter(participant__in=gone).delete()
    for agreement in Agreement.objects.select_for_update().filter(pk__in=rooms):
        _let_go_of_labels(agreement, {pk.hex for pk in words})
        _let_go_of_names(agreement, gone.filter(conversation=agreement.room_id))
        agreement.save(update_fields=["page"])


def _let_go_of_labels(agreement: Agreement, words: set[str]) -> None:
    for one in words & set(agreement.page["labels"]):
        del agreement.page["labels"][one]


def _let_go_of_names(agreement: Agreement, gone: QuerySet[Participant]) -> None:
    """Promises that they gave, and everywhere else where they stand by the name they went by here."""
    names = {name.strip().casefold() for one in gone for name in (one.nickname, one.member.name if one.member else "")}
    for promise in agreement.promises.all():
        kept = agreement.page["promises"][promise.position - 1]
        if promise.participant_id in {one.pk for one in gone}:
            promise.who = kept["who"] = ""
            promise.participant = None
        for place in ("who", "judge"):
            if getattr(promise, place).strip().casefold() in names:
                setattr(promise, place, "")
            _blank(kept, place, names)
        promise.save(update_fields=["who", "participant", "judge"])


def _blank(kept: dict[str, Any], place: str, names: set[str]) -> None:
    if kept[place].strip().casefold() in names:
        kept[place] = ""
