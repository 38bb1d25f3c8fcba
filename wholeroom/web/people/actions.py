"""Every change to people and their accounts. Each is whole or not at all, and leaves its record in history."""

import json
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.people import limits
from wholeroom.web.people.models import DAYS_OF_AN_INVITATION, Invitation, Person, plain_address
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.people.tokens import hash_of, new_token
from wholeroom.web.people.vouching import actions as vouching

DAYS_TO_CONFIRM = 1


class InvitationIsOver(WebError):
    def __init__(self) -> None:
        super().__init__(str(_("This link was used already, or it is too old. Ask for a new one.")))


@transaction.atomic
def begin_sign_in(*, email: str) -> Person:
    """Whoever has this address: a member, or somebody new, who is kept only if they type the code."""
    new = {"is_confirmed": False, "password": make_password(None)}
    person, is_new = Person.objects.get_or_create(email=plain_address(email), defaults=new)
    if is_new:
        record(by=None, verb="asked to join", target=person)
    elif not person.is_confirmed:
        person.joined = timezone.localdate()  # so that they are not tidied away while the code is on its way
        person.save(update_fields=["joined"])
    return person


@transaction.atomic
def confirm(*, by: Person) -> None:
    """They have shown that the address is theirs. The first time, this is when they become a member."""
    if not by.is_confirmed:
        by.is_confirmed = True
        by.save(update_fields=["is_confirmed"])
        record(by=by.key, verb="joined", target=by)
        moments.happen(moments.PERSON_CHANGED, person=by)


@transaction.atomic
def describe(*, by: Person, name: str, groups: Iterable[str] = (), area: Area | None = None) -> None:
    """What somebody says of themselves. It is suggested to them where they speak, and shown nowhere by itself.

    Without a name, their page is switched off.
    """
    chosen = set(groups)
    by.name, by.groups, by.area = name, [code for code in GROUPS if code in chosen], area
    by.shows_page = by.shows_page and bool(name)
    by.save(update_fields=["name", "groups", "area", "shows_page"])
    record(by=by.key, verb="described themselves", target=by)
    moments.happen(moments.PERSON_CHANGED, person=by)


@transaction.atomic
def declare(*, by: Person, interests: str, funding: str, shows_page: bool) -> None:
    """Say what one gains or loses and who pays, and whether others can read it on a page of one's own."""
    by.interests, by.funding, by.shows_page = interests, funding, shows_page and bool(by.name)
    by.save(update_fields=["interests", "funding", "shows_page"])
    record(by=by.key, verb="declared interests", target=by)


@transaction.atomic
def name_host(*, person: Person, is_host: bool) -> None:
    """Make somebody a community host, or end it. The one at the terminal is nobody we know."""
    person.is_host = is_host
    person.save(update_fields=["is_host"])
    record(by=None, verb="named a host" if is_host else "ended a host", target=person)


@transaction.atomic
def invite(*, email: str) -> str:
    """Let whoever gets the token open rooms, once and for two weeks. The one at the terminal is nobody we know."""
    token = new_token()
    invitation = Invitation.objects.create(token_hash=hash_of(token), email=plain_address(email))
    record(by=None, verb="invited", target=invitation)
    return token


def open_invitation(*, token: str) -> Invitation | None:
    return Invitation.objects.open(today=timezone.localdate()).filter(token_hash=hash_of(token)).first()


@transaction.atomic
def accept_invitation(*, token: str) -> Person:
    """Use an invitation up: its person may open rooms from now on. Raises InvitationIsOver."""
    open_ones = Invitation.objects.select_for_update().open(today=timezone.localdate())
    invitation = open_ones.filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise InvitationIsOver
    person = begin_sign_in(email=invitation.email)
    confirm(by=person)
    person.may_facilitate = True
    person.save(update_fields=["may_facilitate"])
    invitation.is_used, invitation.used_by, invitation.email = True, person, ""
    invitation.save(update_fields=["is_used", "used_by", "email"])
    record(by=person.key, verb="accepted invitation", target=invitation)
    return person


@transaction.atomic
def take_data(*, by: Person) -> None:
    """Somebody takes all that is kept of them: history says so, in case it was not they."""
    record(by=by.key, verb="took their data", target=by)


@transaction.atomic
def erase(*, by: Person) -> None:
    """Erase their account, and all they said openly as themselves, everywhere and for good."""
    record(by=by.key, verb="erased their account", target=by)
    erasures.erase(key=by.key)


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: the last of all, since the apps above still look the person up."""
    person = person_of(key)
    if person is not None:
        Invitation.objects.filter(Q(used_by=person) | Q(email=person.email)).delete()
        end_sessions(person)
        person.delete()
        moments.happen(moments.PERSON_CHANGED, person=person)  # only now do those who count members find one fewer


def person_of(key: str) -> Person | None:
    """Keys of erasures may be those of other things too; then it is nobody."""
    return Person.objects.filter(pk=key).first() if erasures.is_key(key) else None


def end_sessions(person: Person) -> None:
    """On every device; also those where somebody only began to sign in with this address."""
    theirs = (str(person.pk), person.key, person.email)
    for session in Session.objects.iterator():
        kept = json.dumps(session.get_decoded(), ensure_ascii=False)
        if any(part in kept for part in theirs):
            session.delete()


def tidy_up() -> None:
    """Forget who never typed a code, links that are too old, sessions and counts that are over."""
    today = timezone.localdate()
    Person.objects.filter(is_confirmed=False, joined__lt=today - timedelta(days=DAYS_TO_CONFIRM)).delete()
    Invitation.objects.filter(made__lt=today - timedelta(days=DAYS_OF_AN_INVITATION)).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    limits.forget_what_is_over()
    vouching.forget_what_is_over()
