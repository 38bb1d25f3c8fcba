"""What the terminal says once the site listens: where it is, and a code for phones."""

import io
from typing import Protocol
from urllib.parse import urljoin

import segno

STOP = "To stop it, press Ctrl-C."


class Links(Protocol):
    """Paths into the example's meeting."""

    facilitator: str
    participant: str
    wall: str


def of_site(addresses: list[str]) -> str:
    """Where the site is; the first address is the one on this machine.

    >>> print(of_site(["http://localhost:8000/"]))
    The site is at http://localhost:8000/
    To stop it, press Ctrl-C.
    """
    code = [qr_code(addresses[1])] if len(addresses) > 1 else []
    return "\n".join([*_where(addresses), *code, STOP])


def of_demo(addresses: list[str], links: Links) -> str:
    """Where the site is, and the ways into the meeting that is ready."""
    here = addresses[0]
    phones = urljoin(addresses[:2][-1], links.participant)
    lines = [
        *_where(addresses),
        "",
        "A meeting is ready to begin. Open each of these on a screen of its own:",
        f"  to hold it (works once):  {urljoin(here, links.facilitator)}",
        f"  the wall, for all to see: {urljoin(here, links.wall)}",
        f"  to take part:             {phones}",
        *([qr_code(phones)] if len(addresses) > 1 else []),
        "",
        STOP,
    ]
    return "\n".join(lines)


def _where(addresses: list[str]) -> list[str]:
    elsewhere = [f"On other machines of this network: {address}" for address in addresses[1:2]]
    return [f"The site is at {addresses[0]}", *elsewhere]


def qr_code(address: str) -> str:
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    return drawn.getvalue().rstrip("\n")
