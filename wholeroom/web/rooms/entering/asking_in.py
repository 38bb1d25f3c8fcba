"""The page that asks somebody in, kept as it was drawn: a whole hall asks for the same one within a minute.

For a second only, since apps higher up fill places on it, and what these say may change.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from wholeroom.web.rooms.forms import JoinForm
from wholeroom.web.rooms.models import Room

TEMPLATE = "rooms/welcome.html"
PAGES_KEPT = 32
SECONDS_KEPT = 1.0
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
_kept: OrderedDict[tuple[str, ...], list[str]] = OrderedDict()


def kept_page(request: HttpRequest, room: Room, about: Mapping[str, Any]) -> HttpResponse | None:
    """For somebody new who asks for it: the same as for everybody but its token. None for who sent or brought
    something, or is signed in, and where a slip is needed: they are asked in their own way.
    """
    if request.method == "POST" or request.GET or room.needs_slip or request.user.is_authenticated:
        return None
    key = what_it_says(request, room, about)
    if key not in _kept:
        _kept[key] = TOKEN.split(drawn(request, room, JoinForm(member_name=""), about))
        while len(_kept) > PAGES_KEPT:
            _kept.popitem(last=False)
    return HttpResponse(escape(get_token(request)).join(_kept[key]))


def drawn(request: HttpRequest, room: Room, form: JoinForm, about: Mapping[str, Any]) -> str:
    return render_to_string(TEMPLATE, {"room": room, "form": form, **about}, request=request)


def what_it_says(request: HttpRequest, room: Room, about: Mapping[str, Any]) -> tuple[str, ...]:
    """All that the page is drawn from: where any of it is other than before, the page is drawn anew."""
    own = [getattr(room, field.attname) for field in room._meta.concrete_fields if field.name != "clock"]
    told = [room.question, room.conversation.audience, about["method"].name, about["has_begun"]]
    moment = time.monotonic() // SECONDS_KEPT
    return tuple(str(value) for value in (get_language(), request.path, moment, *own, *told))
