"""What is served of a set, each a page of its own with its own policy, made once for each change of its file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext, override

from wholeroom.analysis.report import policy_of
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.page.build import page
from wholeroom.analysis.segmentation.page.paper import pack
from wholeroom.analysis.segmentation.page.wording import wording_page
from wholeroom.web.segmentation.sets import Served

Make = Callable[[AimSet], str]


@dataclass(frozen=True, slots=True)
class Document:
    body: bytes
    policy: str
    tag: str


@lru_cache(maxsize=100)
def document(served: Served, make: Make) -> Document:
    """In the language of the set, whatever language is spoken to the visitor: two languages on one page help nobody."""
    with override(served.aim_set.language):
        html = make(served.aim_set)
    body = html.encode()
    policy = f"{policy_of(html)}; frame-ancestors 'none'"
    return Document(body, policy, quote_etag(hashlib.sha256(body).hexdigest()))


def talk(aim_set: AimSet) -> str:
    return page(aim_set, back=reverse("segmentation:index"), translate=gettext)


def file(aim_set: AimSet) -> str:
    """The same page without a way back: a file on a disk has none."""
    return page(aim_set, translate=gettext)


def paper(aim_set: AimSet) -> str:
    return pack(aim_set, easy=False, translate=gettext)


def easy_paper(aim_set: AimSet) -> str:
    return pack(aim_set, easy=True, translate=gettext)


def wording(aim_set: AimSet) -> str:
    return wording_page(aim_set, translate=gettext, language=aim_set.language)
