"""Everyone who spoke and left a way to be reached is told once what came of it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wholeroom.web.agreements import letters, of_problem
from wholeroom.web.agreements.models import Agreement, Message
from wholeroom.web.agreements.reading import read
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import registry


class ToldAlready(WebError):
    def __init__(self) -> None:
        super().__init__("Everybody was told already. Each person gets one such message and no more.")


def who_spoke(agreement: Agreement) -> QuerySet[Participant]:
    """By words, or in another way that counts as much, such as a vote."""
    spoken = Contribution.objects.filter(participant=OuterRef("pk")).exclude(state=Contribution.State.ERASED)
    found = Q(Exists(spoken))
    for step in agreement.room.steps.all():
        found |= Q(pk__in=registry.activity(step.activity).took_part(step).values("pk"))
    here = Participant.objects.filter(found, conversation=agreement.room_id, is_erased=False)
    return here.filter(contact__isnull=False).select_related("contact", "member").order_by("joined", "pk")


def by_mail(agreement: Agreement) -> QuerySet[Participant]:
    return who_spoke(agreement).filter(contact__email__gt="")


def by_hand(agreement: Agreement) -> QuerySet[Participant]:
    """Those who left another way: the facilitator tells them."""
    return who_spoke(agreement).filter(contact__email="")


@transaction.atomic
def tell_everybody(*, by: Person | None, agreement: Agreement) -> int:
    """To how many a message goes. ``by`` is None where nobody pressed the button in time."""
    here = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if here.told:
        raise ToldAlready
    here.told = timezone.localdate()
    here.save(update_fields=["told"])
    page = read(here)
    listeners = list(by_mail(here))
    for participant in listeners:
        Message.objects.create(agreement=here, participant=participant, kind=Message.Kind.TOLD, for_day=here.told)
        letters.tell(agreement=here, page=page, to=participant)
    record(by=by.key if by else None, verb="told everybody", target=here)
    of_problem.looked_again(here)
    publish(here.pk.hex)
    return len(listeners)
