"""Forms that activities draw without knowing the request: where they go, and how the page's token gets into them.

A view that puts ``activity.phone`` or ``activity.console`` on a page passes it through ``with_token`` first. Every form
of the console has a field ``for``: where it is in what was sent, the facilitator sent it, for that participant or,
where it is empty, for nobody in particular.
"""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wholeroom.web.rooms.models import Step

STAND_IN = "token-of-the-page"
_FIELD = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


def draw(template: str | list[str], step: Step, **values: Any) -> SafeString:
    """A fragment with forms of a step: they go to ``address`` and hold a stand-in for the page's token."""
    address = reverse("rooms:say", args=[step.room.code, step.pk])
    next_page = reverse("rooms:phone", args=[step.room.code])  # where changing one's own words leads back to
    values = {"step": step, "address": address, "csrf_token": STAND_IN, "next": next_page, **values}
    return render_to_string(template, values)


def with_token(request: HttpRequest, fragment: str) -> SafeString:
    """The fragment with the page's own token. What people wrote is escaped, so that it never holds the stand-in."""
    stand_in = _FIELD.format(STAND_IN)
    return mark_safe(fragment.replace(stand_in, format_html(_FIELD, get_token(request))))  # noqa: S308 -- drawn by us
