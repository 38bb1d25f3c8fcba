"""Every change to passkeys. Their tables are django-allauth's; no time is kept of when one was made or used."""

from datetime import datetime, time

from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.letters import in_every_language
from wholeroom.web.people.models import Person

MOST = 10


class TooMany(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("You have many passkeys already. Remove one that you no longer use.")))


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk")


@transaction.atomic
def add(*, by: Person, name: str, credential: dict[str, object]) -> Authenticator:
    """Keep the public half of a passkey. The person is told by mail, in case it was somebody else."""
    if passkeys_of(by).count() >= MOST:
        raise TooMany
    passkey = Authenticator.objects.create(
        user=by,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": credential},
        created_at=timezone.make_aware(datetime.combine(timezone.localdate(), time.min)),
    )
    record(by=by.key, verb="added a passkey", target=passkey)
    EmailMessage(
        subject=gettext("A new way into your account"),
        body=in_every_language("people/passkeys/mail.txt", {"name": name}),
        to=[by.email],
        headers={"X-About": by.key},
    ).send()
    return passkey


@transaction.atomic
def rename(*, by: Person, passkey: Authenticator, name: str) -> None:
    passkey.data = {**passkey.data, "name": name}
    passkey.save(update_fields=["data"])
    record(by=by.key, verb="named a passkey", target=passkey)


@transaction.atomic
def remove(*, by: Person, passkey: Authenticator) -> None:
    record(by=by.key, verb="removed a passkey", target=passkey)
    passkey.delete()
