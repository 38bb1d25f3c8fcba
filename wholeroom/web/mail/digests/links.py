"""Signed links in a digest: each stops mail for one member, about one conversation or about all."""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person

STOP = "mail.stop"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mail is to stop, and about what: ``conversation`` is None for all of it."""

    member: Person
    conversation: Conversation | None


def to_stop(person: Person, conversation: Conversation | None = None) -> str:
    """The path of the link. It holds opaque keys, and cannot be made without the site's secret."""
    about = conversation.pk.hex if conversation else ""
    return reverse("mail:stop", args=[signing.dumps([person.key, about], salt=STOP)])


def read(signed: str) -> Stop:
    """What a link stops. Raises Http404 where it is not one of ours, or its member or conversation is gone."""
    try:
        key, about = signing.loads(signed, salt=STOP)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    conversation = get_object_or_404(Conversation, pk=about) if about else None
    return Stop(get_object_or_404(Person, pk=key), conversation)
