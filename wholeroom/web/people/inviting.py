"""What ``wholeroom invite`` does: a link for one person, made by whoever runs the machine."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wholeroom.web.errors import WebError
from wholeroom.web.running.at_the_terminal import WRONG_ADDRESS, site_at_hand


class NoAddress(WebError):
    def __init__(self, email: str) -> None:
        super().__init__(f"{email!r} is not an e-mail address. Expected: an address such as name@example.org.")


def invite(*, email: str, data: Path | str | None = None, address: str | None = None) -> list[str]:
    """Gives sentences for the person at the terminal; the link is the second."""
    with site_at_hand(data, address):
        check(email)
        link = link_for(email)
    return [
        f"This link lets {email} open rooms. It works once, for two weeks. Give it to nobody else.",
        link,
        WRONG_ADDRESS,
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
