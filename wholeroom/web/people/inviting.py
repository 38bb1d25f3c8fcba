"""What ``wholeroom invite`` does: a link for one person, made by whoever runs the machine."""

import os
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wholeroom.web.errors import WebError
from wholeroom.web.running import data_lock, preparation


class NoAddress(WebError):
    def __init__(self, email: str) -> None:
        super().__init__(f"{email!r} is not an e-mail address. Expected: an address such as name@example.org.")


def invite(*, email: str, data: Path | str | None = None, address: str | None = None) -> list[str]:
    """Gives sentences for the person at the terminal; the link is the second."""
    if address:
        os.environ["WHOLEROOM_ADDRESS"] = address
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    check(email)
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.update_tables()
        link = link_for(email)
    return [
        f"This link lets {email} open rooms. It works once, for two weeks. Give it to nobody else.",
        link,
        "Does it begin with the wrong address? Say the right one with --address, or set WHOLEROOM_ADDRESS.",
    ]


def check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise NoAddress(email) from None


def link_for(email: str) -> str:
    from django.urls import reverse

    from wholeroom.web.people.actions import invite  # models can be read only after `start_django`
    from wholeroom.web.people.addresses import absolute

    return absolute(reverse("people:invited", args=[invite(email=email)]))
