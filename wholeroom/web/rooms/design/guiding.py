"""The guide of a room's method on a page: for each step what to say, and what goes wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.rooms import registry
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room

STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Part:
    title: str
    paragraphs: tuple[SafeString, ...]


@require_safe
@for_facilitators
@never_cache
def guide(request: HttpRequest, room: Room) -> HttpResponse:
    method = registry.method(room.method)
    first, *parts = parts_of(method.guide)
    return render(request, "rooms/guide.html", {"room": room, "method": method, "first": first, "parts": parts})


def parts_of(text: str) -> Iterator[Part]:
    """The headings of a guide with what stands under each. It is Markdown, of which it uses these and bold.

    >>> [part.title for part in parts_of("# Hold it\\n\\nGo **slowly**.\\n\\n## Arrive\\n\\nWait.")]
    ['Hold it', 'Arrive']
    """
    for part in re.split(r"^#+ ", text, flags=re.MULTILINE)[1:]:
        title, _, under = part.partition("\n")
        yield Part(title.strip(), tuple(_with_bold(one) for one in under.strip().split("\n\n") if one))


def _with_bold(paragraph: str) -> SafeString:
    return mark_safe(STRONG.sub(r"<strong>\1</strong>", escape(paragraph)))  # noqa: S308 -- escaped just before
