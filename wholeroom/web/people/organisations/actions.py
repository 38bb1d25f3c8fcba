"""Every change to organisations, to who speaks for them, and to who says that they belong to one."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Belonging, Organisation, Person, Vouch, plain_address


class NotAHost(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Only a community host can do this. Ask one.")))


class NotItsVoice(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Only somebody who speaks for this organisation can change what it says here.")))


class NobodyWithThisAddress(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Nobody has signed in here with this address yet. Ask them to sign in once.")))


@transaction.atomic
def add(*, by: Person, name: str, kind: str, area: Area | None = None) -> Organisation:
    """A community host adds it; what it says of itself comes from its voice."""
    if not by.is_host:
        raise NotAHost
    organisation = Organisation.objects.create(name=name, kind=kind, area=area)
    record(by=by.key, verb="added an organisation", target=organisation)
    return organisation


@transaction.atomic
def tell(*, by: Person, organisation: Organisation, **said: object) -> None:
    """What an organisation says of itself: name, kind, area, what it does, who funds it."""
    if not organisation.has_voice(by):
        raise NotItsVoice
    for field, value in said.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(said))
    record(by=by.key, verb="told of an organisation", target=organisation)


@transaction.atomic
def name_voice(*, by: Person, organisation: Organisation, email: str) -> Person:
    """A community host lets a member speak for an organisation."""
    if not by.is_host:
        raise NotAHost
    person = Person.objects.filter(email=plain_address(email), is_confirmed=True).first()
    if person is None:
        raise NobodyWithThisAddress
    organisation.voices.add(person)
    record(by=by.key, verb="named a voice", target=organisation)
    return person


@transaction.atomic
def end_voice(*, by: Person, organisation: Organisation, person: Person) -> None:
    """By a community host, or by the one who spoke for it."""
    if not by.is_host and by.pk != person.pk:
        raise NotAHost
    organisation.voices.remove(person)
    record(by=by.key, verb="ended a voice", target=organisation)


@transaction.atomic
def belong(*, by: Person, organisation: Organisation, is_employer: bool) -> None:
    """Say that one belongs to it. Where it employs them, what it vouched for them ends."""
    Belonging.objects.update_or_create(person=by, organisation=organisation, defaults={"is_employer": is_employer})
    if is_employer:
        Vouch.objects.filter(person=by, by_organisation=organisation).delete()
    record(by=by.key, verb="said they belong", target=organisation)


@transaction.atomic
def belong_no_more(*, by: Person, organisation: Organisation) -> None:
    if Belonging.objects.filter(person=by, organisation=organisation).delete()[0]:
        record(by=by.key, verb="belongs no more", target=organisation)
