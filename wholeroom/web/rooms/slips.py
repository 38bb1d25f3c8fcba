"""Printed slips: each lets one phone into a room, once. Only hashes of their codes are kept, and not who used which."""

import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import codes
from wholeroom.web.rooms.actions import locked
from wholeroom.web.rooms.models import Room, Slip

LENGTH = 8
MOST_AT_ONCE = 300  # as many as are drawn while others wait a moment
MOST_SLIPS = 20_000  # of one room


class WrongSlip(WebError):
    def __init__(self) -> None:
        super().__init__(
            gettext("This slip does not open this meeting. Look again, or ask for another. Each works once.")
        )


class TooManySlips(WebError):
    def __init__(self) -> None:
        super().__init__(
            gettext("A room has %(most)d slips at most. Take back unused ones first.") % {"most": MOST_SLIPS}
        )


@transaction.atomic
def make(*, by: Person, room: Room, number: int) -> list[str]:
    """So many new slips. Their codes are given now, to be printed, and never again."""
    here = locked(room)
    if here.slips.count() + number > MOST_SLIPS:
        raise TooManySlips
    made = [new_code() for _ in range(number)]
    Slip.objects.bulk_create(Slip(room=here, code_hash=hash_in(here, code)) for code in made)
    record(by=by.key, verb="printed slips", target=here.conversation)
    return made


@transaction.atomic
def take_back(*, by: Person, room: Room) -> None:
    """Slips that nobody has used open nothing any more."""
    here = locked(room)
    here.slips.filter(is_used=False).delete()
    record(by=by.key, verb="took back slips", target=here.conversation)


def use(room: Room, code: str) -> None:
    """Only while the room is locked, and in the transaction in which somebody joins by this slip."""
    if not room.slips.filter(code_hash=hash_in(room, code), is_used=False).update(is_used=True):
        raise WrongSlip


def let_go(*, room: Room) -> None:
    """A closed room lets nobody in, so its slips are of no more use."""
    room.slips.all().delete()


def new_code() -> str:
    return "".join(secrets.choice(codes.LETTERS) for _ in range(LENGTH))


def could_be(code: str) -> bool:
    """Whether a cleaned code has the length and the letters of a slip."""
    return len(code) == LENGTH and set(code) <= set(codes.LETTERS)


def spoken(code: str) -> str:
    """In two halves, as it is printed: ``ABCD EFGH``."""
    return f"{code[:4]} {code[4:]}"


def hash_in(room: Room, code: str) -> str:
    """Made with the secret key: codes this short could be found by trying from a hash without one."""
    return salted_hmac("wholeroom.rooms.slips", f"{room.pk.hex}\n{code}", algorithm="sha256").hexdigest()
