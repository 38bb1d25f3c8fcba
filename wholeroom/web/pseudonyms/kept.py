"""Where a pseudonym's page is, and what is kept of a member here, as plain rows for their own copy of it."""

from collections.abc import Iterator

from django.urls import reverse

from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row
from wholeroom.web.pseudonyms.models import Offer


def address_of(participant: Participant) -> str:
    return reverse("pseudonyms:pseudonym", args=[participant.pk])


def rows(person: Person) -> Iterator[Row]:
    """What they offered under their own name. What they may have said under a pseudonym is not known to be theirs."""
    for offer in Offer.objects.filter(member=person).select_related("pseudonym__participant"):
        yield {
            "what": "offered contact to a pseudonym",
            "pseudonym": offer.pseudonym.participant.nickname,
            "text": offer.text,
            "how to reach them": offer.reach,
        }
