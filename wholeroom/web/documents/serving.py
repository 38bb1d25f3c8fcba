"""Documents as answers: found by no search engine, kept by nothing on the way, and in each file format."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from wholeroom.web.documents.blocks import Document
from wholeroom.web.documents.pdf import pdf
from wholeroom.web.documents.plain_text import plain_text
from wholeroom.web.documents.word import word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def kept_private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Found by no search engine, and kept by nothing on the way: an erased word would live on there."""

    @never_cache
    @wraps(view)
    def answer(*args: object, **values: object) -> HttpResponse:
        response = view(*args, **values)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def in_shape(document: Document, shape: str, key: UUID, name: str = "outcome") -> HttpResponse:
    """A document as the file that was asked for: pdf, docx or txt."""
    if shape == "pdf":
        return fetched(pdf(document), "application/pdf", key, "pdf", inline=True, name=name)
    if shape == "docx":
        return fetched(word(document), WORD, key, "docx", name=name)
    if shape == "txt":
        text = plain_text(document).encode()
        return fetched(text, "text/plain; charset=utf-8", key, "txt", inline=True, name=name)
    raise Http404


def fetched(
    content: bytes, kind: str, key: UUID, ending: str, *, inline: bool = False, name: str = "outcome"
) -> HttpResponse:
    how = "inline" if inline else "attachment"
    disposition = f'{how}; filename="{name}-{key.hex[:8]}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
