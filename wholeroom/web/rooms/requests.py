"""What views of a room share: what was sent to them, and the page that says why an act was refused."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from wholeroom.web.errors import WebError

Given = ParamSpec("Given")


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, however little; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def by_page(request: HttpRequest) -> bool:
    """Whether a script of the page sent this, and will put the answer where the form was."""
    return request.headers.get("X-Sent-By") == "page"


def says_why(view: Callable[Given, HttpResponse]) -> Callable[Given, HttpResponse]:
    """A view whose refusals become a page instead of a failure. Nothing was changed then."""

    @wraps(view)
    def told(*args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except WebError as refusal:
            request = next(given for given in args if isinstance(given, HttpRequest))
            return render(request, "rooms/refused.html", {"why": str(refusal)}, status=409)

    return told
