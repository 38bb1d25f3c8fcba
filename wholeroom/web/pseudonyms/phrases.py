"""Turns of phrase that everybody can read here, as hashes: a browser can tell which of them somebody uses again.

A run is five words in a row. The script ``details.js`` cuts and hashes in the same way, on the device of whoever
writes, so that what they write goes nowhere for it.

The hashes tell nothing that is not public anyway. They are made of words which everybody can read on this site, and of
nothing else: what waits, is hidden, was taken back or is for those with a link changes no byte. Whoever has a run of
five words and finds its hash here learns that the run stands on a page that they could open. They are sorted, so their
order does not tell which words came first, or which belong together. The same bytes go to every reader, without a
cookie. Words that were erased can be tried against an old copy, as against any old copy of the page.
"""

import re
import time
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import byteorder
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.search import kinds

WORDS_IN_A_RUN = 5
MOST_RUNS = 12_000  # 48 kB, which a slow phone can take
MOST_CONVERSATIONS, AT_ONCE = 500, 50
MOST_TEXTS_AT_ONCE = 1000
KEPT_SECONDS = 600  # how long a process gives the same bytes before it reads again
FNV_START, FNV_PRIME, FNV_BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
WORD = re.compile(r"[^\W_]+")


@require_safe
@cache_control(public=True, max_age=3600)
def phrases(request: HttpRequest) -> HttpResponse:
    """The same for every reader: it asks for nothing that a request brings."""
    return HttpResponse(_bytes_of_this_time(int(time.time() // KEPT_SECONDS)), content_type="application/octet-stream")


@lru_cache(maxsize=1)
def _bytes_of_this_time(_number: int) -> bytes:
    return as_bytes(newest_hashes())


def as_bytes(hashes: Iterable[int]) -> bytes:
    """Distinct, sorted, four bytes each, the smallest byte first."""
    numbers = array("I", sorted(set(hashes)))
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def newest_hashes() -> set[int]:
    """Those of the newest runs that everybody can read: of the conversations in which words were said last."""
    found: set[int] = set()
    for text in _newest_texts():
        for number in hashes(text):
            found.add(number)
            if len(found) == MOST_RUNS:
                return found
    return found


def hashes(text: str) -> Iterator[int]:
    """The hash of every run, in their order."""
    words = words_of(text)
    for start in range(len(words) - WORDS_IN_A_RUN + 1):
        yield fnv(" ".join(words[start : start + WORDS_IN_A_RUN]).encode())


def words_of(text: str) -> list[str]:
    """Letters and digits only. To capitals and back is the fold that Python and JavaScript do alike."""
    return [word.upper().lower() for word in WORD.findall(unicodedata.normalize("NFKC", text))]


def fnv(octets: bytes) -> int:
    """FNV-1a, 32 bits (Fowler, Noll and Vo)."""
    number = FNV_START
    for octet in octets:
        number = (number ^ octet) * FNV_PRIME & FNV_BITS
    return number


def _newest_texts() -> Iterator[str]:
    """Of the newest conversations some at a time, the newest words of each first."""
    shared = Conversation.objects.filter(
        state__in=[Conversation.State.OPEN, Conversation.State.CLOSED], audience=Conversation.Audience.EVERYONE
    )
    newest = list(shared.order_by("-last_day", "pk").values_list("pk", flat=True)[:MOST_CONVERSATIONS])
    for start in range(0, len(newest), AT_ONCE):
        shown = Contribution.objects.filter(
            conversation__in=_found_by_everybody(newest[start : start + AT_ONCE]), state=Contribution.State.SHOWN
        )
        ordered = shown.order_by("-conversation__last_day", "conversation", "-position")
        yield from ordered.values_list("text", flat=True)[:MOST_TEXTS_AT_ONCE]


def _found_by_everybody(ids: list[UUID]) -> list[UUID]:
    """The apps whose things they are say it, as they say it to the search."""
    return [one.conversation for kind in kinds.registered().values() for one in kind.findable(ids)]
