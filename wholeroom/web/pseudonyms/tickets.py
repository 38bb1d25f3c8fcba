"""Tickets: a link that lets whoever holds it speak under a pseudonym. It is the same for everybody on that day.

Nothing of who asked for it is in it, and nothing is kept: a ticket is made of the problem and the day alone, signed
with the site's secret. So it can be opened in another browser, on another device, or by somebody whom a host let in.
"""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.core import signing

SALT = "wholeroom.pseudonyms.ticket"
A_NEW_ONE = "new"


class Kind(StrEnum):
    MEMBER = "m"
    HOST = "h"


DAYS = {Kind.MEMBER: 2, Kind.HOST: 14}


def ticket(kind: Kind, problem: UUID | None, *, day: date) -> str:
    """For a problem that is there, or for one that is still to be brought."""
    return signing.Signer(salt=SALT).sign(f"{kind}.{problem.hex if problem else A_NEW_ONE}.{day:%Y%m%d}")


def ends(kind: Kind, day: date) -> date:
    """The last day on which it can be used."""
    return day + timedelta(days=DAYS[kind] - 1)


def read(text: str, *, today: date) -> UUID | None:
    """The problem it is for; None for a new one. Raises ``NotGood`` for one that is not ours, or too old."""
    try:
        kind, problem, made = signing.Signer(salt=SALT).unsign(text).split(".")
        day = date(int(made[:4]), int(made[4:6]), int(made[6:]))
    except (signing.BadSignature, ValueError):
        raise NotGood from None
    if not day <= today <= ends(Kind(kind), day):
        raise NotGood
    return None if problem == A_NEW_ONE else UUID(problem)


class NotGood(Exception):
    """This link is not ours, or its time is over."""
