"""Every change to who vouches for whom: a link for one, used by a button, taken back by either side."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import DAYS_OF_AN_INVITATION, Organisation, Person, Vouch, VouchAsked
from wholeroom.web.people.tokens import hash_of, new_token

DAYS_OF_A_VOUCH = 365


class LinkIsOver(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("This link was used already, or it is too old. Ask for a new one.")))


class OfThemselves(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("This is your own link. Hand it to somebody who knows you.")))


class NotItsVoice(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Only somebody who speaks for this organisation can vouch in its name.")))


class IsTheirEmployer(WebError):
    def __init__(self) -> None:
        words = _("This organisation employs them. Nobody should need their employer for this, so it cannot vouch.")
        super().__init__(str(words))


class NotTheirGroup(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Pick one of your own groups. You name them on your account page.")))


class NeedsAName(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("Write your name on your account page first. Who vouches must know who you are.")))


@transaction.atomic
def ask(*, by: Person, group: str) -> str:
    """A link for one other, once and for two weeks. Gives its token, of which only the hash is kept."""
    if group not in by.groups:
        raise NotTheirGroup
    if not by.name:
        raise NeedsAName
    token = new_token()
    VouchAsked.objects.create(person=by, group=group, token_hash=hash_of(token))
    record(by=by.key, verb="asked for a vouch", target=by)
    return token


@transaction.atomic
def take_link_back(*, by: Person, asked: VouchAsked) -> None:
    if asked.person_id == by.pk:
        asked.delete()
        record(by=by.key, verb="took a link back", target=by)


def asked_with(token: str) -> VouchAsked | None:
    return _open().filter(token_hash=hash_of(token)).select_related("person").first()


@transaction.atomic
def vouch(*, by: Person, token: str, organisation: Organisation | None = None) -> Vouch:
    """Say that one knows it oneself, as a member or for an organisation. The link is used up, and goes."""
    asked = _open().select_for_update(of=("self",)).filter(token_hash=hash_of(token)).select_related("person").first()
    if asked is None:
        raise LinkIsOver
    _refuse(by, asked.person, organisation)
    until = timezone.localdate() + timedelta(days=DAYS_OF_A_VOUCH)
    who = {"by_organisation": organisation} if organisation else {"by_member": by}
    given, _is_new = Vouch.objects.update_or_create(
        person=asked.person, group=asked.group, **who, defaults={"until": until}
    )
    asked.delete()
    record(by=by.key, verb="vouched", target=asked.person)
    return given


@transaction.atomic
def take_back(*, by: Person, vouch: Vouch) -> None:
    """By the one it is about, by the member who gave it, or by a voice of the organisation that did."""
    if may_take_back(by, vouch):
        record(by=by.key, verb="took a vouch back", target=vouch.person)
        vouch.delete()


def may_take_back(person: Person, vouch: Vouch) -> bool:
    is_theirs = person.pk in (vouch.person_id, vouch.by_member_id)
    return is_theirs or bool(vouch.by_organisation and vouch.by_organisation.has_voice(person))


def forget_what_is_over() -> None:
    """Links that nobody used in time, and vouches that have ended."""
    today = timezone.localdate()
    VouchAsked.objects.filter(made__lt=today - timedelta(days=DAYS_OF_AN_INVITATION)).delete()
    Vouch.objects.filter(until__lt=today).delete()


def _open() -> models.QuerySet[VouchAsked]:
    return VouchAsked.objects.filter(made__gte=timezone.localdate() - timedelta(days=DAYS_OF_AN_INVITATION))


def _refuse(by: Person, person: Person, organisation: Organisation | None) -> None:
    if by.pk == person.pk:
        raise OfThemselves
    if organisation and not organisation.has_voice(by):
        raise NotItsVoice
    if organisation and person.belongings.filter(organisation=organisation, is_employer=True).exists():
        raise IsTheirEmployer
