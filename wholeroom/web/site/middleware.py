"""What holds for every request: what a browser may not use on our pages, and how much it may send."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholeroom.web.whole_requests import TOO_LARGE

MEGABYTE = 1_000_000
# Nothing here needs a camera, a microphone or a place.
REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
POLICY = ", ".join(f"{feature}=()" for feature in REFUSED)


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_policy(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return with_policy


def refuse_too_large(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What came was larger than the limit, was thrown away as it came, and only the refusal is left to say."""

    def with_limit(request: HttpRequest) -> HttpResponse:
        if request.META.get("asgi.scope", {}).get(TOO_LARGE):
            return render(request, "413.html", {"megabytes": settings.UPLOAD_BYTES // MEGABYTE}, status=413)
        return get_response(request)

    return with_limit
