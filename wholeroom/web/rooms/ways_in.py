"""The ways into a room: its code, its link and the picture of it that phones read."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from wholeroom.web.people.addresses import absolute
from wholeroom.web.rooms import codes
from wholeroom.web.rooms.models import Room


@dataclass(frozen=True)
class WaysIn:
    code: str  # in two halves, as it is read aloud
    link: str
    picture: SafeString

    @property
    def site(self) -> str:
        """Where the code is typed in, as it is read aloud."""
        return urlsplit(self.link).netloc


def ways_into(request: HttpRequest, room: Room) -> WaysIn:
    link = for_others(request, reverse("rooms:welcome", args=[room.code]))
    return WaysIn(codes.spoken(room.code), link, picture_of(link))


def for_others(request: HttpRequest, path: str) -> str:
    """The address of a page for people elsewhere: as the page asked for was opened, which is known to work.

    Where that is good on this one machine alone, the site's address from the settings is better.
    """
    opened = request.build_absolute_uri(path)
    return absolute(path) if _is_local(opened) and not _is_local(settings.ADDRESS) else opened


def _is_local(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


def picture_of(link: str) -> SafeString:
    """A QR code as SVG: black on white in every colour scheme, so that any camera reads it."""
    return _drawn(segno.make(link, error="m", micro=False))


def small_picture_of(link: str) -> SafeString:
    """For paper in the hand, of which many are drawn at once: choosing the best of eight patterns takes too long."""
    return _drawn(segno.make(link, error="l", micro=False, boost_error=False, mask=3))


def _drawn(code: segno.QRCode) -> SafeString:
    drawn = code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 -- made of digits by segno; the link is not in it
