"""The aim aid as pages. None takes anything in, asks the database or sets a cookie: nothing here can be kept."""

import shlex

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from wholeroom.web.segmentation import documents
from wholeroom.web.segmentation.documents import Make, document
from wholeroom.web.segmentation.sets import Served, shelf

KEPT = "private, max-age=3600"  # so that it opens again where the Wi-Fi is bad; it holds nobody's words


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = shelf()
    sets = [(served.aim_set, language_to_name(served.aim_set.language)) for served in found.sets.values()]
    left_out = [shlex.quote(name) for name in found.left_out]  # as it is typed in a terminal
    return render(request, "segmentation/index.html", {"sets": sets, "left_out": left_out})


def language_to_name(code: str) -> str:
    """What a language is called in the visitor's own; nothing where it is the same."""
    if code == get_language().partition("-")[0]:
        return ""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    return render(request, "segmentation/limits.html")


@require_safe
def show(request: HttpRequest, name: str, make: Make) -> HttpResponse:
    return answer(request, with_name(name), make)


@require_safe
def fetch(request: HttpRequest, name: str) -> HttpResponse:
    served = with_name(name)
    response = answer(request, served, documents.file)
    file_name = f"{name}-{served.aim_set.version}.html"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name)
    return response


def with_name(name: str) -> Served:
    served = shelf().sets.get(name)
    if served is None:
        raise Http404
    return served


def answer(request: HttpRequest, served: Served, make: Make) -> HttpResponse:
    """The document; or only that it is still the same, where the browser has it.

    Both carry the document's own policy: a browser puts the headers of the short answer on the page it kept.
    """
    made = document(served, make)
    whole = HttpResponse(made.body, headers={"ETag": made.tag, "Cache-Control": KEPT})
    whole["Content-Language"] = served.aim_set.language
    response = get_conditional_response(request, etag=made.tag, response=whole)
    response["Content-Security-Policy"] = made.policy
    return response
